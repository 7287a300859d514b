"""A document says itself whether it is an identity paper; those proposed so far are known."""

from django.db import migrations, models

PROPOSED = ["passport", "identity-card"]


def mark_proposed(apps, schema_editor):
    documents = apps.get_model("calls", "RequiredDocument").objects
    documents.filter(code__in=PROPOSED).update(is_identity_paper=True)


class Migration(migrations.Migration):
    dependencies = [("calls", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="requireddocument",
            name="is_identity_paper",
            field=models.BooleanField(
                default=False,
                help_text="seen by whoever checks applications, never by a commission",
            ),
        ),
        migrations.RunPython(mark_proposed, migrations.RunPython.noop),
    ]

"""A comment may be written in a unit's name, and the record of deeds can name the policy."""

import django.db.models.deletion
from django.db import migrations, models

import sapar.core.public_ids


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0002_coordinates_and_courses"),
        ("stories", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="speaks_for",
            field=models.ForeignKey(
                blank=True,
                help_text="the unit in whose name the author answers",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="institutions.unit",
            ),
        ),
        migrations.AddField(
            model_name="moderationpolicy",
            name="public_id",
            field=models.CharField(
                default=sapar.core.public_ids.new_public_id,
                editable=False,
                max_length=9,
                unique=True,
            ),
        ),
    ]

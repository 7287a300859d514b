from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("calls", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="call",
            name="state_reason",
            field=models.TextField(blank=True, help_text="why an opened call was cancelled"),
        ),
    ]

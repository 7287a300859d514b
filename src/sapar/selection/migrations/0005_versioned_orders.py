from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('selection', '0004_orders'),
    ]

    operations = [
        migrations.AddField(
            model_name='placementorder',
            name='version',
            field=models.PositiveIntegerField(default=1),
        ),
    ]

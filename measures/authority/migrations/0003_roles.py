"""What each role may do with duties."""

from django.db import migrations

from portal.roles import CONTENT, grant


class Migration(migrations.Migration):
    dependencies = [("authority", "0001_initial"), ("portal", "0003_roles_and_work_groups")]

    operations = [
        migrations.RunPython(grant("authority", ["duty", "referral"], CONTENT), migrations.RunPython.noop),
    ]

"""What each role may do with risks and their results: content of the office, each of its own work group."""

from django.db import migrations

from portal.roles import CONTENT, grant


class Migration(migrations.Migration):
    dependencies = [("risk", "0001_initial"), ("portal", "0003_roles_and_work_groups")]

    operations = [
        migrations.RunPython(grant("risk", ["risk", "riskresult"], CONTENT), migrations.RunPython.noop),
    ]

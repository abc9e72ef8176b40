"""What each role may do with plans and reports on personnel, and with the rows that come in by Excel."""

from django.db import migrations

from portal.roles import CONTENT, Role, grant, together

ROWS = {role: [act for act in acts if act != "delete"] for role, acts in CONTENT.items()} | {
    Role.PUBLISHER: ["view"]
}


class Migration(migrations.Migration):
    dependencies = [("hr", "0001_initial"), ("portal", "0003_roles_and_work_groups")]

    operations = [
        migrations.RunPython(
            together(
                grant("hr", ["hrplan", "hrreport"], CONTENT),
                grant("hr", ["headcountrow", "training"], ROWS),
            ),
            migrations.RunPython.noop,
        )
    ]

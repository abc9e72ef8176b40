"""What each role may do with manuals, and who sees of every group who has read them."""

from django.db import migrations

from portal.roles import CONTENT, Role, grant, together

OVERSEE = {Role.PUBLISHER: ("view",), Role.AUDITOR: ("view",)}


class Migration(migrations.Migration):
    dependencies = [("manuals", "0001_initial"), ("portal", "0003_roles_and_work_groups")]

    operations = [
        migrations.RunPython(
            together(
                grant("manuals", ["manual"], CONTENT),
                grant("manuals", ["acknowledgement"], OVERSEE),
            ),
            migrations.RunPython.noop,
        )
    ]

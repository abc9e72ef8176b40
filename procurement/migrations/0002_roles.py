"""What each role may do with the procurement register: the procurement officer writes, a publisher decides."""

from django.db import migrations

from portal.roles import READ_ONLY, Role, grant, together

REGISTER = [
    "contract",
    "bid",
    "contractdocument",
    "planitem",
    "plandocument",
    "announcement",
    "announcementdocument",
]
WRITTEN = {
    Role.PROCUREMENT_OFFICER: ("view", "add", "change", "delete"),
    Role.PUBLISHER: ("view", "change"),
    Role.EDITOR: ("view",),
    Role.SERVICE_DESK: ("view",),
    Role.AUDITOR: ("view",),
    Role.ADMINISTRATOR: ("view",),
}


class Migration(migrations.Migration):
    dependencies = [("procurement", "0001_initial"), ("portal", "0003_roles_and_work_groups")]

    operations = [
        migrations.RunPython(
            together(
                grant("procurement", REGISTER, WRITTEN),
                grant(
                    "procurement",
                    ["registerimport", "finding"],
                    {
                        **READ_ONLY,
                        Role.PROCUREMENT_OFFICER: ("view", "add"),
                        Role.PUBLISHER: ("view",),
                    },
                ),
                grant(
                    "procurement",
                    ["correction", "supplier"],
                    {**READ_ONLY, Role.PROCUREMENT_OFFICER: ("view",), Role.PUBLISHER: ("view",)},
                ),
            ),
            migrations.RunPython.noop,
        )
    ]

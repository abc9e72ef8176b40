"""Who handles cases, who keeps identities, who watches the clocks; nobody else has any right here."""

from django.db import migrations

from portal.roles import SETUP, Role, grant, together


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0001_channel"),
        ("portal", "0003_roles_and_work_groups"),
    ]

    operations = [
        migrations.RunPython(
            together(
                grant(
                    "complaints",
                    ["case"],
                    {
                        Role.INTEGRITY_OFFICER: ("handle_cases",),
                        Role.IDENTITY_CUSTODIAN: ("keep_identities",),
                        Role.AUDITOR: ("watch_clocks",),
                    },
                ),
                grant("complaints", ["channelrules"], SETUP),
            ),
            migrations.RunPython.noop,
        )
    ]

"""What each role may do with the services: editors write them, the service desk works on what people send."""

from django.db import migrations

from portal.roles import CONTENT, READ_ONLY, Role, grant

CONTENTS = [
    "service",
    "servicestep",
    "requirement",
    "servicedocument",
    "requestform",
    "formfield",
    "survey",
    "surveyquestion",
    "answer",
]
WORKED = {Role.SERVICE_DESK: ("view", "change"), Role.EDITOR: ("view", "change")}


class Migration(migrations.Migration):
    dependencies = [("services", "0001_initial"), ("portal", "0003_roles_and_work_groups")]

    operations = [
        migrations.RunPython(grant("services", CONTENTS, CONTENT), migrations.RunPython.noop),
        migrations.RunPython(
            grant("services", ["answer"], {Role.SERVICE_DESK: ("add", "change", "delete")}),
            migrations.RunPython.noop,
        ),
        migrations.RunPython(
            grant("services", ["servicerequest", "enquiry"], WORKED), migrations.RunPython.noop
        ),
        migrations.RunPython(
            grant(
                "services",
                ["servicerequest"],
                {Role.SERVICE_DESK: ("handle_any_group",), Role.AUDITOR: ("watch_clocks",)},
            ),
            migrations.RunPython.noop,
        ),
        migrations.RunPython(
            grant("services", ["enquiry"], {Role.AUDITOR: ("view",)}), migrations.RunPython.noop
        ),
        migrations.RunPython(
            grant(
                "services",
                ["counterentry"],
                {
                    **READ_ONLY,
                    Role.SERVICE_DESK: ("view", "add", "change"),
                    Role.EDITOR: ("view", "add", "change"),
                    Role.PUBLISHER: ("view",),
                },
            ),
            migrations.RunPython.noop,
        ),
        migrations.RunPython(
            grant(
                "services",
                ["rating", "surveyresponse", "monthsum"],
                {
                    **READ_ONLY,
                    Role.SERVICE_DESK: ("view",),
                    Role.EDITOR: ("view",),
                    Role.PUBLISHER: ("view",),
                },
            ),
            migrations.RunPython.noop,
        ),
        migrations.RunPython(
            grant("services", ["monthsum"], {Role.SERVICE_DESK: ("change",), Role.EDITOR: ("change",)}),
            migrations.RunPython.noop,
        ),
    ]

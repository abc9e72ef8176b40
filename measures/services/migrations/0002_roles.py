"""What each role may do with the services: editors write them, the service desk works on what people send."""

from django.db import migrations

from portal.roles import CONTENT, READ_ONLY, Role, grant, together

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
        migrations.RunPython(
            together(
                grant("services", CONTENTS, CONTENT),
                grant("services", ["answer"], {Role.SERVICE_DESK: ("add", "change", "delete")}),
                grant("services", ["servicerequest", "enquiry"], WORKED),
                grant(
                    "services",
                    ["servicerequest"],
                    {Role.SERVICE_DESK: ("handle_any_group",), Role.AUDITOR: ("watch_clocks",)},
                ),
                grant("services", ["enquiry"], {Role.AUDITOR: ("view",)}),
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
                grant("services", ["monthsum"], {Role.SERVICE_DESK: ("change",), Role.EDITOR: ("change",)}),
            ),
            migrations.RunPython.noop,
        )
    ]

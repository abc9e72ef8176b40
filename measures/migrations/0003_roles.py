"""What each role may do with measures, reports, results and the checklist."""

from django.db import migrations

from portal.roles import CONTENT, READ_ONLY, Role, grant

CONTENT_MODELS = [
    "measure",
    "evidencelink",
    "evidencedocument",
    "annualreport",
    "itaresult",
    "indicatorscore",
    "improvement",
    "oitdisclosure",
    "oitlink",
]


class Migration(migrations.Migration):
    dependencies = [("measures", "0001_initial"), ("portal", "0003_roles_and_work_groups")]

    operations = [
        migrations.RunPython(grant("measures", CONTENT_MODELS, CONTENT), migrations.RunPython.noop),
        migrations.RunPython(
            grant(
                "measures",
                ["oititem", "reportversion"],
                {**READ_ONLY, Role.EDITOR: ("view",), Role.PUBLISHER: ("view",)},
            ),
            migrations.RunPython.noop,
        ),
    ]

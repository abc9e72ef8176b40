"""What each role may do with the records of ethics and of the No Gift Policy."""

from django.db import migrations

from portal.roles import CONTENT, grant

MODELS = [
    "ethicscode",
    "guideline",
    "codedocument",
    "ethicsteam",
    "teammember",
    "teamdocument",
    "ethicsactivity",
    "ethicspicture",
    "ethicsdocument",
    "ethicsassessment",
    "assessmentdocument",
    "giftdeclaration",
    "declarationdocument",
    "giftcount",
]


class Migration(migrations.Migration):
    dependencies = [("ethics", "0001_initial"), ("portal", "0003_roles_and_work_groups")]

    operations = [migrations.RunPython(grant("ethics", MODELS, CONTENT), migrations.RunPython.noop)]

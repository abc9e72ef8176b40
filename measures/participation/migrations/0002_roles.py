"""What each role may do with participation: content as everywhere, and who looks at what people send."""

from django.db import migrations

from portal.roles import CONTENT, Role, grant, together

MODERATION = {
    Role.EDITOR: ("view", "change"),
    Role.PUBLISHER: ("view",),
    Role.SERVICE_DESK: ("view", "change"),
    Role.AUDITOR: ("view",),
}
"""Contributions are never written, and never deleted, by staff."""
ANSWERS = {**CONTENT, Role.EDITOR: ("view", "change", "delete")}
"""An answer begins with the contributions it answers, never with an empty form."""


class Migration(migrations.Migration):
    dependencies = [("participation", "0001_initial"), ("portal", "0003_roles_and_work_groups")]

    operations = [
        migrations.RunPython(
            together(
                grant("participation", ["activity", "consultation", "conclusion"], CONTENT),
                grant("participation", ["response"], ANSWERS),
                grant("participation", ["contribution"], MODERATION),
            ),
            migrations.RunPython.noop,
        )
    ]

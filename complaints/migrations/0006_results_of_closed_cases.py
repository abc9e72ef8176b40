"""Cases closed before `result` was a column of its own take their outcome for it."""

from typing import Any

from django.db import migrations
from django.db.models import F


def copy_outcomes(apps: Any, editor: Any) -> None:
    """Whatever is closed and says no result ended as its outcome says."""
    cases = apps.get_model("complaints", "Case").objects.using(editor.connection.alias)
    cases.filter(progress="closed", result="").update(result=F("outcome"))


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0005_confirmed_keys"),
    ]

    operations = [
        migrations.RunPython(copy_outcomes, migrations.RunPython.noop),
    ]

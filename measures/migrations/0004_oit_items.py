"""The items of the OIT checklist, fiscal years 2566 to 2569."""

import json
from pathlib import Path
from typing import Any

from django.db import migrations

ITEMS = Path(__file__).parent.parent / "data" / "oit_items.json"


def load(apps: Any, schema_editor: Any) -> None:
    """Add the items that are not there; what staff have confirmed or corrected stays as it is."""
    item = apps.get_model("measures", "OitItem").objects.using(schema_editor.connection.alias)
    for facts in json.loads(ITEMS.read_text(encoding="utf-8")):
        item.get_or_create(scheme="NACC", year=facts.pop("year"), code=facts.pop("code"), defaults=facts)


class Migration(migrations.Migration):
    dependencies = [("measures", "0003_roles")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]

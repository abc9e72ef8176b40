"""Steps and services say their time in the units of all rooms, where working days are written out and days are days."""

from typing import Any

from django.db import migrations, models

_UNITS = [("minutes", "นาที"), ("hours", "ชั่วโมง"), ("working_days", "วันทำการ"), ("days", "วันปฏิทิน")]
_WERE = (("service", "standard_unit"), ("historicalservice", "standard_unit"), ("servicestep", "unit"))


def write_out(apps: Any, schema_editor: Any) -> None:
    for model, name in _WERE:
        apps.get_model("services", model).objects.filter(**{name: "days"}).update(**{name: "working_days"})


def shorten(apps: Any, schema_editor: Any) -> None:
    for model, name in _WERE:
        apps.get_model("services", model).objects.filter(**{name: "working_days"}).update(**{name: "days"})


def _unit(label: str) -> "models.CharField[str, str]":
    return models.CharField(choices=_UNITS, default="working_days", max_length=12, verbose_name=label)


class Migration(migrations.Migration):
    dependencies = [("services", "0002_roles")]

    operations = [
        migrations.AlterField("service", "standard_unit", _unit("หน่วยของระยะเวลา")),
        migrations.AlterField("historicalservice", "standard_unit", _unit("หน่วยของระยะเวลา")),
        migrations.AlterField("servicestep", "unit", _unit("หน่วย")),
        migrations.RunPython(write_out, shorten),
    ]

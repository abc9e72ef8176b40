from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F


def take_what_stands(apps: Any, schema_editor: Any) -> None:
    """Keys in use were handed cases already, so they count as compared; ended ones need no private half."""
    holders = apps.get_model("complaints", "KeyHolder").objects.using(schema_editor.connection.alias)
    holders.update(confirmed_at=F("created_at"))
    holders.exclude(retired_at=None).update(wrapped_key=b"")


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("complaints", "0004_result"),
    ]

    operations = [
        migrations.AddField(
            model_name="keyholder",
            name="confirmed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="ยืนยันเมื่อ"),
        ),
        migrations.AddField(
            model_name="keyholder",
            name="confirmed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="ผู้ยืนยัน",
            ),
        ),
        migrations.RunPython(take_what_stands, migrations.RunPython.noop, elidable=True),
    ]

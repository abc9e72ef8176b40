"""Activities that come in many rows at once, with the people of every group in a column of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from django.db import models

from measures.participation.models import Activity, Group, ParticipantCount
from measures.participation.models.activity import MOST_PEOPLE
from portal.bulk_entry import BulkList, Field, Filing, Kind, field_of, save_kept

PREFIX = "people_"


def _read(group: str) -> Callable[[Any], int | None]:
    def read(record: Any) -> int | None:
        return next((row.number for row in record.counts.all() if row.group == group), None)

    return read


def _column(group: Group) -> Field:
    return Field(
        name=f"{PREFIX}{group.value}",
        heading=f"{group.label} (คน)",
        kind=Kind.INTEGER,
        meaning=f"จำนวนคนในกลุ่ม{group.label} เว้นว่างเมื่อไม่มี",
        example="40" if group is Group.PARENTS else "",
        least=0,
        most=MOST_PEOPLE,
        empty=None,
        get=_read(group.value),
    )


def _records() -> models.QuerySet[Any]:
    return Activity.objects.originals().prefetch_related("counts")


def _check(values: Mapping[str, Any], record: Any | None) -> Mapping[str, str]:
    numbers = [number for name, number in values.items() if name.startswith(PREFIX)]
    told = any(numbers) or (not numbers and record is not None)
    return {} if told else {"": "ยังไม่มีจำนวนผู้มีส่วนร่วม ใส่จำนวนคนอย่างน้อยหนึ่งกลุ่ม"}


def _save(filing: Filing, record: Any | None, values: Mapping[str, Any]) -> models.Model:
    """Keep a row as every list does, then the people of its groups."""
    facts = {name: value for name, value in values.items() if not name.startswith(PREFIX)}
    kept = cast(Activity, save_kept(ACTIVITIES, filing, record, facts))
    for name, number in values.items():
        if not name.startswith(PREFIX):
            continue
        rows = ParticipantCount.objects.filter(owner=kept, group=name.removeprefix(PREFIX))
        if number is None:
            rows.delete()
        elif not rows.update(number=number):
            ParticipantCount.objects.create(owner_id=kept.pk, group=name.removeprefix(PREFIX), number=number)
    return kept


ACTIVITIES = BulkList(
    model=Activity,
    key=("year", "title", "held_on"),
    about="กิจกรรมที่บุคคลภายนอกร่วมดำเนินงานกับสำนักงาน กิจกรรมละหนึ่งแถว ต้องครบสี่องค์ประกอบ คือ ประเด็น ผู้มีส่วนร่วม ผล และการนำผลไปใช้",
    records=_records,
    check=_check,
    save=_save,
    fields=(
        field_of(Activity, "year", example="2570", is_required=True),
        field_of(Activity, "title", example="ประชุมรับฟังความเห็นผู้ปกครอง"),
        field_of(Activity, "kind", example="ร่วมแลกเปลี่ยนความคิดเห็น"),
        field_of(Activity, "held_on", example="12/11/2569"),
        field_of(Activity, "place", example="ห้องประชุมสำนักงาน"),
        field_of(Activity, "topic", example="เวลารับส่งนักเรียนและความปลอดภัยหน้าโรงเรียน"),
        *(_column(group) for group in Group),
        field_of(Activity, "result", example="ที่ประชุมเสนอให้เลื่อนเวลารับส่ง 15 นาที"),
        field_of(Activity, "use", example="แจ้งเวลาใหม่แก่ทุกโรงเรียน และจัดจราจรหน้าโรงเรียน 6 แห่ง"),
    ),
)

"""Request forms with every kind of field, requests as people send them, and the sums as the rows give them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from measures.services.actions.receiving import Received, receive_request
from measures.services.models import (
    FieldKind,
    FormField,
    MonthSum,
    Rating,
    RequestDraft,
    RequestForm,
    ServiceRequest,
)
from portal import thai
from portal.uploads.citizen_ids import check_digit
from portal.working_days import add_working_days
from tests.makers import RequestFormDraft, published, published_service
from tests.test_uploads import pdf, picture

CITIZEN = "110170020345" + check_digit("110170020345")
"""Thirteen figures whose last one checks; of nobody."""
TODAY = dt.datetime(2026, 12, 1, 10, tzinfo=thai.BANGKOK)
"""A Tuesday; Monday the 7th and Thursday the 10th are days off."""
CONTACT = {"name": "สมศรี ใจงาม", "phone": "08 1234 5678", "email": "somsri@example.com"}
KINDS = (
    ("school", FieldKind.TEXT, "ชื่อโรงเรียน", True),
    ("why", FieldKind.LONG_TEXT, "เหตุผล", False),
    ("rooms", FieldKind.NUMBER, "จำนวนห้องเรียน", False),
    ("opens", FieldKind.DATE, "วันที่จะเปิด", True),
    ("level", FieldKind.CHOICE, "ระดับ", True),
    ("plan", FieldKind.FILE, "แผนผังอาคาร", True),
    ("agree", FieldKind.CONSENT, "ข้าพเจ้ายืนยันว่าข้อมูลเป็นความจริง", True),
)
KEYS = {name: f"{number:08x}" for number, (name, *_) in enumerate(KINDS, start=1)}


def on_the_day(later: int = 0) -> Any:
    """A block, or a fixture's, in which it is TODAY, or so many working days after it."""
    return time_machine.travel(dt.datetime.combine(add_working_days(TODAY.date(), later), TODAY.timetz()))


def whole_form(people: Any, **values: Any) -> RequestForm:
    """A published form with one field of every kind."""
    draft = RequestFormDraft(created_by=people.alice, service=published_service(people), **values)
    draft.fields.all().delete()
    for order, (name, kind, label, is_required) in enumerate(KINDS):
        FormField.objects.create(
            owner=draft,
            key=KEYS[name],
            order=order,
            label=label,
            kind=kind,
            is_required=is_required,
            choices=["ประถมศึกษา", "มัธยมศึกษา"] if kind == FieldKind.CHOICE else [],
        )
    published(draft, people)
    return RequestForm.objects.get(pk=draft.pk)


def answers(**other: Any) -> dict[str, Any]:
    """What a browser sends of the whole form, by the names of the page."""
    opens = f"f_{KEYS['opens']}"
    return {
        f"f_{KEYS['school']}": "โรงเรียนสอนภาษาสุโขทัย",
        f"f_{KEYS['why']}": "",
        f"f_{KEYS['rooms']}": "๑,๒๕๐",
        f"{opens}_0": "9",
        f"{opens}_1": "มีนาคม",
        f"{opens}_2": "2570",
        f"f_{KEYS['level']}": "ประถมศึกษา",
        f"f_{KEYS['plan']}": paper(),
        f"f_{KEYS['agree']}": "on",
        **CONTACT,
        **other,
    }


def paper(name: str = "แผนผัง.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf())


def photograph(name: str = "ภาพ.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture("JPEG"))


def begun(client: Client, form: RequestForm) -> RequestDraft:
    """A draft as the button of the service's page makes it."""
    answer = client.post(reverse("services:start", args=[form.service_id]))
    assert answer.status_code == 303
    token = answer["Location"].rstrip("/").rpartition("/")[2]
    return RequestDraft.objects.get(token=token)


def address(draft: RequestDraft, page: str = "draft") -> str:
    return reverse(f"services:{page}", args=[draft.token])


def edition(page: bytes) -> str:
    found = re.search(rb'name="edition" value="([0-9a-f]{12})"', page)
    assert found
    return found[1].decode()


def send(client: Client, draft: RequestDraft) -> Any:
    """Press the last button on the page that shows all answers."""
    page = client.get(address(draft, "draft_check"))
    assert page.status_code == 200, page
    return client.post(address(draft, "draft_check"), {"edition": edition(page.content)})


def received(people: Any = None, form: RequestForm | None = None, **values: Any) -> Received:
    """A request as it stands after it was sent."""
    form = form or whole_form(people)
    said = [{"key": KEYS["school"], "label": "ชื่อโรงเรียน", "kind": "text", "value": "โรงเรียนสอนภาษา"}]
    return receive_request(by=None, form=form, answers=said, contact=CONTACT, **values)


def now(record: Model) -> Any:
    return type(record)._default_manager.get(pk=record.pk)


def sums_of_rows() -> dict[tuple[int, Any], dict[str, int]]:
    """What MonthSum ought to say, counted from the rows themselves."""
    sums: dict[tuple[int, Any], dict[str, int]] = {}

    def add(service: int, day: Any, name: str) -> None:
        row = sums.setdefault((service, day.replace(day=1)), {})
        row[name] = row.get(name, 0) + 1

    for one in ServiceRequest.objects.all():
        if one.channel == "online":
            add(one.service_id, thai.day_of(one.received_at), "online")
        if one.closed_at and one.outcome in ("done", "refused"):
            add(one.service_id, thai.day_of(one.closed_at), "closed")
            if one.is_within_standard:
                add(one.service_id, thai.day_of(one.closed_at), "within_standard")
    for rating in Rating.objects.all():
        add(rating.service_id, rating.day, f"rated_{rating.score}")
    return sums


def kept_sums() -> dict[tuple[int, Any], dict[str, int]]:
    """What MonthSum says, without noughts."""
    names = ["online", "closed", "within_standard", *(f"rated_{score}" for score in range(1, 6))]
    rows = MonthSum.objects.values("service", "month", *names)
    found = {(row["service"], row["month"]): {n: row[n] for n in names if row[n]} for row in rows}
    return {place: counted for place, counted in found.items() if counted}

"""What the services offer as evidence of OIT items: the manuals, and the online forms with how to use them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import CharField, Count, Value
from django.urls import reverse

from measures.services.models import RequestForm, Service
from portal.fiscal import FiscalYear

_MANUALS, _FORMS = "service manuals", "request forms"


class Topic(Enum):
    """What an item asks for."""

    MANUALS = "manuals"
    E_SERVICE = "e_service"


@dataclass(frozen=True)
class Offer:
    """A page or file of the services."""

    title: str
    address: str


@dataclass(frozen=True)
class Wanted:
    """A topic in a fiscal year; manuals and forms are those of today."""

    topic: Topic
    year: FiscalYear


def presence() -> list[Any]:
    """Querysets of (year, what, number) that together say what there is; those of other rooms may be united.

    What holds today stands under this year.
    """
    parts = ((_MANUALS, Service.objects.published()), (_FORMS, RequestForm.objects.accepting()))
    return [
        rows.order_by()
        .annotate(year=Value(int(FiscalYear.current())), what=Value(what, CharField()))
        .values("year", "what")
        .annotate(number=Count("pk"))
        .values_list("year", "what", "number")
        for what, rows in parts
    ]


def offered(wanted: Iterable[Wanted], rows: Iterable[tuple[int, str, int]]) -> list[list[Offer]]:
    """What there is of each, in the order asked; an empty list where there is nothing.

    `rows` are what `presence` finds.
    """
    known = {what for _, what, number in rows if number}
    return [_offers(one, known) for one in wanted]


def _offers(one: Wanted, known: set[str]) -> list[Offer]:
    index = reverse("services:index")
    if one.topic is Topic.MANUALS and _MANUALS in known:
        return [
            Offer("คู่มือการให้บริการของสำนักงาน", index),
            Offer("บริการของสำนักงาน (XLSX)", reverse("services:index_xlsx")),
        ]
    if one.topic is Topic.E_SERVICE and _FORMS in known:
        return [Offer("บริการที่ยื่นออนไลน์ได้ พร้อมวิธีใช้", reverse("services:index", query={"online": "1"}))]
    return []

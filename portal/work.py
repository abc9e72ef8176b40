"""What waits for a person, and the acts they do most: rooms register theirs, the admin's first page shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db.models import Q
from django.urls import reverse

from portal import policies, thai
from portal.models import User
from portal.publishing import Publishable, PublishableQuerySet

SHOWN = 6
"""Rows of one box on the first page."""
MOST = 200
"""Records of one kind that are listed; whatever is decided makes room for the next."""


@dataclass(frozen=True)
class WaitingItem:
    """One thing that waits: its title, where to do it, and why or until when; `count` when it stands for many."""

    title: str
    url: str
    note: str = ""
    count: int | None = None


@dataclass(frozen=True)
class Box:
    """A heading of the first page with the things under it; `more_url` leads to those not shown."""

    heading: str
    items: list[WaitingItem]
    more_url: str = ""

    @property
    def shown(self) -> list[WaitingItem]:
        return self.items[:SHOWN]

    @property
    def total(self) -> int:
        return sum(item.count if item.count is not None else 1 for item in self.items)


@dataclass(frozen=True)
class Act:
    """A big button: what it says, its sign (`static/icons.svg`), and what it does to which model.

    `action` is "add", or "change" and "view" for the list; the button shows to whoever has that permission. `route`
    names a page outside of the admin where the act is done.
    """

    title: str
    icon: str
    model: str
    action: str
    route: str = ""

    @property
    def permission(self) -> str:
        app_label, name = self.model.lower().split(".")
        return f"{app_label}.{self.action}_{name}"

    @property
    def url(self) -> str:
        if self.route:
            return reverse(self.route)
        page = "add" if self.action == "add" else "changelist"
        return reverse(f"admin:{self.model.lower().replace('.', '_')}_{page}")


Provider = Callable[[User], list[WaitingItem]]
_providers: dict[str, tuple[Provider, str]] = {}
_reviewed: set[str] = set()
"""Headings of what is decided as a whole; the review queue shows them over its records."""
_acts: list[Act] = []


def register(heading: str, *, more: str = "", is_review: bool = False) -> Callable[[Provider], Provider]:
    """Let a function say what waits for a person under this heading.

    `more` names the route of the whole list, with a query where only a part of it is meant. `is_review` is for
    what a publisher decides on as a whole: it stands in the review queue as well.
    """

    def keep(provider: Provider) -> Provider:
        _providers[heading] = (provider, more)
        if is_review:
            _reviewed.add(heading)
        return provider

    return keep


def register_acts(*acts: Act) -> None:
    """Offer acts on the first page; those of the ground floor come first."""
    _acts.extend(act for act in acts if act not in _acts)


def boxes(user: User) -> list[Box]:
    """The boxes that hold something for this person, in the order they were registered."""
    return _filled(user, _providers)


def review_boxes(user: User) -> list[Box]:
    """Those of the boxes that tell what is decided on as a whole."""
    return _filled(user, [heading for heading in _providers if heading in _reviewed])


def _filled(user: User, headings: Iterable[str]) -> list[Box]:
    filled = (
        Box(heading, _providers[heading][0](user), _address(_providers[heading][1])) for heading in headings
    )
    return [box for box in filled if box.items]


def _address(more: str) -> str:
    route, mark, query = more.partition("?")
    return reverse(route) + mark + query if route else ""


def acts(user: User) -> list[Act]:
    """The big buttons of this person: what the roles allow, of models that have an admin page."""
    return [
        act
        for act in _acts
        if user.has_perm(act.permission) and admin.site.is_registered(apps.get_model(act.model))
    ]


def in_review(user: User) -> Iterator[Publishable]:
    """Records in review that the person may see in the admin, the longest waiting first within their kind.

    At most `MOST` of a kind; what is reviewed as a whole stands in boxes of its own (`review_boxes`).
    """
    for model in _publishable_models(user):
        waiting = _rows(model).in_review().select_related("owner_group", "submitted_by")
        yield from waiting.order_by("submitted_at")[:MOST]


def admin_url(record: Any) -> str:
    """The record's page in the admin."""
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


@register("รออนุมัติ", more="admin:review")
def for_me_to_publish(user: User) -> list[WaitingItem]:
    """Records in review that this person may publish or send back."""
    if not user.has_perm("portal.publish_content"):
        return []
    return [
        WaitingItem(str(record), admin_url(record), f"{record._meta.verbose_name} · ส่งเมื่อ {_since(record)}")
        for record in in_review(user)
        if policies.may_publish(user, record)
    ]


@register("ส่งกลับให้แก้ไข")
def sent_back(user: User) -> list[WaitingItem]:
    """The person's own drafts that somebody sent back, with the reason."""
    return [
        WaitingItem(str(record), admin_url(record), f"เหตุผล: {record.status_reason}")
        for record in _own_drafts(user)
        if record.status_reason
    ]


@register("งานร่างของฉัน")
def drafts(user: User) -> list[WaitingItem]:
    """The person's own drafts that were never sent back."""
    return [
        WaitingItem(
            str(record),
            admin_url(record),
            f"{record._meta.verbose_name} · แก้ไขล่าสุด {thai.short_date(record.updated_at)}",
        )
        for record in _own_drafts(user)
        if not record.status_reason
    ]


@register("งานของฉันที่รออนุมัติ")
def sent_by_me(user: User) -> list[WaitingItem]:
    """What the person sent for approval and nobody has decided on yet."""
    return [
        WaitingItem(str(record), admin_url(record), f"{record._meta.verbose_name} · ส่งเมื่อ {_since(record)}")
        for model in _publishable_models(user, "change")
        for record in _rows(model).in_review().filter(submitted_by=user).order_by("submitted_at")[:MOST]
    ]


def _own_drafts(user: User) -> Iterator[Publishable]:
    for model in _publishable_models(user, "change"):
        mine = Q(created_by=user) | Q(submitted_by=user)
        yield from _rows(model).in_draft().filter(mine).order_by("-updated_at")[:50]


def _rows(model: type[Publishable]) -> PublishableQuerySet:
    return model._default_manager.all()


def _publishable_models(user: User, action: str = "view") -> Iterator[type[Publishable]]:
    for model in apps.get_models():
        if (
            issubclass(model, Publishable)
            and admin.site.is_registered(model)
            and user.has_perm(f"{model._meta.app_label}.{action}_{model._meta.model_name}")
        ):
            yield model


def _since(record: Publishable) -> str:
    return thai.short_date(record.submitted_at) if record.submitted_at else "–"


register_acts(
    Act("เขียนข่าว", "pen", "portal.NewsItem", "add"),
    Act("เพิ่มผู้ใช้", "people", "portal.User", "add"),
    Act("ข้อมูลหน่วยงาน", "info", "portal.Office", "change"),
    Act("บันทึกการกระทำ", "shield", "portal.AuditEvent", "view"),
    Act("ความเห็นจากประชาชน", "chat", "portal.Feedback", "change"),
)

"""How many manuals are in force, of which groups, and who was informed: of a year as of its end, and of today."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Min
from django.utils import timezone

from measures.manuals.models import Acknowledgement, ManualEdition, Reader
from portal.fiscal import FiscalYear
from portal.models import WorkGroup
from portal.publishing import Status

_AN_INSTANT = dt.timedelta(microseconds=1)


@dataclass(frozen=True)
class Share:
    """How many of those who were asked have said that they read."""

    acknowledged: int
    asked: int

    @property
    def is_whole(self) -> bool:
        return self.acknowledged == self.asked


@dataclass(frozen=True)
class Line:
    """A manual that was in force: the edition, and its share."""

    edition: ManualEdition
    share: Share

    @property
    def is_public(self) -> bool:
        """Whether the edition may still be shown; a manual that was withdrawn since only counts."""
        manual = self.edition.manual
        return bool(manual.status == Status.PUBLISHED and manual.is_published)


@dataclass(frozen=True)
class YearFigures:
    """The manuals of a fiscal year; of a year that is over everything is as of its last day."""

    year: FiscalYear
    as_of: dt.date
    lines: tuple[Line, ...]
    informed: Share
    """People: those who acknowledged all that they were asked to read, among those who were asked."""
    years: tuple[FiscalYear, ...]
    """Every year that has something to tell."""
    groups_without: int | None
    """Work groups that have no manual yet; None for a year that is over, whose groups nobody kept."""

    @property
    def groups(self) -> list[WorkGroup]:
        """The groups that have a manual, in their order."""
        known = {line.edition.owner_group_id: line.edition.owner_group for line in self.lines}
        return sorted(known.values(), key=lambda group: (group.order, group.name))


def years() -> list[FiscalYear]:
    """Every year that has something to tell: from the first publication of a manual to the present one."""
    first = ManualEdition.objects.filter(published_at__lte=timezone.now()).aggregate(at=Min("published_at"))[
        "at"
    ]
    return _since(first) if first else []


def _since(first: dt.datetime) -> list[FiscalYear]:
    begins = FiscalYear.containing(timezone.localdate(first))
    return [FiscalYear(number) for number in range(begins, FiscalYear.current() + 1)]


def figures_of(year: FiscalYear) -> YearFigures | None:
    """The figures of a year; None for a year to come, and for one that ended before there was a manual.

    A manual counts with the newest edition that had come out and was in force in the year, unless the manual stood
    withdrawn. Later editions, acknowledgements, members and withdrawals leave a year that is over as it was.
    """
    today = timezone.localdate()
    if year.starts_on > today:
        return None
    is_over = year.ends_on < today
    midnight = dt.datetime.combine(
        year.ends_on + dt.timedelta(days=1), dt.time(), timezone.get_current_timezone()
    )
    at = midnight - _AN_INSTANT if is_over else timezone.now()
    out = list(
        ManualEdition.objects.filter(published_at__lte=at)
        .select_related("manual", "owner_group")
        .order_by("manual", "number")
    )
    if not out:
        return None
    chosen = _in_force(out, year, at)
    asked, read = _readers(chosen)
    lines = tuple(
        Line(edition, Share(len(asked[edition.pk] & read[edition.pk]), len(asked[edition.pk])))
        for edition in sorted(chosen, key=_place)
    )
    people = set().union(*asked.values()) if asked else set()
    behind = {user for pk, users in asked.items() for user in users - read[pk]}
    groups = {edition.owner_group_id for edition in chosen}
    return YearFigures(
        year=year,
        as_of=min(year.ends_on, today),
        lines=lines,
        informed=Share(len(people) - len(behind), len(people)),
        years=tuple(_since(min(edition.published_at for edition in out))),
        groups_without=None
        if is_over
        else WorkGroup.objects.filter(is_active=True).exclude(pk__in=groups).count(),
    )


def shares(editions: Iterable[ManualEdition]) -> Mapping[int, Share]:
    """The shares of newest editions as they are now, by primary key; two queries."""
    now = timezone.now()
    asked, read = _readers(dict.fromkeys(editions, now))
    return {pk: Share(len(users & read[pk]), len(users)) for pk, users in asked.items()}


def _in_force(
    out: Iterable[ManualEdition], year: FiscalYear, at: dt.datetime
) -> dict[ManualEdition, dt.datetime]:
    """The edition of each manual that counts, with the moment until which its readers do."""
    of_manual: dict[int, list[ManualEdition]] = defaultdict(list)
    for edition in out:
        of_manual[edition.manual_id].append(edition)
    chosen = {}
    for editions in of_manual.values():
        last = editions[-1]
        if last.withdrawn_at and last.withdrawn_at <= at:
            continue
        for place in reversed(range(len(editions))):
            if editions[place].in_force_from <= year:
                later = editions[place + 1 :]
                chosen[editions[place]] = later[0].published_at if later else at
                break
    return chosen


def _readers(
    moments: Mapping[ManualEdition, dt.datetime],
) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """Who was asked to read each edition at its moment, and who had acknowledged it by then."""
    until = {edition.pk: at for edition, at in moments.items()}
    asked: dict[int, set[int]] = {pk: set() for pk in until}
    read: dict[int, set[int]] = {pk: set() for pk in until}
    rows = Reader.objects.filter(edition__in=until).values_list("edition_id", "user_id", "since", "until")
    for pk, user, since, ended in rows:
        if since <= until[pk] and (ended is None or ended >= until[pk]):
            asked[pk].add(user)
    for pk, user, at in Acknowledgement.objects.filter(edition__in=until).values_list(
        "edition_id", "user_id", "at"
    ):
        if at <= until[pk]:
            read[pk].add(user)
    return asked, read


def _place(edition: ManualEdition) -> tuple[int, str, int, str, int]:
    group = edition.owner_group
    return group.order, group.name, edition.manual.order, edition.title, edition.pk

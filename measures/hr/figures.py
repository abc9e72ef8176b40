"""A fiscal year of personnel in figures: every sum is computed here from the rows, for pages, files and the report."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any

from django.db.models import CharField, Prefetch, SmallIntegerField, Value
from django.urls import reverse

from measures.hr.models import (
    HeadcountRow,
    HrPlan,
    HrProject,
    HrReport,
    HrRule,
    ProjectResult,
    Training,
)
from measures.hr.models.terms import (
    Area,
    Discipline,
    Level,
    Movement,
    Organiser,
    Outcome,
    Personnel,
    RuleTopic,
)
from portal.fiscal import FiscalYear
from portal.publishing import PublishableQuerySet
from portal.small_cells import Shown, shown

NOT_IN_PLAN = "โครงการที่ไม่อยู่ในแผนที่เผยแพร่"


@dataclass(frozen=True)
class Posts:
    """Posts and people of one line of the headcount, or of several together."""

    label: str
    authorised: int = 0
    filled: int = 0
    men: int = 0
    women: int = 0
    trained: int = 0

    @property
    def vacant(self) -> int:
        return self.authorised - self.filled


@dataclass(frozen=True)
class TypeOfPersonnel:
    """The lines of one type of personnel by level, and their sum."""

    total: Posts
    levels: list[Posts]

    @property
    def has_levels(self) -> bool:
        """Whether levels say more than the sum does."""
        return len(self.levels) > 1 or self.levels[0].label != str(Level.NONE.label)


@dataclass(frozen=True)
class ProjectLine:
    """A project with what became of it: both, or only one of them."""

    project: HrProject | None
    result: ProjectResult | None

    @property
    def title(self) -> str:
        return self.project.title if self.project else NOT_IN_PLAN

    @property
    def outcome(self) -> Outcome | None:
        return Outcome(self.result.outcome) if self.result and self.result.outcome else None


@dataclass(frozen=True)
class TrainingTotals:
    """All trainings together. `attended` counts a person once for each training; `hours` are persons times hours."""

    number: int
    attended: int
    hours: Decimal
    money: Decimal

    def hours_each(self, people: int) -> Decimal | None:
        """Hours for each of so many people, to one decimal; None without people."""
        return (self.hours / people).quantize(Decimal("0.1"), ROUND_HALF_UP) if people else None


@dataclass(frozen=True)
class Count:
    """A line of a count: its words and the number as the public sees it."""

    label: str
    shown: Shown


@dataclass(frozen=True)
class FileFacts:
    """What is told of a file beside its title."""

    kind: str
    size: int
    pages: int | None
    sha256: str


@dataclass(frozen=True)
class HrFile:
    """A file of the plan or of the report, as `components/doc.html` shows it."""

    pk: uuid.UUID
    title: str
    current: FileFacts

    def get_absolute_url(self) -> str:
        return reverse("portal:document", args=[self.pk])


@dataclass(frozen=True)
class Year:
    """What is public of a year (or previewed): its plan, its report, or both."""

    year: FiscalYear
    plan: HrPlan | None
    report: HrReport | None
    rules: list[tuple[str, list[HrRule]]] = field(default_factory=list)

    @cached_property
    def projects(self) -> list[ProjectLine]:
        """Every project of the plan with its result, then results of projects that the plan does not have."""
        planned = list(self.plan.projects.all()) if self.plan else []
        results = {one.project_key: one for one in self.report.results.all()} if self.report else {}
        lines = [ProjectLine(project, results.pop(project.key, None)) for project in planned]
        return lines + [ProjectLine(None, result) for result in results.values()]

    @property
    def areas(self) -> list[tuple[str, list[ProjectLine]]]:
        """The projects under the two halves of a plan; those outside of it come last."""
        found = [
            (str(area.label), [one for one in self.projects if one.project and one.project.area == area])
            for area in Area
        ]
        found.append((NOT_IN_PLAN, [one for one in self.projects if one.project is None]))
        return [(label, lines) for label, lines in found if lines]

    @cached_property
    def budget(self) -> Decimal:
        return sum((one.project.budget for one in self.projects if one.project), Decimal(0))

    @cached_property
    def spent(self) -> Decimal:
        return sum((one.result.spent for one in self.projects if one.result), Decimal(0))

    def with_outcome(self, outcome: Outcome) -> int:
        return sum(one.outcome is outcome for one in self.projects)

    # ── headcount ────────────────────────────────────────────────────────────
    @cached_property
    def headcount(self) -> list[HeadcountRow]:
        """The rows in the order of types and levels."""
        rows = list(self.report.headcount.all()) if self.report else []
        types, levels = list(Personnel.values), list(Level.values)
        return sorted(rows, key=lambda row: (types.index(row.personnel), levels.index(row.level)))

    @cached_property
    def types(self) -> list[TypeOfPersonnel]:
        found = []
        for type_ in Personnel:
            rows = [row for row in self.headcount if row.personnel == type_]
            if rows:
                levels = [posts(str(Level(row.level).label), [row]) for row in rows]
                found.append(TypeOfPersonnel(posts(str(type_.label), rows), levels))
        return found

    @cached_property
    def total(self) -> Posts:
        return posts("รวมทั้งหมด", self.headcount)

    # ── training ─────────────────────────────────────────────────────────────
    @cached_property
    def trainings(self) -> list[Training]:
        return list(self.report.trainings.all()) if self.report else []

    @cached_property
    def training_totals(self) -> TrainingTotals:
        return training_totals(self.trainings)

    @property
    def training_by_organiser(self) -> list[tuple[str, TrainingTotals]]:
        found = [
            (str(one.label), [row for row in self.trainings if row.organiser == one]) for one in Organiser
        ]
        return [(label, training_totals(rows)) for label, rows in found if rows]

    # ── movements and discipline ─────────────────────────────────────────────
    @cached_property
    def _counts(self) -> dict[str, dict[str, int]]:
        """What was counted of movements and of discipline, each by kind; one query."""
        found: dict[str, dict[str, int]] = {"movements": {}, "discipline": {}}
        if self.report is None:
            return found
        parts = [
            getattr(self.report, name).order_by().values_list(Value(name, CharField()), "kind", number)
            for name, number in (("movements", "people"), ("discipline", "cases"))
        ]
        for name, kind, number in parts[0].union(parts[1], all=True):
            found[name][kind] = number
        return found

    @cached_property
    def movements(self) -> list[Count]:
        """Exact counts: appointments are made known by public orders."""
        found = self._counts["movements"]
        return [
            Count(str(kind.label), Shown(found[kind], found[kind])) for kind in Movement if found.get(kind)
        ]

    @cached_property
    def discipline(self) -> list[Count]:
        """Each count with one or two cases as "<3": in a small office they would point at a person."""
        found = self._counts["discipline"]
        return [Count(str(kind.label), shown(found[kind])) for kind in Discipline if found.get(kind)]

    @cached_property
    def discipline_total(self) -> Shown:
        """The sum of what is shown, so that it gives no hidden count away."""
        told = [one.shown for one in self.discipline]
        return Shown(sum(one.least for one in told), sum(one.most or 0 for one in told))

    @property
    def has_hidden_counts(self) -> bool:
        return any(not one.shown.is_exact for one in self.discipline)

    # ── when ─────────────────────────────────────────────────────────────────
    @property
    def is_whole(self) -> bool:
        """Whether the report is of the whole year."""
        return bool(self.report and self.report.as_of == self.year.ends_on)

    @property
    def changed_at(self) -> dt.datetime:
        """When the newer of plan and report was published, or written if it is not public."""
        records = [one for one in (self.plan, self.report) if one]
        return max(one.published_at or one.updated_at for one in records)

    @property
    def published_at(self) -> dt.datetime | None:
        days = [one.first_published_at for one in (self.plan, self.report) if one and one.first_published_at]
        return min(days, default=None)


def posts(label: str, rows: Iterable[HeadcountRow]) -> Posts:
    """The sum of rows."""
    every = list(rows)
    names = ("authorised", "filled", "men", "women", "trained")
    return Posts(label, *(sum(getattr(row, name) for row in every) for name in names))


def training_totals(rows: Sequence[Training]) -> TrainingTotals:
    return TrainingTotals(
        number=len(rows),
        attended=sum(row.people for row in rows),
        hours=sum((row.person_hours for row in rows), Decimal(0)),
        money=sum((row.money for row in rows), Decimal(0)),
    )


def with_plan_rows(plans: PublishableQuerySet) -> Any:
    """Plans with all that their page shows: three queries."""
    projects = HrProject.objects.select_related("owner_group")
    return plans.select_related("owner_group").prefetch_related(Prefetch("projects", projects), "rules")


def with_report_rows(reports: PublishableQuerySet) -> Any:
    """Reports with their long tables: four queries. Counts and files are read beside them, a query each."""
    return reports.select_related("owner_group").prefetch_related("headcount", "trainings", "results")


def files_of(plan: HrPlan | None, report: HrReport | None) -> list[HrFile]:
    """The files of the plan, then those of the report, each in the order that staff gave them; one query."""
    facts = ("title", *(f"current__{one}" for one in ("kind", "size", "pages", "sha256")))
    owners: list[tuple[int, Any]] = [(0, plan), (1, report)]
    parts = [
        owner.documents.order_by().values_list(Value(place, SmallIntegerField()), "order", "pk", *facts)
        for place, owner in owners
        if owner is not None
    ]
    if not parts:
        return []
    rows = sorted(parts[0].union(*parts[1:]), key=lambda row: (row[0], row[1], str(row[2])))
    return [HrFile(pk, title, FileFacts(*told)) for _, _, pk, title, *told in rows]


def year_of(year: FiscalYear, plan: HrPlan | None, report: HrReport | None) -> Year:
    """The figures of these records, which belong to the year."""
    rows = list(plan.rules.all()) if plan else []
    rules = [(str(topic.label), [row for row in rows if row.topic == topic]) for topic in RuleTopic]
    return Year(year, plan, report, [(label, found) for label, found in rules if found])


def figures_of(year: FiscalYear) -> Year | None:
    """What the public sees of a year; None where there is nothing."""
    plan = with_plan_rows(HrPlan.objects.published()).filter(year=year).first()
    report = with_report_rows(HrReport.objects.published()).filter(year=year).first()
    return year_of(year, plan, report) if plan or report else None


def public_years() -> list[FiscalYear]:
    """The years of which something is public, oldest first; one query."""
    plans = HrPlan.objects.published().order_by().values_list("year")
    reports = HrReport.objects.published().order_by().values_list("year")
    return sorted({FiscalYear(year) for (year,) in plans.union(reports)})

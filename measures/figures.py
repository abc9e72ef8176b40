"""What the rooms count for a measure: figures that nobody types, told with their source and their day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max
from django.urls import reverse
from django.utils import timezone

from complaints import statistics as complaints
from measures import wording
from measures.authority.models import Duty
from measures.ethics import wording as ethics_wording
from measures.ethics.figures import figures_of as ethics_figures
from measures.hr import figures as hr
from measures.hr.models.terms import Outcome
from measures.manuals import figures as manuals
from measures.models import ItaResult, Offered, Progress, Slug
from measures.models.sentence import heading
from measures.participation import figures as participation
from measures.risk import figures as risks
from measures.services import figures as services
from portal import thai
from portal.fiscal import FiscalYear
from portal.models import EitSurvey, NewsItem, NewsKind
from portal.publishing import Status
from portal.small_cells import Shown
from procurement import figures as procurement


@dataclass(frozen=True)
class Line:
    """One sentence with its figures."""

    text: str
    key: str = ""
    """What is counted, the same however the count goes on: `method:specific`. Asked for where the words themselves
    follow the figure; else it is made of the words without the numbers."""
    address: str = ""
    """The page that proves this one sentence, where it has its own."""


@dataclass(frozen=True)
class Figures:
    """Figures of one measure in one year, in sentences that staff may accept and that can be frozen as they are."""

    source: str
    """The register they were counted from."""
    address: str
    """The page that shows and explains them."""
    counted_on: dt.date
    lines: Sequence[Line | str]
    """A plain text will do where `Line` has nothing to add."""

    @property
    def heading(self) -> str:
        return heading(self.source, self.counted_on)

    @property
    def sentences(self) -> list[Offered]:
        """Each line with all that an accepted sentence keeps; of two with the same key only the first."""
        found: dict[str, Offered] = {}
        for line in self.lines:
            of = line if isinstance(line, Line) else Line(line)
            key = of.key or wording.key_of(of.text)
            found.setdefault(
                key, Offered(key, of.text, of.address or self.address, self.source, self.counted_on)
            )
        return list(found.values())

    def frozen(self) -> dict[str, Any]:
        """As plain JSON for a report: `heading`, `lines`, `address`, `source`, `counted_on` (ISO)."""
        return {
            "heading": self.heading,
            "lines": [sentence.text for sentence in self.sentences],
            "address": self.address,
            "source": self.source,
            "counted_on": self.counted_on.isoformat(),
        }


# ── procurement ──────────────────────────────────────────────────────────────
def _procurement(year: FiscalYear) -> Figures | None:
    """How many contracts were signed, their agreed prices, and both by method."""
    totals = procurement.totals(year)
    if not totals.number:
        return None
    return Figures(
        source="ทะเบียนจัดซื้อจัดจ้าง",
        address=reverse("procurement:year", args=[year]),
        counted_on=totals.counted_on,
        lines=(
            Line(
                f"ลงนามแล้ว {_contracts(totals.number)} ราคาที่ตกลงซื้อหรือจ้างรวม {thai.baht(totals.agreed)}",
                key="contracts",
            ),
            *(
                Line(
                    f"วิธี{line.label} {_contracts(line.number)} {thai.baht(line.agreed)}",
                    key=f"method:{line.key}",
                )
                for line in totals.by_method
            ),
        ),
    )


def _contracts(number: int) -> str:
    return f"{thai.number(number)}\N{NO-BREAK SPACE}สัญญา"


# ── manuals ──────────────────────────────────────────────────────────────────
def _manuals(year: FiscalYear) -> Figures | None:
    """How many manuals were in force, of how many groups, and how many people were informed of all of theirs."""
    found = manuals.figures_of(year)
    if found is None or not found.lines:
        return None
    return Figures(
        source="ทะเบียนคู่มือการปฏิบัติงาน",
        address=reverse("manuals:year", args=[year]),
        counted_on=found.as_of,
        lines=tuple(_manual_lines(found)),
    )


def _manual_lines(found: manuals.YearFigures) -> Iterator[str]:
    groups = f"{len(found.groups)}\N{NO-BREAK SPACE}กลุ่มงาน"
    covered = f"ครบทั้ง {groups}" if found.groups_without == 0 else f"ของ {groups}"
    yield f"มีคู่มือการปฏิบัติงาน {len(found.lines)}\N{NO-BREAK SPACE}เล่ม {covered}"
    people = found.informed
    if people.asked:
        yield (
            f"บุคลากรรับทราบคู่มือของกลุ่มงานครบทุกเล่มแล้ว {thai.number(people.acknowledged)} "
            f"จาก {thai.number(people.asked)}\N{NO-BREAK SPACE}คน"
        )


# ── complaints ───────────────────────────────────────────────────────────────
def _complaints(year: FiscalYear) -> Figures | None:
    """What was received until the last cut, how far it is, and the kinds; small counts as the public sees them."""
    figures = complaints.figures_of(year)
    if figures is None:
        return None
    return Figures(
        source="ช่องทางแจ้งเรื่องร้องเรียนการทุจริต",
        address=reverse("complaints:statistics", args=[year]),
        counted_on=figures.as_of,
        lines=tuple(_complaint_lines(figures)),
    )


def _complaint_lines(figures: complaints.YearFigures) -> Iterator[Line]:
    period = "ทั้งปี" if figures.whole else "หกเดือนแรก"
    if figures.is_none:
        yield Line(f"{period}ไม่มีเรื่องร้องเรียน", key="received")
        return
    parts = [(f"{period}ได้รับ", figures.totals.received)]
    parts += [("แล้วเสร็จ", figures.totals.finished), ("อยู่ระหว่างดำเนินการ", figures.totals.in_progress)]
    told = " ".join(f"{words} {_cases(count)}" for words, count in parts if count.is_told)
    yield Line(told, key="received")
    kinds = figures.breakdowns[0]
    for line in kinds.lines:
        count = line.whole if figures.whole else line.half
        if count and count.is_told and count.most:
            yield Line(f"{line.label} {_cases(count)}", key=f"kind:{line.label}")


def _cases(count: Shown) -> str:
    return f"{count.text}\N{NO-BREAK SPACE}เรื่อง"


# ── participation ────────────────────────────────────────────────────────────
def _participation(year: FiscalYear) -> Figures | None:
    """How many activities there were with how many people, and how many consultations with what was said."""
    found = participation.figures_of(year)
    if found is None:
        return None
    return Figures(
        source="ทะเบียนการมีส่วนร่วม",
        address=reverse("participation:year", args=[year]),
        counted_on=found.as_of,
        lines=tuple(_participation_lines(found)),
    )


def _participation_lines(found: participation.YearFigures) -> Iterator[Line]:
    if found.activities:
        held = f"จัดกิจกรรมการมีส่วนร่วม {thai.number(found.activities)}\N{NO-BREAK SPACE}กิจกรรม"
        yield Line(f"{held} มีผู้ร่วม {_people(found.total_people)}", key="activities")
        groups = " ".join(f"{group.label} {_people(number)}" for group, number in found.people.items())
        yield Line(f"ผู้มีส่วนร่วม ได้แก่ {groups}", key="people")
    if found.consultations:
        asked = f"เปิดรับฟังความเห็นทางเว็บไซต์ {thai.number(found.consultations)}\N{NO-BREAK SPACE}เรื่อง"
        said = f"{thai.number(found.contributions.received)}\N{NO-BREAK SPACE}รายการ"
        yield Line(
            f"{asked} ได้รับความเห็น {said}",
            key="consultations",
            address=reverse("participation:consultations"),
        )


def _people(number: int) -> str:
    return f"{thai.number(number)}\N{NO-BREAK SPACE}คน"


# ── hr ───────────────────────────────────────────────────────────────────────
def _hr(year: FiscalYear) -> Figures | None:
    """The plan's projects and how many are done, posts and people, and who was trained how much at what cost."""
    found = hr.figures_of(year)
    if found is None:
        return None
    return Figures(
        source="แผนและรายงานการบริหารทรัพยากรบุคคล",
        address=reverse("hr:year", args=[year]),
        counted_on=found.report.as_of if found.report else thai.day_of(found.changed_at),
        lines=tuple(_hr_lines(found, reverse("hr:year", args=[year]))),
    )


def _hr_lines(found: hr.Year, address: str) -> Iterator[Line]:
    planned = [line for line in found.projects if line.project]
    if planned:
        done = f" แล้วเสร็จ {_projects(found.with_outcome(Outcome.DONE))}" if found.report else ""
        spent = f" ใช้จริง {thai.baht(found.spent)}" if found.report else ""
        yield Line(
            f"แผนบริหารและพัฒนาทรัพยากรบุคคลมี {_projects(len(planned))}{done} "
            f"งบประมาณตามแผน {thai.baht(found.budget)}{spent}",
            key="projects",
            address=f"{address}#plan",
        )
    if found.report is None:
        return
    posts, training = found.total, found.training_totals
    yield Line(
        f"กรอบอัตรากำลัง {_counted(posts.authorised, 'อัตรา')} มีคนครอง {_counted(posts.filled, 'คน')} "
        f"ว่าง {_counted(posts.vacant, 'อัตรา')}",
        key="posts",
        address=f"{address}#headcount",
    )
    yield Line(
        f"บุคลากรได้รับการพัฒนา {_counted(posts.trained, 'คน')} จาก {_counted(posts.filled, 'คน')} (นับคนละหนึ่งครั้ง)",
        key="trained",
        address=f"{address}#training",
    )
    if training.number:
        yield Line(
            f"อบรมและพัฒนา {_counted(training.number, 'เรื่อง')} ผู้เข้าอบรมรวม {_counted(training.attended, 'คน-ครั้ง')} "
            f"ใช้งบประมาณ {thai.baht(training.money)}",
            key="training",
            address=f"{address}#training",
        )


def _projects(number: int) -> str:
    return _counted(number, "โครงการ")


def _counted(number: int, unit: str) -> str:
    return f"{thai.number(number)}\N{NO-BREAK SPACE}{unit}"


# ── authority ────────────────────────────────────────────────────────────────
def _authority(year: FiscalYear) -> Figures | None:
    """How many duties were in force and disclosed at the end of the year, or today, and when that changed last."""
    day = min(year.ends_on, timezone.localdate())
    duties = Duty.objects.published().filter(first_published_at__date__lte=day).in_force(day)
    number = duties.count()
    if not number or day < year.starts_on:
        return None
    editions = Duty.history.filter(
        id__in=duties.values("pk"), status=Status.PUBLISHED, published_at__date__lte=day
    )
    changed_at = editions.aggregate(newest=Max("published_at"))["newest"]
    counted = f"เผยแพร่หน้าที่และอำนาจของสำนักงาน {thai.number(number)}\N{NO-BREAK SPACE}ข้อ"
    changed = f" ปรับปรุงล่าสุดเมื่อ {thai.long_date(changed_at)}" if changed_at else ""
    return Figures(
        source="ทะเบียนหน้าที่และอำนาจ",
        address=reverse("authority:index"),
        counted_on=day,
        lines=(Line(counted + changed, key="duties"),),
    )


# ── ethics ───────────────────────────────────────────────────────────────────
def _ethics(year: FiscalYear) -> Figures | None:
    """Activities and who came, rules, team, assessment, and what became of gifts; gaps are left out."""
    figures = ethics_figures(year)
    if not figures.has_own:
        return None
    return Figures(
        source="ทะเบียนจริยธรรมและ No Gift Policy",
        address=reverse("ethics:year", args=[year]),
        counted_on=figures.counted_on,
        lines=[Line(one.text, one.key, one.address) for one in ethics_wording.sentences(figures)],
    )


# ── news ─────────────────────────────────────────────────────────────────────
def _news(year: FiscalYear) -> Figures | None:
    """How much news came out in the year, by kind, and when people could answer the EIT survey."""
    lines = [*_news_lines(year), *_survey_lines(year)]
    if not lines:
        return None
    return Figures(
        source="ข่าวและแบบวัด EIT บนเว็บไซต์",
        address=reverse("portal:news", query={"year": str(year)}),
        counted_on=timezone.localdate(),
        lines=lines,
    )


def _news_lines(year: FiscalYear) -> Iterator[Line]:
    items = NewsItem.objects.published().in_year(year)
    by_kind = dict(items.order_by().values_list("kind").annotate(number=Count("pk")))
    if not by_kind:
        return
    kinds = [f"{kind.label} {_items(by_kind[kind])}" for kind in NewsKind if kind in by_kind]
    parts = f" แยกเป็น {' '.join(kinds)}" if len(kinds) > 1 else ""
    yield Line(f"เผยแพร่ข่าวและประกาศ {_items(sum(by_kind.values()))}{parts}", key="news")


def _items(number: int) -> str:
    return f"{thai.number(number)}\N{NO-BREAK SPACE}เรื่อง"


def _survey_lines(year: FiscalYear) -> Iterator[Line]:
    for survey in EitSurvey.objects.published().filter(year=year).order_by("opens_on", "pk"):
        window = thai.date_range(survey.opens_on, survey.closes_on)
        yield Line(
            f"{survey.get_whose_display()} เปิดรับคำตอบ {window}",
            key=f"eit:{survey.pk}",
            address=survey.get_absolute_url(),
        )


# ── risk ─────────────────────────────────────────────────────────────────────
def _risks(year: FiscalYear) -> Figures | None:
    """How many risks were assessed, how many are high and about bribery, what was done, and how many levels fell."""
    found = risks.figures_of(year)
    if found is None:
        return None
    return Figures(
        source="ทะเบียนความเสี่ยงการทุจริต",
        address=reverse("risk:year", args=[year]),
        counted_on=found.counted_on,
        lines=tuple(_risk_lines(found)),
    )


def _risk_lines(found: risks.YearFigures) -> Iterator[Line]:
    high = f"เป็นความเสี่ยงสูงหรือสูงมาก {_items(found.high)}" if found.high else "ไม่มีความเสี่ยงสูงหรือสูงมาก"
    yield Line(f"ประเมินความเสี่ยงการทุจริต {_items(found.risks)} {high}", key="risks")
    if found.bribery:
        yield Line(f"เป็นความเสี่ยงเรื่องการให้หรือรับสินบน {_items(found.bribery)}", key="bribery")
    results = reverse("risk:results", args=[found.year])
    if found.newest_half is None:
        yield Line(f"กำหนดมาตรการ {thai.number(found.treatments)}\N{NO-BREAK SPACE}มาตรการ", key="measures")
        return
    yield Line(
        f"ดำเนินมาตรการแล้ว {thai.number(found.done)} จาก {thai.number(found.treatments)}\N{NO-BREAK SPACE}มาตรการ "
        f"ตามผล{found.newest_half.label}",
        key="measures",
        address=results,
    )
    fell = f"ลดระดับลงได้ {_items(found.lowered)}" if found.lowered else "ยังไม่มีเรื่องที่ระดับลดลง"
    yield Line(f"ประเมินความเสี่ยงที่เหลือ {_items(found.assessed_again)} {fell}", key="lowered", address=results)


# ── improvement ──────────────────────────────────────────────────────────────
def _improvement(year: FiscalYear) -> Figures | None:
    """The result that the office worked from, last year's; what it did about it; and the result of the year itself."""
    results = {
        result.year: result
        for result in ItaResult.objects.published()
        .filter(year__in=(year.previous, year))
        .prefetch_related("improvements")
    }
    before, now = results.get(year.previous), results.get(year)
    lines: list[Line] = []
    if before:
        lines += [Line(_result_words(before), "result before", before.get_absolute_url())]
        lines += _improvement_lines(before)
    if now:
        lines += [Line(_result_words(now), "result", now.get_absolute_url())]
    if not lines:
        return None
    return Figures(
        source="ผลประเมิน ITA",
        address=(before or now).get_absolute_url(),  # type: ignore[union-attr]  # one of them is there
        counted_on=timezone.localdate(),
        lines=lines,
    )


def _result_words(result: ItaResult) -> str:
    score = f"{result.score}\N{NO-BREAK SPACE}คะแนน"
    return f"ผลประเมิน ITA {result.year.label} ได้ {score} อยู่ในระดับ {result.level}"


def _improvement_lines(result: ItaResult) -> Iterator[Line]:
    improvements = list(result.improvements.all())
    if not improvements:
        return
    done = sum(improvement.progress == Progress.DONE for improvement in improvements)
    state = f"เสร็จสิ้นแล้ว {_items(done)}" if done else "ยังไม่มีเรื่องที่เสร็จสิ้น"
    if done == len(improvements):
        state = "เสร็จสิ้นทุกเรื่อง"
    yield Line(
        f"นำผลประเมิน{result.year.label} มากำหนดเรื่องที่ปรับปรุง {_items(len(improvements))} {state}",
        key="improvements",
        address=result.get_absolute_url(),
    )


# ── services ─────────────────────────────────────────────────────────────────
def _services(year: FiscalYear) -> Figures | None:
    """How often people were served, how much of it online, how much in time, and how satisfied they were."""
    told = services.figures_of(year)
    if told is None:
        return None
    return Figures(source="สถิติการให้บริการ", address=told.address, counted_on=told.counted_on, lines=told.lines)


FROM_ROOMS: Mapping[str, Callable[[FiscalYear], Figures | None]] = {
    Slug.MANUALS: _manuals,
    Slug.SERVICES: _services,
    Slug.PARTICIPATION: _participation,
    Slug.AUTHORITY: _authority,
    Slug.ETHICS: _ethics,
    Slug.NEWS: _news,
    Slug.RISK: _risks,
    Slug.PROCUREMENT: _procurement,
    Slug.HR: _hr,
    Slug.COMPLAINTS: _complaints,
    Slug.IMPROVEMENT: _improvement,
}
"""The measures whose figures a room counts; another room adds its function here."""


def figures_of(slug: str, year: FiscalYear) -> Figures | None:
    """The figures of a measure in a year, from what the public sees now; None where there is nothing."""
    count = FROM_ROOMS.get(slug)
    return count(year) if count else None

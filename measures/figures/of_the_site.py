"""What is counted of the duties, of the news, and of the results of the assessment itself, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Max
from django.urls import reverse
from django.utils import timezone

from measures.authority.models import Duty
from measures.figures.kinds import Figures, Line, number_of
from measures.models import ItaResult, Progress
from portal import thai
from portal.fiscal import FiscalYear
from portal.models import EitSurvey, NewsItem, NewsKind
from portal.publishing import Status


# ── authority ────────────────────────────────────────────────────────────────
def of_authority(year: FiscalYear) -> Figures | None:
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


# ── news ─────────────────────────────────────────────────────────────────────
def of_news(year: FiscalYear) -> Figures | None:
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
    kinds = [f"{kind.label} {number_of(by_kind[kind])}" for kind in NewsKind if kind in by_kind]
    parts = f" แยกเป็น {' '.join(kinds)}" if len(kinds) > 1 else ""
    yield Line(f"เผยแพร่ข่าวและประกาศ {number_of(sum(by_kind.values()))}{parts}", key="news")


def _survey_lines(year: FiscalYear) -> Iterator[Line]:
    for survey in EitSurvey.objects.published().filter(year=year).order_by("opens_on", "pk"):
        window = thai.date_range(survey.opens_on, survey.closes_on)
        yield Line(
            f"{survey.get_whose_display()} เปิดรับคำตอบ {window}",
            key=f"eit:{survey.pk}",
            address=survey.get_absolute_url(),
        )


# ── improvement ──────────────────────────────────────────────────────────────
def of_improvement(year: FiscalYear) -> Figures | None:
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
    state = f"เสร็จสิ้นแล้ว {number_of(done)}" if done else "ยังไม่มีเรื่องที่เสร็จสิ้น"
    if done == len(improvements):
        state = "เสร็จสิ้นทุกเรื่อง"
    yield Line(
        f"นำผลประเมิน{result.year.label} มากำหนดเรื่องที่ปรับปรุง {number_of(len(improvements))} {state}",
        key="improvements",
        address=result.get_absolute_url(),
    )

"""What the ITA results of several years, or the indicators of one, say: headline, chart and table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from measures.models import IndicatorScore, Instrument, ItaResult
from portal.charts import bar_chart, row_chart
from portal.fiscal import FiscalYear
from portal.spreadsheets import Column, Kind, Value
from portal.thai import long_date

CSV_COLUMNS = (
    Column("ปีงบประมาณ พ.ศ.", 12, Kind.INTEGER),
    Column("คะแนนรวม", 12, Kind.MONEY),
    Column("ระดับผลการประเมิน", 16),
    Column("วันประกาศผล (พ.ศ.)", 16),
    Column("วันประกาศผล (ค.ศ. ตาม ISO 8601)", 16, Kind.DATE),
    Column("ที่มา", 60),
)


def row(result: ItaResult) -> list[Value]:
    """The values of `CSV_COLUMNS`."""
    day = result.announced_on
    written = long_date(day).replace("\xa0", " ") if day else ""
    return [result.year, result.score, result.level, written, day, result.source]


@dataclass(frozen=True)
class Chart:
    """A chart with the message it carries and the same numbers as rows of text."""

    message: str
    drawing: SafeString
    headers: tuple[str, ...]
    rows: list[list[str]]
    source: str = ""


def by_year(results: Sequence[ItaResult], highlight: FiscalYear) -> Chart:
    """The scores of the years, oldest first, with one year stressed."""
    places = [index for index, result in enumerate(results) if result.year == highlight]
    points = [(str(result.year), result.score) for result in results]
    return Chart(
        message=headline(results),
        drawing=bar_chart(points, highlight=places[0] if places else None),
        headers=("ปีงบประมาณ พ.ศ.", "ระดับ", "คะแนน"),
        rows=[[str(result.year), result.level, str(result.score)] for result in results],
        source=sources(results),
    )


def by_indicator(scores: Sequence[IndicatorScore]) -> Chart:
    """The scores of the indicators in official order, the lowest one stressed if it is a single one."""
    lowest = min((score.score for score in scores), default=None)
    places = [index for index, score in enumerate(scores) if score.score == lowest]
    message = "คะแนนรายตัวชี้วัด"
    if len(places) == 1 < len(scores):
        message = f"คะแนนต่ำสุดคือตัวชี้วัดที่ {scores[places[0]]}"
    return Chart(
        message=message,
        drawing=row_chart(
            [(str(score), score.score) for score in scores],
            highlight=places[0] if len(places) == 1 < len(scores) else None,
        ),
        headers=("ตัวชี้วัด", "แบบวัด", "คะแนน"),
        rows=[[str(score), Instrument(score.instrument).name, str(score.score)] for score in scores],
    )


def headline(results: Sequence[ItaResult]) -> str:
    """One true sentence on the latest of these results (oldest first) beside the years before it."""
    if not results:
        return "คะแนน ITA ของสำนักงาน"
    latest = results[-1]
    before = results[-2] if len(results) > 1 and results[-2].year == latest.year.previous else None
    if before is None:
        return f"คะแนน ITA {latest.year.label}"
    difference = latest.score - before.score
    if difference < 0:
        return f"คะแนน ITA ลดลงจากปี {before.year} {-difference} คะแนน"
    if difference == 0:
        return f"คะแนน ITA เท่ากับปี {before.year}"
    since = _rising_since(results)
    if since < latest.year:
        return f"คะแนน ITA เพิ่มขึ้นทุกปีตั้งแต่ {since}"
    return f"คะแนน ITA เพิ่มขึ้นจากปี {before.year} {difference} คะแนน"


def _rising_since(results: Sequence[ItaResult]) -> FiscalYear:
    """The first year of the unbroken rise that ends in the latest year."""
    since: FiscalYear = results[-1].year
    for older, newer in zip(reversed(results[:-1]), reversed(results), strict=False):
        if older.year != newer.year.previous or older.score >= newer.score:
            break
        since = newer.year
    return since


def sources(results: Sequence[ItaResult]) -> str:
    """Where the scores come from; with the years when they come from several places."""
    years: dict[str, list[str]] = {}
    for result in results:
        years.setdefault(result.source, []).append(str(result.year))
    if len(years) == 1:
        return next(iter(years))
    return "; ".join(f"{source} (ปี {', '.join(of)})" for source, of in reversed(years.items()))

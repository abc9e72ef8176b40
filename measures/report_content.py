"""What an annual report (o35) says: drawn from the year's published measures and result, then frozen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.conf import settings

from measures.models import AnnualReport, ItaResult, Measure
from measures.sentences import public_figures
from portal.models import Office

COLUMNS = (
    "มาตรการหรือกิจกรรมที่ดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
    "ขั้นตอนหรือวิธีการปฏิบัติ",
    "สรุปผลการดำเนินการ",
    "ผลลัพธ์/ความสำเร็จของการดำเนินการ",
)
"""The four columns of the office's report, in its own words."""


def report_content(report: AnnualReport) -> dict[str, Any]:
    """The whole report as plain JSON: what the page, the PDF and the spreadsheet all show.

    `rows` hold number, slug, title, steps, summary, outcome, and either `sentences` (each with text, heading, source,
    address, counted_on) where staff accepted some of what is counted, or else `figures` (heading, lines, address,
    source, counted_on) where a room counts some; versions of earlier days may have neither.
    `result` is None or score (text, two decimals) and level as given; `signed_on` is an ISO date or None.
    """
    measures = (
        Measure.objects.published().filter(year=report.year).prefetch_related("sentences").order_by("number")
    )
    result = ItaResult.objects.published().filter(year=report.year).first()
    return {
        "year": int(report.year),
        "office": Office.load().name,
        "title": report.title,
        "introduction": report.introduction,
        "rows": [
            {
                "number": measure.number,
                "slug": measure.slug,
                "title": measure.title,
                "steps": list(measure.steps),
                "summary": measure.summary,
                "outcome": measure.outcome,
                **_counted(measure),
            }
            for measure in measures
        ],
        "result": {"score": f"{result.score:.2f}", "level": result.level} if result else None,
        "signer_name": report.signer_name,
        "signer_title": report.signer_title,
        "signed_on": report.signed_on.isoformat() if report.signed_on else None,
    }


def _counted(measure: Measure) -> dict[str, Any]:
    """What is counted for the measure, as part of its summary: what staff accepted, or all that a room counts."""
    if accepted := [sentence.frozen() for sentence in measure.sentences.all()]:
        return {"sentences": accepted}
    found = public_figures(measure)
    return {"figures": found} if found else {}


@dataclass(frozen=True)
class Told:
    """A figure as a report tells it, with the page that proves it."""

    number: int
    text: str
    source: str
    counted_on: dt.date
    address: str
    """Whole, so that it leads there from a file as well."""


def told(content: dict[str, Any]) -> list[Told]:
    """Every figure of a report that was drawn from the records, measure by measure."""
    found = []
    for row in content["rows"]:
        figures = row.get("figures")
        lines = [{**figures, "text": line} for line in figures["lines"]] if figures else []
        found += [
            Told(
                row["number"],
                plain(line["text"]),
                plain(line.get("source", "")),
                dt.date.fromisoformat(line["counted_on"]),
                whole_address(line["address"]),
            )
            for line in [*lines, *row.get("sentences", [])]
        ]
    return found


def whole_summary(row: dict[str, Any]) -> str:
    """The summary of a row with its figures, one to a line; for a cell of a spreadsheet."""
    lines = [row["summary"]] if row["summary"] else []
    if figures := row.get("figures"):
        lines += [f"{figures['heading']}:", *(f"- {line}" for line in figures["lines"])]
    for line_heading, group in groupby(row.get("sentences", []), key=itemgetter("heading")):
        lines.append(f"{line_heading}:")
        for address, sentences in groupby(group, key=itemgetter("address")):
            lines += [*(f"- {line['text']}" for line in sentences), f"ดูข้อมูล {whole_address(address)}"]
    return plain("\n".join(lines))


def without_sentences(summary: str, measure: Measure) -> str:
    """The summary in a file of the portal's own, without the sentences that the measure has as rows already."""
    block = whole_summary({"summary": "", "sentences": [one.frozen() for one in measure.sentences.all()]})
    return summary.removesuffix(block).rstrip() if block else summary


def whole_address(address: str) -> str:
    """The address of a page of this site as it is reached from outside; others as they are."""
    return f"{settings.SITE_URL}{address}" if address.startswith("/") else address


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")

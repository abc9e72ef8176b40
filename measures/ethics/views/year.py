"""Ethics of a fiscal year at a glance: every part with its sentence, and what is missing in words."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from measures.ethics import wording
from measures.ethics.exports import PARTS, Part
from measures.ethics.figures import YearFigures, figures_of, years
from measures.ethics.models import EthicsActivity, GuidelineKind
from measures.ethics.views.ways import TITLE, files_of, years_of
from portal.access import public
from portal.fiscal import FiscalYear

NEWEST = 5
"""Activities that the overview shows."""


@public
def latest(request: HttpRequest) -> HttpResponse:
    """To the newest year; the address may lead elsewhere next year."""
    every = years()
    if not every:
        raise Http404
    response = redirect("ethics:year", every[-1])
    response["Cache-Control"] = "public, max-age=60"
    return response


@public
def year(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """All parts of a year with the ways to their pages, the newest activities, and the files of the year."""
    every, figures = years(), figures_of(year)
    if year not in every and not (figures.has_anything and year <= FiscalYear.current()):
        raise Http404
    activities = EthicsActivity.objects.published().for_year(year)[:NEWEST]
    return render(
        request,
        "ethics/year.html",
        {
            "nav": "measures",
            "heading": f"{TITLE} {year.label}",
            "lead": "กฎที่บุคลากรยึดถือ สิ่งที่สำนักงานทำให้กฎนั้นเป็นจริง และผลที่เกิดขึ้น รวมทั้งการไม่รับของขวัญ",
            "crumbs": [{"title": TITLE, "url": reverse("ethics:latest")}, {"title": year.label}],
            "year": year,
            "years": years_of("ethics:year", every),
            "figures": figures,
            "rules": sum(figures.guidelines.values()),
            "parts": _parts(figures),
            "activities": activities,
            "files": [
                {"title": PARTS[part], "files": files_of(part, year)}
                for part in (Part.ETHICS, Part.NO_GIFT, Part.ACTIVITIES)
            ],
            "updated_at": figures.updated_at,
            "as_of": figures.counted_on,
        },
    )


def _parts(figures: YearFigures) -> list[dict[str, Any]]:
    """Each part: title, address, its sentence, and whether it is there."""
    rows: tuple[tuple[Part, str, str, bool], ...] = (
        (Part.CODE, "codes", wording.codes_in_words(figures), bool(figures.codes)),
        (
            Part.GUIDELINES,
            "guidelines",
            wording.guidelines_in_words(figures),
            all(kind in figures.guidelines for kind in GuidelineKind),
        ),
        (Part.TEAM, "team", wording.teams_in_words(figures), bool(figures.teams)),
        (
            Part.ACTIVITIES,
            "activities",
            wording.activities_in_words(figures),
            bool(figures.activities.number),
        ),
        (Part.ASSESSMENT, "assessment", wording.assessment_in_words(figures), bool(figures.assessment)),
        (Part.DECLARATION, "declaration", wording.declaration_in_words(figures), bool(figures.declaration)),
        (Part.NO_GIFT, "no_gift", wording.no_gift_in_words(figures), bool(figures.no_gift.number)),
        (Part.GIFTS, "gifts", wording.gifts_told(figures), figures.gifts.is_whole),
    )
    return [
        {
            "title": PARTS[part],
            "url": reverse(f"ethics:{route}", args=[figures.year]),
            "text": text,
            "is_there": is_there,
        }
        for part, route, text, is_there in rows
    ]

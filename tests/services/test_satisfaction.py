"""Satisfaction: what is told from ten answers on, what is never told, the report on paper and as a workbook."""

from __future__ import annotations

import datetime as dt
import io
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from measures.figures import figures_of
from measures.models import Slug
from measures.offers import offers
from measures.services.actions import counter, sums
from measures.services.figures.satisfaction import LEAST, Halves, Pair, _told, year_said
from measures.services.models import Rating
from portal import thai
from portal.fiscal import FiscalYear
from tests.makers import fetch, published_service, words

PAGE = "/services/satisfaction/2570/"
NOW = dt.datetime(2027, 6, 1, 9, 30, tzinfo=thai.BANGKOK)
OCTOBER, MAY = dt.date(2026, 10, 5), dt.date(2027, 5, 5)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_day(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)


def rated(service: Any, day: dt.date, *scores: int) -> None:
    """So many answers of each score, 1 to 5."""
    names = {f"rated_{score}": number for score, number in enumerate(scores, start=1)}
    sums.add(service_id=service.pk, day=day, **names)  # type: ignore[arg-type]  # all of them are numbers


@pytest.fixture
def services(people: Any, office: Any) -> list[Any]:
    titles = ("ขออนุญาตจัดตั้งโรงเรียนเอกชนนอกระบบ", "ขอหนังสือรับรอง", "ขอรับการนิเทศการศึกษา")
    return [published_service(people, title=title, order=at) for at, title in enumerate(titles)]


@pytest.fixture
def filled(services: list[Any]) -> None:
    """The first has ten and more in both halves; the second in the year; the third has four."""
    rated(services[0], OCTOBER, 0, 1, 2, 7, 10)
    rated(services[0], MAY, 1, 0, 0, 5, 14)
    rated(services[1], OCTOBER, 0, 0, 1, 4, 6)
    rated(services[1], MAY, 0, 0, 1, 1, 2)
    rated(services[2], MAY, 3, 1, 0, 0, 0)


# ── what is told ─────────────────────────────────────────────────────────────
@pytest.mark.usefixtures("filled")
def test_the_page_tells_number_spread_and_mean_with_two_digits(client: Any) -> None:
    page = words(client.get(PAGE).content)
    assert "คะแนนเฉลี่ย 4.20 จาก 5 คะแนน จากผู้ตอบ 59 คน" in page
    assert "พึงพอใจมากถึงมากที่สุด ร้อยละ 83.1" in page
    assert "ทั้งปีตามบริการ" in page
    assert "1 ตุลาคม 2569 ถึง 1 มิถุนายน 2570" in page
    assert "1 / 1 / 2 / 12 / 244.4390.0" in page.replace("\n", ""), "the whole year of the first"
    assert "4ไม่แสดง" in page.replace("\n", ""), "four answers are a number and nothing else"
    assert "4 / 1 / " not in page


@pytest.mark.usefixtures("filled")
def test_fewer_than_ten_are_neither_told_nor_computed(services: list[Any]) -> None:
    said = year_said(FiscalYear(2570))
    first, second, third = said.lines
    assert third.whole.scores is None
    assert second.whole.scores is None, "told, it would give the third away by the sum of all"
    assert first.whole.scores == (1, 1, 2, 12, 24)
    assert said.total.whole.scores == (4, 2, 4, 17, 32)
    assert said.total.half.scores == (0, 1, 3, 11, 16)
    assert first.half.scores is None, "or eight answers of the other six months would follow"
    assert [line.half.number for line in said.lines] == [20, 11, 0]


def test_one_service_with_few_answers_tells_its_number_alone(client: Any, services: list[Any]) -> None:
    rated(services[0], OCTOBER, 0, 0, 0, 4, 5)
    page = words(client.get(PAGE).content)
    assert "ผู้ตอบ 9 คน แสดงผลเมื่อมีผู้ตอบตั้งแต่ 10 คน" in page
    assert "4.56" not in page
    body = fetch(client, "/services/satisfaction/2570.xlsx")[1]
    rows = list(load_workbook(io.BytesIO(body)).worksheets[0].iter_rows(values_only=True))
    assert any(row[3:5] == (9, "ไม่แสดง") for row in rows)
    rated(services[0], OCTOBER, 1)
    assert "คะแนนเฉลี่ย 4.20" in words(client.get(PAGE).content)


def _known(parts: list[Halves], told: list[Pair], total: Pair) -> list[list[int]]:
    """What is public, as sums of the unknown halves of each service: one row of 0 and 1 for each."""
    width = 2 * len(parts)
    rows = []
    for at, (half, whole) in enumerate(told):
        for said, columns in ((half, (2 * at,)), (whole, (2 * at, 2 * at + 1))):
            if said.scores is not None:
                rows.append([int(column in columns) for column in range(width)])
        for column, number in zip((2 * at, 2 * at + 1), parts[at].sizes, strict=True):
            if number == 0:
                rows.append([int(one == column) for one in range(width)])
    for said, step in ((total[0], 2), (total[1], 1)):
        if said.scores is not None:
            rows.append([int(column % step == 0) for column in range(width)])
    return rows


def _follows(row: list[int], known: list[list[int]]) -> bool:
    """Whether a sum follows from those that are known, by adding and taking away."""
    matrix = [[Fraction(value) for value in one] for one in known]
    target = [Fraction(value) for value in row]
    for column in range(len(row)):
        pivot = next((one for one in matrix if one[column]), None)
        if pivot is None:
            continue
        matrix.remove(pivot)
        for one in (*matrix, target):
            factor = one[column] / pivot[column]
            one[:] = [value - factor * by for value, by in zip(one, pivot, strict=True)]
    return not any(target)


def test_no_answers_of_few_follow_from_what_is_public() -> None:
    chance = Random(10)  # the same cases every time
    hidden = 0
    for _ in range(600):
        parts = [
            Halves(
                first=(chance.choice((0, 3, 8, 9, 10, 14, 30)), 0, 0, 0, 0),
                second=(0, chance.choice((0, 0, 2, 7, 10, 25)), 0, 0, 0),
            )
            for _ in range(chance.randint(1, 5))
        ]
        told, total = _told(parts)
        known = _known(parts, told, total)
        width = 2 * len(parts)
        for at, part in enumerate(parts):
            cells = {
                (2 * at,): part.sizes[0],
                (2 * at + 1,): part.sizes[1],
                (2 * at, 2 * at + 1): part.number,
            }
            for columns, number in cells.items():
                if 0 < number < LEAST:
                    hidden += 1
                    row = [int(column in columns) for column in range(width)]
                    assert not _follows(row, known), (parts, told, total)
    assert hidden > 300


# ── files, the roof ──────────────────────────────────────────────────────────
@pytest.mark.usefixtures("filled")
def test_the_workbook_has_real_numbers(client: Any) -> None:
    body = fetch(client, "/services/satisfaction/2570.xlsx")[1]
    rows = list(load_workbook(io.BytesIO(body)).worksheets[0].iter_rows(values_only=True))[-8:]
    assert rows[1][3:] == (40, 1, 1, 2, 12, 24, 4.43, 90.0)
    assert rows[1][0] == "ขออนุญาตจัดตั้งโรงเรียนเอกชนนอกระบบ"
    assert rows[1][2] == dt.datetime(2027, 6, 1)
    assert rows[-1][3:9] == (59, 4, 2, 4, 17, 32)
    assert rows[-1][9] == 4.2


@pytest.mark.usefixtures("filled")
def test_the_report_is_a_tagged_pdf_in_thai_digits(client: Any) -> None:
    status, body = fetch(client, "/services/satisfaction/2570.pdf")
    assert status == 200
    reader = PdfReader(io.BytesIO(body))
    text = "".join("".join(page.extract_text() for page in reader.pages).split())
    assert "รายงานผลการสำรวจความพึงพอใจการให้บริการ" in text
    assert "มีผู้ตอบ๕๙คน" in text
    assert "ขอรับการนิเทศการศึกษา" in text
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert fetch(client, "/services/satisfaction/2570.pdf")[1] == body


@pytest.mark.usefixtures("filled")
def test_the_measure_and_oit_are_told_of_it(services: list[Any]) -> None:
    found = figures_of(Slug.SERVICES, FiscalYear(2570))
    assert found is None, "nobody was served yet"
    sums.add(service_id=services[0].pk, day=OCTOBER, walk_in=80, is_counted=True)
    found = figures_of(Slug.SERVICES, FiscalYear(2570))
    assert found is not None
    assert found.lines[-1].replace(thai.NBSP, " ") == "ความพึงพอใจเฉลี่ย 4.20 จาก 5 คะแนน จากผู้ตอบ 59 คน"
    rated(services[0], dt.date(2022, 3, 1), 0, 0, 0, 0, 12)
    assert [offer.address for offer in offers(FiscalYear(2566), "o17")["o17"]] == [
        "/services/satisfaction/2565/",
        "/services/satisfaction/2565.pdf",
        "/services/satisfaction/2565.xlsx",
    ]


def test_comments_are_read_by_staff_alone(
    client: Any, people: Any, signed_in: Any, services: list[Any]
) -> None:
    for _ in range(LEAST):
        counter.record_visit(by=people.heidi, service=services[0], score=5)
    Rating.objects.update(comment="เจ้าหน้าที่ชื่อสมศรีช่วยดีมาก")
    for end in (".xlsx", ".pdf", "/"):
        assert "สมศรี" not in fetch(client, f"/services/satisfaction/2570{end}")[1].decode(errors="replace")
    assert "สมศรี" in words(signed_in(people.heidi).get("/admin/services/rating/").content)
    assert signed_in(people.frank).get("/admin/services/rating/").status_code == 403


def test_years_without_an_answer_are_not_there(client: Any, services: list[Any]) -> None:
    assert client.get("/services/satisfaction/").status_code == 404
    for end in ("/", ".xlsx", ".pdf"):
        assert client.get(f"/services/satisfaction/2570{end}").status_code == 404
    rated(services[0], OCTOBER, 1)
    assert client.get("/services/satisfaction/")["Location"] == PAGE

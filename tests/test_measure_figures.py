"""What the register counts for the procurement measure: on its page, in the report, frozen with it."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from measures.actions import publish_report
from measures.figures import figures_of
from measures.models import Measure, Slug
from measures.report_content import report_content, whole_summary
from portal import thai
from portal.fiscal import FiscalYear
from tests.makers import ContractDraft, ReportDraft, all_measures, fetch, published, words

pytestmark = pytest.mark.django_db
PAGE = "/measures/2566/procurement/"


@pytest.fixture
def year(people: Any, office: Any) -> None:
    all_measures(people)


def contract(people: Any, **facts: Any) -> Any:
    return published(ContractDraft(created_by=people.alice, **facts), people)


def freeze(people: Any) -> Any:
    draft = ReportDraft(created_by=people.alice)
    draft.submit(by=people.alice)
    return publish_report(by=people.bob, report=draft)


def text_of(pdf: bytes) -> str:
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return "".join(text.split())


def summary_in(xlsx: bytes) -> str:
    rows = load_workbook(io.BytesIO(xlsx)).worksheets[0].iter_rows(values_only=True)
    return str(next(row[3] for row in rows if row[0] == 7))


@pytest.mark.usefixtures("year")
def test_nothing_is_said_while_the_register_has_nothing_of_the_year(people: Any, client: Any) -> None:
    contract(people, year=2567)
    ContractDraft(created_by=people.alice)  # a draft
    contract(people, stated_progress="cancelled")
    assert figures_of(Slug.PROCUREMENT, FiscalYear(2566)) is None
    assert "ทะเบียนจัดซื้อจัดจ้าง" not in words(client.get(PAGE).content)
    assert all("figures" not in row for row in freeze(people).content["rows"])


@pytest.mark.usefixtures("year")
def test_the_measure_its_report_and_both_files_say_the_same_figures(people: Any, client: Any) -> None:
    contract(people)
    contract(people, agreed_price=Decimal("700000.25"), method="e_bidding")
    told = (
        "ลงนามแล้ว 2 สัญญา ราคาที่ตกลงซื้อหรือจ้างรวม 711,500.75 บาท",
        "วิธีประกวดราคาอิเล็กทรอนิกส์ (e-bidding) 1 สัญญา 700,000.25 บาท",
        "วิธีเฉพาะเจาะจง 1 สัญญา 11,500.50 บาท",
    )
    day = thai.long_date(timezone.localdate()).replace("\xa0", " ")
    heading = f"ข้อมูลจากทะเบียนจัดซื้อจัดจ้าง นับเมื่อวันที่ {day}"
    freeze(people)
    for address in (PAGE, "/measures/2566/report/"):
        page = client.get(address).content
        assert 'href="/procurement/2566/"' in page.decode()
        for line in (heading, *told):
            assert line in words(page), address
    assert "ทะเบียนจัดซื้อจัดจ้าง" not in words(client.get("/measures/2566/hr/").content)
    cell = summary_in(fetch(client, "/measures/2566/report.xlsx")[1])
    summary = Measure.objects.get(slug=Slug.PROCUREMENT).summary
    assert cell == "\n".join([summary, f"{heading}:", *(f"- {line}" for line in told)])
    paper = text_of(fetch(client, "/measures/2566/report.pdf")[1])
    for line in (heading, *told):
        written = "".join(
            word if word[0].isascii() and word[0].isalpha() else thai.thai_digits(word)
            for word in line.split()
        )
        assert written in paper


@pytest.mark.usefixtures("year")
def test_a_frozen_report_keeps_what_it_said_and_the_measure_counts_anew(people: Any, client: Any) -> None:
    contract(people)
    version = freeze(people)
    before = [fetch(client, f"/measures/2566/report{end}") for end in ("/", ".pdf", ".xlsx")]
    contract(people, agreed_price=Decimal("1.00"))
    assert [fetch(client, f"/measures/2566/report{end}") for end in ("/", ".pdf", ".xlsx")] == before
    assert "ลงนามแล้ว 2 สัญญา" in words(client.get(PAGE).content)
    now = next(row for row in report_content(version.report)["rows"] if row["slug"] == "procurement")
    assert "ลงนามแล้ว 2\xa0สัญญา" in now["figures"]["lines"][0]


def test_a_version_from_before_the_figures_reads_as_it_did() -> None:
    assert whole_summary({"summary": "สรุปผลเดิม"}) == "สรุปผลเดิม"

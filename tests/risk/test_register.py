"""The register of risks: levels, what may be published, what a year still lacks, its figures, pages and files."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from measures import figures, offers
from measures.models import Slug
from measures.risk import figures as risks
from measures.risk import scales
from measures.risk.models import Half, Progress, Risk, RiskResult, TreatmentResult
from portal.fiscal import FiscalYear
from portal.models import WorkGroup
from portal.publishing import Status
from tests.makers import RiskDraft, RiskResultDraft, fetch, published, words

pytestmark = pytest.mark.django_db
YEAR = FiscalYear(2566)
TWO = (
    {"title": "แจ้งสถานะคำขอ", "responsible": "ผู้อำนวยการกลุ่ม"},
    {"title": "สลับผู้รับเรื่อง", "responsible": "ผู้อำนวยการกลุ่ม"},
)


def public(people: Any, **facts: Any) -> Any:
    return published(RiskDraft(created_by=people.alice, **facts), people)


def told(people: Any, risk: Any, half: Half = Half.YEAR, **facts: Any) -> Any:
    return published(RiskResultDraft(created_by=people.alice, risk=risk, half=half, **facts), people)


# ── the scale ────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("likelihood", "impact", "word"),
    [
        (1, 1, "ต่ำ"),
        (1, 3, "ต่ำ"),
        (2, 2, "ปานกลาง"),
        (3, 3, "ปานกลาง"),
        (2, 5, "สูง"),
        (4, 4, "สูง"),
        (4, 5, "สูงมาก"),
    ],
)
def test_the_level_is_the_word_for_likelihood_times_impact(likelihood: int, impact: int, word: str) -> None:
    found = scales.scale_of(YEAR).assess(likelihood, impact)
    assert (found.level.word, found.score) == (word, likelihood * impact)


def test_every_product_has_a_level_and_every_year_a_scale() -> None:
    for scale in scales.SCALES:
        products = {a.number * b.number for a in scale.likelihood for b in scale.impact}
        assert {scale.level(product).key for product in products} == {level.key for level in scale.levels}
    assert scales.scale_of(2540) is scales.SCALES[0]


def test_another_scale_leaves_the_years_before_it_as_they_were(
    people: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = scales.SCALES[0]
    stricter = scales.Scale(
        "2",
        2567,
        old.likelihood,
        old.impact,
        (
            scales.Level("low", "ต่ำ", 1, 2, 1, "ok", "check"),
            scales.Level("high", "สูง", 3, 25, 2, "bad", "alert"),
        ),
    )
    monkeypatch.setattr(scales, "SCALES", (old, stricter))
    facts = {"created_by": people.alice, "likelihood": 2, "impact": 2}
    assert RiskDraft(year=2566, **facts).assessment.level.word == "ปานกลาง"
    assert RiskDraft(year=2567, **facts).assessment.level.word == "สูง"


@pytest.mark.parametrize(("likelihood", "impact"), [(0, 3), (6, 3), (3, 0), (3, 9)])
def test_a_level_outside_of_the_scale_is_refused_by_model_and_database(
    people: Any, likelihood: int, impact: int
) -> None:
    risk = RiskDraft(created_by=people.alice)
    risk.likelihood, risk.impact = likelihood, impact
    with pytest.raises(ValidationError, match="ต้องเป็นระดับ 1 ถึง 5"):
        risk.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        risk.save()


# ── what may be published ────────────────────────────────────────────────────
def test_a_risk_without_a_measure_cannot_be_sent_for_review(people: Any) -> None:
    with pytest.raises(ValidationError, match="ยังไม่มีมาตรการ"):
        RiskDraft(created_by=people.alice, treatments=()).submit(by=people.alice)


def test_a_measure_of_another_year_is_told_of(people: Any) -> None:
    days = {"starts_on": dt.date(2025, 10, 1), "ends_on": dt.date(2026, 9, 30)}
    risk = RiskDraft(created_by=people.alice, treatments=({**TWO[0], **days},))
    assert "อยู่นอกปีงบประมาณ" in risk.missing_for_publication()[0]


def test_a_result_needs_its_level_every_measure_evidence_and_the_end_of_its_period(people: Any) -> None:
    risk = public(people, treatments=TWO)
    result = RiskResultDraft(created_by=people.alice, risk=risk, residual_impact=None)
    first, second = result.rows.all()
    first.address, first.evidence = "", ""
    first.save()
    second.delete()
    missing = result.missing_for_publication()
    assert [
        part
        for part in ("ยังไม่ได้ประเมิน", "ยังไม่มีหลักฐาน", "“สลับผู้รับเรื่อง” ยังไม่มีผล")
        if not any(part in one for one in missing)
    ] == []
    coming = public(people, year=2599)
    early = RiskResultDraft(created_by=people.alice, risk=coming)
    assert early.missing_for_publication() == [
        "ผลรอบปีนับถึง 30\N{NO-BREAK SPACE}กันยายน\N{NO-BREAK SPACE}2599 ซึ่งยังมาไม่ถึง"
    ]


def test_a_result_waits_for_its_plan_and_keeps_it_public(people: Any) -> None:
    draft = RiskDraft(created_by=people.alice)
    with pytest.raises(ValidationError, match="ให้เผยแพร่แผนก่อน"):
        RiskResultDraft(created_by=people.alice, risk=draft).submit(by=people.alice)
    risk = public(people)
    result = told(people, risk)
    with pytest.raises(ValidationError, match="ให้ถอนผลก่อน"):
        risk.withdraw(by=people.bob, reason="พิมพ์ผิด")
    result.withdraw(by=people.bob, reason="พิมพ์ผิด")
    risk.withdraw(by=people.bob, reason="พิมพ์ผิด")
    assert risk.status == Status.WITHDRAWN


def test_revising_a_plan_keeps_its_measures_and_what_results_say_of_them(people: Any) -> None:
    risk = public(people, treatments=TWO)
    result = told(people, risk)
    copy = risk.revise(by=people.alice)
    first, second = copy.treatments.all()
    first.title = "แจ้งสถานะคำขอทุกวัน"
    first.save()
    second.delete()
    with pytest.raises(ValidationError, match="“สลับผู้รับเรื่อง” มีรายงานผลแล้ว"):
        copy.submit(by=people.alice)
    copy.treatments.create(
        title=second.title,
        responsible=second.responsible,
        starts_on=second.starts_on,
        ends_on=second.ends_on,
        copied_from=second.copied_from,
    )
    copy.submit(by=people.alice)
    copy.publish(by=people.bob, reason="ใช้ถ้อยคำที่ชัดขึ้น")
    assert {row.treatment.title for row in result.rows.all()} == {"แจ้งสถานะคำขอทุกวัน", "สลับผู้รับเรื่อง"}


def test_text_that_nobody_sees_is_no_text(people: Any) -> None:
    risk = RiskDraft(created_by=people.alice, event="\u200b\u2060 \u200b")
    with pytest.raises(ValidationError, match="ด้วยตัวอักษรที่อ่านได้"):
        risk.full_clean()


# ── what a year lacks, and its figures ───────────────────────────────────────
def gaps(day: dt.date) -> list[risks.Gap]:
    return risks.gaps_of(YEAR, risks.points(YEAR), day)


def test_gaps_are_told_in_words_only_when_they_are_due(people: Any) -> None:
    one, two = (public(people, number=number, treatments=TWO) for number in (1, 2))
    told(people, one, Half.SIX_MONTHS)
    assert gaps(dt.date(2023, 3, 31)) == []
    april = [gap.text for gap in gaps(dt.date(2023, 4, 1))]
    assert april == ["ความเสี่ยงที่ 2 ยังไม่มีผลของรอบหกเดือน"]
    result = told(people, two, Half.YEAR)
    result.rows.filter(treatment__title="สลับผู้รับเรื่อง").delete()
    october = [gap.text for gap in gaps(dt.date(2023, 10, 1))]
    assert october == [
        "ความเสี่ยงที่ 1 ยังไม่มีผลของรอบปี",
        "ความเสี่ยงที่ 2 ยังไม่มีผลของรอบหกเดือน",
        "ความเสี่ยงที่ 2 มาตรการ “สลับผู้รับเรื่อง” ยังไม่มีผลของรอบปี",
    ]


def test_figures_are_of_the_newest_result_of_each_risk(people: Any) -> None:
    one = public(people, number=1, treatments=TWO)
    two = public(people, number=2, likelihood=2, impact=2, is_bribery=False)
    told(people, one, Half.SIX_MONTHS, residual_likelihood=3, residual_impact=4)
    told(people, one, Half.YEAR, residual_likelihood=1, residual_impact=3)
    late = RiskResultDraft(created_by=people.alice, risk=two, half=Half.YEAR)
    late.rows.update(progress=Progress.ONGOING)
    published(late, people)
    found = risks.figures_of(YEAR)
    assert found is not None
    assert (found.risks, found.high, found.bribery, found.treatments) == (2, 1, 1, 3)
    assert (found.done, found.assessed_again, found.lowered) == (2, 2, 1)
    lines = figures.figures_of(Slug.RISK, YEAR)
    assert lines is not None
    sentences = [sentence.text.replace("\N{NO-BREAK SPACE}", " ") for sentence in lines.sentences]
    assert sentences == [
        "ประเมินความเสี่ยงการทุจริต 2 เรื่อง เป็นความเสี่ยงสูงหรือสูงมาก 1 เรื่อง",
        "เป็นความเสี่ยงเรื่องการให้หรือรับสินบน 1 เรื่อง",
        "ดำเนินมาตรการแล้ว 2 จาก 3 มาตรการ ตามผลรอบปี",
        "ประเมินความเสี่ยงที่เหลือ 2 เรื่อง ลดระดับลงได้ 1 เรื่อง",
    ]
    assert {sentence.address for sentence in lines.sentences} == {"/risk/2566/", "/risk/2566/results/"}
    assert figures.figures_of(Slug.RISK, FiscalYear(2565)) is None


def test_plan_and_results_are_offered_for_their_own_items(people: Any) -> None:
    risk = public(people)
    assert list(offers.offers(YEAR, "o35").values()) == [[]]
    assert [one.address for one in offers.offers(YEAR, "o34")["o34"]] == [
        "/risk/2566/",
        "/risk/2566/register.xlsx",
    ]
    told(people, risk)
    assert offers.offers(FiscalYear(2567), "o31")["o31"][0].address == "/risk/2566/results/"
    public(people, year=2567)
    assert offers.offers(FiscalYear(2567), "o30")["o30"][0].address == "/risk/2567/"


# ── pages and files ──────────────────────────────────────────────────────────
def test_the_register_shows_matrix_table_scale_and_what_is_missing(
    client: Any, office: Any, people: Any
) -> None:
    risk = public(people, number=7)
    draft = RiskDraft(created_by=people.alice, process="ร่างที่ยังไม่เห็น")
    page = client.get("/risk/2566/")
    text = words(page.content)
    for part in (
        "สูง 12",
        "3 × 4 = 12",
        "ความเสี่ยงที่ 7 ยังไม่มีผลของรอบหกเดือน",
        "แจ้งสถานะคำขอทุกขั้นตอน",
        "ผลกระทบ 4 สูง",
        "เสียหายต่องบประมาณหรือสิทธิของประชาชน",
        "คะแนน 10–16",
    ):
        assert part in text, part
    assert draft.process not in text
    assert f'href="{risk.get_absolute_url()}"' in page.content.decode()
    assert "Set-Cookie" not in page.headers


def test_a_year_without_bribery_is_told_of_from_2567_on(client: Any, office: Any, people: Any) -> None:
    for year in (2566, 2567):
        public(people, year=year, is_bribery=False)
    assert "ยังไม่มีความเสี่ยงเรื่องสินบน" not in words(client.get("/risk/2566/").content)
    assert "ยังไม่มีความเสี่ยงเรื่องสินบน" in words(client.get("/risk/2567/").content)


def test_the_newest_year_is_led_to_and_an_empty_present_year_says_so(
    client: Any, office: Any, people: Any
) -> None:
    this = FiscalYear.current()
    assert client.get("/risk/")["Location"] == f"/risk/{this}/"
    assert "ยังไม่มีความเสี่ยงที่เผยแพร่ในปีนี้" in words(client.get(f"/risk/{this}/").content)
    assert client.get("/risk/2566/").status_code == 404
    assert client.get("/risk/2566/results.pdf").status_code == 404
    assert 'href="/risk/"' not in client.get("/search/", {"q": "แผนบริหารความเสี่ยง"}).content.decode()
    public(people)
    assert client.get("/risk/")["Location"] == "/risk/2566/"
    assert 'href="/risk/"' in client.get("/search/", {"q": "แผนบริหารความเสี่ยง"}).content.decode()


def test_one_risk_tells_its_way_from_plan_to_result(client: Any, office: Any, people: Any) -> None:
    risk = public(people, number=3)
    told(people, risk, problems="คนไม่พอ")
    copy = risk.revise(by=people.alice)
    copy.likelihood = 4
    copy.save()
    copy.submit(by=people.alice)
    copy.publish(by=people.bob, reason="ประเมินโอกาสเกิดใหม่")
    text = words(client.get(risk.get_absolute_url()).content)
    for part in (
        "เผยแพร่แผน",
        "ระดับสูง (3 × 4 = 12)",
        "แก้ไขแผน",
        "ประเมินโอกาสเกิดใหม่",
        "เผยแพร่ผลรอบปี",
        "คนไม่พอ",
    ):
        assert part in text, part
    assert "ยังไม่มีผลของรอบหกเดือน" in text
    assert client.get(risk.get_absolute_url().replace("2566", "2567")).status_code == 404


def test_a_result_is_previewed_in_its_place_by_staff_alone(
    client: Any, office: Any, people: Any, signed_in: Any
) -> None:
    result = RiskResultDraft(created_by=people.alice, risk=public(people), summary="ร่างผลที่รออ่าน")
    address = result.get_preview_url().partition("#")[0]
    answer = signed_in(people.alice).get(address)
    assert "ร่างผลที่รออ่าน" in words(answer.content)
    assert "no-store" in answer["Cache-Control"]
    assert client.get(address).status_code == 404
    other = public(people)
    wrong = f"{other.get_absolute_url()}?preview={result.pk}&of=result"
    assert signed_in(people.alice).get(wrong).status_code == 404


def test_the_pages_cost_the_same_for_few_and_many(
    client: Any, office: Any, people: Any, django_assert_max_num_queries: Any
) -> None:
    first = public(people, number=1)
    told(people, first)
    addresses = ("/risk/2566/", "/risk/2566/results/", first.get_absolute_url())
    few = {}
    for address in addresses:
        with django_assert_max_num_queries(12) as counted:
            client.get(address)
        few[address] = len(counted)
    for number in range(2, 62):
        risk = public(people, number=number, treatments=TWO)
        told(people, risk)
    for address in addresses:
        with django_assert_max_num_queries(12) as counted:
            page = client.get(address)
        assert len(counted) == few[address], address
    assert "อีก 53 เรื่อง" in words(client.get("/risk/2566/").content), "the cell of all tells how many more"
    assert page.status_code == 200
    assert client.get("/risk/2566/?page=2").status_code == 200


def test_the_workbook_has_plan_results_matrix_and_scale(client: Any, office: Any, people: Any) -> None:
    risk = public(people, number=5, event="=อันตราย()", treatments=TWO)
    told(people, risk)
    book = load_workbook(io.BytesIO(client.get("/risk/2566/register.xlsx").content))
    assert book.sheetnames == ["แผน", "ผล", "เมทริกซ์", "เกณฑ์"]
    plan = list(book["แผน"].iter_rows(min_row=4, values_only=True))
    assert [row[0] for row in plan] == [5, 5]
    assert plan[0][2] == "=อันตราย()"
    assert book["แผน"]["C4"].data_type == "s", "text, not a formula"
    assert plan[0][13] == dt.datetime(2022, 10, 1)
    result = next(book["ผล"].iter_rows(min_row=4, values_only=True))
    assert (result[12], result[13], result[17]) == ("สูง", 12, "ปานกลาง")
    matrix = {cell.value for row in book["เมทริกซ์"].iter_rows() for cell in row}
    assert "สูง 12\nความเสี่ยงที่ 5" in matrix
    assert "อาจเกิดหนึ่งครั้งในหนึ่งถึงสองปี" in {cell.value for cell in book["เกณฑ์"]["C"]}
    again = client.get("/risk/2566/register.xlsx").content
    assert again == client.get("/risk/2566/register.xlsx").content, "the same records give the same bytes"


def test_tables_and_paper_say_what_the_pages_say(client: Any, office: Any, people: Any) -> None:
    told(people, public(people, number=5, process="การใช้รถ", event="=SUM(A1)"))
    plan = client.get("/risk/2566/risks.csv").content.decode("utf-8-sig")
    assert "'=SUM(A1)" in plan, "no spreadsheet takes it for a formula"
    item = client.get("/risk/2566/results.json").json()["items"][0]
    assert (item["level_before"], item["level_after"], item["as_of"]) == ("สูง", "ปานกลาง", "2023-09-30")
    status, pdf = fetch(client, "/risk/2566/results.pdf")
    assert status == 200
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "การใช้รถ" in text
    assert "แจ้งสถานะคำขอทุกฉบับ" in text


# ── staff ────────────────────────────────────────────────────────────────────
def form_of(**values: Any) -> dict[str, Any]:
    group = WorkGroup.objects.get(slug="planning").pk
    facts = {
        "year": "2570", "number": "1", "process": "จัดซื้อ", "event": "รับเงิน", "likelihood": "3", "impact": "4",
        "existing_control": "มีคณะกรรมการ", "source": "own", "owner_group": group,
        "treatments-TOTAL_FORMS": "1", "treatments-INITIAL_FORMS": "0", "treatments-0-order": "1",
        "treatments-0-title": "ลงนามรับรอง", "treatments-0-responsible": "หัวหน้าพัสดุ",
        "treatments-0-starts_on": "1/10/2569", "treatments-0-ends_on": "30/9/2570",
    }  # fmt: skip
    return {**facts, **values}


def test_a_clerk_enters_a_risk_and_sees_its_level(office: Any, people: Any, signed_in: Any) -> None:
    client = signed_in(people.alice)
    empty = client.get("/admin/risk/risk/add/").content.decode()
    assert "3 ปานกลาง: อาจเกิดหนึ่งครั้งในหนึ่งถึงสองปี" in empty
    assert client.post("/admin/risk/risk/add/", form_of()).status_code == 302
    risk = Risk.objects.get()
    assert risk.treatments.get().title == "ลงนามรับรอง"
    page = client.get(f"/admin/risk/risk/{risk.pk}/change/").content.decode()
    assert "สูง (3 × 4 = 12)" in page


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"likelihood": "9"}, "ต้องเป็นระดับ 1 ถึง 5 ตามเกณฑ์ โปรดเลือกใหม่"),
        ({"impact": "<script>alert(1)</script>"}, "ต้องเป็นระดับ 1 ถึง 5 ตามเกณฑ์ โปรดเลือกใหม่"),
        ({"event": "ก" * 340_000}, "2000"),
        ({"process": "\u200b"}, "กรอกกระบวนงานด้วยตัวอักษรที่อ่านได้"),
        ({"treatments-0-ends_on": "30/9/2575"}, "ห่างจาก"),
        ({"treatments-0-ends_on": "1/9/2569"}, "วันสิ้นสุดมาก่อนวันเริ่ม"),
        ({"treatments-0-title": "\u200b\u200b"}, "กรอกมาตรการด้วยตัวอักษรที่อ่านได้"),
    ],
    ids=["off the scale", "script", "a megabyte", "zero width", "far away", "backwards", "unseen measure"],
)
def test_bad_input_is_told_of_in_thai_and_nothing_is_saved_or_lost(
    office: Any, people: Any, signed_in: Any, values: dict[str, str], message: str
) -> None:
    answer = signed_in(people.alice).post("/admin/risk/risk/add/", form_of(**values))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert message in page
    assert "<script>alert" not in page
    assert "มีคณะกรรมการ" in page, "what was typed is still there"
    assert not Risk.objects.exists()


def test_a_result_form_has_a_row_for_every_measure(office: Any, people: Any, signed_in: Any) -> None:
    risk = public(people, treatments=TWO)
    client = signed_in(people.alice)
    address = reverse("admin:risk_riskresult_add", query={"risk": risk.pk, "half": "year"})
    page = client.get(address)
    rows = page.context["inline_admin_formsets"][0].formset
    assert [form.initial.get("treatment") for form in rows.extra_forms] == [
        one.pk for one in risk.treatments.all()
    ]
    first, second = risk.treatments.all()
    data = {
        "risk": risk.pk, "half": "year", "residual_likelihood": "1", "residual_impact": "3", "summary": "ไม่พบเหตุการณ์",
        "rows-TOTAL_FORMS": "2", "rows-INITIAL_FORMS": "0",
        "rows-0-treatment": first.pk, "rows-0-progress": "done", "rows-0-done": "ทำแล้ว", "rows-0-address": "/news/",
        "rows-1-treatment": second.pk, "rows-1-progress": "",
        "documents-TOTAL_FORMS": "0", "documents-INITIAL_FORMS": "0",
    }  # fmt: skip
    saved = client.post(address, data)
    assert saved.status_code == 302, saved.context and saved.context["errors"]
    result = RiskResult.objects.get()
    assert (result.owner_group, result.rows.count()) == (risk.owner_group, 1)
    page = client.get(reverse("admin:risk_riskresult_change", args=[result.pk])).content.decode()
    assert "มาตรการ “สลับผู้รับเรื่อง” ยังไม่มีผล" in page
    assert "ต่ำ (1 × 3 = 3)" in page
    wrong = {**data, "half": "half", "rows-0-treatment": public(people).treatments.get().pk}
    assert "มาตรการนี้ไม่อยู่ในแผนของความเสี่ยงที่เลือก" in client.post(address, wrong).content.decode()
    wrong = {**data, "half": "half", "rows-0-address": "javascript:alert(1)"}
    assert "ที่อยู่ต้องขึ้นต้นด้วย /" in client.post(address, wrong).content.decode()


def test_a_measure_that_results_speak_of_stays_in_a_draft_as_well(people: Any) -> None:
    risk = RiskDraft(created_by=people.alice)
    RiskResultDraft(created_by=people.alice, risk=risk)
    assert risk.treatments.get().has_results
    assert TreatmentResult.objects.get().treatment == risk.treatments.get()
    risk.delete()
    assert not RiskResult.objects.exists()


def test_what_is_missing_waits_on_the_desk_of_its_group_and_in_the_list(
    office: Any, people: Any, signed_in: Any
) -> None:
    bare = RiskDraft(created_by=people.alice, number=8, treatments=())
    late = public(people, number=9)
    client = signed_in(people.alice)
    desk = words(client.get("/admin/").content)
    assert "ความเสี่ยงที่ยังไม่มีมาตรการ" in desk
    assert "มาตรการที่ยังไม่มีผล" in desk
    assert "ผลรอบปี ครบกำหนดเมื่อ 30 ก.ย. 2566" in desk
    assert "มาตรการที่ยังไม่มีผล" not in words(signed_in(people.charlie).get("/admin/").content), "another group"
    for lacks, there, other in (("measure", bare, late), ("result", late, bare)):
        page = client.get(f"/admin/risk/risk/?lacks={lacks}").content.decode()
        assert f"/admin/risk/risk/{there.pk}/change/" in page
        assert f"/admin/risk/risk/{other.pk}/change/" not in page
    told(people, late, Half.SIX_MONTHS)
    told(people, late, Half.YEAR)
    assert "มาตรการที่ยังไม่มีผล" not in words(client.get("/admin/").content)

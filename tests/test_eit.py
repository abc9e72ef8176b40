"""EIT surveys: shown inside their window only, and their QR code leads where it says."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import numpy
import pypdfium2
import pytest
import time_machine
import zxingcpp
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from weasyprint import HTML

from portal.fiscal import FiscalYear
from portal.models import EitSurvey, StoredFile, SurveyOwner, WorkGroup
from portal.thai import BANGKOK

pytestmark = pytest.mark.django_db
ADDRESS = "https://itas.nacc.go.th/go/eit/abc123?year=2566&lang=th"
FIRST, LAST = dt.date(2023, 3, 1), dt.date(2023, 6, 30)


def survey(people: Any, **facts: Any) -> EitSurvey:
    values = {
        "year": FiscalYear(2566),
        "whose": SurveyOwner.OFFICE,
        "address": ADDRESS,
        "opens_on": FIRST,
        "closes_on": LAST,
    } | facts
    group = WorkGroup.objects.get(slug="planning")
    return EitSurvey.objects.create(owner_group=group, created_by=people.alice, **values)


def published(people: Any, **facts: Any) -> EitSurvey:
    """A survey that was published on 1 January 2023."""
    with time_machine.travel(dt.datetime(2023, 1, 1, 9, tzinfo=BANGKOK), tick=False):
        record = survey(people, **facts)
        record.submit(by=people.alice)
        record.publish(by=people.bob)
    return record


def words(response: Any) -> str:
    bare = re.sub(r"<[^>]+>", "", response.content.decode())
    return " ".join(bare.replace("\N{NO-BREAK SPACE}", " ").split())


def read_code(picture: bytes) -> str:
    """What a telephone reads from the one QR code in a picture."""
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)).convert("L"))
    return str(code.text)


# ── the window ───────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("moment", "is_there"),
    [
        (dt.datetime(2023, 2, 28, 23, 59, 59), False),
        (dt.datetime(2023, 3, 1, 0, 0, 0), True),
        (dt.datetime(2023, 6, 30, 23, 59, 59), True),
        (dt.datetime(2023, 7, 1, 0, 0, 0), False),
    ],
    ids=["the day before", "the first second", "the last second", "the day after"],
)
def test_the_home_page_shows_the_survey_from_its_first_to_its_last_day_in_thailand(
    moment, is_there, client, office, people
):
    record = published(people)
    with time_machine.travel(moment.replace(tzinfo=BANGKOK), tick=False):
        page = client.get("/")
    assert (f"/eit/{record.pk}/qr.svg" in page.content.decode()) is is_there
    assert ("ตอบแบบวัด EIT" in words(page)) is is_there


def test_the_card_says_whose_survey_it_is_who_asks_and_until_when(client, office, people):
    record = published(people, whose=SurveyOwner.PARENT)
    with time_machine.travel(dt.datetime(2023, 5, 1, tzinfo=BANGKOK), tick=False):
        page = client.get("/")
    assert "แบบวัด EIT ของสำนักงานปลัดกระทรวงศึกษาธิการ" in words(page)
    assert "itas.nacc.go.th" in words(page)
    assert "เปิดรับ 1 มี.ค. 2566 ถึง 30 มิ.ย. 2566" in words(page)
    source = page.content.decode()
    assert f'<a class="button" href="{ADDRESS.replace("&", "&amp;")}">' in source
    code = re.search(rf'<img class="qr" src="/eit/{record.pk}/qr\.svg"[^>]*>', source)[0]
    assert int(re.search(r'width="(\d+)"', code)[1]) >= 160
    assert 'alt="คิวอาร์โค้ดไปยังแบบวัด EIT ของสำนักงานปลัดกระทรวงศึกษาธิการ"' in code


def test_a_draft_shows_nowhere(client, office, people):
    record = survey(people)
    with time_machine.travel(dt.datetime(2023, 5, 1, tzinfo=BANGKOK), tick=False):
        assert "ตอบแบบวัด EIT" not in words(client.get("/"))
    for address in (f"/eit/{record.pk}/", f"/eit/{record.pk}/qr.svg", f"/eit/{record.pk}/qr.webp"):
        assert client.get(address).status_code == 404


# ── its page ─────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("day", "said", "leads_there"),
    [
        (dt.date(2023, 2, 28), "ยังไม่ถึงวันเปิดรับคำตอบ", False),
        (dt.date(2023, 6, 30), "สแกนเพื่อตอบ", True),
        (dt.date(2023, 7, 1), "ปิดรับคำตอบแล้ว", False),
    ],
)
def test_the_page_of_a_survey_says_whether_one_can_still_answer(
    day, said, leads_there, client, office, people
):
    record = published(people)
    with time_machine.travel(dt.datetime.combine(day, dt.time(12), BANGKOK), tick=False):
        page = client.get(f"/eit/{record.pk}/")
    assert said in words(page)
    assert ('<a class="button" href="https://itas' in page.content.decode()) is leads_there
    assert "ใครตอบได้" in words(page)
    assert "5–10 นาที" in words(page)


@pytest.mark.parametrize(
    ("whose", "said"),
    [
        (SurveyOwner.OFFICE, "ผลของแบบวัดนี้เป็นคะแนนของสำนักงานศึกษาธิการจังหวัดสุโขทัย"),
        (SurveyOwner.PARENT, "ไม่ใช่คะแนนเฉพาะของสำนักงาน"),
    ],
)
def test_the_page_says_whose_score_the_answers_make(whose, said, client, office, people):
    assert said in words(client.get(f"/eit/{published(people, whose=whose).pk}/"))


def test_the_page_costs_few_queries_and_is_the_same_for_everybody(
    client, office, people, django_assert_max_num_queries
):
    record = published(people)
    for address in (f"/eit/{record.pk}/", f"/eit/{record.pk}/qr.svg"):
        with django_assert_max_num_queries(12):
            response = client.get(address)
        assert "public" in response["Cache-Control"]
        assert "Vary" not in response
        assert not response.cookies
        again = client.get(address, headers={"if-none-match": response["ETag"]})
        assert again.status_code == 304


# ── the code ─────────────────────────────────────────────────────────────────
def test_the_code_on_the_real_home_page_leads_to_the_survey(site, page_factory):
    for width, scheme in ((360, "dark"), (1280, "light")):
        page = page_factory(width=width, scheme=scheme)
        page.goto("/")
        code = page.locator("img.qr")
        box = code.bounding_box()
        assert min(box["width"], box["height"]) >= 160
        link = page.get_by_role("link", name="ตอบแบบวัด EIT").get_attribute("href")
        assert link.startswith("https://itas.nacc.go.th/go/eit/")
        assert read_code(code.screenshot()) == link


def test_the_code_carries_the_address_to_the_letter(client, office, people):
    record = published(people)
    response = client.get(f"/eit/{record.pk}/qr.svg")
    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    printed = HTML(string=f'<div style="width:176px">{response.content.decode()}</div>').write_pdf()
    sheet = pypdfium2.PdfDocument(printed)
    output = io.BytesIO()
    sheet[0].render(scale=2).to_pil().save(output, "PNG")
    sheet.close()
    assert read_code(output.getvalue()) == ADDRESS


# ── what clerks enter ────────────────────────────────────────────────────────
def form_of(**changes: Any) -> dict[str, Any]:
    group = WorkGroup.objects.get(slug="planning")
    return {
        "year": "2566",
        "whose": "office",
        "owner_group": group.pk,
        "address": ADDRESS,
        "opens_on": "1 มีนาคม 2566",
        "closes_on": "30/6/2566",
    } | changes


def test_a_clerk_enters_a_survey_with_thai_dates(office, people, signed_in):
    response = signed_in(people.alice).post("/admin/portal/eitsurvey/add/", form_of())
    assert response.status_code == 302, words(response)
    record = EitSurvey.objects.get()
    assert (record.opens_on, record.closes_on) == (FIRST, LAST)
    assert record.host == "itas.nacc.go.th"
    page = signed_in(people.alice).get(f"/admin/portal/eitsurvey/{record.pk}/change/").content.decode()
    assert f'src="/eit/{record.pk}/qr.svg?preview={record.pk}"' in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"closes_on": "28/2/2566"}, "วันปิดรับต้องไม่มาก่อนวันเปิดรับ"),
        ({"address": "ftp://itas.nacc.go.th/eit"}, "ที่อยู่เว็บไม่ถูกต้อง"),
        ({"upload": SimpleUploadedFile("qr.png", b"GIF89a not a picture")}, "แต่เนื้อในเป็น GIF"),
    ],
)
def test_what_is_wrong_with_a_survey_is_said_and_nothing_is_stored(changes, said, office, people, signed_in):
    response = signed_in(people.alice).post("/admin/portal/eitsurvey/add/", form_of(**changes))
    assert response.status_code == 200
    assert said in words(response)
    assert not EitSurvey.objects.exists()
    assert not StoredFile.objects.exists()


def test_the_official_picture_takes_the_place_of_our_drawing_until_it_is_dropped(
    client, office, people, signed_in
):
    code = zxingcpp.create_barcode(ADDRESS, zxingcpp.BarcodeFormat.QRCode)
    output = io.BytesIO()
    Image.fromarray(numpy.array(code.to_image(scale=8))).convert("RGB").save(output, "PNG")
    upload = SimpleUploadedFile("official.png", output.getvalue(), "image/png")
    alice = signed_in(people.alice)
    alice.post("/admin/portal/eitsurvey/add/", form_of(upload=upload))
    record = EitSurvey.objects.get()
    record.submit(by=people.alice)
    record.publish(by=people.bob)
    assert f'src="/eit/{record.pk}/qr.webp"' in client.get(f"/eit/{record.pk}/").content.decode()
    picture = client.get(record.qr_url)
    assert picture["Content-Type"] == "image/webp"
    assert read_code(picture.content) == ADDRESS

    copy = record.revise(by=people.alice)
    changed = form_of(drop_picture="on", _edition=copy.edition)
    assert alice.post(f"/admin/portal/eitsurvey/{copy.pk}/change/", changed).status_code == 302
    copy.refresh_from_db()
    assert copy.qr_url.endswith("/qr.svg")
    assert client.get(record.qr_url).status_code == 200


def test_a_window_that_ends_before_it_begins_is_refused_by_the_model(people):
    with pytest.raises(ValidationError):
        EitSurvey(opens_on=LAST, closes_on=FIRST, address=ADDRESS).clean()

"""PDF: the text layer says what was written, the file is tagged, whole, the same again, and asks nobody."""

import io
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime

import fontpkg
import numpy as np
import pdfplumber
import pytest
from django.contrib.staticfiles import finders
from PIL import ImageFile
from pypdf import PdfReader
from pypdfium2 import PdfDocument
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from portal.pdf import render_pdf
from portal.uploads.pdf_checks import inspect_pdf

OFFICE = "สำนักงานศึกษาธิการจังหวัดสุโขทัย"
WORDS = "ขั้นตอนที่ นิ้ว ผู้ใหญ่ กฎหมายฉบับที่ ๑ อำเภอ ธรรมดา กา น้ำ ทำ กำลัง ค่ำ ก๊ำ ก๋ำ ฝำ ปำ ฟ้ำ ฎำ ญำ ต่ำ ล้ำ เก้ำ ร่ำ"
CREATED = datetime(2024, 3, 29, 2, 0, tzinfo=UTC)
LONG_TABLE = (
    "<style>@page{size:A4 landscape}</style>"
    "<table><thead><tr><th>มาตรการ</th><th>ผลลัพธ์</th></tr></thead><tbody>"
    + "".join(f"<tr><td>ขั้นตอนที่ {number}</td><td>ดำเนินการแล้ว</td></tr>" for number in range(1, 81))
    + "</tbody></table>"
)


def page(body: str) -> str:
    return f'<!DOCTYPE html><html lang="th"><head><title>ก</title></head><body>{body}</body></html>'


def pdf(body: str, **options) -> bytes:
    return render_pdf(page(body), title=f"รายงาน {OFFICE}", **options)


def texts(content: bytes) -> dict[str, str]:
    """The text of the whole file as two independent readers extract it."""
    return {
        "pypdf": "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages),
        "pdfium": "\n".join(page.get_textpage().get_text_range() for page in PdfDocument(content)),
    }


def picture(content: bytes) -> np.ndarray:
    return np.asarray(PdfDocument(content)[0].render(scale=2).to_pil().convert("L"))


@pytest.mark.parametrize("reader", ["pypdf", "pdfium"])
def test_every_reader_extracts_the_words_as_they_are_typed(reader):
    text = " ".join(texts(pdf(f"<h1>{OFFICE}</h1><p>{WORDS}</p><p><b>{OFFICE}</b></p>"))[reader].split())
    assert text == f"{OFFICE} {WORDS} {OFFICE}"


def test_a_reader_that_sorts_glyphs_by_their_place_finds_the_office_too():
    with pdfplumber.open(io.BytesIO(pdf(f"<p>{OFFICE}</p><h1>สำนักงาน</h1>"))) as plumbed:
        assert plumbed.pages[0].extract_text() == f"{OFFICE}\nสำนักงาน"


def test_sara_am_typed_as_two_letters_is_extracted_as_one():
    for typed in ("น\u0e49\u0e4d\u0e32", "น\u0e4d\u0e49\u0e32"):
        assert set(map(str.strip, texts(pdf(f"<p>{typed}ทำ กา</p>")).values())) == {"น้ำทำ กา"}


def test_preparing_the_typeface_does_not_change_the_picture():
    fonts = FontConfiguration()
    source = f'@font-face{{font-family:Plain;src:url("{fontpkg.path("Sarabun").as_uri()}")}}'
    plain = CSS(string=f"{source} html{{font-family:Plain}}", font_config=fonts)
    reference = HTML(string=page(f"<p>{WORDS}</p>")).write_pdf(stylesheets=[plain], font_config=fonts)
    difference = np.abs(picture(pdf(f"<p>{WORDS}</p>")).astype(int) - picture(reference).astype(int))
    assert (picture(reference) < 128).sum() > 1000
    assert (difference > 128).sum() == 0


def test_the_file_is_tagged_and_says_title_language_and_standard():
    reader = PdfReader(io.BytesIO(pdf(f"<h1>{OFFICE}</h1>", created=CREATED)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] == "th"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == f"รายงาน {OFFICE}"
    assert reader.metadata.creation_date == CREATED
    described = root["/Metadata"].get_data().decode()
    assert "pdfuaid" in described
    assert f"รายงาน {OFFICE}" in described


def test_a_header_row_is_repeated_on_every_page():
    content = pdf(LONG_TABLE)
    pages = PdfReader(io.BytesIO(content)).pages
    found = [page.extract_text() for page in pages]
    assert pages[0].mediabox.width > pages[0].mediabox.height
    assert len(found) >= 3
    assert all(text.split()[:2] == ["มาตรการ", "ผลลัพธ์"] for text in found)
    assert "ขั้นตอนที่ 80" in found[-1]
    assert inspect_pdf(io.BytesIO(content), name="a.pdf", size=len(content)) == len(found)


def test_every_font_is_sarabun_and_embedded():
    reader = PdfReader(io.BytesIO(pdf(f"<p>{OFFICE} <b>{OFFICE}</b> ๐๑๒ 012 Open Data</p>")))
    fonts = reader.pages[0]["/Resources"]["/Font"]
    assert {font["/BaseFont"].partition("+")[2] for font in fonts.values()} == {
        "Portal-Sarabun",
        "Portal-Sarabun-Bold",
    }
    for font in fonts.values():
        assert font["/DescendantFonts"][0]["/FontDescriptor"]["/FontFile2"].get_data()


def test_the_same_document_gives_the_same_bytes(time_machine):
    time_machine.move_to(datetime(2026, 3, 9, tzinfo=UTC))
    first = pdf(LONG_TABLE, created=CREATED)
    time_machine.move_to(datetime(2027, 8, 1, tzinfo=UTC))
    assert pdf(LONG_TABLE, created=CREATED) == first
    assert pdf(LONG_TABLE) != first


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "http://127.0.0.1:9/x.png",
        "/static/../portal/settings.py",
        "//evil.invalid/x.png",
    ],
)
def test_nothing_is_read_from_the_disk_or_the_network(address, caplog):
    with caplog.at_level("ERROR", logger="weasyprint"):
        content = pdf(f'<p>ก</p><img alt="ข" src="{address}"><link rel="attachment" href="{address}">')
    assert "Failed to load" in caplog.text
    assert b"/Subtype /Image" not in content
    assert not PdfReader(io.BytesIO(content)).attachments


def test_our_own_pictures_and_stylesheets_are_found(settings, tmp_path):
    (tmp_path / "only-in-this-test.css").write_text(
        "p { font-size: 40pt } h1 { background: url('/static/emblem.svg') }"
    )
    settings.STATICFILES_DIRS = [*settings.STATICFILES_DIRS, tmp_path]
    finders.get_finder.cache_clear()
    with pdfplumber.open(
        io.BytesIO(pdf("<h1>ก</h1><p>ข</p>", stylesheets=["only-in-this-test.css"]))
    ) as plumbed:
        assert round(plumbed.pages[0].chars[-1]["size"]) == 40
    finders.get_finder.cache_clear()
    with pytest.raises(FileNotFoundError):
        pdf("ก", stylesheets=["../manage.py"])


def test_a_picture_of_ours_is_drawn():
    plain, drawn = pdf("<p>ก</p>"), pdf('<p>ก</p><img src="/static/emblem.svg" alt="ตรา" width="200">')
    assert (picture(drawn) < 200).sum() > (picture(plain) < 200).sum() + 500


def test_drawing_pdf_does_not_let_torn_pictures_pass_as_uploads():
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False


def test_links_lead_to_the_portals_own_address(settings):
    settings.SITE_URL = "https://portal.example.go.th"
    reader = PdfReader(io.BytesIO(pdf('<a href="/measures/2566/">มาตรการ</a>')))
    [link] = reader.pages[0]["/Annots"]
    assert link.get_object()["/A"]["/URI"] == "https://portal.example.go.th/measures/2566/"


def test_a_machine_with_its_own_sarabun_gives_the_same_text(tmp_path):
    """Such a machine's copy splits ำ in the text layer; ours must be the one that is used."""
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    for weight in (400, 700):
        shutil.copy(fontpkg.path("Sarabun", weight), fonts)
    program = (
        "import django, sys; django.setup()\n"
        "from portal.pdf import render_pdf\n"
        "page = '<html lang=th><title>x</title><p>สำนักงานดำเนินการ</p></html>'\n"
        "sys.stdout.buffer.write(render_pdf(page, title='x', stylesheets=['report.css']))"
    )
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path), "DATABASE_URL": "sqlite://:memory:"}
    made = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True)
    listed = subprocess.run(["fc-list", ":family=Sarabun"], env=environment, capture_output=True, text=True)
    assert str(fonts) in listed.stdout
    assert "สำนักงานดำเนินการ" in PdfReader(io.BytesIO(made.stdout)).pages[0].extract_text()

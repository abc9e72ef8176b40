"""One example of everything the style guide shows; its page and the tests of the components draw them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar

import django_tables2 as tables
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest

from portal.charts import bar_chart
from portal.fiscal import FiscalYear
from portal.forms import DateBoxesField
from portal.models import StoredFile
from portal.publishing import Status

DAY = dt.date(2024, 4, 10)
SCORES = (("2564", "82.64"), ("2565", "84.90"), ("2566", "88.37"))


class LicenceForm(forms.Form):
    """One question of every sort."""

    school = forms.CharField(label="ชื่อสถานศึกษา", help_text="ตามใบอนุญาตจัดตั้ง")
    district = forms.ChoiceField(label="อำเภอ", choices=[("1", "เมือง"), ("2", "ศรีสำโรง"), ("3", "สวรรคโลก")])
    issued_on = DateBoxesField(label="วันที่ออกใบอนุญาต", required=False)
    by = forms.ChoiceField(
        label="รับหนังสือทางใด",
        choices=[("email", "อีเมล"), ("office", "รับที่สำนักงาน")],
        initial="email",
        widget=forms.RadioSelect,
    )
    file = forms.FileField(
        label="แนบไฟล์", required=False, help_text="PDF หรือ JPG ไม่เกิน 10\N{NO-BREAK SPACE}MB"
    )
    what = forms.CharField(label="รายละเอียด", widget=forms.Textarea(attrs={"rows": 4}))
    is_right = forms.BooleanField(label="ยืนยันว่าข้อมูลถูกต้อง")


class FilterForm(forms.Form):
    q = forms.CharField(label="คำค้น", required=False)
    kind = forms.ChoiceField(
        label="ประเภท", required=False, choices=[("", "ทุกประเภท"), ("buy", "ซื้อ"), ("hire", "จ้าง")]
    )


class VisitsTable(tables.Table):  # type: ignore[misc]  # django-tables2 carries no types
    """People served, by month."""

    month = tables.Column("เดือน", footer="รวม", attrs={"cell": {"class": "stack-start"}})
    walk_in = tables.Column("Walk-in", footer="250", attrs={"cell": {"class": "end"}})
    online = tables.Column("E-Service", footer="225", attrs={"cell": {"class": "end"}})

    caption = "ผู้รับบริการ"
    unit = "ครั้ง"
    source = "ระบบ E-Service และสมุดบันทึก"
    as_of = DAY
    row_header = "month"

    class Meta:
        order_by: ClassVar = "-walk_in"


@dataclass
class Document:
    """Stands for an attachment."""

    title: str
    current: StoredFile
    address: str = "#docs"

    def get_absolute_url(self) -> str:
        return self.address


@dataclass
class Story:
    """Stands for a piece of news."""

    title: str
    summary: str = ""
    owner_group: str = "กลุ่มนโยบายและแผน"
    first_published_at: dt.date = DAY
    address: str = "#news"

    def get_absolute_url(self) -> str:
        return self.address


@dataclass
class Result:
    """Stands for an ITA result."""

    year: FiscalYear
    score: Decimal
    level: str = "A"
    source: str = "ประกาศผลการประเมิน ITA"


@dataclass
class Survey:
    """Stands for an EIT survey."""

    address: str = "https://example.go.th/"
    opens_on: dt.date = DAY
    closes_on: dt.date = field(default_factory=lambda: DAY + dt.timedelta(days=81))

    def get_whose_display(self) -> str:
        return "แบบวัด EIT ของสำนักงาน"


def specimens(request: HttpRequest) -> Mapping[str, Any]:
    """The context of the style guide; a table is sorted and paged by the request's query string."""
    pdf = StoredFile(kind="pdf", size=421_888, pages=6, sha256="9b1c44" + "0" * 54 + "e07a")
    xlsx = StoredFile(kind="xlsx", size=47_104, sha256="31fa08" + "0" * 54 + "77c2")
    wrong = LicenceForm({"school": "", "district": "9", "issued_on": "12/2/67", "by": "", "what": "ทดสอบ"})
    wrong.is_valid()
    table = VisitsTable(
        [
            {"month": "มกราคม\N{NO-BREAK SPACE}2567", "walk_in": 131, "online": 97},
            {"month": "กุมภาพันธ์\N{NO-BREAK SPACE}2567", "walk_in": 119, "online": 128},
        ]
    )
    tables.RequestConfig(request, paginate=False).configure(table)
    scores = [(year, Decimal(score)) for year, score in SCORES]
    return {
        "heading": "คู่มือรูปแบบ",
        "lead": "ส่วนประกอบทุกชิ้นของเว็บไซต์ ใช้ชื่อเดียวกันในแม่แบบ สไตล์ และคู่มือนี้",
        "crumbs": [{"title": "คู่มือรูปแบบ"}],
        "sample_crumbs": [{"title": "จัดซื้อจัดจ้าง", "url": "#act"}, {"title": "สัญญา"}],
        "sample_years": [{"year": FiscalYear(y), "url": "#act"} for y in (2565, 2566, 2567)],
        "sample_year": FiscalYear(2566),
        "page": Paginator(range(300), 20).page(2),
        "statuses": Status,
        "documents": [
            Document("รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. 2566", pdf),
            Document("ความก้าวหน้าการจัดซื้อจัดจ้าง ตามแบบ ITA-o16", xlsx),
        ],
        "day": DAY,
        "groups": [
            {"title": "9.1 ข้อมูลพื้นฐาน", "url": "#show", "full": 6, "part": 0, "none": 0, "total": 6},
            {"title": "9.2 งาน เงิน บริการ", "url": "#show", "full": 6, "part": 1, "none": 0, "total": 7},
            {"title": "10.1 ป้องกันทุจริต", "url": "#show", "full": 7, "part": 0, "none": 1, "total": 8},
        ],
        "table": table,
        "chart": bar_chart(scores),
        "chart_headers": ["ปีงบประมาณ พ.ศ.", "คะแนน"],
        "chart_rows": SCORES,
        "result": Result(FiscalYear(2566), Decimal("88.37")),
        "results": [Result(FiscalYear(int(year)), score) for year, score in scores],
        "survey": Survey(),
        "staff": {
            "links": [
                {"title": "คำขอ", "url": "#act", "is_here": True, "count": 3},
                {"title": "เคาน์เตอร์", "url": "#act"},
            ],
            "who": "สมหญิง จัดทำดี",
        },
        "story": Story("เปิดรับฟังความเห็นต่อร่างแผนพัฒนาการศึกษาจังหวัด", "ส่งความเห็นได้ทางออนไลน์หรือที่สำนักงาน"),
        "deals": [
            {
                "on": DAY,
                "kind": "สัญญา",
                "title": "จ้างถ่ายเอกสารพร้อมเข้าเล่ม",
                "url": "#show",
                "amount": Decimal(3540),
            }
        ],
        "steps": [
            {"name": "ยื่นคำขอ", "text": "5 นาที ที่จุดบริการหรือออนไลน์"},
            {"name": "ตรวจเอกสาร", "text": "1 วันทำการ"},
            {"name": "ออกหนังสือ", "text": "2 วันทำการ"},
        ],
        "entries": [
            {"title": "กำลังดำเนินการ", "at": DAY},
            {"title": "รับเรื่องแล้ว", "at": DAY - dt.timedelta(days=6)},
        ],
        "elements": [
            {"text": "งานที่ซื้อหรือจ้าง", "ok": True},
            {"text": "ไฟล์ Excel ตามแบบ ITA-o16", "ok": False},
        ],
        "answers": [
            {"question": "ชื่อสถานศึกษา", "answer": "โรงเรียนตัวอย่างวิทยา", "url": "#form"},
            {"question": "อำเภอ", "answer": "ศรีสำโรง", "url": "#form"},
        ],
        "form": LicenceForm(),
        "wrong_form": wrong,
        "filter_form": FilterForm(prefix="f"),
        "chips": [{"label": "เฉพาะเจาะจง", "url": "#form"}],
        "downloads": [{"title": "CSV (6\N{NO-BREAK SPACE}KB)", "url": "#show"}],
        "icons": ICONS,
        "grounds": GROUNDS,
        "inks": INKS,
        "sizes": ("4", "3", "2", "1", "0", "s", "xs"),
    }


ICONS = (
    "alert book calendar cart chat check clock close dash down download eye file half horn info lock mail "
    "map menu pen people phone print rss search shield text track"
).split()
GROUNDS = (
    ("paper", "กระดาษ", "พื้นหน้า"),
    ("stone", "หิน", "พื้นรอง หัวหน้า"),
    ("celadon", "เซลาดอน", "ความโปร่งใส"),
    ("celadon-2", "เซลาดอนเข้ม", "เส้นและขอบ"),
    ("sand", "ทราย", "ข้อควรรู้"),
    ("deep", "เขียวลึก", "ส่วนนำ ท้ายหน้า"),
)
INKS = (
    ("ink", "หมึก", "ข้อความ ≥ 7:1"),
    ("ink-2", "หมึกอ่อน", "ข้อความรอง ≥ 7:1"),
    ("brand", "เขียวสุโขทัย", "ลิงก์ ปุ่ม"),
    ("clay", "ศิลาแลง", "ไอคอน ป้ายกำกับ"),
    ("clay-fill", "ศิลาแลงสด", "เส้นเน้น ไม่ใช้เป็นข้อความ"),
    ("focus", "โฟกัส", "วงแหวน 3 px"),
)

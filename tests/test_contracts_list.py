"""The list of contracts and the pages of suppliers: what is found, in which order, how much, in how many queries."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.models import StoredFile, WorkGroup
from procurement import contract_lists
from procurement.models import Contract, Layout, Process, RegisterImport, Supplier
from tests.makers import ContractDraft, published, words

pytestmark = pytest.mark.django_db
LIST = "/procurement/2566/contracts/"
COMPANY = "0105536000313"


@pytest.fixture
def register(office: Any, people: Any) -> dict[str, Contract]:
    """Four published contracts of 2566, by a name of their own."""
    rows: dict[str, dict[str, Any]] = {
        "paper": {
            "title": "ซื้อกระดาษ",
            "supplier_name": "ร้านกระดาษดี",
            "agreed_price": "900.25",
            "signed_on": dt.date(2022, 10, 3),
            "contract_number": "11/2566",
        },
        "hall": {
            "title": "ปรับปรุงห้องประชุม",
            "method": "e_bidding",
            "kind": "build",
            "supplier_name": "บริษัท สร้างดี จำกัด",
            "tax_id": COMPANY,
            "agreed_price": "650000.00",
            "reference_price": "700000.00",
            "signed_on": dt.date(2023, 1, 20),
            "ends_on": dt.date(2023, 5, 1),
        },
        "car": {
            "title": "เช่ารถยนต์",
            "kind": "rent",
            "supplier_name": "บริษัท สร้างดี จำกัด",
            "tax_id": COMPANY,
            "agreed_price": "120000.00",
            "signed_on": dt.date(2023, 2, 1),
            "ends_on": timezone.localdate() + dt.timedelta(days=30),
            "owner_group": WorkGroup.objects.get(slug="planning"),
        },
        "waiting": {
            "title": "ซื้อโต๊ะ ๑๒ ตัว",
            "supplier_name": "",
            "agreed_price": None,
            "reference_price": None,
            "signed_on": None,
            "ends_on": None,
            "announced_on": dt.date(2023, 3, 1),
            "contract_number": "",
        },
    }
    return {
        name: published(ContractDraft(created_by=people.alice, **facts), people)
        for name, facts in rows.items()
    }


@pytest.fixture
def many(office: Any, people: Any) -> list[Contract]:
    """A hundred and twenty published contracts, put there at once; every third one has ผ้าม่าน in its title."""
    return put_many(120, people)


def put_many(number: int, people: Any) -> list[Contract]:
    now = timezone.now()
    rows = []
    for at in range(number):
        row = ContractDraft.build(
            created_by=people.alice,
            title=f"ซื้อ{'ผ้าม่าน' if at % 3 == 0 else 'กระดาษ'} ครั้งที่ {at}",
            agreed_price=100 + at,
            signed_on=dt.date(2022, 10, 1) + dt.timedelta(days=at),
            ends_on=None,
            status="published",
            submitted_by=people.alice,
            submitted_at=now,
            published_by=people.bob,
            published_at=now,
        )
        row.derive()
        rows.append(row)
    return Contract.objects.bulk_create(rows)


def titles(client: Client, query: str = "") -> list[str]:
    """The titles on a page of the list, in their order."""
    response = client.get(LIST + query)
    assert response.status_code == 200, query
    return re.findall(r'<th role="rowheader" scope="row"><a [^>]*>(.*?)</a>', response.content.decode())


def plain(client: Client, query: str = "") -> list[str]:
    return [re.sub(r"<[^>]+>", "", title) for title in titles(client, query)]


HALL, CAR, PAPER, DESK = "ปรับปรุงห้องประชุม", "เช่ารถยนต์", "ซื้อกระดาษ", "ซื้อโต๊ะ ๑๒ ตัว"


# ── filters ──────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("query", "expected"),
    {
        "": [DESK, CAR, HALL, PAPER],
        "?q=สร้างดี": [CAR, HALL],
        "?q=11/2566": [PAPER],
        "?q=โต๊ะ+12": [DESK],
        "?q=รถ": [CAR],
        "?q=สร้างดี+ประชุม": [HALL],
        "?method=e_bidding": [HALL],
        "?method=all_open": [HALL],
        "?kind=rent": [CAR],
        "?status=ended": [HALL, PAPER],
        "?status=active": [CAR],
        "?status=unsigned": [DESK],
        "?status=cancelled": [],
        "?month=2566-01": [HALL],
        "?month=2565-10": [PAPER],
        "?group=planning": [CAR],
        "?min=900.25&max=120,000": [CAR, PAPER],
        "?min=๑๒๐๐๐๑": [HALL],
        "?sort=-agreed": [HALL, CAR, PAPER, DESK],
        "?sort=agreed": [DESK, PAPER, CAR, HALL],
        "?sort=-reference": [HALL, PAPER, CAR, DESK],
        "?sort=signed": [PAPER, HALL, CAR, DESK],
        "?q=สร้างดี&sort=-agreed&min=100": [HALL, CAR],
    }.items(),
)
def test_the_list_shows_what_is_asked_for_in_its_order(
    client: Client, register: dict[str, Contract], query: str, expected: list[str]
):
    if query == "?sort=-reference":  # two have the same reference price: the newer record comes first
        expected = [HALL, CAR, PAPER, DESK]
    assert plain(client, query) == expected


def test_a_supplier_is_a_filter(client: Client, register: dict[str, Contract]):
    key = register["car"].supplier_id
    assert plain(client, f"?supplier={key}") == [CAR, HALL]
    page = client.get(f"{LIST}?supplier={key}").content.decode()
    assert f'<input type="hidden" name="supplier" value="{key}"' in page


def test_filters_in_force_can_be_taken_away_one_by_one(client: Client, register: dict[str, Contract]):
    page = client.get(f"{LIST}?q=สร้างดี&method=e_bidding&min=5&sort=-agreed&page=1").content.decode()
    chips = re.findall(r'<a class="chip" href="([^"]*)">([^<]*)', page)
    assert [label for _, label in chips] == [
        "“สร้างดี”",
        "ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)",
        "ตั้งแต่ 5.00\N{NO-BREAK SPACE}บาท",
    ]
    without_words = chips[0][0].replace("&amp;", "&")
    assert plain(client, without_words.removeprefix(LIST)) == [HALL]
    assert "sort=-agreed" in without_words
    assert "page" not in without_words


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?kind=x", "ไม่มีประเภทนี้ จึงแสดงทุกประเภท"),
        ("?method=x", "ไม่มีวิธีนี้ จึงแสดงทุกวิธี"),
        ("?status=x", "ไม่มีสถานะนี้ จึงแสดงทุกสถานะ"),
        ("?month=2567-01", "เดือนนี้ไม่อยู่ในปีงบประมาณ จึงแสดงทุกเดือน"),
        ("?group=x", "ไม่มีกลุ่มงานนี้ จึงแสดงทุกกลุ่มงาน"),
        ("?min=-5", "จำนวนเงินต้องไม่ติดลบ"),
        ("?min=5.000,00", "ใช้จุลภาคคั่นหลักพัน"),
        ("?min=1_000", "ใส่จำนวนเงินเป็นตัวเลข"),
        ("?max=50000.005", "ใช้จุดหน้าสตางค์ไม่เกินสองหลัก"),
        ("?sort=x", "ไม่มีลำดับนี้ จึงเรียงจากใหม่สุด"),
        ("?max=1e999", "ใส่จำนวนเงินเป็นตัวเลข"),
        ("?max=NaN", "ใส่จำนวนเงินเป็นตัวเลข"),
        ("?min=10&max=5", "จำนวนนี้น้อยกว่าจำนวนเริ่มต้น"),
        ("?q=" + "ก" * 201, "คำค้นยาวเกิน 200 ตัวอักษร"),
    ],
)
def test_a_filter_that_cannot_be_read_is_told_and_left_out(
    client: Client, register: dict[str, Contract], query: str, told: str
):
    page = client.get(LIST + query)
    assert told in words(page.content)
    kept = 3 if "min=10&" in query else 4  # the lower bound itself can be read
    assert len(titles(client, query)) == kept
    assert client.get(f"/procurement/2566/contracts.csv{query}").status_code == 400


@pytest.mark.parametrize("query", ["?page=0", "?page=2", "?page=x", "?page=๑", "?page=99999999999999999999"])
def test_a_page_that_is_not_there_is_a_404(client: Client, register: dict[str, Contract], query: str):
    response = client.get(LIST + query)
    assert response.status_code == 404
    assert f'<a href="{LIST}">กลับไปต้นรายการ</a>' in response.content.decode()


def test_an_order_or_supplier_that_is_not_there_changes_nothing(
    client: Client, register: dict[str, Contract]
):
    for query in ("?sort=x", "?sort=--agreed", "?supplier=x", "?supplier=999999999999999999"):
        assert len(titles(client, query)) == 4


# ── years ────────────────────────────────────────────────────────────────────
def test_a_year_without_anything_public_is_a_404(client: Client, office: Any, people: Any):
    assert client.get(LIST).status_code == 404
    draft = ContractDraft(created_by=people.alice)
    assert client.get(LIST).status_code == 404
    published(draft, people)
    assert client.get(LIST).status_code == 200
    assert client.get("/procurement/2565/contracts/").status_code == 404


def test_years_are_those_with_published_contracts(office: Any, people: Any):
    assert Contract.objects.published().years() == []
    ContractDraft(created_by=people.alice, year=2564)
    for year in (2567, 2563, 2566):
        published(ContractDraft(created_by=people.alice, year=year), people)
    assert Contract.objects.published().years() == [2563, 2566, 2567]


# ── sums and pages ───────────────────────────────────────────────────────────
def test_sums_are_of_the_page_and_of_all_that_was_found(client: Client, many: list[Contract]):
    page = words(client.get(f"{LIST}?page=3&sort=agreed").content)
    assert "พบ 120 รายการ" in page
    assert "แสดงรายการที่ 101–120 จาก 120" in page
    of_page = sum(range(200, 220))
    of_all = sum(range(100, 220))
    signed = "เฉพาะสัญญาที่ลงนามแล้วและไม่ได้ยกเลิก"
    assert re.search(rf"รวมหน้านี้ 20 รายการ {signed} 20 สัญญา\s*{of_page:,}\.00", page)
    assert re.search(rf"รวมที่พบทั้งหมด 120 รายการ {signed} 120 สัญญา\s*{of_all:,}\.00", page)


@pytest.mark.parametrize("query", ["", "?q=ซื้อ"])
def test_the_sum_is_that_of_the_overview_and_a_project_of_several_contracts_is_remarked(
    client: Client, office: Any, people: Any, query: str
):
    """Cancelled and unsigned rows have prices that nobody pays; a project's reference price is no contract's."""
    of_project = {"created_by": people.alice, "project_number": "65109910025", "reference_price": "1000"}
    for number, price in (("ซื้อขาย 1/2566", "600"), ("2/2566", "300.25")):
        published(ContractDraft(contract_number=number, agreed_price=price, **of_project), people)
    for word in ("cancelled", "unsigned"):
        facts = {"signed_on": None, "ends_on": None, "stated_progress": word, "contract_number": word}
        draft = ContractDraft(created_by=people.alice, agreed_price="77", reference_price="55", **facts)
        published(draft, people)
    page = words(client.get(LIST + query).content)
    total = re.search(r"รวมที่พบทั้งหมด 4 รายการ เฉพาะสัญญาที่ลงนามแล้วและไม่ได้ยกเลิก 2 สัญญา\s*([\d,.]+)", page)
    assert total
    assert total[1] == "900.25"
    assert "สัญญาที่ลงนามแล้ว 2 สัญญา รวม 900.25 บาท" in words(client.get("/procurement/2566/").content)
    assert "2,055" not in page
    assert page.count("ของทั้งโครงการ") == 2
    assert "ซื้อขาย 1/2566" in page
    assert "สัญญา ซื้อขาย" not in page
    assert "สัญญา 2/2566" in page


def test_the_order_is_chosen_in_the_form_too(client: Client, register: dict[str, Contract]):
    page = client.get(f"{LIST}?sort=-agreed").content.decode()
    assert '<option value="-agreed" selected>ราคาที่ตกลง มากไปน้อย</option>' in page
    assert 'type="hidden" name="sort"' not in page


def test_words_that_are_nowhere_in_the_year_lead_to_the_search_and_other_years(
    client: Client, register: dict[str, Contract], people: Any
):
    published(ContractDraft(created_by=people.alice, year=2567, title="ซื้อเรือ"), people)
    page = client.get(LIST, {"q": "เรือ"}).content.decode()
    links = dict(re.findall(r'<li><a href="(/[^"]*\?q=[^"]*)">(.*?)</a></li>', page))
    assert len(links) == 2
    search, other = links
    assert search.startswith(reverse("portal:search"))
    assert other.startswith("/procurement/2567/contracts/?q=")
    assert "ซื้อเรือ" in client.get(other).content.decode()


def test_pages_hold_every_contract_once(client: Client, many: list[Contract]):
    seen = [title for number in (1, 2, 3) for title in plain(client, f"?page={number}&sort=-reference")]
    assert len(seen) == len(set(seen)) == 120


def test_links_to_pages_and_orders_keep_the_filters(client: Client, many: list[Contract]):
    page = client.get(f"{LIST}?q=กระดาษ&sort=-agreed&page=2").content.decode()
    assert re.search(r'aria-sort="descending"><a href="\?[^"]*sort=agreed[^"]*">ราคาที่ตกลง', page)
    assert (
        'href="?q=%E0%B8%81%E0%B8%A3%E0%B8%B0%E0%B8%94%E0%B8%B2%E0%B8%A9&amp;sort=-agreed&amp;page=1"' in page
    )


def test_the_list_takes_as_many_queries_for_many_rows_as_for_few(client: Client, office: Any, people: Any):
    queries = ("", "?q=กระดาษ&sort=-agreed", "?status=ended&min=1", "?page=1&month=2565-10")
    put_many(3, people)

    def asked() -> list[int]:
        numbers = []
        for query in queries:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(LIST + query).status_code == 200
            numbers.append(len(captured))
        return numbers

    few = asked()
    Contract.objects.all().delete()
    put_many(400, people)
    assert asked() == few
    assert max(few) <= 12


# ── words in many contracts ──────────────────────────────────────────────────
@pytest.fixture
def small_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if 60 contracts were many, and 45 with a word too many to count."""
    monkeypatch.setattr(contract_lists, "FEW", 60)
    monkeypatch.setattr(contract_lists, "MOST_FOUND", 45)
    monkeypatch.setattr(contract_lists, "PER_PAGE", 15)


@pytest.mark.usefixtures("small_bounds")
def test_words_in_few_of_many_contracts_are_counted_exactly(client: Client, many: list[Contract]):
    page = words(client.get(f"{LIST}?q=ผ้าม่าน").content)
    assert "พบ 40 รายการ" in page
    assert "รวมที่พบทั้งหมด 40 รายการ" in page
    newest = [f"ซื้อผ้าม่าน ครั้งที่ {at}" for at in range(117, 72, -3)]
    assert plain(client, "?q=ผ้าม่าน") == newest
    assert plain(client, "?q=ผ้าม่าน&page=3&sort=agreed") == [f"ซื้อผ้าม่าน ครั้งที่ {at}" for at in range(90, 120, 3)]


@pytest.mark.usefixtures("small_bounds")
def test_words_in_too_many_contracts_are_walked_page_by_page(client: Client, many: list[Contract]):
    page = words(client.get(f"{LIST}?q=กระดาษ&sort=agreed").content)
    assert "พบมากกว่า 15 รายการ" in page
    assert "รวมที่พบทั้งหมด" not in page
    assert "ดาวน์โหลดไฟล์ซึ่งมีครบทุกรายการ" in page
    expected = [f"ซื้อกระดาษ ครั้งที่ {at}" for at in range(120) if at % 3]
    shown = [title for number in (1, 2, 3) for title in plain(client, f"?q=กระดาษ&sort=agreed&page={number}")]
    assert shown == expected[:45]
    assert client.get(f"{LIST}?q=กระดาษ&page=4").status_code == 404


@pytest.mark.usefixtures("small_bounds")
def test_words_follow_the_contract_wherever_it_goes(client: Client, many: list[Contract], people: Any):
    """The index of letters holds what is published as it is now, and nothing else."""
    one = published(ContractDraft(created_by=people.alice, title="ซื้อตู้เหล็กพิเศษ"), people)
    assert plain(client, "?q=ตู้เหล็ก") == ["ซื้อตู้เหล็กพิเศษ"]
    copy = one.revise(by=people.alice)
    copy.title = "ซื้อชั้นวางพิเศษ"
    copy.save()
    copy.submit(by=people.alice)
    assert plain(client, "?q=ชั้นวาง") == []
    copy.publish(by=people.bob, reason="แก้ชื่อ")
    assert plain(client, "?q=ตู้เหล็ก") == []
    assert plain(client, "?q=ชั้นวาง") == ["ซื้อชั้นวางพิเศษ"]
    one.refresh_from_db()
    one.withdraw(by=people.bob, reason="ลงซ้ำ")
    assert plain(client, "?q=พิเศษ") == []


@pytest.mark.usefixtures("small_bounds")
def test_kept_counts_do_not_outlive_an_act(client: Client, many: list[Contract], people: Any):
    published(ContractDraft(created_by=people.alice), people)
    assert "พบ 121 รายการ" in words(client.get(LIST).content)
    last = published(ContractDraft(created_by=people.alice), people)
    assert "พบ 122 รายการ" in words(client.get(LIST).content)
    last.withdraw(by=people.bob, reason="ลงซ้ำ")
    assert "พบ 121 รายการ" in words(client.get(LIST).content)


def test_signs_of_search_languages_are_only_letters(client: Client, register: dict[str, Contract]):
    for query in ('"', "%", "_", "' OR 1=1", "words : x", "a AND b", "NEAR(", "*", "\\"):
        assert client.get(LIST, {"q": query}).status_code == 200
    assert "พบ 0 รายการ" in words(client.get(LIST, {"q": "%%%"}).content)


# ── what is not public ───────────────────────────────────────────────────────
def test_what_is_not_public_is_in_no_list(client: Client, register: dict[str, Contract], people: Any):
    register["hall"].withdraw(by=people.bob, reason="ลงซ้ำ")
    later = ContractDraft(created_by=people.alice, title="ยังไม่ถึงเวลา")
    later.submit(by=people.alice)
    later.publish(by=people.bob, at=timezone.now() + dt.timedelta(days=1))
    register["car"].revise(by=people.alice)
    assert plain(client) == [DESK, CAR, PAPER]
    assert Process.objects.count() >= 4


# ── suppliers ────────────────────────────────────────────────────────────────
def test_a_supplier_has_its_published_contracts_by_year(
    client: Client, register: dict[str, Contract], people: Any
):
    same = {"supplier_name": "บริษัท สร้างดี จำกัด", "tax_id": COMPANY}
    published(ContractDraft(created_by=people.alice, year=2567, agreed_price="1000.00", **same), people)
    ContractDraft(created_by=people.alice, year=2567, agreed_price="77777.00", **same)
    supplier = Supplier.objects.get(tax_id=COMPANY)
    response = client.get(reverse("procurement:supplier", args=[supplier.pk]))
    page = words(response.content)
    assert "นิติบุคคล" in page
    assert COMPANY in page
    assert re.search(r"2567\s*1\s*1,000\.00", page)
    assert re.search(r"2566\s*2\s*770,000\.00", page)
    assert "771,000.00 บาท" in page
    assert "77,777" not in page
    assert "X-Robots-Tag" not in response
    assert f"/procurement/2566/contracts/?supplier={supplier.pk}" in response.content.decode()


def test_a_supplier_is_called_as_its_newest_published_contract_calls_it(
    client: Client, office: Any, people: Any
):
    """Whoever stored it first, a draft, is not the public's business."""
    of_firm = {"tax_id": COMPANY, "created_by": people.alice}
    draft = ContractDraft(supplier_name="บริษัท ฉบับร่างลับ จำกัด", **of_firm)
    assert draft.supplier is not None
    key = draft.supplier.pk
    published(ContractDraft(created_by=people.alice), people)
    assert "ฉบับร่างลับ" not in words(client.get(f"{LIST}?supplier={key}", follow=True).content)
    for name, day in (("บริษัท สมมุติใหม่ จำกัด", 20), ("บจก. สมมุติเก่า", 10)):
        published(
            ContractDraft(supplier_name=name, signed_on=dt.date(2023, 1, day), title=name, **of_firm), people
        )
    ContractDraft(supplier_name="บริษัท ร่างหลังสุด จำกัด", signed_on=dt.date(2023, 3, 1), **of_firm)
    page = client.get(draft.supplier.get_absolute_url()).content.decode()
    listed = client.get(f"{LIST}?supplier={key}").content.decode()
    (heading,) = re.findall(r"<h1.*?</h1>", page, re.DOTALL)
    assert words(heading.encode()).strip() == "บริษัท สมมุติใหม่ จำกัด"
    assert re.findall(r'<a class="chip" href="[^"]*">([^<]*)', listed) == ["บริษัท สมมุติใหม่ จำกัด"]
    for shown in (page, listed):
        assert "ร่างลับ" not in shown
        assert "ร่างหลังสุด" not in shown


def test_a_human_supplier_is_masked_and_kept_out_of_search_engines(client: Client, office: Any, people: Any):
    facts = {"supplier_name": "นายสมมุติ ทดสอบ", "tax_id": "1101700230708"}
    contract = published(ContractDraft(created_by=people.alice, **facts), people)
    response = client.get(contract.supplier.get_absolute_url())
    page = words(response.content)
    assert "บุคคลธรรมดา" in page
    assert "110170023xxxx" in page
    assert "1101700230708" not in page
    assert response["X-Robots-Tag"] == "noindex"


def test_a_supplier_without_published_contracts_is_a_404(client: Client, office: Any, people: Any):
    draft = ContractDraft(created_by=people.alice)
    assert draft.supplier is not None
    address = draft.supplier.get_absolute_url()
    assert client.get(address).status_code == 404
    contract = published(draft, people)
    assert client.get(address).status_code == 200
    assert client.get(f"{address}?page=2").status_code == 404
    contract.withdraw(by=people.bob, reason="ลงซ้ำ")
    assert client.get(address).status_code == 404


def test_the_groups_of_methods_in_the_law_are_offered_apart_from_single_methods(
    client: Client, register: dict[str, Contract]
) -> None:
    shown = client.get(f"{LIST}?method=all_specific").content.decode()
    groups = re.search(r'<optgroup label="กลุ่มวิธีตามกฎหมาย \(มาตรา 55\)">(.*?)</optgroup>', shown, re.DOTALL)
    assert groups is not None
    assert re.findall(r'value="(\w+)"', groups[1]) == ["all_open", "all_selected", "all_specific"]
    assert "วิธีเฉพาะเจาะจง ทุกแบบ" in words(shown.encode()).split("</select>")[-1]
    assert "ปรับปรุงห้องประชุม" not in words(shown.encode())


def test_the_foot_of_the_list_says_of_which_day_it_is_and_who_answers_for_it(
    client: Client, register: dict[str, Contract], people: Any
) -> None:
    stored = StoredFile.objects.create(original_name="e-GP.csv", size=1, sha256="0" * 64, kind="csv")
    kept = {"source": stored, "layout": Layout.EGP_CSV, "created_by": people.alice}
    group = register["paper"].owner_group
    file = RegisterImport.objects.create(**kept, owner_group=group, as_of=dt.date(2023, 10, 5))
    Contract.objects.filter(pk=register["paper"].pk).update(source=file)
    foot = words(client.get(f"{LIST}?q=กระดาษ").content).split("ข้อมูล ณ วันที่")[1]
    assert "5 ตุลาคม 2566" in foot
    assert str(group) in foot.split("ผู้รับผิดชอบ")[1]
    assert "ข้อมูล ณ วันที่" not in words(client.get(f"{LIST}?q=รถยนต์").content)

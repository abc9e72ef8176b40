"""Public statistics: what is counted, at which cuts, and that nobody's small count can be computed from them."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from complaints import exports
from complaints.cuts import HALF, Counts, Half, Whole
from complaints.models import Case, KeyHolder, Tombstone
from complaints.models.terms import Channel, HolderKind, Kind, Outcome, Progress
from complaints.statistics import Fact, YearFigures, figures_of, opening, publish
from measures.figures import figures_of as measure_figures
from measures.models import Slug
from portal.fiscal import FiscalYear
from portal.small_cells import Shown, is_small, protected
from tests.makers import words as words_of

YEAR = FiscalYear(2568)
MONTHS = [dt.date(2024 + (at > 2), (at + 9) % 12 + 1, 1) for at in range(12)]
AFTER_HALF, AFTER_YEAR = dt.date(2025, 4, 1), dt.date(2025, 10, 1)
PAGE = "/complaints/statistics/2568/"


def words(page: bytes) -> str:
    return " ".join(words_of(page).split())


def rows_of(page: bytes) -> dict[str, list[str]]:
    """The tables of a page: what names a row, and its other cells."""
    found = re.findall(r'<th scope="row">(.*?)</th>((?:<td class="end">.*?</td>)+)', page.decode())
    return {
        words(line.encode()): [html.unescape(cell) for cell in re.findall(r">([^<]+)</td>", cells)]
        for line, cells in found
    }


# ── the rule for one table ───────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("counts", "texts"),
    [
        ((0, 5, 3), "0 5 3"),
        ((2, 1, 4), "<3 <3 4"),  # 1+2 or 2+1
        ((1, 4, 7), "<3 4 ไม่แสดง"),  # the sum alone would say 1
        ((2, 2, 4), "<3 <3 ไม่แสดง"),
        ((1, 1, 0, 3), None),  # nothing else could take up the difference
        ((1, 1, 1), None),
        ((0, 0), "0 0"),
    ],
)
def test_small_counts_are_hidden_and_another_where_the_sum_would_tell(
    counts: tuple[int, ...], texts: str | None
) -> None:
    seen = protected(counts)
    assert (" ".join(count.text for count in seen) if seen else None) == texts


def test_a_count_is_told_in_thai_tables_as_it_is() -> None:
    assert [Shown(0, 0).text, Shown(1234, 1234).text, Shown(1, 2).text, Shown(1, 2).plus(4).text] == [
        "0",
        "1,234",
        "<3",
        "5–6",
    ]


# ── every small year: whoever knows all the rules still cannot tell ──────────
Numbers = tuple[int, ...]


def half(months: Numbers = (0,), kinds: Numbers = (), finished: Numbers = ()) -> Counts:
    return Counts(months, {"kind": kinds}, sum(finished), {"outcome": finished})


def published_at_both_cuts(first: Counts, second: Counts, keys: Sequence[str]) -> tuple[Any, ...]:
    """All that was ever public of a year: what the first cut told stays known after the second."""
    early = Half(first)
    late = Whole(early, second)
    tables = (cut.table(key) for cut in (early, late) for key in keys)
    months = (early.months, late.months) if "months" not in keys and len(first.months) > 1 else ()
    return (early.received, early.status, late.received, late.status, *months, *tables)


def given_away(
    years: Iterable[Any],
    seen: Callable[[Any], tuple[Any, ...]],
    counts: Callable[[Any], Numbers],
    is_inside: Callable[[Any], bool],
) -> tuple[int, list[Any]]:
    """How many small counts there were, and the years in which one is the same in all years that look alike.

    Years near the edge of what is gone through are only there as the alike of others (`is_inside`).
    """
    alike = defaultdict(list)
    for year in years:
        alike[seen(year)].append(year)
    number, told = 0, []
    for group in alike.values():
        values = [counts(year) for year in group]
        varies = [len(set(column)) > 1 for column in zip(*values, strict=True)]
        for year, row in zip(group, values, strict=True):
            if is_inside(year):
                small = [at for at, value in enumerate(row) if is_small(value)]
                number += len(small)
                told += [(year, at) for at in small if not varies[at]]
    return number, told


def sums(*parts: Numbers) -> Numbers:
    """The counts, their sums, and what both halves make together; also what nobody prints but one can compute."""
    together = tuple(map(sum, zip(*parts, strict=True)))
    return (*itertools.chain(*parts), *map(sum, parts), *together, sum(together))


def test_no_small_count_of_a_breakdown_can_be_told_from_both_cuts_together() -> None:
    halves = [one for one in itertools.product(range(9), repeat=4) if sum(one) <= 8]
    years = [(a, b) for a in halves for b in halves if sum(a) + sum(b) <= 8]
    number, told = given_away(
        years,
        lambda y: published_at_both_cuts(half((sum(y[0]),), y[0]), half((sum(y[1]),), y[1]), ["kind"]),
        lambda y: sums(*y),
        lambda y: sum(y[0]) + sum(y[1]) <= 6,
    )
    assert number > 5_000
    assert told == []


def test_no_small_count_of_a_month_can_be_told_from_the_totals_of_both_cuts() -> None:
    halves = [(*one, 0, 0) for one in itertools.product(range(9), repeat=4) if sum(one) <= 8]
    years = [(a, b) for a in halves for b in halves if sum(a) <= 6 and sum(a) + sum(b) <= 10]
    number, told = given_away(
        years,
        lambda y: published_at_both_cuts(half(y[0]), half(y[1]), []),
        lambda y: (*y[0], *y[1], sum(y[0]), sum(y[1]), sum(y[0]) + sum(y[1])),
        lambda y: sum(y[0]) <= 4 and sum(y[1]) <= 5 and sum(y[0]) + sum(y[1]) <= 7,
    )
    assert number > 5_000
    assert told == []


def test_no_small_count_of_what_is_finished_or_in_progress_can_be_told() -> None:
    """In progress, then finished in two ways, at both cuts; what came in the second half follows from them."""

    def came(year: Numbers) -> tuple[int, int]:
        open_first, *done_first, open_last, a, b = year
        return open_first + sum(done_first), open_last + a + b - open_first

    number, told = given_away(
        [one for one in itertools.product(range(6), repeat=6) if came(one)[1] >= 0],
        lambda y: published_at_both_cuts(
            half((came(y)[0],), finished=y[1:3]), half((came(y)[1],), finished=y[4:]), ["outcome"]
        ),
        lambda y: (*y, sum(y[1:3]), sum(y[4:]), y[1] + y[4], y[2] + y[5], *came(y), sum(came(y))),
        lambda y: max(y) <= 3,
    )
    assert number > 5_000
    assert told == []


# ── real years: all tables of the file together ──────────────────────────────
def fact(received: int, kind: int = 0, channel: int = 0, closed: int | None = None, outcome: int = 0) -> Fact:
    """A case by numbers: its month, its kind and channel, the month in which it was closed and how."""
    return Fact(
        MONTHS[received],
        Kind.values[kind],
        Channel.values[channel],
        "" if closed is None else Outcome.values[outcome],
        None if closed is None else MONTHS[closed],
        None if closed is None else 20 * outcome,
    )


@st.composite
def cases(draw: st.DrawFn) -> list[Fact]:
    def one() -> Fact:
        month = draw(st.integers(0, 11))
        closed = draw(st.none() | st.integers(month, 11))
        few = st.integers(0, draw(st.sampled_from([1, 4])))
        return fact(month, draw(few), draw(few), closed, draw(few))

    return [one() for _ in range(draw(st.integers(0, 12)))]


Pairs = set[tuple[int, int]]


class Reader:
    """Somebody with the file of a year: every count by table, line and period, as the least and most it can be."""

    MOST = 15

    def __init__(self, figures: YearFigures) -> None:
        self.tables: dict[str, dict[str, dict[str, tuple[int, int]]]] = defaultdict(lambda: defaultdict(dict))
        rows = csv.reader(io.StringIO(exports.figures_csv(figures).decode("utf-8-sig")))
        next(rows)
        for table, line, begins, ends, _, least, most in rows:
            period = ends if begins == "2024-10-01" and ends in ("2025-03-31", "2025-09-30") else "month"
            told = (int(least), int(most)) if most else (0, self.MOST)
            self.tables[table][line][period] = told
        totals = self.tables.pop("จำนวนเรื่อง")
        months = self.tables.pop("เรื่องที่ได้รับ ตามเดือน")
        self.received = self._pairs(totals["เรื่องที่ได้รับทั้งหมด"])
        self.finished = self._pairs(totals["ดำเนินการแล้วเสร็จ"])
        opened = totals["อยู่ระหว่างดำเนินการ"]
        # every month is a line that has only one of the halves
        self.cells = {
            "months": [self._month(at, one["month"]) for at, one in enumerate(months.values())],
            **{name: [self._pairs(one) for one in lines.values()] for name, lines in self.tables.items()},
        }
        self.possible = self._agree(opened)

    def _pairs(self, told: dict[str, tuple[int, int]]) -> Pairs:
        """(first half, second half) of a line; a period that the file leaves out tells nothing."""
        (low, high), (least, most) = told.get("2025-03-31", (0, self.MOST)), told["2025-09-30"]
        return {(a, b) for a in range(low, high + 1) for b in range(self.MOST + 1) if least <= a + b <= most}

    @staticmethod
    def _month(at: int, told: tuple[int, int]) -> Pairs:
        return {((n, 0) if at < HALF else (0, n)) for n in range(told[0], told[1] + 1)}

    def _sums(self, cells: Sequence[Pairs]) -> Pairs:
        found: Pairs = {(0, 0)}
        for cell in cells:
            found = {
                (a + c, b + d) for a, b in found for c, d in cell if a + c <= self.MOST and b + d <= self.MOST
            }
        return found

    def _agree(self, opened: dict[str, tuple[int, int]]) -> dict[str, Pairs]:
        """Totals that all tables and the cases in progress allow."""
        came, done = set(self.received), set(self.finished)
        for name, cells in self.cells.items():
            (done if "แล้วเสร็จ" in name else came).intersection_update(self._sums(cells))
        both = [
            (n, m)
            for n in came
            for m in done
            if opened["2025-03-31"][0] <= n[0] - m[0] <= opened["2025-03-31"][1]
            and opened["2025-09-30"][0] <= sum(n) - sum(m) <= opened["2025-09-30"][1]
        ]
        return {"came": {n for n, _ in both}, "done": {m for _, m in both}}

    def values(self, name: str, line: int) -> Pairs:
        """What a line can be, with all else that is known."""
        cells = self.cells[name]
        total = self.possible["done" if "แล้วเสร็จ" in name else "came"]
        others = self._sums([*cells[:line], *cells[line + 1 :]])
        return {(a, b) for a, b in cells[line] if any((c - a, d - b) in others for c, d in total)}


@given(cases())
@settings(max_examples=30, deadline=None)
def test_whoever_puts_all_tables_of_a_year_together_finds_two_values_for_every_small_count(
    facts: list[Fact],
) -> None:
    reader = Reader(publish(YEAR, facts, is_over=True))
    closed = [one for one in facts if one.closed_month]
    for name, cells in reader.cells.items():
        for line in range(len(cells)):
            true = _true(name, line, facts, closed)
            assert true in reader.cells[name][line]
            small = [read for read in (first_of, second_of, sum) if is_small(read(true))]
            possible = reader.values(name, line) if small else set()
            assert all(len({read(pair) for pair in possible}) > 1 for read in small), (name, line, true)


def first_of(pair: tuple[int, int]) -> int:
    return pair[0]


def second_of(pair: tuple[int, int]) -> int:
    return pair[1]


def _true(name: str, line: int, facts: list[Fact], closed: list[Fact]) -> tuple[int, int]:
    titles = {one.heading: one.key for one in publish(YEAR, [], is_over=True).breakdowns}
    key = titles.get(name, name)
    middle = dt.date(2025, 3, 31)
    days = {
        "months": lambda: [one.received_month for one in facts if one.received_month == MONTHS[line]],
        "kind": lambda: [one.received_month for one in facts if one.kind == Kind.values[line]],
        "channel": lambda: [one.received_month for one in facts if one.channel == Channel.values[line]],
        "outcome": lambda: [one.closed_month for one in closed if one.outcome == Outcome.values[line]],
        "time": lambda: [one.closed_month for one in closed if line == _band(one.days_to_answer)],
    }[key]()
    return sum(day <= middle for day in days if day), sum(day > middle for day in days if day)


def _band(days: int | None) -> int:
    return {0: 0, 20: 1, 40: 2, 60: 2, 80: 3}[days or 0]


# ── cuts ─────────────────────────────────────────────────────────────────────
def case(
    received: dt.date = MONTHS[0],
    *,
    kind: str = "bribery",
    channel: str = "online",
    closed: dt.date | None = None,
    outcome: str = "",
    days: int | None = None,
) -> Case:
    """A case with its facts; it has no words and no keys, for statistics read neither."""
    return Case.objects.create(
        locator=f"68-{Case.objects.count():04d}",
        year=FiscalYear.containing(received),
        received_month=received,
        kind=kind,
        channel=channel,
        outcome=outcome,
        closed_month=closed,
        days_to_answer=days,
        answer_period=15,
        progress=Progress.CLOSED if closed else Progress.RECEIVED,
        receipt="0" * 64,
        code_cost=b"",
        code_verifier=b"",
        talk_key=b"",
        received_on=received,
        acknowledge_by=received,
        answer_by=received,
        closed_on=closed,
    )


def many() -> None:
    """Ten cases: seven in the first half, three in the second, five finished."""
    for at in (0, 0, 0, 0, 2, 2, 2, 8, 8, 8):
        case(MONTHS[at], kind="bribery" if at < 8 else "procurement")
    finished = list(Case.objects.order_by("locator"))[:5]
    for number, one in enumerate(finished):
        one.closed_month, one.closed_on, one.progress = MONTHS[4], MONTHS[4], Progress.CLOSED
        one.outcome, one.days_to_answer = ("unsubstantiated", 14) if number < 3 else ("transferred", 33)
        one.save()


def told(figures: YearFigures | None) -> list[str]:
    assert figures is not None
    return [count.text for _, counts in exports.total_rows(figures) for count in counts]


@pytest.mark.django_db
def test_nothing_is_told_between_the_cuts_whatever_happens() -> None:
    many()
    assert figures_of(YEAR, dt.date(2025, 3, 31)) is None
    first = figures_of(YEAR, AFTER_HALF)
    assert told(first) == ["7", "ไม่แสดง", "ไม่แสดง"]  # 5 finished, 2 in progress
    for month in MONTHS[6:]:
        case(month)
        assert figures_of(YEAR, month.replace(day=28)) == first
    assert figures_of(YEAR, dt.date(2025, 9, 30)) == first
    last = figures_of(YEAR, AFTER_YEAR)
    assert told(last) == ["7", "16", "ไม่แสดง", "5", "ไม่แสดง", "11"]
    Case.objects.filter(closed_month=None).update(
        closed_month=AFTER_YEAR, closed_on=AFTER_YEAR, progress=Progress.CLOSED, outcome="substantiated"
    )
    assert figures_of(YEAR, dt.date(2026, 6, 1)) == last


@pytest.mark.django_db
def test_deleted_cases_count_as_before() -> None:
    many()
    before = figures_of(YEAR, AFTER_YEAR)
    for one in Case.objects.all():
        kept = {name: getattr(one, name) for name in Case.FACTS}
        Tombstone.objects.create(**kept, retention_class="short", deleted_month=AFTER_YEAR)
        one.delete()
        assert figures_of(YEAR, AFTER_YEAR) == before
    assert not Case.objects.exists()
    assert before is not None
    assert before.totals.received == Shown(10, 10)


@pytest.mark.django_db
def test_lines_and_months_without_a_case_are_shown_as_none() -> None:
    many()
    figures = figures_of(YEAR, AFTER_YEAR)
    assert figures is not None
    whole = {
        one.key: " ".join(line.whole.text for line in one.lines if line.whole) for one in figures.breakdowns
    }
    assert whole == {
        "kind": "7 0 3 0 0 0 0",
        "channel": "10 0 0 0 0",
        "outcome": "0 ไม่แสดง 0 0 <3",
        "time": "ไม่แสดง 0 <3 0 0",
    }
    half = {
        one.key: " ".join(line.half.text for line in one.lines if line.half) for one in figures.breakdowns
    }
    assert half == {"kind": "7 0 0 0 0 0 0", "channel": "7 0 0 0 0", "outcome": "", "time": ""}
    months = [month.received.text for month in figures.months if month.received]
    assert months == "4 0 3 0 0 0 0 0 3 0 0 0".split()


@pytest.mark.django_db
def test_an_office_without_a_channel_says_nothing_and_with_one_says_none(
    client: Any, time_machine: Any
) -> None:
    time_machine.move_to(dt.datetime(2025, 4, 1, 3, tzinfo=dt.UTC), tick=False)
    assert opening().years() == []
    assert client.get(PAGE).status_code == 404
    assert client.get("/complaints/statistics/").status_code == 404
    KeyHolder.objects.create(kind=HolderKind.ESCROW, public_key=b"1" * 32)
    KeyHolder.objects.update(created_at=timezone.make_aware(dt.datetime(2023, 12, 1)))
    assert opening().years() == [2567, 2568]
    assert client.get("/complaints/statistics/").headers["Location"] == PAGE
    response = client.get(PAGE)
    assert "หกเดือนแรกไม่มีเรื่องร้องเรียน นับถึงวันที่ 31 มีนาคม 2568" in words(response.content)
    assert rows_of(response.content)["มีนาคม 2568"] == ["0"]
    older = words(client.get("/complaints/statistics/2567/").content)
    assert "ทั้งปีไม่มีเรื่องร้องเรียน นับถึงวันที่ 30 กันยายน 2567" in older
    assert "นับตั้งแต่วันที่ 1 ธันวาคม 2566 ซึ่งเริ่มรับเรื่องในระบบนี้" in older
    assert client.get("/complaints/statistics/2566/").status_code == 404
    assert client.get("/complaints/statistics/2569/").status_code == 404


# ── the page and its files ───────────────────────────────────────────────────
@pytest.mark.django_db
def test_the_page_and_both_files_say_the_same_in_few_queries(
    client: Any, office: Any, time_machine: Any
) -> None:
    time_machine.move_to(dt.datetime(2025, 10, 1, 3, tzinfo=dt.UTC), tick=False)
    many()
    with CaptureQueriesContext(connection) as asked:
        response = client.get(PAGE)
    assert len(asked) <= 12
    assert not response.cookies
    page = words(response.content)
    assert "ทั้งปีได้รับ 10 เรื่อง นับถึงวันที่ 30 กันยายน 2568" in page
    file = client.get("/complaints/statistics/2568.csv")
    rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
    book = load_workbook(io.BytesIO(client.get("/complaints/statistics/2568.xlsx").content))
    assert book.sheetnames == ["สรุป", "รายเดือน", "ประเภทเรื่อง", "ช่องทาง", "ผล", "เวลาที่ใช้"]
    sheets = {
        str(row[0]): [str(cell) for cell in row[1:] if cell is not None]
        for sheet in book
        for row in sheet.iter_rows(min_row=7, values_only=True)
    }
    lines = defaultdict(list)
    for row in rows:
        lines[row["รายการ"]].append(row["จำนวน (เรื่อง)"])
    # a column with nothing in it is left out of all three
    assert len(rows) == 3 * 2 + 12 + 2 * (7 + 5) + 5 + 5
    assert lines == sheets
    assert rows_of(response.content) == lines
    headings = [book["ผล"].cell(row, 1).value for row in range(1, 6)]
    assert headings[2] == "ข้อมูล ณ วันที่ 30 กันยายน 2568"
    assert headings[3].startswith("<3 คือ 1 หรือ 2 เรื่อง")
    assert lines["เรียก รับ หรือให้สินบน"] == ["7", "7"]
    assert lines["มิถุนายน 2568"] == ["3"]
    assert isinstance(book["รายเดือน"].cell(15, 2).value, int)


@pytest.mark.django_db
def test_one_case_is_never_told_to_be_one(client: Any, office: Any, time_machine: Any) -> None:
    case(MONTHS[7], kind="conflict", channel="letter", closed=MONTHS[9], outcome="substantiated", days=3)
    for day, status in ((AFTER_HALF, 200), (AFTER_YEAR, 200)):
        time_machine.move_to(dt.datetime.combine(day, dt.time(3), dt.UTC), tick=False)
        assert client.get(PAGE).status_code == status
    file = client.get("/complaints/statistics/2568.csv").content.decode("utf-8-sig")
    counts = {(row["รายการ"], row["ถึง"]): row["จำนวน (เรื่อง)"] for row in csv.DictReader(io.StringIO(file))}
    assert counts["เรื่องที่ได้รับทั้งหมด", "2025-03-31"] == "0"
    assert counts["เรื่องที่ได้รับทั้งหมด", "2025-09-30"] == "<3"
    assert {text for (_, until), text in counts.items() if until > "2025-04"} == {"<3", "ไม่แสดง"}
    assert "ทั้งปีได้รับ น้อยกว่า 3 เรื่อง" in words(client.get(PAGE).content)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["2568", "2568.csv", "9999/", "1999.xlsx", "2568.json", "abc/"])
def test_a_year_that_is_none_is_not_found(client: Any, address: str) -> None:
    many()
    assert client.get(f"/complaints/statistics/{address}").status_code in (
        (200,) if address == "2568.csv" else (301, 404)
    )


# ── the annual report ────────────────────────────────────────────────────────
@pytest.mark.django_db
def test_the_report_says_what_the_page_says(time_machine: Any) -> None:
    many()
    time_machine.move_to(dt.datetime(2025, 9, 30, 3, tzinfo=dt.UTC), tick=False)
    early = measure_figures(Slug.COMPLAINTS, YEAR)
    assert early is not None
    assert [line.text.replace("\xa0", " ") for line in early.sentences] == [
        "หกเดือนแรกได้รับ 7 เรื่อง",
        "เรียก รับ หรือให้สินบน 7 เรื่อง",
    ]
    case(MONTHS[10], kind="abuse")
    case(MONTHS[10], kind="procurement")
    time_machine.move_to(dt.datetime(2025, 10, 1, 3, tzinfo=dt.UTC), tick=False)
    whole = measure_figures(Slug.COMPLAINTS, YEAR)
    assert whole is not None
    assert [line.text.replace("\xa0", " ") for line in whole.sentences] == [
        "ทั้งปีได้รับ 12 เรื่อง แล้วเสร็จ 5 เรื่อง อยู่ระหว่างดำเนินการ 7 เรื่อง",
        "เรียก รับ หรือให้สินบน 7 เรื่อง",
        "ใช้อำนาจหน้าที่โดยมิชอบ <3 เรื่อง",
    ]
    assert whole.address == PAGE
    assert whole.counted_on == dt.date(2025, 9, 30)
    Case.objects.all().delete()
    KeyHolder.objects.create(kind=HolderKind.ESCROW, public_key=b"1" * 32)
    KeyHolder.objects.update(created_at=timezone.make_aware(dt.datetime(2023, 12, 1)))
    none = measure_figures(Slug.COMPLAINTS, YEAR)
    assert none is not None
    assert [line.text for line in none.sentences] == ["ทั้งปีไม่มีเรื่องร้องเรียน"]

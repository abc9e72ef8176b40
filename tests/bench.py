"""`make bench`: how the time of pages, files and imports grows with what there is, as ratios within one run.

For each kind of database a register of 1,000 and one of 100,000 contracts, all of one year, are made in temporary
databases, with 1,000 and 1,000,000 visits at the counter and a request for every ten of them, and 10 and 10,000
contributions to one consultation. Both are asked in turn by processes of their own, so that whatever else the machine
does meets both. A limit that is passed makes the exit code 1. `--parts` measures some of it. Nothing here is a part of
`make test`, but for one try with few rows.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import io
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

from tests.migrated import copy_to

ROOT = Path(__file__).resolve().parent.parent
LIST = "/procurement/2566/contracts"
PAGES = {
    "the list": "/",
    "a later page": "/?page=3",
    "by method, of most": "/?method=specific",
    "by method, of few": "/?method=e_bidding",
    "by kind": "/?kind=hire",
    "by status": "/?status=ended",
    "by month": "/?month=2566-01",
    "by work group": "/?group=administration",
    "by amount": "/?min=100000&max=500000",
    "by supplier": "/?supplier=1",
    "highest price first": "/?sort=-agreed",
    "lowest reference first": "/?sort=reference",
    "a word in many": "/?q=วัสดุสำนักงาน",
    "a word in many, sorted": "/?q=วัสดุสำนักงาน&sort=-agreed",
    "a word in few": "/?q=ปทุม",
    "one number": "/?q=66010000500",
    "a word in none": "/?q=ไม่มีคำนี้",
    "a word, by kind": "/?q=ผ้าม่าน&kind=hire",
}
SERVICE_PAGES = {
    "the home page": "/",
    "services": "/services/",
    "a service": "/services/{service}/",
    "a service online": "/services/{service}/online/",
    "a request followed": "/services/track/",
    "statistics of services": "/services/statistics/2566/",
    "statistics as a workbook": "/services/statistics/2566.xlsx",
    "statistics as csv": "/services/statistics/2566.csv",
    "satisfaction": "/services/satisfaction/2566/",
    "satisfaction as a workbook": "/services/satisfaction/2566.xlsx",
    "surveys": "/services/surveys/",
    "questions and answers": "/services/questions/",
}
PARTICIPATION_PAGES = {
    "participation": "/participation/",
    "participation of a year": "/participation/{year}/",
    "consultations": "/participation/consultations/",
    "an open consultation": "/participation/consultations/{open}/",
    "a concluded consultation": "/participation/consultations/{concluded}/",
    "contributions": "/participation/consultations/{open}/contributions/",
    "contributions, the last page": "/participation/consultations/{open}/contributions/?page={last}",
    "contributions to one paragraph": "/participation/consultations/{open}/contributions/?paragraph=aim",
    "an answer to most of them": "/participation/responses/{answer}/",
    "an answer, the last page": "/participation/responses/{answer}/?page={last_answered}",
    "the summary": "/participation/consultations/{concluded}/conclusion/",
    "the form for a comment": "/participation/consultations/{open}/comment/",
    "activities as a workbook": "/participation/{year}/activities.xlsx",
    "activities as csv": "/participation/{year}/activities.csv",
    "the participation form": "/participation/{year}/o19.xlsx",
}
"""In braces what `fill_contributions` answers, of each database its own."""
PARTS = ("contracts", "services", "participation", "files", "import")
PAGE_LIMIT, QUERY_LIMIT, XLSX_LIMIT, CSV_LIMIT, MEMORY_LIMIT, IMPORT_LIMIT = 1.5, 12, 1.3, 2.0, 300, 2.5


@dataclass(frozen=True)
class Line:
    """One line of the outcome; a line without a limit is only told."""

    what: str
    value: float
    limit: float | None
    detail: str = ""

    @property
    def is_over(self) -> bool:
        return self.limit is not None and self.value > self.limit

    def __str__(self) -> str:
        limit = f"{self.limit:7.2f}" if self.limit is not None else "      -"
        return f"{'OVER' if self.is_over else 'ok':5}{self.value:8.2f} {limit}  {self.what:44} {self.detail}"


# ── the process that is asked ────────────────────────────────────────────────
class Asked:
    """A process with its own database, which answers one question a line."""

    def __init__(self, url: str, data: str, stack: ExitStack) -> None:
        self.environment = {
            **os.environ,
            "DATABASE_URL": url,
            "DATA_DIR": data,
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "SECRET_KEY": "of a register that is gone after the run",
            "STATIC_HASHED": "0",
            "HTTPS": "0",
            "ALLOWED_HOSTS": "testserver",
        }
        self.stack = stack

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.bench", "--asked"],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.stack.callback(self.stop)

    def stop(self) -> None:
        if self.process.poll() is None:
            assert self.process.stdin is not None
            assert self.process.stdout is not None
            self.process.stdin.close()
            self.process.wait()
            self.process.stdout.close()

    def ask(self, what: str, *values: Any) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps([what, *values]) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"{what}: no answer")
        return json.loads(answer)

    def restart(self) -> None:
        """A fresh process, whose peak memory is its own."""
        self.stop()
        self.start()


def answer_questions() -> None:
    import django  # noqa: PLC0415  # only the process that is asked has a database

    django.setup()
    answers = {
        "fill": fill,
        "fill_services": fill_services,
        "fill_contributions": fill_contributions,
        "get": get,
        "file": whole_file,
        "bare_xlsx": bare_xlsx,
        "bare_csv": bare_csv,
        "import": import_ratio,
    }
    for line in sys.stdin:
        what, *values = json.loads(line)
        sys.stdout.write(json.dumps(answers[what](*values)) + "\n")
        sys.stdout.flush()


def fill(number: int) -> int:
    """Migrate, and put so many published contracts of 2566 into the register, every tenth with two bidders.

    Whatever is asked for fills a page in a register of 1,000 too, so that the same is compared with the same.
    """
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from portal.models import Office, User, WorkGroup  # noqa: PLC0415
    from procurement.models import Bid, Contract, Supplier  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    Office.objects.update_or_create(pk=1, defaults={"name": "สำนักงานศึกษาธิการจังหวัดสมมุติ"})
    by, other = (User.objects.create_user(name, first_name="ทดสอบ") for name in ("writer", "publisher"))
    groups = list(WorkGroup.objects.all())
    Supplier.objects.bulk_create(Supplier(key=f"ร้าน {n}", name=f"ร้านสมมุติ {n}") for n in range(400))
    suppliers = list(Supplier.objects.order_by("pk"))
    Contract.objects.bulk_create(_contracts(number, by, other, groups, suppliers), batch_size=1_000)
    keys = Contract.objects.order_by("pk").values_list("pk", flat=True)
    Bid.objects.bulk_create(
        (
            Bid(contract_id=key, order=order, name=f"ผู้เสนอราคา {order}", price=Decimal(order * 1_000))
            for key in keys[::10]
            for order in (1, 2)
        ),
        batch_size=1_000,
    )
    if connection.vendor == "postgresql":  # what autovacuum does by itself
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    return Contract.objects.count()


def _contracts(number: int, by: Any, other: Any, groups: list[Any], suppliers: list[Any]) -> Iterator[Any]:
    from django.utils import timezone  # noqa: PLC0415

    from procurement.models import Contract  # noqa: PLC0415

    chance = random.Random(2566)
    now = timezone.now()
    things = ["วัสดุสำนักงาน", "ครุภัณฑ์คอมพิวเตอร์", "ผ้าม่าน", "ป้ายประชาสัมพันธ์", "น้ำมันเชื้อเพลิง", "อาหารว่าง"]
    for at in range(number):
        price = Decimal(chance.randrange(100_000, 60_000_000)) / 100
        supplier = suppliers[0] if at % 16 == 1 else chance.choice(suppliers)
        signed_on = dt.date(2022, 10, 1) + dt.timedelta(days=chance.randrange(365))
        contract = Contract(
            year=2566,
            project_number=str(66_010_000_000 + at),
            title=f"{chance.choice(['ซื้อ', 'จ้างทำ'])}{chance.choice(things)} จำนวน {chance.randrange(1, 99)} ชุด"
            f"{' ปทุม' if at < 60 else ''} โดยวิธีเฉพาะเจาะจง",
            kind=chance.choice(["buy", "buy", "hire", "rent"]),
            method="e_bidding" if at % 16 == 0 else "specific",
            legal_group="general",
            budget=price + 500,
            reference_price=price + chance.randrange(500),
            agreed_price=price,
            supplier=supplier,
            supplier_name=supplier.name,
            contract_number=f"{at + 1}/2566",
            signed_on=signed_on,
            ends_on=signed_on + dt.timedelta(days=chance.randrange(5, 90)),
            reason="เสนอราคาต่ำสุดและมีคุณสมบัติครบถ้วน",
            owner_group=chance.choice(groups),
            created_by=by,
            status="published",
            submitted_by=by,
            submitted_at=now,
            published_by=other,
            published_at=now,
            first_published_at=now,
        )
        contract.derive()
        yield contract


def fill_services(number: int) -> dict[str, int]:
    """Put so many visits of 2566 at the counter of eight services, every fifth with its satisfaction, and a request to
    one of them, which is closed, for every tenth; sums counted. Answers what stands in braces in SERVICE_PAGES.
    """
    from django.db import connection  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from measures.services import models  # noqa: PLC0415
    from measures.services.actions import recount  # noqa: PLC0415
    from portal.models import User, WorkGroup  # noqa: PLC0415

    by, other = User.objects.order_by("pk")[:2]
    moment = timezone.now() - dt.timedelta(1)
    group = WorkGroup.objects.all()[0]
    public = {
        "owner_group": group,
        "created_by": by,
        "status": "published",
        "submitted_by": by,
        "submitted_at": moment,
        "published_by": other,
        "published_at": moment,
        "first_published_at": moment,
    }
    models.Service.objects.bulk_create(
        models.Service(title=f"ขอหนังสือรับรองแบบที่ {at}", standard_time=5, **public) for at in range(8)
    )
    services = list(models.Service.objects.order_by("pk"))
    form = models.RequestForm.objects.create(service=services[0], title="คำขอ", purpose="ออกหนังสือ", **public)
    form.fields.create(order=1, label="เรื่อง", kind="text")
    chance = random.Random(2566)
    days = [dt.date(2022, 10, 1) + dt.timedelta(days=at) for at in range(365)]
    models.CounterEntry.objects.bulk_create(
        (
            models.CounterEntry(
                service=services[at % 8], day=chance.choice(days), recorded_by=by, recorded_at=moment
            )
            for at in range(number)
        ),
        batch_size=5_000,
    )
    models.Rating.objects.bulk_create(
        (
            models.Rating(
                service=services[at % 8],
                channel="walk_in",
                day=chance.choice(days),
                score=chance.choice((3, 4, 5, 5)),
            )
            for at in range(0, number, 5)
        ),
        batch_size=5_000,
    )
    models.ServiceRequest.objects.bulk_create(
        _requests(
            number // 10,
            services,
            form,
            group,
            [dt.datetime.combine(day, dt.time(3), dt.UTC) for day in days],
        ),
        batch_size=2_000,
    )
    recount.mend(recount.differences())
    if connection.vendor == "postgresql":  # what autovacuum does by itself
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    return {"service": services[0].pk}


def _requests(
    number: int, services: list[Any], form: Any, group: Any, moments: list[dt.datetime]
) -> Iterator[Any]:
    from measures.services import models  # noqa: PLC0415

    chance = random.Random(2566)
    for at in range(number):
        came = chance.choice(moments)
        took = chance.randrange(9)
        yield models.ServiceRequest(
            number=at + 1,
            year=2566,
            service=services[0],
            form=form,
            group=group,
            code_hash=f"{at:064x}",
            name=f"ผู้ยื่น {at}",
            answers=[{"key": "a", "label": "เรื่อง", "kind": "text", "value": f"ขอหนังสือฉบับที่ {at}"}],
            progress="closed",
            outcome="done",
            received_at=came,
            due_on=came.date() + dt.timedelta(7),
            closed_at=came + dt.timedelta(took),
            is_within_standard=took < 7,
        )


def fill_contributions(number: int) -> dict[str, int]:
    """Put so many contributions into each of two consultations, an open one and one that is concluded, and twenty
    activities beside them; answers what stands in braces in PARTICIPATION_PAGES.

    Of ten contributions one waits, one is hidden, six have the same answer and two another; eight are
    about one paragraph.
    """
    from django.db import connection, transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from measures.participation import models  # noqa: PLC0415
    from portal.fiscal import FiscalYear  # noqa: PLC0415
    from portal.models import User, WorkGroup  # noqa: PLC0415

    by, other = User.objects.order_by("pk")[:2]
    moment, today = timezone.now() - dt.timedelta(1), timezone.localdate()
    year = FiscalYear.current()
    public = {
        "owner_group": WorkGroup.objects.all()[0],
        "created_by": by,
        "status": "published",
        "submitted_by": by,
        "submitted_at": moment,
        "published_by": other,
        "published_at": moment,
        "first_published_at": moment,
    }
    activities = models.Activity.objects.bulk_create(
        models.Activity(
            year=year,
            title=f"ประชุมครั้งที่ {at}",
            kind="discussing",
            held_on=year.starts_on,
            place="ห้องประชุม",
            topic="เวลารับส่งนักเรียน",
            result="เลื่อนเวลา",
            use="แจ้งทุกโรงเรียน",
            **public,
        )
        for at in range(20)
    )
    models.ParticipantCount.objects.bulk_create(
        models.ParticipantCount(owner=activity, group="parents", number=40) for activity in activities
    )
    answers = {}
    for name, first, last in (("open", -5, 25), ("concluded", -60, -30)):
        one = models.Consultation.objects.create(
            year=year,
            title=f"ร่างแผนปฏิบัติการ {name}",
            introduction="สำนักงานจะตัดสินใจเรื่องแผน",
            opens_on=today + dt.timedelta(first),
            closes_on=today + dt.timedelta(last),
            contact="โทรศัพท์",
            **public,
        )
        for order, key in enumerate(("aim", "way", "end")):
            one.paragraphs.create(order=order, key=key, heading=f"ข้อ {order + 1}", text="ข้อความในร่าง")
        most, few = (
            models.Response.objects.create(consultation=one, subject=subject, text="รับไว้แล้ว", **public)
            for subject in ("เห็นด้วย", "เห็นต่าง")
        )
        models.Contribution.objects.bulk_create(
            _contributions(number, one, [most] * 6 + [few] * 2, by), batch_size=1_000
        )
        with transaction.atomic():  # the count locks its consultation
            models.Tally.objects.count_again(one)
        answers |= {name: one.pk, f"answer_{name}": most.pk}
    conclusion = models.Conclusion.objects.create(consultation=one, summary="เห็นด้วยเป็นส่วนใหญ่", **public)
    conclusion.outcomes.create(said="เพิ่มตัวชี้วัด", decision="done", did="เพิ่มแล้ว")
    models.Closure.objects.create(consultation=one, conclusion=conclusion, closed_by=by)
    if connection.vendor == "postgresql":  # what autovacuum does by itself
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    return {
        "year": int(year),
        "open": answers["open"],
        "concluded": answers["concluded"],
        "answer": answers["answer_open"],
        "last": -(-number * 9 // 10 // 20) or 1,
        "last_answered": -(-number * 6 // 10 // 20) or 1,
    }


def _contributions(number: int, consultation: Any, answered: list[Any], by: Any) -> Iterator[Any]:
    from django.utils import timezone  # noqa: PLC0415

    from measures.participation.models import Contribution  # noqa: PLC0415

    moment = timezone.now() - dt.timedelta(1)
    for at in range(number):
        place = at % 10
        state = "new" if place == 9 else "hidden" if place == 8 else "shown"
        yield Contribution(
            consultation=consultation,
            paragraph_key="aim" if at % 5 else "",
            name="ครู" if at % 2 else "",
            text=f"ขอให้เพิ่มตัวชี้วัดเรื่องการอ่าน และแจ้งผลทุกภาคเรียน ความเห็นที่ {at}",
            token=f"{consultation.pk}-{at}",
            code_hash=f"{consultation.pk}-{at}",
            received_at=moment,
            state=state,
            reason="ซ้ำกับความเห็นก่อนหน้า" if state == "hidden" else "",
            decided_at=None if state == "new" else moment + dt.timedelta(seconds=at),
            decided_by=None if state == "new" else by,
            response=answered[place] if state == "shown" else None,
        )


def get(path: str, is_first: bool) -> dict[str, Any]:
    """Seconds and queries of a page; `is_first` forgets what the portal keeps for a minute."""
    from django.core.cache import cache  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    if is_first:
        cache.clear()
    client = Client()
    with CaptureQueriesContext(connection) as captured:
        started = time.perf_counter()
        response = client.get(path)
        seconds = time.perf_counter() - started
    if response.status_code != 200:
        raise RuntimeError(f"{path}: {response.status_code}")
    return {"seconds": seconds, "queries": len(captured)}


def whole_file(path: str) -> dict[str, Any]:
    """Processor seconds until the last byte of a file, its bytes, and the peak memory of the process in MB."""
    from django.test import Client  # noqa: PLC0415

    started = time.process_time()
    response = Client().get(path)
    size = sum(len(part) for part in response.streaming_content)
    seconds = time.process_time() - started
    response.close()
    return {"seconds": seconds, "size": size, "memory": _peak()}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def bare_xlsx() -> float:
    """Processor seconds in which openpyxl alone writes the same values, ready in memory, with nothing of ours."""
    from openpyxl import Workbook  # noqa: PLC0415

    rows = list(_rows())
    with tempfile.TemporaryFile() as file:
        started = time.process_time()
        workbook = Workbook(write_only=True)
        sheet = workbook.create_sheet()
        for row in rows:
            sheet.append([None if value == "" else value for value in row])
        workbook.save(file)
        return time.process_time() - started


def bare_csv(source: str) -> float:
    """Processor seconds in which `csv` alone writes the same number of columns of the same contracts.

    "database": plain columns, read by one `values_list`; "memory": our own values, ready before the clock starts.
    """
    from procurement import flat_columns  # noqa: PLC0415
    from procurement.models import Contract  # noqa: PLC0415

    names = [column.reads[0] if column.reads else "supplier_name" for column in flat_columns.COLUMNS]
    rows: Any = list(_rows()) if source == "memory" else None
    started = time.process_time()
    if rows is None:
        ordered = Contract.objects.published().order_by("-dated_on", "-pk")
        rows = ordered.values_list(*names).iterator(chunk_size=2_000)
    page = io.StringIO(newline="")
    writer = csv.writer(page)
    for number, row in enumerate(rows):
        writer.writerow(row)
        if number % 2_000 == 0:
            page.getvalue().encode()
            page.seek(0)
            page.truncate()
    return time.process_time() - started


def _rows() -> Iterator[Any]:
    from procurement.exports import flat  # noqa: PLC0415
    from procurement.models import Contract  # noqa: PLC0415

    ordered = Contract.objects.published().order_by("-dated_on", "-pk")
    return flat.flat_rows(ordered, office="สำนักงาน", site="http://testserver", on=dt.date(2026, 1, 1))


def import_ratio(rows: int) -> float:
    from tests.bench_import import bench_import  # noqa: PLC0415

    return bench_import(rows)


# ── the run ──────────────────────────────────────────────────────────────────
def measure(
    few: Asked,
    many: Asked,
    *,
    rounds: int,
    pages: Mapping[str, str] = PAGES,
    at_list: str = LIST,
    facts: Mapping[Asked, Mapping[str, Any]] | None = None,
) -> Iterator[Line]:
    """The pages: each asked of both databases in turn; `facts` are what stands in braces, of each database."""
    known = facts or {few: {}, many: {}}
    for is_first, limit in ((False, PAGE_LIMIT), (True, None)):
        for name, path in pages.items():
            times: dict[Asked, list[float]] = {few: [], many: []}
            queries = 0
            for at in range(rounds + 1):
                for asked, seconds in times.items():
                    answer = asked.ask("get", at_list + path.format(**known[asked]), is_first)
                    queries = max(queries, answer["queries"])
                    if at:  # the first one only warms up
                        seconds.append(answer["seconds"])
            short, long = (statistics.median(seconds) for seconds in times.values())
            detail = f"{short * 1000:.0f} → {long * 1000:.0f} ms, {queries} queries"
            yield Line(f"{name}{', counts not kept' if is_first else ''}", long / short, limit, detail)
            if not is_first:
                yield Line(f"{name}: queries", queries, QUERY_LIMIT)


def measure_files(many: Asked) -> Iterator[Line]:
    """The files of the whole year against the least that writing them takes.

    In seconds of the processor: a file takes so long that something else always runs beside it.
    """
    for kind, bare, limit in (
        ("xlsx", ("bare_xlsx",), XLSX_LIMIT),
        ("csv", ("bare_csv", "database"), CSV_LIMIT),
    ):
        many.restart()
        ours = many.ask("file", f"{LIST}.{kind}")
        many.restart()
        least = many.ask(*bare)
        size = f"{ours['seconds']:.1f} s, bare {least:.1f} s, {ours['size'] / 1e6:.0f} MB"
        yield Line(f"{kind} against bare {kind}", ours["seconds"] / least, limit, size)
        yield Line(f"{kind}: peak memory in MB", ours["memory"], MEMORY_LIMIT)
        if kind == "csv":
            least = many.ask("bare_csv", "memory")
            yield Line(
                "csv against csv of values in memory", ours["seconds"] / least, None, f"bare {least:.1f} s"
            )
    many.restart()
    ours = many.ask("file", f"{LIST}.json")
    yield Line("json: peak memory in MB", ours["memory"], MEMORY_LIMIT, f"{ours['seconds']:.1f} s")


def databases(kind: str, folder: Path, stack: ExitStack) -> Iterator[str]:
    """Addresses of three databases of a kind, empty, or migrated already where the tests keep one that is."""
    if kind == "sqlite":
        kept = ROOT / ".pytest_cache" / "d" / "migrated"
        for name in ("few", "many", "import") if kept.is_dir() else ():
            copy_to(folder / f"{name}.sqlite3", kept)
        yield from (f"sqlite:///{folder / name}.sqlite3" for name in ("few", "many", "import"))
        return
    import psycopg  # noqa: PLC0415

    from tests.postgresql import postgresql  # noqa: PLC0415

    url = stack.enter_context(postgresql())
    host = url.removeprefix("postgresql://postgres@/").removesuffix("/postgres")
    for name in ("few", "many", "import"):
        with psycopg.connect(host=host, user="postgres", dbname="postgres", autocommit=True) as server:
            server.execute(f'CREATE DATABASE "{name}"')
        yield url.removesuffix("postgres") + name


def run(
    kinds: list[str],
    few: int,
    many: int,
    *,
    rounds: int,
    imported: int,
    say: Callable[[str], Any],
    visits: tuple[int, int] = (80, 400),
    contributions: tuple[int, int] = (10, 30),
    parts: Collection[str] = PARTS,
) -> int:
    """Measure these parts; returns how many limits were passed."""
    has_contracts = "contracts" in parts or "files" in parts
    over = 0
    for kind in kinds:
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
            (folder / "static").mkdir()
            of_few, of_many, empty = (
                Asked(url, str(folder), stack) for url in databases(kind, folder, stack)
            )
            said: dict[Asked, dict[str, Any]] = {of_few: {}, of_many: {}}
            for at, (asked, number) in enumerate(((of_few, few), (of_many, many))):
                asked.start()
                asked.ask("fill", number if has_contracts else 0)
                if "services" in parts:
                    said[asked] |= asked.ask("fill_services", visits[at])
                if "participation" in parts:
                    said[asked] |= asked.ask("fill_contributions", contributions[at])
                asked.restart()
            sizes = {
                "contracts": (few, many) if has_contracts else None,
                "visits": visits if "services" in parts else None,
                "requests": (visits[0] // 10, visits[1] // 10) if "services" in parts else None,
                "contributions": contributions if "participation" in parts else None,
            }
            told = (f"{pair[0]:,} and {pair[1]:,} {of}" for of, pair in sizes.items() if pair)
            say(f"{kind}: {', '.join(told)}\n        ratio   limit")
            lines: list[Iterator[Line]] = []
            if "contracts" in parts:
                lines.append(measure(of_few, of_many, rounds=rounds))
            if "services" in parts:
                of_room = {"pages": SERVICE_PAGES, "at_list": "", "facts": said}
                lines.append(measure(of_few, of_many, rounds=rounds, **of_room))
            if "participation" in parts:
                lines.append(
                    measure(
                        of_few,
                        of_many,
                        rounds=rounds,
                        pages=PARTICIPATION_PAGES,
                        at_list="",
                        facts=said,
                    )
                )
            if "files" in parts:
                lines.append(measure_files(of_many))
            for line in chain(*lines):
                over += line.is_over
                say(str(line))
            if imported and "import" in parts:
                empty.start()
                empty.ask("fill", 0)
                line = Line(f"import of {imported:,} rows", empty.ask("import", imported), IMPORT_LIMIT)
                over += line.is_over
                say(str(line))
    say(f"{over} limits passed" if over else "every limit is kept")
    return over


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--asked", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument(
        "--databases", nargs="+", choices=["sqlite", "postgresql"], default=["sqlite", "postgresql"]
    )
    parser.add_argument("--few", type=int, default=1_000)
    parser.add_argument("--many", type=int, default=100_000)
    parser.add_argument("--visits", type=int, nargs=2, default=[1_000, 1_000_000], metavar=("FEW", "MANY"))
    parser.add_argument("--contributions", type=int, nargs=2, default=[10, 10_000], metavar=("FEW", "MANY"))
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--import-rows", type=int, default=10_000)
    chosen = parser.parse_args(arguments)
    if chosen.asked:
        answer_questions()
        return 0
    over = run(
        chosen.databases,
        chosen.few,
        chosen.many,
        rounds=chosen.rounds,
        imported=chosen.import_rows,
        visits=(chosen.visits[0], chosen.visits[1]),
        contributions=(chosen.contributions[0], chosen.contributions[1]),
        parts=chosen.parts,
        say=lambda line: sys.stdout.write(f"{line}\n") and sys.stdout.flush(),
    )
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

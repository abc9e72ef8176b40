"""Backups: nobody reads them without the key that is kept elsewhere, and a site is whole again from one."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from complaints import flows, promises, sealing
from complaints.contents import Identity
from complaints.flows import Purpose
from complaints.models import Attempt, Flow
from complaints.models.flow import FlowFile
from complaints.models.terms import HolderKind
from portal import audit, backups
from portal.attachments import store_made
from portal.backups import Contents, sealed_stream
from portal.models.audit import AuditHead
from portal.models.files import StoredFile
from tests.complaints import stage
from tests.complaints.on_disk import database_in_a_file
from tests.complaints.traces import traces_of
from tests.postgresql import programs

ROOT = Path(__file__).resolve().parent.parent
STORY = "ผู้รับเหมาจ่ายเงินหลังศาลากลาง"
DOCUMENT = "ประกาศที่เผยแพร่แล้ว ".encode() * 3_000
PASSING = "7c" * 32
"""A key of what lives for an hour."""
READ = """
import sys, django
django.setup()
from complaints import opening
from complaints.models import Attempt, Case, Flow, KeyHolder
from complaints.models.terms import Part
from django.contrib.sessions.models import Session
from portal.models.files import StoredFile
case = Case.objects.get(locator=sys.argv[1])
ring = opening.unlocked(KeyHolder.objects.get(user__username="ivan"), sys.argv[2])
report = ring.key_of(case, Part.REPORT)
print(opening.read_report(report, case).what)
(file,) = case.evidence.all()
print(opening.read_file(report, file, original=True).decode())
print(StoredFile.objects.get().file.size)
print(Flow.objects.count(), Attempt.objects.count(), Session.objects.count())
"""


@pytest.fixture
def key(tmp_path: Path, settings: Any) -> Path:
    """The file with the private half; the site knows the public one."""
    path = tmp_path / "กุญแจ"
    settings.BACKUP_KEY = backups.new_key_file(path)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "สำรอง").mkdir()
    return tmp_path / "สำรอง"


@pytest.fixture
def site(transactional_db: Any, tmp_path: Path, settings: Any, monkeypatch: Any) -> Iterator[None]:
    """A site with a database of its own that other programs can reach, too."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setenv("PATH", f"{programs()}:{os.environ['PATH']}")
    with database_in_a_file(tmp_path):
        yield


@pytest.fixture
def elsewhere(site: None, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of another machine, with an empty database and no files."""
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings", "DATA_DIR": str(tmp_path / "ใหม่")}
    (tmp_path / "ใหม่").mkdir()
    with ExitStack() as stack:
        if connection.vendor == "postgresql":
            host = connection.settings_dict["HOST"]
            _run_outside('CREATE DATABASE "restored"')
            stack.callback(_run_outside, 'DROP DATABASE "restored" WITH (FORCE)')
            env["DATABASE_URL"] = f"postgresql://postgres@/{host}/restored"
        else:
            env["DATABASE_URL"] = f"sqlite:///{tmp_path / 'ใหม่' / 'portal.sqlite3'}"
        yield env


def _run_outside(statement: str) -> None:
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


def made(folder: Path) -> Path:
    told = io.StringIO()
    call_command("back_up", folder, stdout=told)
    return Path(told.getvalue().strip())


def manage(env: dict[str, str], *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120)


def lived_in(people: Any) -> tuple[str, bytes, bytes]:
    """A site with a document, a report, and what is about to go; the locator, and private halves of two keys."""
    officer = stage.holder(people.ivan)
    stage.holder(people.judy, HolderKind.CUSTODIAN)
    _, escrow = stage.escrow()
    received = stage.sent_report(
        what=STORY, files=(("ใบเสร็จ.txt", "เล่มที่ 4".encode()),), identity=Identity("สมศรี", "08", "")
    )
    audit.record(people.ivan, "เปิดอ่านเรื่อง", received.case)
    store_made(DOCUMENT, name="ประกาศ.txt", kind="txt", content_type="text/plain", by=people.alice)
    flow = flows.begin(Purpose.REPORT)
    flow.state = {"answers": {"what": STORY}}
    flow.save()
    Attempt.objects.create(key=PASSING, count=3, last_at=timezone.now())
    Session.objects.create(session_key=PASSING[:32], session_data="x", expire_date=timezone.now())
    return received.case.locator, stage.keyring(officer).private, escrow


# ── the drill ────────────────────────────────────────────────────────────────
def test_a_site_is_whole_again_from_a_backup_and_an_officer_opens_a_case(
    site: None, people: Any, office: Any, key: Path, folder: Path, elsewhere: dict[str, str]
) -> None:
    locator, _, _ = lived_in(people)
    head = AuditHead.objects.get()
    path = made(folder)
    assert path.stat().st_mode & 0o777 == 0o600
    restored = manage(elsewhere, "restore_backup", path, "--key", key)
    assert restored.returncode == 0, restored.stderr
    assert f"{head.last_seq}:{head.last_hash}" in restored.stdout
    known = f"{head.last_seq}:{head.last_hash}"
    verified = manage(elsewhere, "verify_audit", "--expect", known)
    assert verified.returncode == 0, verified.stderr
    assert f"{head.last_seq + 1} แถว" in verified.stdout  # the restoring is logged behind what was there
    read = subprocess.run(
        [sys.executable, "-c", READ, locator, stage.PASSPHRASE],
        cwd=ROOT,
        env=elsewhere,
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert read.stdout.splitlines() == [STORY, "เล่มที่ 4", str(len(DOCUMENT)), "0 0 0"]
    again = manage(elsewhere, "restore_backup", path, "--key", key)
    assert again.returncode == 1
    assert "มีข้อมูลอยู่แล้ว" in again.stderr


# ── what is in it ────────────────────────────────────────────────────────────
def test_a_backup_tells_nothing_without_the_key_and_opened_it_holds_no_private_half(
    site: None, people: Any, key: Path, folder: Path, tmp_path: Path
) -> None:
    locator, officer, escrow = lived_in(people)
    path = made(folder)
    assert traces_of(path.read_bytes(), [locator, STORY, "อลิสา ทดสอบ", "ประกาศที่เผยแพร่แล้ว"]) == []

    contents = backups.unpack(path, private=backups.private_of(key), to=tmp_path / "opened")
    heap = b"".join(one.read_bytes() for one in (tmp_path / "opened").rglob("*") if one.is_file())
    privates = (officer, escrow, backups.private_of(key))
    assert [private for private in privates if private in heap] == []
    words = [
        STORY,
        stage.PASSPHRASE,
        django_settings.SECRET_KEY,
        PASSING[:32],
        *(one.hex() for one in privates),
    ]
    found = traces_of(heap, ["อลิสา", *words])
    assert found  # the name of an account, so what is not found is not there
    assert [trace for trace in found if not trace.rpartition(" · ")[0].endswith("อลิสา")] == []
    # what lives for an hour does not live on in a backup
    for model in (Flow, FlowFile, Attempt, Session):
        assert model._meta.db_table not in contents.rows
    assert contents.rows["complaints_case"] == 1
    assert Flow.objects.count() == Attempt.objects.count() == 1  # and the site itself keeps it


def test_what_differs_in_a_restored_site_is_told(
    site: None, people: Any, key: Path, folder: Path, tmp_path: Path
) -> None:
    lived_in(people)
    contents = backups.unpack(made(folder), private=backups.private_of(key), to=tmp_path / "opened")
    assert list(backups.differences(contents)) == []
    stored = StoredFile.objects.get().file
    Path(stored.path).write_bytes(b"changed")
    stage.officer("somebody-new")
    found = " ".join(backups.differences(contents))
    assert stored.name in found
    assert "portal_user มี" in found


def test_a_file_in_a_backup_that_is_not_what_its_list_says_is_noticed(tmp_path: Path) -> None:
    pair = sealing.new_pair()
    listed = Contents("", "sqlite", {}, {"ab/cd": "0" * 64}, "")
    with (tmp_path / "made").open("wb") as file:
        sealed = sealed_stream.Writer(file, public=pair.public)
        with tarfile.open(fileobj=sealed, mode="w|") as tar:
            for name, content in (
                ("media/ab/cd", b"other"),
                ("contents.json", json.dumps(asdict(listed)).encode()),
            ):
                member = tarfile.TarInfo(name)
                member.size = len(content)
                tar.addfile(member, io.BytesIO(content))
        sealed.finish()
    with pytest.raises(backups.CannotBackUp, match="ab/cd"):
        backups.unpack(tmp_path / "made", private=pair.private, to=tmp_path / "opened")


# ── the seal ─────────────────────────────────────────────────────────────────
def sealed(text: bytes, public: bytes) -> bytes:
    file = io.BytesIO()
    writer = sealed_stream.Writer(file, public=public)
    writer.write(text)
    writer.finish()
    return file.getvalue()


def opened(content: bytes, private: bytes) -> bytes:
    return sealed_stream.Reader(io.BytesIO(content), private=private).readall()


@pytest.mark.parametrize("size", [0, 1, sealed_stream.BLOCK_BYTES, sealed_stream.BLOCK_BYTES + 1, 3_000_000])
def test_what_was_sealed_opens_whatever_its_length(size: int) -> None:
    pair = sealing.new_pair()
    text = os.urandom(size)
    assert opened(sealed(text, pair.public), pair.private) == text


@pytest.mark.parametrize(
    "spoil",
    [
        lambda whole: whole[:-1],
        lambda whole: whole[: -(100 + 17)],  # the whole last block
        lambda whole: whole + b"more",
        lambda whole: whole[:200] + bytes([whole[200] ^ 1]) + whole[201:],
        lambda whole: b"portal backup 2" + whole[15:],
        lambda whole: whole[:40],
        lambda whole: b"",
    ],
    ids=["cut", "a block less", "longer", "a byte", "another form", "no header", "nothing"],
)
def test_a_spoiled_backup_does_not_open(spoil: Callable[[bytes], bytes]) -> None:
    pair = sealing.new_pair()
    whole = sealed(b"x" * (sealed_stream.BLOCK_BYTES + 100), pair.public)
    with pytest.raises(sealed_stream.Unreadable):
        opened(spoil(whole), pair.private)


def test_a_backup_opens_with_its_own_key_only(tmp_path: Path) -> None:
    (tmp_path / "made").write_bytes(sealed(b"x", sealing.new_pair().public))
    with pytest.raises(backups.CannotBackUp, match="กุญแจไม่ตรง"):
        backups.unpack(tmp_path / "made", private=sealing.new_pair().private, to=tmp_path / "opened")


# ── day by day ───────────────────────────────────────────────────────────────
def test_backups_go_after_35_days_and_nothing_else_does(site: None, key: Path, folder: Path) -> None:
    (folder / "บันทึก.txt").write_text("ของผู้ดูแล")
    with time_machine.travel(dt.datetime(2026, 12, 1, 2, 0, tzinfo=dt.UTC), tick=False) as clock:
        first = made(folder)
        clock.shift(dt.timedelta(days=35))
        second = made(folder)
        assert first.exists()
        clock.shift(dt.timedelta(days=1))
        third = made(folder)
    assert {path.name for path in folder.iterdir()} == {"บันทึก.txt", second.name, third.name}
    assert backups.KEPT_DAYS == promises.BACKUP_DAYS == 35


def test_what_stops_in_the_middle_leaves_no_backup(
    site: None, key: Path, folder: Path, monkeypatch: Any
) -> None:
    def break_down(self: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sealed_stream.Writer, "finish", break_down)
    with pytest.raises(CommandError, match="ไม่ได้"):
        made(folder)
    assert list(folder.iterdir()) == []


def test_without_a_key_nothing_is_backed_up_in_clear(folder: Path, settings: Any) -> None:
    for written, told in (("", "BACKUP_KEY"), ("12ab", "64 ตัว"), ("ก" * 64, "64 ตัว")):
        settings.BACKUP_KEY = written
        with pytest.raises(CommandError, match=told):
            made(folder)
    assert list(folder.iterdir()) == []


def test_a_key_file_is_for_its_owner_and_never_written_over(tmp_path: Path) -> None:
    path, told = tmp_path / "กุญแจ", io.StringIO()
    call_command("backup_key", path, stdout=told, stderr=io.StringIO())
    public = told.getvalue().strip().removeprefix("BACKUP_KEY=")
    assert sealing.pair_of(backups.private_of(path)).public.hex() == public
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(CommandError, match="มีไฟล์"):
        call_command("backup_key", path)
    path.write_text("something else")
    with pytest.raises(backups.NotAKey):
        backups.private_of(path)

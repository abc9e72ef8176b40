"""What a backup holds: the database, the uploaded files, and a list by which a restored site is checked."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone

from portal import audit
from portal.backups import sealed_stream

KEPT_DAYS = 35
"""Days after which a backup goes, so that what was deleted on the site is deleted in its backups, too."""
_NAME = re.compile(r"portal-(\d{8})-(\d{6})\.backup")

Ask = Callable[[str], Any]
"""Gives the first row that answers a question in SQL, or None."""


class CannotBackUp(Exception):
    """Why nothing was written, or nothing restored; the message is Thai."""


@dataclass(frozen=True)
class Contents:
    """What the backup was made of: rows by table, SHA-256 by file, and the head of the audit log as `seq:hash`."""

    made_at: str
    database: str
    rows: dict[str, int]
    files: dict[str, str]
    audit: str


# ── making ────────────────────────────────────────────────────────────────────
def back_up(folder: Path, *, public: bytes) -> Path:
    """Seal database and files into a new file of `folder`; backups there that are too old are deleted afterwards.

    Nothing of it has its name before it is whole. Raises CannotBackUp.
    """
    now = timezone.localtime()
    path = folder / f"portal-{now:%Y%m%d-%H%M%S}.backup"
    part = path.with_suffix(".part")
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    # The copy lies for a moment where the database itself lies, so that it is as well protected.
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix="backup-") as made:
        copy = Path(made) / "database"
        rows, head = _DUMPED[connection.vendor](copy)
        files: dict[str, str] = {}
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                sealed = sealed_stream.Writer(file, public=public)
                with tarfile.open(fileobj=sealed, mode="w|") as tar:
                    tar.add(copy, "database")
                    for name, stored in _stored():
                        files[name] = _sha256(stored)
                        tar.add(stored, f"media/{name}")
                    contents = Contents(now.isoformat(), connection.vendor, rows, files, head)
                    listed = Path(made) / "contents.json"
                    listed.write_text(json.dumps(asdict(contents)), encoding="utf-8")
                    tar.add(listed, "contents.json")
                sealed.finish()
                file.flush()
                os.fsync(file.fileno())
            part.rename(path)
        finally:
            part.unlink(missing_ok=True)
    _sweep(folder, now.date())
    return path


def _stored() -> Iterator[tuple[str, Path]]:
    """The uploaded files, by their names in the storage."""
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(root).as_posix(), path


def _sweep(folder: Path, today: dt.date) -> None:
    for path in folder.iterdir():
        if found := _NAME.fullmatch(path.name):
            made_on = dt.datetime.strptime(found[1], "%Y%m%d").date()  # noqa: DTZ007  # a day has no zone
            if today - made_on > dt.timedelta(days=KEPT_DAYS):
                path.unlink()


# ── the two kinds of database ─────────────────────────────────────────────────
def _dump_sqlite(to: Path) -> tuple[dict[str, int], str]:
    connection.ensure_connection()
    # Opened as Django does it: packing checks each row again, with functions that are Django's.
    parameters = connection.get_connection_params() | {"database": to}
    with closing(connection.get_new_connection(parameters)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA foreign_keys=OFF")
        for table in _left_out():
            copy.execute(f"DELETE FROM {_quoted(table)}")  # noqa: S608  # the name of a model's table
        copy.commit()
        copy.execute("PRAGMA journal_mode=DELETE")
        copy.execute("VACUUM")  # what was left out is not in free pages either

        def ask(question: str) -> Any:
            return copy.execute(question).fetchone()

        return _rows(ask), _head(ask)


def _dump_postgresql(to: Path) -> tuple[dict[str, int], str]:
    """Dump and count in one snapshot, whatever is written meanwhile."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        left_out = [f"--exclude-table-data={table}" for table in sorted(_left_out())]
        _run("pg_dump", "--format=custom", f"--snapshot={snapshot}", *left_out, f"--file={to}")
        return _rows(_ask), _head(_ask)


_DUMPED = {"sqlite": _dump_sqlite, "postgresql": _dump_postgresql}


def _run(program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL on the site's database; what it says of a failure is told. Raises CannotBackUp."""
    found = shutil.which(program)
    if found is None:
        raise CannotBackUp(f"ไม่พบคำสั่ง {program} ในเครื่องนี้ ติดตั้งโปรแกรมฝั่งผู้ใช้ของ PostgreSQL ก่อน")
    asked = {
        "HOST": "PGHOST",
        "PORT": "PGPORT",
        "USER": "PGUSER",
        "PASSWORD": "PGPASSWORD",
        "NAME": "PGDATABASE",
    }
    there = {name: str(connection.settings_dict[key]) for key, name in asked.items()}
    command = [found, "--no-password", *arguments]
    done = subprocess.run(  # noqa: S603  # a program of PostgreSQL with our own arguments
        command,
        env=os.environ | {k: v for k, v in there.items() if v},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CannotBackUp(f"คำสั่ง {program} ทำไม่สำเร็จ: {done.stderr.strip()}")


def _left_out() -> set[str]:
    """Tables of what lives for an hour and would live for weeks in a backup: sessions, and what says so itself."""
    passing = [model for model in apps.get_models() if getattr(model, "is_passing", False)]
    return {Session._meta.db_table, *(model._meta.db_table for model in passing)}


def _rows(ask: Ask) -> dict[str, int]:
    """How many rows each table has, without what is left out."""
    models = apps.get_models(include_auto_created=True)
    tables = {model._meta.db_table for model in models if model._meta.managed} - _left_out()
    counts = {table: f"SELECT count(*) FROM {_quoted(table)}" for table in tables}  # noqa: S608  # as above
    return {table: int(ask(question)[0]) for table, question in counts.items()}


def _head(ask: Ask) -> str:
    head = ask("SELECT last_seq, last_hash FROM portal_audithead WHERE id = 1")
    return f"{head[0]}:{head[1]}" if head else ""


def _ask(question: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()


def _quoted(table: str) -> str:
    return connection.ops.quote_name(table)


# ── restoring ─────────────────────────────────────────────────────────────────
def restore(path: Path, *, private: bytes) -> Contents:
    """Put database and files back on a site that has none, and check that everything is there.

    Nothing is put in place before all of the backup was read and its files compared. Raises CannotBackUp, with every
    difference that was found in the restored site.
    """
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    _expect_empty()
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix="restore-") as made:
        contents = unpack(path, private=private, to=Path(made))
        if contents.database != connection.vendor:
            raise CannotBackUp(f"สำเนาสำรองนี้เป็นของ {contents.database} แต่เว็บไซต์นี้ใช้ {connection.vendor}")
        _RESTORED[connection.vendor](Path(made) / "database")
        media = Path(made) / "media"
        if media.is_dir():
            shutil.copytree(media, settings.MEDIA_ROOT, dirs_exist_ok=True)
    if found := list(differences(contents)):
        raise CannotBackUp("กู้คืนแล้วแต่ไม่ตรงกับสำเนาสำรอง: " + " · ".join(found))
    audit.record(None, "กู้คืนจากสำเนาสำรอง", made_at=contents.made_at, head=contents.audit)
    return contents


def unpack(path: Path, *, private: bytes, to: Path) -> Contents:
    """Open a backup into a folder and compare its files with its list. Raises CannotBackUp."""
    try:
        with (
            path.open("rb") as file,
            sealed_stream.Reader(file, private=private) as opened,
            tarfile.open(fileobj=opened, mode="r|") as tar,
        ):
            tar.extractall(to, filter="data")
            while opened.read(sealed_stream.BLOCK_BYTES):  # to the end, which says that nothing was cut off
                pass
        contents = Contents(**json.loads((to / "contents.json").read_text(encoding="utf-8")))
    except (sealed_stream.Unreadable, tarfile.TarError, OSError, ValueError, TypeError) as error:
        raise CannotBackUp("เปิดสำเนาสำรองไม่ได้ กุญแจไม่ตรง หรือไฟล์ขาดหายหรือถูกเปลี่ยน") from error
    for name, sha256 in contents.files.items():
        stored = to / "media" / name
        if not stored.is_file() or _sha256(stored) != sha256:
            raise CannotBackUp(f"ไฟล์ {name} ในสำเนาสำรองขาดหายหรือถูกเปลี่ยน")
    return contents


def differences(contents: Contents) -> Iterator[str]:
    """In what this site differs from what the backup was made of, in Thai: rows, files, the audit log."""
    there = _rows(_ask)
    for table in sorted(contents.rows.keys() | there.keys()):
        if contents.rows.get(table, 0) != there.get(table, 0):
            yield f"ตาราง {table} มี {there.get(table, 0)} แถว ควรมี {contents.rows.get(table, 0)} แถว"
    stored = {name: _sha256(path) for name, path in _stored()}
    for name in sorted(contents.files.keys() | stored.keys()):
        if contents.files.get(name) != stored.get(name):
            yield f"ไฟล์ {name} ไม่ตรงกับสำเนาสำรอง"
    yield from (fault.message for fault in audit.faults())
    if _head(_ask) != contents.audit:
        yield "ปลายบันทึกการกระทำไม่ตรงกับสำเนาสำรอง"


def _expect_empty() -> None:
    if connection.introspection.table_names():
        raise CannotBackUp("ฐานข้อมูลนี้มีข้อมูลอยู่แล้ว กู้คืนลงฐานข้อมูลที่ว่างเท่านั้น และยังไม่ต้องสั่ง migrate")
    if any(_stored()):
        raise CannotBackUp("โฟลเดอร์ไฟล์ของเว็บไซต์นี้มีไฟล์อยู่แล้ว กู้คืนลงโฟลเดอร์ที่ว่างเท่านั้น")


def _restore_sqlite(dump: Path) -> None:
    name = Path(connection.settings_dict["NAME"])
    connection.close()
    for beside in ("-wal", "-shm"):
        Path(f"{name}{beside}").unlink(missing_ok=True)
    shutil.copyfile(dump, name)


def _restore_postgresql(dump: Path) -> None:
    database = str(connection.settings_dict["NAME"])
    connection.close()
    whole = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
    _run("pg_restore", *whole, f"--dbname={database}", str(dump))


_RESTORED: dict[str, Any] = {"sqlite": _restore_sqlite, "postgresql": _restore_postgresql}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

"""The migrated test database, made once and copied from then on: migrating takes longer than most tests together.

What is kept belongs to its sources: the migrations of every app, the modules of this repository that they import, data
files of the repository, and what is pinned. Any change of these makes a new one.
"""

from __future__ import annotations

import ast
import fcntl
import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("portal", "measures", "procurement", "complaints")


@contextmanager
def migrated_once(folder: Path) -> Iterator[None]:
    """Within it Django's test database is a copy of the one in `folder`, or of one on the same server, if there is one.

    `migrate` is told by Django itself, after it made an empty database; everything else is left to Django.
    """
    from django.core import management  # noqa: PLC0415  # after django.setup

    def call_command(name: Any, *arguments: Any, **options: Any) -> Any:
        if name != "migrate":
            return genuine(name, *arguments, **options)
        return _copy_or_make(folder, lambda: genuine(name, *arguments, **options))

    genuine = management.call_command
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(management, "call_command", call_command)
        yield


def copy_to(path: Path, folder: Path) -> None:
    """Put the SQLite database that is kept in `folder`, if there is one, into a file of its own."""
    kept = folder / f"{sources()}.sqlite3"
    with _alone(folder):
        if kept.exists():
            shutil.copyfile(kept, path)


def sources() -> str:
    """A hash of everything that a migrated database depends on."""
    digest = hashlib.sha256()
    for path in _paths():
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:24]


def _paths() -> list[Path]:
    migrations = [path for name in PACKAGES for path in (ROOT / name).rglob("migrations/*.py")]
    data = [path for name in PACKAGES for path in (ROOT / name).rglob("data/*") if path.is_file()]
    used = {module for path in migrations for module in _imported(path)}
    return sorted({*migrations, *data, *used, ROOT / "requirements.txt", ROOT / "portal" / "settings.py"})


def _imported(path: Path) -> Iterator[Path]:
    """The modules of this repository that a migration names."""
    for node in ast.walk(ast.parse(path.read_text())):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            if name.split(".")[0] in PACKAGES:
                stem = ROOT.joinpath(*name.split("."))
                yield from (one for one in (stem.with_suffix(".py"), stem / "__init__.py") if one.is_file())


def _copy_or_make(folder: Path, migrate: Callable[[], Any]) -> None:
    from django.db import connection  # noqa: PLC0415

    with _alone(folder):
        {"sqlite": _sqlite, "postgresql": _postgresql}[connection.vendor](connection, folder, migrate)


def _sqlite(connection: Any, folder: Path, migrate: Callable[[], Any]) -> None:
    kept = folder / f"{sources()}.sqlite3"
    connection.ensure_connection()
    if kept.exists():
        with closing(sqlite3.connect(kept)) as copy:
            copy.backup(connection.connection)
        return
    migrate()
    for old in folder.glob("*.sqlite3*"):
        old.unlink()
    half = kept.with_suffix(".half")
    with closing(sqlite3.connect(half)) as copy:
        connection.connection.backup(copy)
    half.replace(kept)


def _postgresql(connection: Any, folder: Path, migrate: Callable[[], Any]) -> None:
    name, kept = connection.settings_dict["NAME"], f"migrated_{sources()}"
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [kept])
        if cursor.fetchone():
            cursor.execute(f'DROP DATABASE "{name}"')
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{kept}"')
            return
    migrate()
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{kept}" TEMPLATE "{name}"')


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process at a time; the others find what it made."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield

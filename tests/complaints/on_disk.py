"""The test database as a file, as in service: a connection for each thread, and a WAL beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, connections


@contextmanager
def database_in_a_file(folder: Path) -> Iterator[Path | None]:
    """Until the end, `default` is a copy of the migrated test database in a file of `folder`.

    None on PostgreSQL, where every connection sees the same database anyway. Only for tests with real transactions.
    """
    if connection.vendor != "sqlite":
        yield None
        return
    connection.ensure_connection()
    kept, kept_name = connection.connection, connection.settings_dict["NAME"]
    path = folder / "portal.sqlite3"
    with closing(sqlite3.connect(path)) as copy:
        kept.backup(copy)
    connection.connection = None
    connections.databases["default"]["NAME"] = connection.settings_dict["NAME"] = str(path)
    try:
        yield path
    finally:
        connection.close()
        connections.databases["default"]["NAME"] = connection.settings_dict["NAME"] = kept_name
        connection.connection = kept

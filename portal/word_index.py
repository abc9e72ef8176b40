"""Finds rows whose folded `words` hold every word asked for, by an index of every three letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL


def holding(rows: QuerySet[Any], words: Sequence[str], *, table: str) -> QuerySet[Any]:
    """The rows that hold every word.

    PostgreSQL finds the letters by its trigram index; SQLite first narrows the rows by the words of three
    letters or more in `table`, its trigram table of their `words`.
    """
    for word in words:
        rows = rows.filter(words__contains=word)
    wanted = phrases(words)
    if wanted and connection.vendor == "sqlite":
        # The table's name is the caller's own; the words are a parameter, each a quoted phrase.
        narrowed = f"SELECT rowid FROM {table} WHERE {table} MATCH %s"  # noqa: S608
        rows = rows.filter(pk__in=RawSQL(narrowed, [" AND ".join(wanted)]))  # noqa: S611
    return rows


def phrases(words: Sequence[str]) -> list[str]:
    """The words that an index of three letters knows, each a quoted phrase of FTS5."""
    return ['"' + word.replace('"', '""') + '"' for word in words if len(word) >= 3]

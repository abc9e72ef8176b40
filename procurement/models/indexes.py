"""Indexes by which the public lists of contracts are as quick for a hundred thousand as for a thousand."""

from __future__ import annotations

from typing import Any, cast

from django.db import models

from portal.publishing import Status

PUBLIC = models.Q(status=Status.PUBLISHED, revises=None)
"""What the public indexes hold: `published()` but for the moment, which is a column of theirs."""
FILTERED = (
    "status",
    "revises",
    "published_at",
    "agreed_price",
    "reference_price",
    "method",
    "kind",
    "owner_group",
    "supplier",
    "stated_progress",
    "signed_on",
    "ends_on",
    "dated_on",
)
"""What lists are filtered by and add up: read from an index alone, without the rows."""


class HighestFirst(models.Index):
    """An index whose falling columns have nothing (NULL) last, as SQLite has by itself."""

    def create_sql(self, model: Any, schema_editor: Any, using: str = "", **kwargs: Any) -> Any:
        statement = super().create_sql(model, schema_editor, using, **kwargs)
        if schema_editor.connection.vendor == "postgresql":
            columns = cast("Any", statement).parts["columns"]
            columns.col_suffixes = ["DESC NULLS LAST" if word else "" for word in columns.col_suffixes]
        return statement


def list_index(name: str, by: str) -> HighestFirst:
    """The index of the public lists of a year in one order; filters and sums need nothing else."""
    tail = [field for field in FILTERED if field != by]
    return HighestFirst(name=name, fields=["year", f"-{by}", "-id", *tail], condition=PUBLIC)

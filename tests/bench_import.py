"""Measures an import against the least that it must do: reading the file, and one bare `bulk_create` of its rows."""

from __future__ import annotations

import gc
import time
from typing import Any

from django.db import transaction

from portal.models import Office, User, WorkGroup
from procurement.actions import confirm_import, open_import, read_file
from procurement.models import Contract
from tests.egp_files import OFFICE, egp_csv, many

LIMIT = 2.5


class _Undone(Exception):
    """Ends a measurement so that nothing of it stays."""


def bench_import(rows: int = 10_000, *, repeats: int = 3) -> float:
    """How many times as long confirming an import of that many new rows takes as its bare minimum, in one run.

    The minimum is reading the kept file and `Contract.objects.bulk_create` of the same rows, made ready before
    the clock starts. Both are undone afterwards; the best of some repeats of each is compared. Confirming
    includes reading, comparing with the register, suppliers, versions and the log.
    """
    content = egp_csv(*many(rows))
    Office.objects.update_or_create(pk=1, defaults={"name": OFFICE, "province": "สุโขทัย"})
    by = User.objects.create_user("bench-import", first_name="ทดสอบ", is_staff=True)
    group = WorkGroup.objects.get(slug="administration")
    batch, _ = open_import(by=by, content=content, name="egp.csv", owner_group=group)
    contracts: list[Contract] = []
    ours, bare = [], []
    for _ in range(repeats):
        ours.append(
            _timed(lambda: confirm_import(by=by, batch=batch), then=lambda: contracts or _take(contracts))
        )
        batch.refresh_from_db()
        bare.append(_timed(lambda: read_file(content, "egp.csv"), lambda: _bare(contracts)))
    return min(ours) / min(bare)


def _take(contracts: list[Contract]) -> None:
    """Keep the imported rows, so that the bare measurement writes the same."""
    contracts += Contract.objects.all().order_by("pk")


def _bare(contracts: list[Contract]) -> None:
    Contract.objects.bulk_create(contracts)


def _timed(*acts: Any, then: Any = None) -> float:
    """Seconds of the acts together, in a transaction that is undone after `then`."""
    gc.collect()
    seconds = 0.0
    try:
        with transaction.atomic():
            for act in acts:
                started = time.perf_counter()
                act()
                seconds += time.perf_counter() - started
            if then:
                then()
            raise _Undone
    except _Undone:
        return seconds

"""The bench runs, and says when a limit is passed."""

from __future__ import annotations

import re

from tests import bench


def test_the_bench_measures_every_page_and_file_of_a_small_register():
    said: list[str] = []
    bench.run(["sqlite"], 160, 200, rounds=1, imported=0, say=said.append)
    text = "\n".join(said)
    for name in (
        *bench.PAGES,
        *bench.SERVICE_PAGES,
        *bench.PARTICIPATION_PAGES,
        "xlsx against bare xlsx",
        "csv against bare csv",
        "json: peak memory in MB",
    ):
        assert re.search(rf"^(ok|OVER) +[0-9.]+ +[0-9.]+  {re.escape(name)} ", text, re.MULTILINE), name


def test_a_passed_limit_is_said_and_a_line_without_limit_never_is():
    assert str(bench.Line("xlsx", 1.31, 1.3)).startswith("OVER")
    assert str(bench.Line("xlsx", 1.3, 1.3)).startswith("ok")
    assert not bench.Line("xlsx", 99.0, None).is_over


def test_the_bench_ends_badly_when_a_limit_is_passed(monkeypatch):
    monkeypatch.setattr(bench, "run", lambda *args, **kwargs: 1)
    assert bench.main([]) == 1
    monkeypatch.setattr(bench, "run", lambda *args, **kwargs: 0)
    assert bench.main([]) == 0

"""The page on what the channel keeps: it says every sentence of the table and no other, and each has its tests."""

from __future__ import annotations

import ast
import html
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from complaints import flows, guesses, promises, sealing
from complaints.models import ChannelRules

pytestmark = pytest.mark.django_db

ADDRESS = "/complaints/privacy/"
TESTS = Path(__file__).resolve().parent.parent
SPECIFIED = {f"P{number}" for number in range(1, 28)} | {"L2", *(f"§4.{number}" for number in range(1, 8))}
NEVER_SAID = (
    "end-to-end",
    "end to end",
    "e2e",
    "ต้นทางถึงปลายทาง",
    "ตลอดทาง",
    "ปลอดภัยที่สุด",
    "ปลอดภัย 100",
    "ร้อยเปอร์เซ็นต์",
    "รับประกัน",
    "รับรองว่า",
    "ไม่มีทาง",
    "ไม่มีใครรู้",
    "ถอดรหัสไม่ได้",
    "ระดับทหาร",
    "ไร้ร่องรอย",
)
"""What no channel on a server can claim, and words that claim more than a test can show."""


@pytest.fixture
def page(client: Client, office: Any) -> str:
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    return answer.content.decode()


def said(page: str, name: str) -> list[str]:
    """The texts of the page that carry a class, as a person reads them."""
    found = re.findall(rf'<span class="{name}">(.*?)</span>(?=<br>|</li>|</span>)', page, re.DOTALL)
    return [plain(text) for text in found]


def plain(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>|\u2060|\u200b", "", text)).split())


@cache
def functions_of(module: str) -> dict[str, ast.FunctionDef]:
    """The tests at the top of a module, read as pytest collects them."""
    source = (TESTS / f"{module}.py").read_text(encoding="utf-8")
    return {
        node.name: node
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def test_every_promise_is_held_by_a_test_that_runs() -> None:
    for promise in promises.PROMISES:
        assert promise.tests, promise.text
        for test in promise.tests:
            module, _, name = test.partition("::")
            assert name in functions_of(module), (promise.text, test)
            marks = ast.unparse(ast.Module(list(functions_of(module)[name].decorator_list), []))
            assert "skip" not in marks, test
            assert "xfail" not in marks, test


def test_pytest_collects_every_test_that_is_named() -> None:
    """Asked of pytest itself, so that a test counts which a plugin or a wrong name would leave out."""
    modules = sorted({f"{TESTS / test.partition('::')[0]}.py" for test in promises.tests()})
    collected = _collect(modules)
    assert {test for test in promises.tests() if test not in collected} == set()


def test_a_test_that_is_named_says_something() -> None:
    for test in promises.tests():
        module, _, name = test.partition("::")
        body = ast.unparse(functions_of(module)[name])
        assert re.search(r"\bassert\b|pytest\.raises|\bcheck\w*\(|\bassert_\w+\(", body), test


def test_the_page_says_every_promise_and_nothing_else_as_a_promise(page: str) -> None:
    assert said(page, "promise") == [plain(one.text) for _, found in promises.by_topic() for one in found]
    assert len(said(page, "promise")) == len(promises.PROMISES)
    section = page.partition('id="h-kept"')[2].partition("</section>")[0]
    assert section.count("<li") == len(promises.PROMISES)


def test_the_page_says_every_limit_and_nothing_else_as_a_limit(page: str) -> None:
    assert said(page, "limit") == [plain(limit.text) for limit in promises.LIMITS]
    whole = plain(page)
    for limit in promises.LIMITS:
        assert plain(limit.advice) in whole


def test_the_page_says_that_the_server_sees_the_text_while_it_is_sent(page: str) -> None:
    assert any("เครื่องแม่ข่ายเห็นข้อความและไฟล์ของท่านในขณะที่ท่านส่ง" in text for text in said(page, "limit"))
    assert any("เครือข่ายของที่ทำงาน" in text for text in said(page, "limit"))
    assert any("เครื่องของท่าน" in text for text in said(page, "limit"))


@pytest.mark.parametrize("address", [ADDRESS, "/complaints/"])
def test_nothing_is_claimed_that_no_server_can_keep(client: Client, office: Any, address: str) -> None:
    words = plain(client.get(address).content.decode()).casefold()
    assert [claim for claim in NEVER_SAID if claim in words] == []


def test_sentences_stand_once_and_name_what_they_were_specified_as() -> None:
    texts = [promise.text for promise in promises.PROMISES] + [limit.text for limit in promises.LIMITS]
    assert len(set(texts)) == len(texts)
    for promise in promises.PROMISES:
        assert set(promise.numbers.split()) <= SPECIFIED, promise.text
        assert promise.numbers, promise.text


def test_periods_on_the_page_are_those_of_the_office(client: Client, office: Any) -> None:
    ChannelRules(short_days=400, normal_days=730, long_days=4000, warn_days=21).save()
    whole = plain(client.get(ADDRESS).content.decode())
    for words in ("400 วัน", "2 ปี", "4,000 วัน", "ก่อนลบ 21 วัน"):
        assert words in whole, words


def test_logs_and_ciphers_on_the_page_are_those_of_the_code(page: str) -> None:
    whole = plain(page)
    for log in promises.logs():
        assert plain(log.name) in whole
        assert plain(log.content) in whole
        assert plain(log.kept) in whole
    for cipher in promises.ciphers():
        assert f"{cipher.method}" in whole
        assert plain(cipher.sizes) in whole
    assert f"{sealing.MEMORY_BYTES // 1024**2} เมบิไบต์" in whole
    assert f"{int(flows.LIFETIME[flows.Purpose.REPORT].total_seconds()) // 60} นาที" in whole
    assert f"{int(guesses.FORGOTTEN_AFTER.total_seconds()) // 60} นาที" in whole


def _collect(modules: list[str]) -> set[str]:
    """`module::test` of everything pytest finds in the modules."""
    plain_environment = {
        name: value
        for name, value in os.environ.items()
        if name != "TEST_DATABASE" and not name.startswith("PYTEST_")
    }
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:randomly", *modules],
        cwd=TESTS.parent,
        env=plain_environment,
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    found = re.findall(r"^tests/(\S+?)\.py::(\w+)", told, re.MULTILINE)
    return {f"{module}::{name}" for module, name in found}

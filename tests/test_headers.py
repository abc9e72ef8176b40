"""Headers that no answer may lack: public pages, files, errors, staff pages, the sign-in."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from complaints import sealing
from portal.fiscal import FiscalYear
from tests import catalogue
from tests.complaints import stage
from tests.makers import NewsDraft, attach, published
from tests.stage import Answer, ask

pytestmark = pytest.mark.django_db
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SWITCHED_OFF = ("camera", "geolocation", "microphone", "payment", "usb")
PAGE_POLICY = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
}
FILE_POLICY = {"default-src": "'none'", "sandbox": ""}
"""Of documents and pictures, which a browser may show and never run."""


def policy(answer: Answer) -> dict[str, str]:
    said = answer.headers.get("Content-Security-Policy", "")
    return {part.split()[0]: " ".join(part.split()[1:]) for part in said.split(";") if part.strip()}


def is_reporters(address: str) -> bool:
    """Whether an address belongs to the complaint channel and not to its officers."""
    return address.startswith("/complaints/") and not address.startswith("/complaints/staff/")


def check(answer: Answer) -> None:
    expected = EVERYWHERE | ({"Referrer-Policy": "no-referrer"} if is_reporters(answer.address) else {})
    lacking = {
        name: answer.headers.get(name) for name in expected if answer.headers.get(name) != expected[name]
    }
    assert lacking == {}, answer.address
    permissions = answer.headers["Permissions-Policy"]
    assert all(f"{name}=()" in permissions for name in SWITCHED_OFF), answer.address
    assert policy(answer) in (PAGE_POLICY, FILE_POLICY), answer.address
    assert "Server" not in answer.headers, answer.address
    assert "X-Powered-By" not in answer.headers, answer.address


def test_every_public_answer_carries_them(client: Client, office: Any, people: Any):
    news = NewsDraft(created_by=people.alice)
    attach(news, people)
    published(news, people)
    for address in catalogue.addresses():
        check(ask(client, address))


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nowhere/", 404),
        ("/%00", 404),
        (f"/{'a' * 9000}/", 400),
        ("/styleguide/", 302),
        ("/admin/", 302),
        ("/admin/nowhere/", 302),
        ("/accounts/login/", 200),
        ("/accounts/password/reset/", 200),
        ("/accounts/2fa/", 302),
        ("/display/", 200),
        ("/preferences.css", 200),
        ("/healthz", 200),
        ("/news", 301),
        ("/static/portal.css", 200),
    ],
)
def test_errors_staff_addresses_and_files_of_the_design_carry_them(
    client: Client, office: Any, address: str, status: int
):
    answer = ask(client, address)
    assert answer.status == status
    if address.startswith("/static/"):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
    else:
        check(answer)


def test_a_wrong_host_is_refused_with_them(client: Client, office: Any):
    answer = ask(client, "/", headers={"host": "evil.example"})
    assert answer.status == 400
    check(answer)
    assert b"evil.example" not in answer.body


def test_staff_pages_carry_them_and_are_kept_by_nobody(office: Any, people: Any, signed_in: Any):
    client = signed_in(people.alice)
    draft = NewsDraft(created_by=people.alice)
    for address in (
        "/admin/",
        reverse("admin:portal_newsitem_changelist"),
        reverse("admin:portal_newsitem_add"),
        reverse("admin:portal_newsitem_change", args=[draft.pk]),
        "/admin/nowhere/",
        "/accounts/2fa/",
        "/styleguide/",
        draft.get_preview_url(),
    ):
        answer = ask(client, address)
        check(answer)
        assert "no-store" in answer.headers["Cache-Control"], address


# ── the complaint channel ────────────────────────────────────────────────────
SAMPLES = {"locator": "69-0000", "number": 1, "act": "close", "year": FiscalYear(2569)}
CHANNEL = sorted({name for name, _, _ in catalogue.routes() if name.startswith("complaints:")})
KEPT = {*catalogue.PAGES, *catalogue.FILES, *catalogue.REDIRECTS}
FINDABLE = {"complaints:start", "complaints:privacy", "complaints:statistics"}


@pytest.fixture
def ivan(office: Any, people: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An officer with a key, without whom no report can be sent."""
    monkeypatch.setattr(sealing, "OPERATIONS", 1)
    monkeypatch.setattr(sealing, "MEMORY_BYTES", 8192)
    return stage.holder(people.ivan).user


def address_of(name: str, **known: Any) -> str:
    [path] = {path for route, path, _ in catalogue.routes() if route == name}
    parts = [part.rpartition(":") for part in re.findall("<(.*?)>", path)]
    sampled = SAMPLES | known
    return reverse(
        name, kwargs={key: UUID(int=0) if kind == "uuid" else sampled[key] for kind, _, key in parts}
    )


@pytest.mark.parametrize("name", CHANNEL)
def test_every_page_of_the_channel_carries_them_however_it_is_asked(client: Client, ivan: Any, name: str):
    address = address_of(name)
    for method in ("get", "head", "post", "put", "options", "trace"):
        answer = ask(client, address, method)
        check(answer)
        assert answer.status in (200, 301, 302, 303, 400, 403, 404, 405, 409), (address, method)
        is_kept = name in KEPT and method in ("get", "head") and answer.status != 404
        assert ("no-store" in answer.headers["Cache-Control"]) is not is_kept, (address, method)
        robots = None if name in FINDABLE else "noindex, noarchive"
        assert answer.headers.get("X-Robots-Tag") == robots, (address, method)
        if is_reporters(address):
            assert set(answer.cookies) <= {"report"}, (address, method)
            assert "Cookie" not in answer.headers.get("Vary", ""), (address, method)
            assert "?" not in answer.headers.get("Location", ""), (address, method)
    for morsel in (morsel for morsel in client.cookies.values() if morsel.value):
        assert (morsel["httponly"], morsel["samesite"], morsel["path"]) == (True, "Strict", "/"), name


def test_officers_pages_carry_them_with_a_case_before_them(ivan: Any, signed_in: Any):
    case = stage.sent_report(files=(("บันทึก.txt", b"x"),)).case
    client = signed_in(ivan)
    client.post(reverse("complaints:staff_unlock"), {"passphrase": stage.PASSPHRASE})
    shown = set()
    for name in (name for name in CHANNEL if name.startswith("complaints:staff_")):
        answer = ask(client, address_of(name, locator=case.locator))
        check(answer)
        assert "no-store" in answer.headers["Cache-Control"], name
        assert answer.headers["X-Robots-Tag"] == "noindex, noarchive", name
        if answer.status == 200:
            shown.add(name)
    assert {"complaints:staff_queue", "complaints:staff_case", "complaints:staff_original"} <= shown


def test_a_cookie_is_set_for_staff_only_and_out_of_reach_of_scripts(
    people: Any, signed_in: Any, client: Client
):
    assert not client.get("/accounts/login/").cookies.get("session")
    for name, cookie in client.get("/accounts/login/").cookies.items():
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name


def test_a_real_site_speaks_https_only():
    """With HTTPS on, cookies are tied to the host and browsers are told to come back encrypted."""
    names = (
        "SESSION_COOKIE_NAME CSRF_COOKIE_NAME SESSION_COOKIE_SECURE SECURE_SSL_REDIRECT SECURE_HSTS_SECONDS"
    )
    shown = f"from portal import settings; print(*(getattr(settings, name) for name in {names.split()}))"
    said = subprocess.run(
        [sys.executable, "-c", shown],
        env={**os.environ, "HTTPS": "1"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert said == ["__Host-session", "__Host-csrf", "True", "True", "31536000"]

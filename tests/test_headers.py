"""Headers that no answer may lack: public pages, files, errors, staff pages, the sign-in."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import catalogue
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


def check(answer: Answer) -> None:
    lacking = {
        name: answer.headers.get(name) for name in EVERYWHERE if answer.headers.get(name) != EVERYWHERE[name]
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

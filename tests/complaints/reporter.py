"""A person who reports, as a browser without JavaScript: opens a page, fills its form in, presses a button."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

STORY = "ครูใหญ่เรียกเงินสองพันบาทจากผู้ปกครอง"
WHAT = {"kind": "bribery", "what": STORY, "when": "ต้นปี", "where": "ห้องธุรการ", "who": "ครูใหญ่"}
READERS = {"concerns": "no"}
ANONYMOUS = {"known": "anonymous"}


class Form(HTMLParser):
    """The hidden fields of the form that is sent to an address."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action, self.inside = action, False
        self.hidden: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.inside = given.get("action") == self.action
        elif tag == "input" and self.inside and given.get("type") == "hidden":
            self.hidden[str(given["name"])] = given.get("value") or ""


class Reporter:
    """A browser on the pages of the channel; it remembers the page it is on."""

    def __init__(self, **options: Any) -> None:
        self.client = Client(**options)
        self.page: Any = None

    def open(self, address: str) -> Any:
        self.page = self.client.get(address, follow=True)
        return self.page

    def send(self, address: str, **answers: Any) -> Any:
        """Fill in the form of the page for this address, and follow where it leads."""
        form = Form(address)
        form.feed(self.text)
        assert form.hidden, f"no form for {address}"
        self.page = self.client.post(address, form.hidden | answers, follow=True)
        return self.page

    @property
    def text(self) -> str:
        return str(self.page.content.decode())

    @property
    def at(self) -> str:
        return str(self.page.request["PATH_INFO"])

    # ── the whole way ──
    def fill_in(self, *, files: tuple[tuple[str, bytes], ...] = (), **answers: Any) -> None:
        """Answer every step, until everything can be checked; `answers` replace the usual ones."""

        def given(usual: dict[str, Any]) -> dict[str, Any]:
            return {name: answers.get(name, value) for name, value in usual.items()}

        self.open("/complaints/new/")
        self.send("/complaints/new/", **given(WHAT))
        extra = {"excluded": answers.get("excluded", []), "excluded_names": answers.get("excluded_names", "")}
        self.send("/complaints/new/readers/", **given(READERS), **extra)
        uploads = [SimpleUploadedFile(name, content) for name, content in files]
        self.send("/complaints/new/files/", files=uploads, go="1")
        identity = {name: answers.get(name, "") for name in ("name", "contact", "note")}
        self.send("/complaints/new/identity/", **given(ANONYMOUS), **identity)
        assert self.at == "/complaints/new/check/", self.text

    def code(self) -> tuple[str, str]:
        """Locator and secret as they stand on the page of the code."""
        return self._shown("data-locator"), self._shown("data-secret")

    def receipt(self) -> tuple[str, str]:
        """Locator and digest as they stand on the receipt."""
        return self._shown("data-locator"), re.sub(r"\s", "", self._shown("data-sha256"))

    def _shown(self, mark: str) -> str:
        found = re.search(rf"<(p|dd)[^>]*{mark}[^>]*>(.*?)</\1>", self.text, re.DOTALL)
        assert found, f"{mark} is not on {self.at}"
        return re.sub(r"<[^>]*>", "", found[2]).strip()

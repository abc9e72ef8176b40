"""The real site in its own process, and pages of Chromium to look at it with."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.migrated import copy_to
from tests.processes import running

ROOT = Path(__file__).resolve().parent.parent
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


@dataclass(frozen=True)
class Site:
    """A running site: its address without a slash at the end, (username, password) by role, its environment."""

    url: str
    accounts: dict[str, tuple[str, str]]
    env: dict[str, str]

    def run(self, program: str, *arguments: str) -> str:
        """What a Python program prints that runs on this machine with the settings and the data of the site."""
        command = [sys.executable, "-c", program, *arguments]
        env = self.env | {"DJANGO_SETTINGS_MODULE": "portal.settings"}
        return subprocess.run(
            command, cwd=ROOT, env=env, check=True, text=True, stdout=subprocess.PIPE, timeout=60
        ).stdout


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[Site]:
    """The demonstration year, served as `make run` serves it, from a database of its own."""
    folder = tmp_path_factory.mktemp("site")
    copy_to(folder / "portal.sqlite3", Path(pytestconfig.cache.mkdir("migrated")))
    url = f"http://127.0.0.1:{_free_port()}"
    accounts = folder / "accounts.json"
    env = {name: value for name, value in os.environ.items() if name not in ("HTTPS", "DATABASE_URL")}
    env |= {"DATA_DIR": str(folder), "DEMONSTRATION": "1", "STATIC_HASHED": "1", "SITE_URL": url}
    for command in (
        ["migrate"],
        ["collectstatic", "--noinput"],
        ["load_demonstration", "--accounts", accounts],
    ):
        subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL
        )
    server = [Path(sys.executable).parent / "granian", "--interface", "wsgi", "--port", url.rsplit(":", 1)[1]]
    server += ["--blocking-threads", "4", "portal.wsgi:application"]
    with running(server, log=folder / "log", env=env, cwd=ROOT):
        _wait_for(f"{url}/healthz", folder / "log")
        told = json.loads(accounts.read_text())
        yield Site(url, {role: (who["username"], who["password"]) for role, who in told.items()}, env)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # slow to import

    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert program, "`make test` installs Chromium"
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, and Django would take every test for an async one.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page_factory(site: Site, chromium: Any) -> Iterator[Callable[..., Any]]:
    """`page_factory(width=360, scheme="dark")` is a page of a new browser session on `site`.

    `bypass_csp` is for axe only, which must put its script into the page.
    """
    contexts = []

    def page(
        width: int = 1280, scheme: str = "light", javascript: bool = True, bypass_csp: bool = False
    ) -> Any:
        context = chromium.new_context(
            base_url=site.url,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=javascript,
            bypass_csp=bypass_csp,
            locale="th-TH",
            timezone_id="Asia/Bangkok",
        )
        contexts.append(context)
        return context.new_page()

    yield page
    for context in contexts:
        context.close()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_for(address: str, log: Path) -> None:
    for _ in range(150):
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except urllib.error.HTTPError as answer:
            raise AssertionError(log.read_text()) from answer
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(log.read_text())

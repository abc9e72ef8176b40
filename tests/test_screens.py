"""Every public template in Chromium: for all eyes and hands, on narrow screens, without scripts, and light."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import resolve

from tests import catalogue
from tests.browser import Site

ADDRESSES = [
    "/",
    "/search/?q=ครู",
    "/search/?q=ไม่มีคำนี้แน่นอน",
    "/news/",
    "/news/1/",
    "/eit/1/",
    "/eit/2/",
    "/about/",
    "/contact/",
    "/pages/privacy/",
    "/pages/accessibility/",
    "/sitemap/",
    "/authority/",
    "/manuals/",
    "/manuals/1/",
    "/manuals/1/editions/1/",
    "/manuals/years/2566/",
    "/risk/2566/",
    "/risk/2566/results/",
    "/risk/2566/1/",
    "/risk/2570/",
    "/hr/2566/",
    "/hr/2570/",
    "/services/",
    "/services/7/",
    "/services/7/online/",
    "/services/track/",
    "/services/statistics/2566/",
    "/services/statistics/2570/",
    "/services/satisfaction/2566/",
    "/services/surveys/",
    "/services/surveys/1/results/",
    "/services/surveys/2/",
    "/services/questions/",
    "/services/questions/1/",
    "/services/questions/ask/",
    "/ethics/codes/1/",
    "/ethics/2566/",
    "/ethics/2566/code/",
    "/ethics/2566/guidelines/",
    "/ethics/2566/team/",
    "/ethics/2566/activities/",
    "/ethics/2566/activities/1/",
    "/ethics/2566/assessment/",
    "/ethics/2566/no-gift/",
    "/ethics/2566/no-gift/declaration/",
    "/ethics/2566/no-gift/gifts/",
    "/participation/",
    "/participation/2566/",
    "/participation/activities/1/",
    "/participation/consultations/",
    "/participation/consultations/2/",
    "/participation/consultations/2/contributions/",
    "/participation/consultations/2/comment/",
    "/participation/consultations/1/conclusion/",
    "/participation/responses/1/",
    "/participation/follow/",
    "/complaints/",
    "/complaints/privacy/",
    "/complaints/statistics/2566/",
    "/measures/2566/",
    "/measures/2566/hr/",
    "/measures/2566/report/",
    "/ita/2566/",
    "/ita/2566/o1/",
    "/ita/2566/result/",
    "/procurement/2566/",
    "/procurement/2566/contracts/",
    "/procurement/2566/contracts/?q=ซื้อ&status=ended&min=1000",
    "/procurement/2566/contracts/1/",
    "/procurement/suppliers/1/",
    "/procurement/2566/plan/",
    "/procurement/2566/announcements/",
    "/procurement/2566/announcements/1/",
    "/procurement/2566/monthly/",
    "/procurement/2566/monthly/2566-01/",
    "/procurement/2567/corrections/",
    "/procurement/open-data/",
    "/display/",
    "/accounts/login/",
    "/nowhere/",
]
"""An address of every public template in the demonstration, and some that everybody meets on the way."""
UNSEEN = {"portal:page_edition", "measures:report_version"}
"""Routes without an address in the demonstration, or with the template of another."""
HOME_BYTES, HOME_REQUESTS = 180 * 1024, 15
PageFactory = Callable[..., Any]


def test_an_address_of_every_public_page_is_looked_at():
    looked_at = {
        resolve(address.partition("?")[0]).view_name for address in ADDRESSES if address != "/nowhere/"
    }
    assert set(catalogue.PAGES) - UNSEEN <= looked_at


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(page_factory: PageFactory, width: int, scheme: str):
    page = page_factory(width=width, scheme=scheme, bypass_csp=True)
    axe, found = Axe(), []
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if scheme == "dark":  # what other colours may change
        options["runOnly"] = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
    for address in ADDRESSES:
        page.goto(address)
        for violation in axe.run(page, options=options).response["violations"]:
            nodes = [node["target"] for node in violation["nodes"]][:3]
            found.append((address, violation["id"], violation["help"], nodes))
    assert found == []


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_wider_than_the_screen_and_no_rule_is_broken(page_factory: PageFactory, width: int):
    """320 pixels is also what remains of 1,280 when somebody magnifies four times (WCAG 1.4.10)."""
    page = page_factory(width=width)
    told: list[str] = []
    page.on("console", lambda message: told.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("requestfailed", lambda request: told.append(f"{request.failure}: {request.url}"))
    too_wide = []
    for address in ADDRESSES:
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            too_wide.append(address)
    assert too_wide == []
    # The page that is not there is meant to be; the browser gives up the icon of a page it has left.
    assert [line for line in told if "404 (Not Found)" not in line and "ERR_ABORTED" not in line] == []


def test_large_text_fits_the_narrowest_screen(page_factory: PageFactory):
    page = page_factory(width=320)
    page.goto("/display/")
    page.get_by_label("ใหญ่มาก").check()
    page.get_by_role("main").get_by_role("button").click()
    too_wide = []
    for address in ADDRESSES:
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            too_wide.append(address)
    assert too_wide == []


def test_the_search_works_without_scripts(page_factory: PageFactory):
    page = page_factory(width=360, javascript=False)
    page.goto("/")
    box = page.get_by_role("main").get_by_role("searchbox").first
    box.fill("ลูกเสือ")
    box.press("Enter")
    assert re.search(r"/search/\?q=", page.url)
    assert "ลูกเสือ" in page.get_by_role("main").inner_text()


def test_the_menu_opens_and_closes_without_scripts(page_factory: PageFactory):
    page = page_factory(width=360, javascript=False)
    page.goto("/news/")
    menu = page.locator('#menu a[href="/authority/"]')
    assert not menu.is_visible()
    page.get_by_role("button", name="เมนู", exact=True).click()
    assert menu.is_visible()
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    page.get_by_role("button", name="เมนู", exact=True).click()
    menu.click()
    assert page.url.endswith("/authority/")


def test_folds_open_without_scripts(page_factory: PageFactory):
    page = page_factory(width=360, javascript=False)
    page.goto("/measures/2566/")
    fold = page.locator("main details").first
    assert fold.get_attribute("open") is None
    fold.locator("summary").first.click()
    assert fold.get_attribute("open") is not None


def test_the_keyboard_gets_past_the_header_at_once(page_factory: PageFactory):
    page = page_factory()
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "ข้ามไปยังเนื้อหาหลัก"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_the_home_page_is_light_and_asks_nobody_else(page_factory: PageFactory, site: Site):
    page = page_factory()
    responses: list[Any] = []
    page.on("response", lambda answer: responses.append(answer))  # noqa: PLW0108  # Playwright binds to functions only
    page.goto("/", wait_until="networkidle")
    sizes = {
        answer.url: sum(answer.request.sizes()[part] for part in ("responseBodySize", "responseHeadersSize"))
        for answer in responses
    }
    assert [url for url in sizes if not url.startswith(f"{site.url}/") and not url.startswith("data:")] == []
    assert len(responses) <= HOME_REQUESTS, sizes
    assert sum(sizes.values()) <= HOME_BYTES, sizes
    assert page.context.cookies() == []

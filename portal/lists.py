"""Lists that visitors page through and filter: the page asked for, and addresses that say what is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest

from portal.search import LONGEST_QUERY

PER_PAGE = 20


class WordsField(forms.CharField):
    """Words to look for."""

    def __init__(self, placeholder: str) -> None:
        super().__init__(
            label="คำค้น",
            required=False,
            max_length=LONGEST_QUERY,
            widget=forms.TextInput(
                attrs={"type": "search", "placeholder": placeholder, "autocomplete": "off"}
            ),
            error_messages={"max_length": f"คำค้นยาวเกิน {LONGEST_QUERY} ตัวอักษร จึงไม่ได้ใช้คำค้นนี้"},
        )


def page_number(request: HttpRequest) -> int:
    """The page asked for, the first by default. Raises Http404 when it is no number."""
    number = request.GET.get("page", "1")
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise Http404
    return int(number)


def page_of(rows: Any, request: HttpRequest, *, size: int = PER_PAGE) -> Page[Any]:
    """The page of the rows that is asked for. Raises Http404 when its number is none or there is no such page."""
    number, pages = page_number(request), Paginator(rows, size)
    if not 1 <= number <= pages.num_pages:
        raise Http404
    return pages.page(number)


def with_query(address: str, parts: Mapping[str, str]) -> str:
    """The address with these parts as its query string; none without parts."""
    return f"{address}?{urlencode(parts)}" if parts else address


def chip_links(
    address: str, chips: Iterable[tuple[str, str]], parts: Mapping[str, str]
) -> list[dict[str, str]]:
    """The filters in force, each with the address of the list without it."""
    return [
        {
            "label": label,
            "url": with_query(address, {key: text for key, text in parts.items() if key != name}),
        }
        for name, label in chips
    ]

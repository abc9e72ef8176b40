"""Forms of links that staff give: an address of this site is opened as a visitor would, and lends its title."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from portal import personal_numbers
from portal.addresses import check_address
from portal.own_pages import own_page


class LinkForm(forms.ModelForm[Any]):
    """A link with its `address`; the title is left empty, and the page of this site gives its own."""

    title_field: ClassVar[str] = "title"

    def clean_address(self) -> str:
        """The address, for a page of this site from its root on. A page that nobody can open is refused."""
        address: str = (self.cleaned_data["address"] or "").strip()
        if not address or "address" not in self.changed_data:
            return address
        try:
            check_address(address)
        except ValidationError as error:
            raise ValidationError(error.messages) from error
        page = own_page(address)
        if page is None:
            return address
        self.title_found = page.title
        return page.address

    def clean(self) -> Any:
        cleaned = super().clean() or self.cleaned_data
        if not (cleaned.get(self.title_field) or "").strip() and (found := getattr(self, "title_found", "")):
            longest = self.fields[self.title_field].max_length  # type: ignore[attr-defined]  # a field of text
            cleaned[self.title_field] = found[:longest]
        personal_numbers.refuse_typed(self)
        return cleaned


def dead_links(addresses: Iterable[str]) -> list[str]:
    """A Thai sentence on every address of this site that a visitor cannot open now."""
    told = []
    for address in filter(None, addresses):
        try:
            own_page(address)
        except ValidationError as error:
            told.append(f"ลิงก์ {address} ใช้ไม่ได้: {error.messages[0]}")
    return told

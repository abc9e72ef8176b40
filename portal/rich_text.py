"""Rich text: what a clerk may format, cleaned by the same list on its way into the database."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from html import unescape
from typing import Any

import nh3
from django import forms
from django.db import models

HEADINGS = (2, 3)
PROTOCOLS = ("http", "https", "mailto", "tel")
TAGS = frozenset({"p", "br", "strong", "ul", "ol", "li", "a", *(f"h{level}" for level in HEADINGS)})
"""All that is ever stored; no class, no style, no script. The editor (static/rich_text.js) offers just these."""

EMPTY = frozenset({"", "<p></p>", "<p><br></p>"})


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes=set(PROTOCOLS),
        clean_content_tags={"script", "style"},
        link_rel="noopener",
    )


def clean_html(html: str) -> str:
    """The HTML with nothing but `TAGS`; an empty text when nothing is written in it."""
    cleaned = _cleaner().clean(html).strip()
    return "" if cleaned in EMPTY else cleaned


class RichTextWidget(forms.Textarea):
    """A text box that becomes an editor where scripts run, and shows the HTML itself where they do not."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        config = json.dumps({"headings": HEADINGS, "protocols": PROTOCOLS})
        super().__init__({"rows": 14, "class": "vLargeTextField", "data-rich-text": config, **(attrs or {})})

    def use_required_attribute(self, initial: Any) -> bool:
        """No: the browser cannot ask for a box that the editor hides."""
        return False

    @property
    def media(self) -> forms.Media:
        module: Any = forms.widgets.Script("rich_text.js", type="module")  # the stubs know plain names only
        return forms.Media(css={"all": ["rich_text.css"]}, js=[module])


class RichTextField(models.TextField[Any, Any]):
    """Stores the HTML that `clean_html` leaves, whoever writes it: a form, an import, a command."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        cleaned = clean_html(getattr(model_instance, self.attname) or "")
        setattr(model_instance, self.attname, cleaned)
        return cleaned

    def clean(self, value: Any, model_instance: models.Model | None) -> str:
        return str(super().clean(clean_html(value or ""), model_instance))

    def formfield(
        self,
        form_class: type[forms.Field] | None = None,
        choices_form_class: type[forms.ChoiceField] | None = None,
        **kwargs: Any,
    ) -> forms.Field | None:
        """The editor, whatever widget the admin has in mind for long texts."""
        return super().formfield(
            form_class=form_class,
            choices_form_class=choices_form_class,
            **{**kwargs, "widget": RichTextWidget},
        )

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs


def plain_text(html: str) -> str:
    """The words of rich text, a line a paragraph or list item; for feeds, search and descriptions."""
    broken = html
    for tag in ("</p>", "</li>", "</h2>", "</h3>", "<br>"):
        broken = broken.replace(tag, "\n")
    bare = unescape(nh3.clean(broken, tags=set()))
    return "\n".join(_words(bare.splitlines()))


def _words(lines: Iterable[str]) -> Iterable[str]:
    return (line.strip() for line in lines if line.strip())

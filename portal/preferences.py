"""How a visitor likes to read: size of text and colours, kept in one cookie of their own."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

COOKIE = "display"
ONE_YEAR = 365 * 24 * 3600


class Size(models.TextChoices):
    NORMAL = "normal", "ปกติ"
    LARGE = "l", "ใหญ่"
    LARGEST = "xl", "ใหญ่มาก"


class Scheme(models.TextChoices):
    AUTO = "auto", "ตามเครื่องที่ใช้"
    LIGHT = "light", "พื้นสว่าง"
    DARK = "dark", "พื้นมืด"


_FONT_SIZES = {Size.LARGE: "font-size:112.5%", Size.LARGEST: "font-size:125%"}
_SCHEMES = {Scheme.LIGHT: "color-scheme:light", Scheme.DARK: "color-scheme:dark"}


@dataclass(frozen=True)
class Display:
    """A visitor's choice; written in the cookie as `l.dark`."""

    size: Size = Size.NORMAL
    scheme: Scheme = Scheme.AUTO

    @classmethod
    def read(cls, cookie: str) -> Display:
        """The choice a cookie carries; what is not known counts as not chosen."""
        size, _, scheme = cookie.partition(".")
        return cls(
            Size(size) if size in Size.values else Size.NORMAL,
            Scheme(scheme) if scheme in Scheme.values else Scheme.AUTO,
        )

    def __str__(self) -> str:
        return f"{self.size.value}.{self.scheme.value}"

    @property
    def css(self) -> str:
        """A style sheet with only what differs from the site's own; empty when nothing does."""
        rules = [rule for rule in (_SCHEMES.get(self.scheme), _FONT_SIZES.get(self.size)) if rule]
        return f":root{{{';'.join(rules)}}}" if rules else ""

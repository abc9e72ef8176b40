"""What reading an earlier year's report gives: its measures, its signature, and what looked wrong."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class UnreadableReport(Exception):
    """The file is not a report that can be read; the message says in Thai what, where and how to mend it."""


class Severity(StrEnum):
    """How much a finding matters; an ERROR keeps the report from being saved."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class Finding:
    """Something a person should know of the file, in Thai.

    `before` and `after` hold the words of the file and what the reader made of them; `after` is empty where
    nothing was changed.
    """

    severity: Severity
    where: str
    what: str
    how: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class ReadMeasure:
    """One measure of the report, its torn rows joined; `source_rows` are line or row numbers in the file."""

    order: int
    slug: str | None
    title: str
    steps: tuple[str, ...]
    summary: str
    outcome: str
    source_rows: tuple[int, ...]


@dataclass(frozen=True)
class Signature:
    """The signature block below the table; `lines` holds it whole."""

    name: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class ItaScore:
    """The ITA result the report mentions, as written: 88.37 and "A"."""

    score: Decimal | None = None
    level: str | None = None


@dataclass(frozen=True)
class ReadReport:
    """An earlier year's report as it was understood; nothing is stored. `fiscal_year` is Buddhist-era."""

    title: str
    introduction: str
    fiscal_year: int | None
    rows: tuple[ReadMeasure, ...]
    signature: Signature | None
    findings: tuple[Finding, ...]
    result: ItaScore

    @property
    def has_errors(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)

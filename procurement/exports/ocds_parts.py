"""What OCDS releases are made of: texts, times, amounts, and the parties with their identifiers."""

from __future__ import annotations

import datetime as dt
import hashlib
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from portal import thai
from portal.models import Office
from portal.publishing import UNSEEN
from portal.uploads import find_citizen_ids
from procurement.exports import ocds_codes as codes
from procurement.tax_numbers import Person, is_right, person_of, shown

Json = dict[str, Any]
END_OF_DAY = dt.time(23, 59, 59)


# ── values ───────────────────────────────────────────────────────────────────
def clean(text: str) -> str:
    """Text as it goes out: NFC, without control characters, every run of spaces one space."""
    return " ".join(UNSEEN.sub(" ", unicodedata.normalize("NFC", text)).split())


def moment(day: dt.date, time: dt.time = dt.time.min) -> str:
    """A time of a Thai day, as OCDS wants it: `2024-12-02T00:00:00+07:00`."""
    return dt.datetime.combine(day, time, thai.BANGKOK).isoformat(timespec="seconds")


def stamp(at: dt.datetime) -> str:
    """A moment on a Thai clock, to the second."""
    return thai.local(at).isoformat(timespec="seconds")


def value(amount: Decimal | None) -> Json:
    """Baht with satang as a JSON number: up to fifteen figures come out of a double as they went in."""
    return {} if amount is None else {"amount": float(round(amount, 2)), "currency": "THB"}


def without_blanks(value: Json) -> Json:
    """The object without what is empty; 0 and False stay."""
    kept: Json = {}
    for key, part in value.items():
        inner = without_blanks(part) if isinstance(part, dict) else part
        if inner not in (None, "", [], {}):
            kept[key] = inner
    return kept


# ── parties ──────────────────────────────────────────────────────────────────
def company_number(tax_id: str) -> str:
    """The number if it may be an identifier: a juristic person's whose check digit holds; else nothing.

    Numbers of foreign workers and of people without registration begin with 0 too and are left out.
    """
    is_company = person_of(tax_id) is Person.JURISTIC and is_right(tax_id) and not find_citizen_ids(tax_id)
    return tax_id if is_company else ""


def party_id(name: str, tax_id: str) -> str:
    """Who it is: the company's number, else a hash of what the public sees anyway (name, masked number).

    Nothing secret goes into the hash, so it needs no key and stays the same on every machine.
    """
    if number := company_number(tax_id):
        return f"{codes.COMPANY_SCHEME}-{number}"
    masked = shown(tax_id) if person_of(tax_id) is Person.NATURAL else ""
    return f"local-{hashlib.sha256(f'{masked}|{thai.fold(name)}'.encode()).hexdigest()[:16]}"


def join(parties: dict[str, Json], name: str, tax_id: str, role: str) -> Json:
    """The reference to a party, which is added or given one more role; one party has one spelling."""
    key = party_id(name, tax_id)
    party = parties.setdefault(key, _party(key, clean(name), company_number(tax_id)))
    if role not in party["roles"]:
        party["roles"].append(role)
    return {"id": key, "name": party["name"]}


def _party(key: str, name: str, number: str) -> Json:
    party: Json = {"id": key, "name": name}
    if number:
        party["identifier"] = {"scheme": codes.COMPANY_SCHEME, "id": number, "legalName": name}
    return {**party, "roles": []}


@dataclass(frozen=True)
class Publisher:
    """Who publishes and where: the office, the site's address without a slash at its end, the ocid prefix."""

    office: Office
    site: str
    prefix: str
    other: str = ""
    """The office that bought, where it is another one."""

    @property
    def buyer(self) -> Json:
        """The reference to the office that bought: its id and name."""
        if self.other:
            key = hashlib.sha256(thai.fold(self.other).encode()).hexdigest()[:16]
            return {"id": f"local-office-{key}", "name": self.other}
        code = clean(self.office.egp_code)
        return {"id": f"{codes.OFFICE_SCHEME}-{code}" if code else "local-office", "name": self.name}

    @property
    def name(self) -> str:
        return clean(self.office.name)

    def party(self) -> Json:
        """The office as a party, with its address and how to reach it; of another one only the name is known."""
        if self.other:
            return {**self.buyer, "roles": ["buyer", "procuringEntity"]}
        office, code = self.office, clean(self.office.egp_code)
        address = {"streetAddress": office.address, "locality": office.district, "region": office.province}
        return without_blanks(
            {
                **self.buyer,
                "identifier": {"scheme": codes.OFFICE_SCHEME, "id": code, "legalName": self.name}
                if code
                else {},
                "address": {**{key: clean(text) for key, text in address.items()}, "countryName": "ไทย"},
                "contactPoint": {
                    "name": self.name,
                    "email": clean(office.email),
                    "telephone": office.phone_tel if office.phone else "",
                },
                "roles": ["buyer", "procuringEntity"],
            }
        )

"""What the reference checker of OCDS lets pass: our own checks of a release package, in Thai.

The checker (libcoveocds) looks at each value by itself; these look at what values say together, at the calendar,
at identifiers of people, and at what was published before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from portal import thai
from portal.uploads import find_citizen_ids
from procurement.exports import ocds_codes as codes
from procurement.exports.ocds_parts import Json
from procurement.tax_numbers import Person, is_right, person_of

_TIME = re.compile(r"([0-9]{4})-[0-9]{2}-[0-9]{2}T")
_ZONE = "+07:00"
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_MASKED_NUMBER = re.compile(r"[1-9][0-9]{8}xxxx")
_MADE = ("documents/id", "documents/url")
"""Paths whose texts the portal makes, like a release's own: of public numbers and at random, never of what is typed. A
random document id (UUID) may hold thirteen figures with a right check digit."""
_OPEN_TENDER = {"planning", "planned", "active", "cancelled", "unsuccessful", "withdrawn"}
_STANDING_AWARD = {"pending", "active"}


class Remark(NamedTuple):
    """What is wrong or odd in a package; `is_fault` tells a fault of the file from what may be true."""

    ocid: str
    what: str
    is_fault: bool = True

    def __str__(self) -> str:
        return f"{self.ocid}: {self.what}" if self.ocid else self.what


def remarks(package: Json, *, known: Iterable[str] = (), prefix: str = "") -> list[Remark]:
    """Everything to be said of a package, faults and oddities, in the order of its releases.

    `known` are ocids published before, which must all be there still; every ocid must begin with `prefix`.
    """
    releases = package.get("releases", [])
    found = list(_together(releases, set(known), prefix))
    for release in releases:
        ocid = str(release.get("ocid", ""))
        found += [Remark(ocid, what) for what in _faults(release)]
        found += [Remark(ocid, what, is_fault=False) for what in _oddities(release)]
    return found


def faults(package: Json, *, known: Iterable[str] = (), prefix: str = "") -> list[Remark]:
    """The remarks that must not be there when a package is public."""
    return [remark for remark in remarks(package, known=known, prefix=prefix) if remark.is_fault]


# ── the package as a whole ───────────────────────────────────────────────────
def _together(releases: list[Json], known: set[str], prefix: str) -> Iterator[Remark]:
    ocids = [str(release.get("ocid", "")) for release in releases]
    for ocid in sorted(known.difference(ocids)):
        yield Remark(ocid, "เคยเผยแพร่แล้วแต่ไม่มีในชุดข้อมูลนี้ ต้องคงไว้ตลอดไป")
    for ocid in _repeated(ocids):
        yield Remark(ocid, "มีมากกว่าหนึ่งรายการ")
    for number in _repeated(str(release.get("tender", {}).get("id", "")) for release in releases):
        yield Remark("", f"เลขที่โครงการ {number} อยู่ในหลายกระบวนการ")
    for number in _repeated(str(release.get("id", "")) for release in releases):
        yield Remark("", f"รหัสรายการ {number} ซ้ำกัน")
    for ocid in ocids:
        if not ocid.startswith(f"{prefix}-" if prefix else ""):
            yield Remark(ocid, f"ไม่ขึ้นต้นด้วยรหัสผู้เผยแพร่ {prefix}")


def _repeated(values: Iterable[str]) -> list[str]:
    return sorted(value for value, number in Counter(values).items() if number > 1 and value)


# ── one release: what must not be ────────────────────────────────────────────
def _faults(release: Json) -> Iterator[str]:
    for path, text in _texts(release):
        yield from _faults_of_text(path, text)
    yield from _faults_of_identifiers(release)
    yield from _faults_of_references(release)
    yield from _faults_of_stages(release)


def _faults_of_text(path: str, text: str) -> Iterator[str]:
    if time := _TIME.match(text):
        year = int(time[1])
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            yield f"{path} เป็นปี {year} ต้องเป็นปี ค.ศ."
        if not text.endswith(_ZONE):
            yield f"{path} ไม่ได้บอกเวลาประเทศไทย ({_ZONE})"
    is_made = path in ("id", "ocid") or path.endswith(_MADE) or text.startswith("local-")
    if not is_made and find_citizen_ids(text):
        yield f"{path} มีเลขประจำตัวประชาชนของบุคคล"


def _faults_of_identifiers(release: Json) -> Iterator[str]:
    for party in release.get("parties", []):
        for identifier in (party.get("identifier", {}), *party.get("additionalIdentifiers", [])):
            number = str(identifier.get("id", ""))
            if identifier.get("scheme") == codes.COMPANY_SCHEME and not (
                person_of(number) is Person.JURISTIC and is_right(number)
            ):
                yield f"เลขของ “{party.get('name', '')}” ไม่ใช่เลขนิติบุคคลที่ถูกต้อง จึงใช้เป็นรหัสระบุตัวไม่ได้"
            elif _MASKED_NUMBER.fullmatch(number):
                yield f"เลขของ “{party.get('name', '')}” เป็นเลขของบุคคลธรรมดา"


def _faults_of_references(release: Json) -> Iterator[str]:
    names = {party.get("id"): party.get("name") for party in release.get("parties", [])}
    awards = {award.get("id") for award in release.get("awards", [])}
    tender = release.get("tender", {})
    references = [
        ("buyer", release.get("buyer")),
        ("tender/procuringEntity", tender.get("procuringEntity")),
        *(("tender/tenderers", one) for one in tender.get("tenderers", [])),
        *(
            ("awards/suppliers", one)
            for award in release.get("awards", [])
            for one in award.get("suppliers", [])
        ),
    ]
    for path, reference in references:
        if reference is None:
            continue
        if reference.get("id") not in names:
            yield f"{path} อ้างถึง “{reference.get('name', '')}” ซึ่งไม่มีใน parties"
        elif names[reference.get("id")] != reference.get("name"):
            yield f"{path} เขียนชื่อ “{reference.get('name', '')}” ไม่ตรงกับใน parties"
    for contract in release.get("contracts", []):
        if contract.get("awardID") not in awards:
            yield f"สัญญา {contract.get('id')} อ้างถึงผลการคัดเลือก {contract.get('awardID')} ซึ่งไม่มี"


def _faults_of_stages(release: Json) -> Iterator[str]:
    status = release.get("tender", {}).get("status")
    standing = [award for award in release.get("awards", []) if award.get("status") in _STANDING_AWARD]
    if standing and status in _OPEN_TENDER:
        yield f"มีผลการคัดเลือกแล้ว แต่สถานะการจัดหายังเป็น {status}"
    for contract in release.get("contracts", []):
        period = contract.get("period", {})
        starts, ends = period.get("startDate"), period.get("endDate")
        if starts and ends and ends < starts:
            yield f"ระยะสัญญา {contract.get('id')} สิ้นสุดก่อนเริ่มต้น"


# ── one release: what may be true, for somebody to look at ───────────────────
def _oddities(release: Json) -> Iterator[str]:
    awarded = {award.get("id"): _amount(award) for award in release.get("awards", [])}
    for contract in release.get("contracts", []):
        signed, ends = contract.get("dateSigned"), contract.get("period", {}).get("endDate")
        if signed and ends and ends < signed:
            yield f"สัญญา {contract.get('id')} สิ้นสุดก่อนวันลงนาม"
        price, agreed = _amount(contract), awarded.get(contract.get("awardID"))
        if price and agreed and not agreed / 5 < price < agreed * 5:
            yield f"มูลค่าสัญญา {thai.number(price)} บาท ต่างจากราคาที่ตกลง {thai.number(agreed)} บาท หลายเท่า"
    budget = _amount(release.get("planning", {}).get("budget", {}), "amount")
    reference = _amount(release.get("tender", {}))
    if budget and reference and not 0.5 <= budget / reference <= 1.5:
        yield f"วงเงินงบประมาณ {thai.number(budget)} บาท ห่างจากราคากลาง {thai.number(reference)} บาท เกินร้อยละ 50"


def _amount(section: Json, name: str = "value") -> float:
    found: float = section.get(name, {}).get("amount") or 0
    return found


def _texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text with the path to it."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, f"{path}/{key}" if path else key)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, path)

"""One contracting process as an OCDS 1.1.5 release; pure functions over rows that were already read.

"Easy releases" (OCDS guidance): one current release for each process, whose id holds the hash of its content, so
that a change gives a new id. No extensions. All times are Gregorian with `+07:00`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import reverse
from django.utils.encoding import iri_to_uri

from portal import thai
from portal.attachments import Attachment
from portal.publishing import Publishable
from procurement.exports import ocds_codes as codes
from procurement.exports.ocds_parts import (
    END_OF_DAY,
    Json,
    Publisher,
    clean,
    join,
    moment,
    stamp,
    value,
    without_blanks,
)
from procurement.models import Announcement, AnnouncementKind, Bid, Contract, Kind, PlanItem, Progress

_INVITATIONS = (
    AnnouncementKind.INVITATION,
    AnnouncementKind.CHANGED_INVITATION,
    AnnouncementKind.CANCELLED_INVITATION,
)
_WINNERS = (AnnouncementKind.WINNER, AnnouncementKind.CHANGED_WINNER)


@dataclass
class Facts:
    """All that is public of one process: its contracts, its plan items and announcements, and their papers."""

    key: str
    contracts: Sequence[Contract]
    plan: Sequence[PlanItem] = ()
    announcements: Sequence[Announcement] = ()
    bids: dict[int, list[Bid]] = field(default_factory=dict)
    """By contract."""
    papers: dict[tuple[str, int], list[Attachment]] = field(default_factory=dict)
    """By the name of the owner's model and the owner's key."""
    other_changes: Sequence[dt.datetime] = ()
    """When parts of the process were withdrawn."""


def release(facts: Facts, publisher: Publisher, day: dt.date) -> Json:
    """The release of a process as it stands on a day, which decides whether contracts have ended."""
    if other := next((contract.other_office for contract in facts.contracts), ""):
        publisher = replace(publisher, other=clean(other))
    parties: dict[str, Json] = {publisher.buyer["id"]: publisher.party()}
    stages = [(contract, stage_of(contract, facts.announcements, day)) for contract in facts.contracts]
    made = {
        "planning": _planning(facts, publisher),
        "tender": _tender(facts, publisher, stages, parties),
        "awards": _awards(facts, publisher, stages, parties),
        "contracts": _contracts(facts, publisher, stages),
    }
    sections = {name: section for name, section in made.items() if section}
    tags = {"planning": "planning", "tender": "tender", "awards": "award", "contracts": "contract"}
    return _finished(
        facts.key,
        publisher,
        date=_changed_at(facts, day),
        tags=[tags[name] for name in sections],
        content={"parties": list(parties.values()), "buyer": publisher.buyer, **sections},
    )


def withdrawn_release(key: str, publisher: Publisher, withdrawn_at: dt.datetime) -> Json:
    """What is left of a process that was public once and is not any more."""
    return _finished(
        key,
        publisher,
        date=withdrawn_at,
        tags=["tender"],
        content={
            "parties": [publisher.party()],
            "buyer": publisher.buyer,
            "tender": {"id": key, "status": codes.WITHDRAWN.tender, "procuringEntity": publisher.buyer},
        },
    )


def stage_of(contract: Contract, announcements: Iterable[Announcement], day: dt.date) -> codes.Stage:
    """How far a contract is on a day."""
    progress = contract.progress_on(day)
    if progress is Progress.CANCELLED:
        return codes.CANCELLED_SIGNED if contract.signed_on else codes.CANCELLED_UNSIGNED
    if progress is Progress.ACTIVE:
        return codes.IN_FORCE
    if progress is Progress.ENDED:
        return codes.ENDED
    if contract.agreed_price is not None and clean(contract.supplier_name):
        return codes.AWARDED
    latest = _latest(announcements, _INVITATIONS)
    if latest is not None and latest.kind == AnnouncementKind.CANCELLED_INVITATION:
        return codes.CANCELLED_UNSIGNED
    return codes.IN_TENDER


def tender_status(stages: Iterable[codes.Stage]) -> str:
    """The status of the whole tender: complete as soon as one contract was awarded, cancelled when all were."""
    found = {stage.tender for stage in stages}
    return next(status for status in ("complete", "active", "cancelled") if status in found)


# ── sections ─────────────────────────────────────────────────────────────────
def _planning(facts: Facts, publisher: Publisher) -> Json:
    contracts, plan = facts.contracts, facts.plan
    year = int(contracts[0].year)
    amount = _first(contract.budget for contract in contracts)
    words = [f"ปีงบประมาณ พ.ศ. {year}"]
    fund = _first(
        [
            *(contract.get_fund_source_display() for contract in contracts),
            *(item.get_fund_source_display() for item in plan),
        ]
    )
    expense = _first(contract.get_expense_type_display() for contract in contracts)
    words += [f"แหล่งที่มาของงบประมาณ: {fund}"] if fund else []
    words += [f"งบรายจ่าย: {expense}"] if expense else []
    papers = [paper for item in plan for paper in _papers(facts, item, publisher, "procurementPlan")]
    papers += _announced(facts, "planning", publisher)
    budget = amount if amount is not None else _first(item.budget for item in plan)
    if budget is None and not papers:
        return {}
    return without_blanks(
        {
            "budget": {"id": f"FY{year}", "description": "; ".join(words), "amount": value(budget)},
            "documents": papers,
        }
    )


def _tender(
    facts: Facts,
    publisher: Publisher,
    stages: Sequence[tuple[Contract, codes.Stage]],
    parties: dict[str, Json],
) -> Json:
    first = facts.contracts[0]
    method = _first(contract.method_group for contract in facts.contracts)
    kind = _first(Kind(contract.kind) if contract.kind else None for contract in facts.contracts)
    bidders: dict[str, Json] = {}
    for contract in facts.contracts:
        for bid in facts.bids.get(contract.pk, ()):
            if clean(bid.name):
                reference = join(parties, bid.name, bid.tax_id, "tenderer")
                bidders[reference["id"]] = reference
    papers = _announced(facts, "tender", publisher)
    if not any(stage.award for _, stage in stages):
        papers += _announced(facts, "awards", publisher)
    if not any(stage.contract for _, stage in stages):
        papers += [
            paper for contract in facts.contracts for paper in _contract_papers(facts, contract, publisher)
        ]
    return without_blanks(
        {
            "id": facts.key,
            "title": clean(first.title),
            "status": tender_status(stage for _, stage in stages),
            "procuringEntity": publisher.buyer,
            "value": value(_first(contract.reference_price for contract in facts.contracts)),
            "procurementMethod": codes.METHODS.get(method) if method else None,
            "procurementMethodDetails": _first(contract.get_method_display() for contract in facts.contracts),
            "mainProcurementCategory": codes.CATEGORIES.get(kind) if kind else None,
            "additionalProcurementCategories": ["consultingServices"] if kind is Kind.CONSULT else [],
            "tenderPeriod": _tender_period(facts.announcements),
            "numberOfTenderers": len(bidders) or None,
            "tenderers": list(bidders.values()),
            "documents": papers,
        }
    )


def _tender_period(announcements: Sequence[Announcement]) -> Json:
    invitation = _latest(announcements, (AnnouncementKind.INVITATION, AnnouncementKind.CHANGED_INVITATION))
    first = [known for known in announcements if known.kind == AnnouncementKind.INVITATION]
    if invitation is None:
        return {}
    opened = min((known.announced_on for known in first), default=invitation.announced_on)
    closes = invitation.closes_on
    return {"startDate": moment(opened), "endDate": moment(closes, END_OF_DAY) if closes else None}


def _awards(
    facts: Facts,
    publisher: Publisher,
    stages: Sequence[tuple[Contract, codes.Stage]],
    parties: dict[str, Json],
) -> list[Json]:
    winner = _latest(facts.announcements, _WINNERS)
    papers = _announced(facts, "awards", publisher)
    awards: list[Json] = []
    for contract, stage in stages:
        if not stage.award:
            continue
        name = clean(contract.supplier_name)
        award = {
            "id": _award_id(facts.key, contract),
            "title": clean(contract.title),
            "description": clean(contract.reason),
            "status": stage.award,
            "date": moment(winner.announced_on) if winner else None,
            "value": value(contract.agreed_price),
            "suppliers": [join(parties, name, contract.tax_id, "supplier")] if name else [],
            "documents": papers if not awards else [],  # once in a release
        }
        awards.append(without_blanks(award))
    return awards


def _contracts(
    facts: Facts, publisher: Publisher, stages: Sequence[tuple[Contract, codes.Stage]]
) -> list[Json]:
    return [
        without_blanks(
            {
                "id": f"{facts.key}-c{contract.pk}",
                "awardID": _award_id(facts.key, contract),
                "title": clean(contract.title),
                "description": f"เลขที่สัญญาหรือใบสั่ง {clean(contract.contract_number)}"
                if clean(contract.contract_number)
                else "",
                "status": stage.contract,
                "period": _period(contract),
                "value": value(
                    contract.agreed_price if contract.contract_value is None else contract.contract_value
                ),
                "dateSigned": moment(contract.signed_on) if contract.signed_on else None,
                "documents": _contract_papers(facts, contract, publisher),
            }
        )
        for contract, stage in stages
        if stage.contract
    ]


def _period(contract: Contract) -> Json:
    """From signing to end. That a contract begins when it is signed is our reading, not the source's word: where
    the source has it end before it was signed, only what the source says is given, `endDate` and `dateSigned`."""
    starts, ends = contract.signed_on, contract.ends_on
    if starts and ends and ends < starts:
        starts = None
    return {
        "startDate": moment(starts) if starts else None,
        "endDate": moment(ends, END_OF_DAY) if ends else None,
    }


def _award_id(key: str, contract: Contract) -> str:
    return f"{key}-a{contract.pk}"


# ── documents ────────────────────────────────────────────────────────────────
def _announced(facts: Facts, section: str, publisher: Publisher) -> list[Json]:
    """The announcements that belong to a section: the page of each, and its files."""
    found = []
    for announcement in facts.announcements:
        paper = codes.PAPERS[AnnouncementKind(announcement.kind)]
        if paper.section != section:
            continue
        page = {
            "id": f"announcement-{announcement.pk}",
            "documentType": paper.code,
            "title": clean(f"{announcement.get_kind_display()}: {announcement.title}"),
            "url": _address(publisher, announcement.get_absolute_url()),
            "datePublished": moment(announcement.announced_on),
            "format": "text/html",
            "language": "th",
        }
        found += [without_blanks(page), *_papers(facts, announcement, publisher, paper.code)]
    return found


def _contract_papers(facts: Facts, contract: Contract, publisher: Publisher) -> list[Json]:
    page = {
        "id": f"contract-{contract.pk}",
        "title": "หน้าสัญญาบนเว็บไซต์ของสำนักงาน",
        "url": _address(publisher, contract.get_absolute_url()),
        "format": "text/html",
        "language": "th",
    }
    return [page, *_papers(facts, contract, publisher, "")]


def _papers(
    facts: Facts, owner: Contract | PlanItem | Announcement, publisher: Publisher, code: str
) -> list[Json]:
    return [
        without_blanks(
            {
                "id": str(paper.pk),
                "documentType": code,
                "title": clean(paper.title),
                "url": _address(publisher, reverse("portal:document", args=[paper.pk])),
                "format": paper.current.content_type.partition(";")[0],
                "language": "th",
            }
        )
        for paper in facts.papers.get((type(owner).__name__, owner.pk), ())
    ]


def _address(publisher: Publisher, path: str) -> str:
    return str(iri_to_uri(f"{publisher.site}{path}"))


def _first(values: Iterable[Any]) -> Any:
    return next((value for value in values if value is not None and value != ""), None)


def _latest(announcements: Iterable[Announcement], kinds: Sequence[AnnouncementKind]) -> Announcement | None:
    found = [known for known in announcements if known.kind in kinds]
    return max(found, key=lambda known: (known.announced_on, known.pk), default=None)


def _changed_at(facts: Facts, day: dt.date) -> dt.datetime:
    """When the release came to say what it says: the latest publication or withdrawal, or the first day on which
    a contract was over."""
    records: list[Publishable] = [*facts.contracts, *facts.plan, *facts.announcements]
    times = [record.published_at for record in records if record.published_at]
    ends = [contract.ends_on for contract in facts.contracts if contract.ends_on and contract.ends_on < day]
    times += [dt.datetime.combine(ended + dt.timedelta(days=1), dt.time.min, thai.BANGKOK) for ended in ends]
    return max([*times, *facts.other_changes])


def _finished(key: str, publisher: Publisher, *, date: dt.datetime, tags: list[str], content: Json) -> Json:
    ocid = f"{publisher.prefix}-{key}"
    body = {"ocid": ocid, "tag": tags, "initiationType": "tender", "language": "th", **content}
    plain = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(plain.encode()).hexdigest()[:16]
    return {"ocid": ocid, "id": f"{ocid}-{digest}", "date": stamp(date), **body}

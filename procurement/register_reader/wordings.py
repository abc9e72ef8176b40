"""The closed lists of procurement as sources spell them: methods, kinds, groups, sources of money, progress."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache

from portal.thai import fold
from procurement.models import ExpenseType, FundSource, Kind, LegalGroup, Method, MethodGroup, Progress

Term = Kind | Method | MethodGroup | LegalGroup | FundSource | ExpenseType | Progress

_NOISE = re.compile(r"[\s.,()/ฯ\-–_\"'“”]+")


@lru_cache(maxsize=4096)
def key_of(text: str) -> str:
    """What two spellings of a word have in common: folded, without spaces, dots, brackets, ฯ and “โดยวิธี”."""
    key = _NOISE.sub("", fold(text))
    return re.sub(r"^(โดย)?(วิธี(?!การจัดหา))?", "", key)


def _spelled(terms: Iterable[Term], others: Mapping[str, Term]) -> dict[str, Term]:
    spelled = {key_of(str(term.label)): term for term in terms}
    return spelled | {key_of(word): term for word, term in others.items()}


_METHODS = _spelled(
    Method,
    {
        "e-bidding": Method.E_BIDDING,
        "ประกวดราคาอิเล็กทรอนิกส์": Method.E_BIDDING,
        "ประกวดราคา": Method.E_BIDDING,
        "ประกาศเชิญชวนทั่วไป (e-bidding)": Method.E_BIDDING,
        "ประกาศเชิญชวนทั่วไป ด้วยวิธีประกวดราคาอิเล็กทรอนิกส์ (e-bidding)": Method.E_BIDDING,
        "e-market": Method.E_MARKET,
        "ตลาดอิเล็กทรอนิกส์": Method.E_MARKET,
        "ประกาศเชิญชวนทั่วไป (e-market)": Method.E_MARKET,
        "เชิญชวนทั่วไป": Method.OPEN,
        "จ้างออกแบบฯ โดยวิธีประกาศเชิญชวนทั่วไป": Method.DESIGN_OPEN,
        "จ้างออกแบบฯ โดยวิธีคัดเลือก": Method.DESIGN_SELECTED,
        "จ้างออกแบบฯ โดยวิธีเฉพาะเจาะจง": Method.DESIGN_SPECIFIC,
        "จ้างออกแบบโดยวิธีประกาศเชิญชวนทั่วไป": Method.DESIGN_OPEN,
        "จ้างออกแบบโดยวิธีคัดเลือก": Method.DESIGN_SELECTED,
        "จ้างออกแบบโดยวิธีเฉพาะเจาะจง": Method.DESIGN_SPECIFIC,
        "อื่นๆ": Method.OTHER,
    },
)
_GROUPS = _spelled(MethodGroup, {"เชิญชวนทั่วไป": MethodGroup.OPEN, "อื่นๆ": MethodGroup.OTHER})
_GROUPS |= {
    key: term.group for key, term in _METHODS.items() if isinstance(term, Method) and key not in _GROUPS
}
_WORDS: dict[str, dict[str, Term]] = {
    "kind": _spelled(
        Kind,
        {
            "จ้างทำของ": Kind.HIRE,
            "จ้างเหมาบริการ": Kind.HIRE,
            "จ้างเหมา": Kind.HIRE,
            "จ้าง": Kind.HIRE,
            "จัดซื้อ": Kind.BUY,
            "จัดจ้าง": Kind.HIRE,
            "ก่อสร้าง": Kind.BUILD,
            "จ้างออกแบบและควบคุมงาน": Kind.DESIGN_SUPERVISE,
            "จ้างควบคุมงานก่อสร้าง": Kind.SUPERVISE,
            "จ้างออกแบบงานก่อสร้าง": Kind.DESIGN,
            "อื่นๆ": Kind.OTHER,
        },
    ),
    "method": _METHODS,
    "method_group": _GROUPS,
    "legal_group": _spelled(
        LegalGroup,
        {
            "วิธีการจัดหา": LegalGroup.GENERAL,
            "งานจ้างออกแบบหรือควบคุมงานก่อสร้าง": LegalGroup.DESIGN,
            "งานจ้างออกแบบหรือควบคุมงาน": LegalGroup.DESIGN,
        },
    ),
    "fund_source": _spelled(
        FundSource,
        {
            "พ.ร.บ.งบประมาณรายจ่ายประจำปี": FundSource.BUDGET_ACT,
            "พระราชบัญญัติงบประมาณรายจ่าย": FundSource.BUDGET_ACT,
            "พระราชบัญญัติงบประมาณรายจ่ายประจำปี": FundSource.BUDGET_ACT,
            "พรบ. งบประมาณรายจ่าย": FundSource.BUDGET_ACT,
            "เงินงบประมาณ": FundSource.BUDGET_ACT,
            "งบประมาณ": FundSource.BUDGET_ACT,
            "เงินนอก": FundSource.INCOME,
            "เงินนอกงบประมาณ": FundSource.INCOME,
            "เงินรายได้": FundSource.INCOME,
            "เงินสนับสนุน": FundSource.DONATION,
            "เงินบริจาค": FundSource.DONATION,
            "อื่นๆ": FundSource.OTHER,
        },
    ),
    "expense_type": _spelled(
        ExpenseType,
        {"งบอุดหนุน": ExpenseType.SUBSIDY, "เงินอุดหนุน": ExpenseType.SUBSIDY, "งบรายจ่ายอื่นๆ": ExpenseType.OTHER},
    ),
    "progress": _spelled(
        Progress,
        {
            "สิ้นสุดสัญญา": Progress.ENDED,
            "สิ้นสุดระยะเวลาสัญญา": Progress.ENDED,
            "ระหว่างดำเนินการ": Progress.ACTIVE,
            "อยู่ระหว่างดำเนินการ": Progress.ACTIVE,
            "อยู่ระหว่างดำเนินการตามสัญญา": Progress.ACTIVE,
            "ลงนามแล้ว": Progress.ACTIVE,
            "ลงนามในสัญญา": Progress.ACTIVE,
            "อยู่ระหว่างสัญญา": Progress.ACTIVE,
            "ยังไม่ลงนาม": Progress.UNSIGNED,
            "ยังไม่ดำเนินการ": Progress.UNSIGNED,
            "อยู่ระหว่างกระบวนการจัดซื้อจัดจ้าง": Progress.UNSIGNED,
        },
    ),
}
# The forms of 2568 have the category of expenditure where those of 2567 have the source of the money.
_WORDS["money_from"] = _WORDS["expense_type"] | _WORDS["fund_source"]
_WORDS["stated_progress"] = _WORDS["progress"]
CODED = frozenset(_WORDS)
"""Fields that hold a word of a closed list."""


def term_of(field: str, text: str) -> Term | None:
    """The member of a closed list that a source means; None for a word that is not in the list.

    Words added behind a method (its section of the law, its letter) do not matter; whatever begins with
    ยกเลิก is cancelled.
    """
    key = key_of(text)
    words = _WORDS[field]
    if term := words.get(key):
        return term
    if field in ("progress", "stated_progress") and key.startswith("ยกเลิก"):
        return Progress.CANCELLED
    if field in ("method", "method_group"):
        if "ebidding" in key:
            return Method.E_BIDDING if field == "method" else MethodGroup.OPEN
        if "emarket" in key:
            return Method.E_MARKET if field == "method" else MethodGroup.OPEN
        longest = max(
            (word for word in words if key.startswith(f"{word}ตาม") or _is_cited(key, word)),
            key=len,
            default="",
        )
        return words.get(longest)
    return None


def labels_of(field: str) -> list[str]:
    """The words of a closed list, as a message may offer them."""
    return list(dict.fromkeys(str(term.label) for term in _WORDS[field].values()))


def near(field: str, text: str) -> str:
    """The label nearest to a misspelt word; empty when nothing is near."""
    found = get_close_matches(key_of(text)[:80], list(_WORDS[field]), n=1, cutoff=0.75)
    return str(_WORDS[field][found[0]].label) if found else ""


def _is_cited(key: str, word: str) -> bool:
    """Whether only a section of the law follows the word: เฉพาะเจาะจง ม.56 (2) (ข)."""
    return key.startswith(word) and bool(re.fullmatch(r"(ม|มาตรา)?[0-9]*[ก-ฮ0-9]{0,3}", key[len(word) :]))

"""Fields of Word files: what Word fills in of itself becomes plain text, and what tells of the maker is left out.

A field has a code and the result last shown (ECMA-376-1, 17.16). Codes name files, people and properties; a few are
needed to show the page at all and are written anew from words known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from lxml import etree

from complaints.evidence.copies import Uncleanable

_LEFT_OUT = "[ตัดออก]"
_TOLD = f"มีช่องที่ Word เติมเองจากข้อมูลของไฟล์ เช่น ชื่อผู้เขียนหรือชื่อไฟล์ ในสำเนาแทนด้วย {_LEFT_OUT}"
_LINKS = "มีลิงก์ไปยังเว็บไซต์หรืออีเมลในเอกสาร ลิงก์ยังอยู่ในสำเนา"
_MOST_NESTED = 20
_CODES = ("instrText", "delInstrText")

# Fields whose very result tells of people, machines and times of making.
_TELLING = frozenset(
    "AUTHOR COMMENTS CREATEDATE DOCPROPERTY DOCVARIABLE EDITTIME FILENAME FILESIZE INFO KEYWORDS LASTSAVEDBY "
    "PRINTDATE REVNUM SAVEDATE TEMPLATE USERADDRESS USERINITIALS USERNAME".split()
)
# Fields that differ from page to page, or are drawn from their code: their words are kept, nothing else of the code.
_PLAIN = frozenset(
    "PAGE NUMPAGES SECTION SECTIONPAGES FORMTEXT FORMCHECKBOX FORMDROPDOWN LISTNUM AUTONUM AUTONUMLGL "
    "AUTONUMOUT".split()
)
_SHOWN = frozenset({"EQ", "SYMBOL"})
_SHAPE_OF_NUMBER = re.compile(
    r"\\\*\s*(MERGEFORMAT|CHARFORMAT|ARABIC|ROMAN|ALPHABETIC|CARDTEXT|ORDINAL|THAIARABIC|THAILETTER|THAICARDTEXT)\b",
    re.IGNORECASE,
)
_WEB = re.compile(r'"((?:https?://|mailto:|tel:)[^"]*)"', re.IGNORECASE)


def plain_fields(root: etree._Element, note: Callable[[str], None]) -> None:
    """Turn the fields of one part into their results; `note` is told what the officer should know."""
    for simple in list(root.iter("{*}fldSimple")):
        _simple(simple, note)
    under_way: list[_Field] = []
    for run in list(root.iter("{*}r")):
        for leaf in run.iterchildren(etree.Element):
            name = etree.QName(leaf).localname
            if name == "rPr":
                continue
            kind = _attribute(leaf, "fldCharType") if name == "fldChar" else ""
            for around in under_way if kind == "begin" else under_way[:-1] if kind else under_way:
                around.take(leaf)
            if kind == "begin":
                under_way.append(_Field([leaf]))
            elif kind and under_way:
                under_way[-1].marks.append(leaf)
                under_way[-1].is_shown = True
                if kind == "end":
                    under_way.pop().close(note)
            if len(under_way) > _MOST_NESTED:
                raise Uncleanable("มีช่องซ้อนกันมากผิดปกติ", is_unsound=True)
    for torn in under_way:
        _drop(torn.marks)
        _drop(leaf for leaf in torn.code if etree.QName(leaf).localname in _CODES)


def unwrapped(element: etree._Element) -> None:
    """Put what is in an element into its place."""
    parent = element.getparent()
    if parent is None:
        return
    for child in list(element):
        element.addprevious(child)
    parent.remove(element)


@dataclass
class _Field:
    """A field between its marks: the leaves of runs that are its code, and those that are its result."""

    marks: list[etree._Element]
    code: list[etree._Element] = field(default_factory=list)
    result: list[etree._Element] = field(default_factory=list)
    is_shown: bool = False

    def take(self, leaf: etree._Element) -> None:
        (self.result if self.is_shown else self.code).append(leaf)

    def close(self, note: Callable[[str], None]) -> None:
        """Decide on the whole field."""
        words = "".join(leaf.text or "" for leaf in self.code)
        is_plain = all(etree.QName(leaf).localname in _CODES for leaf in self.code)
        kept = _kept(words, note) if is_plain else ""
        if kept:
            self.code[0].text = kept
            _drop(self.code[1:])
            return
        if _word(words) in _TELLING:
            _leave_out(self.result, note)
        _drop([*self.marks, *self.code])


def _simple(simple: etree._Element, note: Callable[[str], None]) -> None:
    words = _attribute(simple, "instr")
    kept = _kept(words, note)
    if kept:
        [key] = (key for key in simple.attrib if str(key).endswith("instr"))
        simple.set(key, kept)
        return
    if _word(words) in _TELLING:
        shown = (leaf for run in simple.iter("{*}r") for leaf in run.iterchildren(etree.Element))
        _leave_out([leaf for leaf in shown if etree.QName(leaf).localname != "rPr"], note)
    unwrapped(simple)


def _kept(code: str, note: Callable[[str], None]) -> str:
    """Return what may stay of a code; empty where only the result may."""
    word = _word(code)
    if word in _SHOWN and ":" not in code:
        return code
    if word in _PLAIN:
        return " ".join(["", word, *(f"\\* {shape}" for shape in _SHAPE_OF_NUMBER.findall(code)), ""])
    web = _WEB.search(code) if word == "HYPERLINK" else None
    if web:
        note(_LINKS)
        return f' HYPERLINK "{web[1]}" '
    return ""


def _word(code: str) -> str:
    return (code.split() or [""])[0].upper()


def _attribute(element: etree._Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if etree.QName(key).localname == name), "")


def _leave_out(result: list[etree._Element], note: Callable[[str], None]) -> None:
    note(_TOLD)
    shown = [leaf for leaf in result if etree.QName(leaf).localname == "t" and leaf.getparent() is not None]
    if shown:
        shown[0].text = _LEFT_OUT
    _drop(leaf for leaf in result if leaf not in shown[:1])


def _drop(leaves: Iterable[etree._Element]) -> None:
    for leaf in leaves:
        parent = leaf.getparent()
        if parent is not None:
            parent.remove(leaf)

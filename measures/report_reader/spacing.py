"""Thai text put back together where a page, a column or a machine reader has torn it.

Thai writes no space between words; a space divides ideas and surrounds numbers and Latin words. Text taken
from a narrow column has a space at the end of each line as well, and nothing tells the two kinds apart but
the width of the column, the words around the space, and the same words standing together elsewhere in the
document.
"""

import html
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

# Words after which a sentence must go on, and whole words that only end like one of them.
_GOES_ON = (
    "กับ การ ของ ของแต่ละ ความ คือ จะ จาก ซึ่ง ด้าน ตาม ตั้งแต่ แต่ ที่ บน เป็น เพื่อ มี เมื่อ ระหว่าง และ แล้วแต่ ว่า "
    "สำหรับ หรือ หาก ให้ แก่ โดย ใน ไม่ ต่อ"
).split()
_WHOLE = (
    "กำกับ กรรมการ กระบวนการ โครงการ จัดการ ดำเนินการ ต้องการ ธิการ ธุรการ บริการ บูรณาการ ปฏิบัติการ ประกอบการ ประการ "
    "พัฒนาการ พิการ มาตรการ ราชการ รายการ วิชาการ วิธีการ สวัสดิการ หลักการ อำนวยการ ข้อความ ใจความ สิ่งของ ติดตาม "
    "คงที่ เจ้าหน้าที่ หน้าที่ พื้นที่ สถานที่ เต็มที่ สินบน ด้านบน จำเป็น ไม่มี บารมี ภายใน หรือไม่ ติดต่อ รอบด้าน ทุกด้าน "
    "รายด้าน ผู้ว่า อาการ ตัวการ เท่าที่ ไว้ให้"
).split()
# Verbs that want their object: a line may end after them, an idea does not.
_WANTS_OBJECT = ("แสดง", "จัดทำ")
# A new idea begins or ends here, so a space belongs before or after it although a line was broken there.
_OPENS = re.compile(
    "การเผยแพร่|จัดทำ|มีการจัดทำ|ซึ่ง|โดย|ตลอดจน|ตามข้อ|ตามพระราช|ตามระเบียบ|ตามองค์ประกอบ|ทั้งนี้|ทำให้|เพื่อให้|รวมทั้ง|และ|อีกทั้ง"
)
_CLOSES = re.compile("(?:แล้ว|ด้วย|มากขึ้น|เป็นต้น|อยู่เสมอ|ปัจจุบัน|อย่างชัดเจน|อย่างต่อเนื่อง|เพิ่มเติม)$")
# Words that end an idea and never begin one.
_FOLLOWS = re.compile("(?:ด้วย|ต่าง|หรือไม่|เท่านั้น|ต่อไป|ดังกล่าว)(?![ก-๎])")
_KEEPS_SPACE = "ณๆฯ"

_NARROW = 32  # letters; the widest line a column of an A4 table takes, with room to spare
_EVIDENCE = 3  # lines of one page that break where no sentence may: fewer could be slips of typing
_CONTEXT = 6  # characters on either side by which a place is known again
_CONTEXT_LEAST = 4
_MEMORY = 60  # characters next to a space that say what it is

_TAG = re.compile(r"</?(p|br|div|span)\b[^<>]{0,200}>", re.IGNORECASE)
_TIGHT_SLASH = re.compile(r"(?<=[0-9๐-๙]) ?/ ?(?=[0-9๐-๙])")
_INSIDE_BRACKETS = re.compile(r"(?<=[(\[“]) +| +(?=[)\]”])")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")


def plain(text: str) -> str:
    """The text without mark-up and invisible characters; paragraphs become lines, spaces are single."""
    text = _TAG.sub(lambda tag: "" if tag[1].lower() == "span" else "\n", html.unescape(text))
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).replace("\u0e4d\u0e32", "\u0e33")
    lines = (" ".join(_visible(line).split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _visible(line: str) -> str:
    return "".join(" " if unicodedata.category(char) == "Cc" else char for char in line)


def squeezed(text: str) -> str:
    """The text without any space, by which headings are compared."""
    return "".join(text.split())


def goes_on(text: str) -> bool:
    """Whether a text stops where no Thai sentence can: after ของ, ที่, และ … or inside brackets."""
    return text.count("(") > text.count(")") or _goes_on_inside(text)


def _goes_on_inside(text: str) -> bool:
    return text.endswith(tuple(_GOES_ON)) and not text.endswith(tuple(_WHOLE))


def letters(text: str) -> int:
    """The width of a text in letters; vowels and tones above and below take no room."""
    return sum(unicodedata.category(char) != "Mn" for char in text)


@dataclass(frozen=True)
class Joiner:
    """Puts torn text of one document together, by what stands unbroken elsewhere in that document."""

    inner: frozenset[str]
    openings: frozenset[str]
    is_torn: bool

    @classmethod
    def of(cls, pages: Iterable[Iterable[str]], *others: str) -> "Joiner":
        """Learn from the cells of each page and from other text; one broken page makes the document torn."""
        cells = [list(page) for page in pages]
        texts = [*others, *(cell for page in cells for cell in page)]
        runs = {run for text in texts for run in text.split()}
        sizes = range(_CONTEXT + _CONTEXT_LEAST, 2 * _CONTEXT + 1)
        inner = {
            run[start : start + size]
            for run in runs
            for size in sizes
            for start in range(len(run) - size + 1)
        }
        openings = {run[:size] for run in runs for size in range(2 * _CONTEXT_LEAST, 2 * _CONTEXT + 1)}
        return cls(frozenset(inner), frozenset(openings), any(is_broken(page) for page in cells))

    def joined(self, left: str, right: str, *, is_break: bool = True) -> str:
        """Two pieces as one; at a break of line or page a space stays only where Thai writes one."""
        if not (left and right):
            return left or right
        between = self._between(left[-_MEMORY:], right[:_MEMORY], is_break=is_break)
        return f"{left}{between}{right}"

    def unwrapped(self, text: str, width: int | None) -> str:
        """The text as one line; `width` in letters where it stood in a narrow column.

        A word that would still have fitted into its line was not put on the next one: its space was meant.
        """
        parts: list[str] = []
        tail, room = "", 0
        for line in text.split("\n"):
            for position, word in enumerate(line.split()):
                size = letters(word)
                is_break = width is not None and (position == 0 or size + 1 > room)
                room = (width or 0) - size if is_break or not tail else room - size - 1
                between = self._between(tail, word, is_break=is_break) if tail else ""
                parts += (between, word)
                tail = (tail + between + word)[-_MEMORY:]
        return tidied("".join(parts))

    def paragraphs(self, text: str, width: int | None) -> str:
        """The text with its paragraphs kept, unless its lines are those of a narrow column."""
        if width is not None or self.is_torn:
            return self.unwrapped(text, width)
        return "\n".join(self.unwrapped(line, None) for line in text.split("\n"))

    def _between(self, left: str, right: str, *, is_break: bool) -> str:
        if not (_is_thai_letter(left[-1]) and _is_thai_letter(right[0])):
            return " "
        last, first = left.rpartition(" ")[2], right.partition(" ")[0]
        if "." in last or "." in first:  # พ.ศ. and its like
            return " "
        if self.is_torn or is_break:
            if _goes_on_inside(last) or last.endswith(_WANTS_OBJECT) or _FOLLOWS.match(right):
                return ""
            if self._is_unbroken(last, first):
                return ""
            if is_break and not (_OPENS.match(right) or _CLOSES.search(last)):
                return ""
        return " "

    def _is_unbroken(self, left: str, right: str) -> bool:
        right = right[:_CONTEXT]
        if len(right) < _CONTEXT_LEAST:
            return False
        return left[-_CONTEXT:] + right in self.inner or any(
            left[-size:] + right in self.openings for size in range(_CONTEXT_LEAST, _CONTEXT + 1)
        )


def tidied(text: str) -> str:
    """The text with brackets and fractions closed up: `๑๙/ ๒๕๖๐` is `๑๙/๒๕๖๐`."""
    return _INSIDE_BRACKETS.sub("", _TIGHT_SLASH.sub("/", text))


def column_width(cells: Iterable[str]) -> int | None:
    """The width in letters of a narrow column, seen from its longest line; None where the text ran freely."""
    width = max((letters(word) for cell in cells for word in cell.split()), default=0)
    return width if 0 < width <= _NARROW else None


def is_broken(page: Iterable[str]) -> bool:
    """Whether the cells of a page carry the line breaks of narrow columns as spaces."""
    words = (cell.split() for cell in page)
    torn = sum(_is_torn(left, right) for line in words for left, right in pairwise(line))
    return torn >= _EVIDENCE


def _is_torn(left: str, right: str) -> bool:
    return _is_thai_letter(left[-1]) and _is_thai_letter(right[0]) and _goes_on_inside(left)


def _is_thai_letter(char: str) -> bool:
    return "ก" <= char <= "๎" and char not in _KEEPS_SPACE and char != "฿"

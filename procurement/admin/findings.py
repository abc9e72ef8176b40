"""What was odd in imported rows, grouped as people read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from procurement.rows import Note

MOST = 200
"""Notes that a page lists; a file that has more is better mended first."""


@dataclass(frozen=True)
class NoteGroup:
    """Notes of one kind: the first of them that are shown, and how many there are."""

    code: str
    shown: list[Note]
    total: int

    @property
    def unshown(self) -> int:
        return self.total - len(self.shown)


def grouped(notes: Iterable[Note], *, most: int = MOST) -> list[NoteGroup]:
    """Notes by kind, the most frequent first; at most `most` of all of them are shown."""
    kinds: dict[str, list[Note]] = {}
    for note in notes:
        kinds.setdefault(note.code, []).append(note)
    groups = []
    for code, of_kind in sorted(kinds.items(), key=lambda item: -len(item[1])):
        groups.append(NoteGroup(code, of_kind[: max(most, 0)], len(of_kind)))
        most -= len(of_kind)
    return groups

"""A copy of an evidence file without metadata, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass

NO_COPY = "จึงไม่มีสำเนาปลอดเมทาดาทา"


@dataclass(frozen=True)
class CleanCopy:
    """The copy (None where none was made) and Thai sentences about it for the officer.

    `is_unsound` says that the file does not hold together as the kind it seemed to be.
    """

    content: bytes | None = None
    notes: tuple[str, ...] = ()
    is_unsound: bool = False


class Uncleanable(Exception):
    """No copy can be made; the Thai sentence says why. `is_unsound` as in CleanCopy."""

    def __init__(self, reason: str, *, is_unsound: bool = False) -> None:
        super().__init__(reason)
        self.is_unsound = is_unsound

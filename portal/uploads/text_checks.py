"""CSV files: that they are text, in an encoding a Thai office writes."""

import codecs
import unicodedata
from typing import IO

from portal.uploads.faults import fault

ENCODINGS = ("utf-8-sig", "cp874")
_CHUNK = 64 * 1024
_LAYOUT = "\t\r\n"


def inspect_csv(file: IO[bytes], *, name: str) -> str:
    """Check a CSV file and return its encoding, one of ENCODINGS. Raises ValidationError (see faults)."""
    for encoding in ENCODINGS:
        if _reads_as(file, encoding):
            return encoding
    # A download that stopped within a letter must not be saved anew, as if it were whole.
    raise fault("cut_off" if _reads_as(file, ENCODINGS[0], to_the_end=False) else "not_text", name)


def _reads_as(file: IO[bytes], encoding: str, *, to_the_end: bool = True) -> bool:
    """Whether a file is text of that encoding; without `to_the_end` its last letter may be cut."""
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while chunk := file.read(_CHUNK):
            if not _is_plain(decoder.decode(chunk)):
                return False
        return _is_plain(decoder.decode(b"", final=to_the_end))
    except UnicodeDecodeError:
        return False


def _is_plain(text: str) -> bool:
    return all(
        letter in _LAYOUT or letter.isprintable() or unicodedata.category(letter) != "Cc"
        for letter in set(text)
    )

"""Where a word can still be read in a heap of bytes: as it is, in other codes, in base64, in packed parts."""

from __future__ import annotations

import base64
import io
import zipfile
import zlib
from collections.abc import Iterator

_DEEPEST = 4  # packed parts within packed parts
_MOST = 64 * 1024 * 1024  # bytes of one packed part
_ZLIB_HEADS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda", b"\x48\x89", b"\x68\xde", b"\x58\x85")
_GZIP_HEAD = b"\x1f\x8b\x08"


def traces(heap: bytes, word: str) -> list[str]:
    """The places at which `word` can be read in the heap, each as a path such as "zip:word/document.xml · utf-8"."""
    return list(dict.fromkeys(_traces(heap, _spellings(word), "", _DEEPEST)))


def _spellings(word: str) -> dict[str, bytes]:
    plain = {code: word.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")}
    spelled = dict(plain)
    for code, content in plain.items():
        for shift in range(3):
            # Of the word at each place in a group of three, the letters that depend on nothing beside it.
            packed = base64.b64encode(b"\0" * shift + content)
            spelled[f"base64 of {code}, {shift}"] = packed[(shift * 8 + 5) // 6 : -4]
        spelled[f"hex of {code}"] = content.hex().encode()
        spelled[f"HEX of {code}"] = content.hex().upper().encode()
    return spelled


def _traces(heap: bytes, spellings: dict[str, bytes], path: str, depth: int) -> Iterator[str]:
    for code, spelling in spellings.items():
        if spelling in heap:
            yield f"{path}{code}"
    if depth:
        for place, content in _packed(heap):
            yield from _traces(content, spellings, f"{path}{place} · ", depth - 1)


def _packed(heap: bytes) -> Iterator[tuple[str, bytes]]:
    if b"PK\x05\x06" in heap:
        try:
            with zipfile.ZipFile(io.BytesIO(heap)) as archive:
                for name in archive.namelist():
                    yield "zip", name.encode()
                    yield f"zip:{name}", archive.read(name)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
            pass
    for head in (*_ZLIB_HEADS, _GZIP_HEAD):
        place = heap.find(head)
        while place >= 0:
            unpacked = _inflated(heap[place:], 31 if head == _GZIP_HEAD else 15)
            if unpacked:
                yield f"zlib at {place}", unpacked
            place = heap.find(head, place + 1)


def _inflated(packed: bytes, window: int) -> bytes:
    try:
        return zlib.decompressobj(window).decompress(packed, _MOST)
    except zlib.error:
        return b""

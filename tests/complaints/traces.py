"""Where words can still be read in a heap of bytes: as they are, in other codes, in base64, in packed parts."""

from __future__ import annotations

import base64
import binascii
import contextlib
import io
import json
import quopri
import re
import urllib.parse
import zipfile
import zlib
from collections.abc import Iterable, Iterator

_DEEPEST = 4  # packed parts within packed parts
_MOST = 64 * 1024 * 1024  # bytes of one packed part
_ZLIB_HEADS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda", b"\x48\x89", b"\x68\xde", b"\x58\x85")
_GZIP_HEAD = b"\x1f\x8b\x08"
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{24,}")
_HEX = re.compile(rb"(?:[0-9A-Fa-f]{2}){16,}")


def traces(heap: bytes, word: str) -> list[str]:
    """The places at which `word` can be read in the heap, each as a path such as "zip:word/document.xml · utf-8"."""
    return list(dict.fromkeys(_traces(heap, spellings(word), "", _DEEPEST)))


def traces_of(heap: bytes, words: Iterable[str]) -> list[str]:
    """As `traces` for many words at once; each place begins with its word."""
    spelled = {f"{word} · {code}": spelling for word in words for code, spelling in spellings(word).items()}
    return list(dict.fromkeys(_traces(heap, spelled, "", _DEEPEST)))


def spellings(word: str) -> dict[str, bytes]:
    """How a word may stand in a file, a column, a mail or a log."""
    plain = {code: word.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")}
    spelled = dict(plain)
    for code, content in plain.items():
        for shift in range(3):
            # Of the word at each place in a group of three, the letters that depend on nothing beside it.
            packed = base64.b64encode(b"\0" * shift + content)
            spelled[f"base64 of {code}, {shift}"] = packed[(shift * 8 + 5) // 6 : -4]
        spelled[f"hex of {code}"] = content.hex().encode()
        spelled[f"HEX of {code}"] = content.hex().upper().encode()
    escaped = json.dumps(word)[1:-1]
    quoted = urllib.parse.quote(word, safe="")
    spelled["JSON"] = escaped.encode()
    spelled["JSON, capitals"] = re.sub(
        r"(?<=\\u)[0-9a-f]{4}", lambda found: found[0].upper(), escaped
    ).encode()
    spelled["repr of bytes"] = repr(word.encode())[2:-1].encode()
    spelled["percent"] = quoted.encode()
    spelled["form"] = urllib.parse.quote_plus(word).encode()
    spelled["quoted-printable"] = quopri.encodestring(word.encode()).replace(b"=\n", b"")
    return {
        code: spelling for spelling, code in {one: code for code, one in reversed(spelled.items())}.items()
    }


def _traces(heap: bytes, spelled: dict[str, bytes], path: str, depth: int) -> Iterator[str]:
    for code, spelling in spelled.items():
        if spelling in heap:
            yield f"{path}{code}"
    if depth:
        for place, content in _packed(heap):
            yield from _traces(content, spelled, f"{path}{place} · ", depth - 1)


def _packed(heap: bytes) -> Iterator[tuple[str, bytes]]:
    if b"PK\x05\x06" in heap:
        yield from _archive(heap)
    yield from _members(heap)
    for head in (*_ZLIB_HEADS, _GZIP_HEAD):
        place = heap.find(head)
        while place >= 0:
            unpacked = _inflated(memoryview(heap)[place:], 31 if head == _GZIP_HEAD else 15)
            if unpacked:
                yield f"zlib at {place}", unpacked
            place = heap.find(head, place + 1)
    for run in dict.fromkeys(_BASE64.findall(heap)):  # each once, however often it is repeated
        written = run.translate(bytes.maketrans(b"-_", b"+/"))
        for shift in range(4):  # a path or a word may stand right before it
            with contextlib.suppress(binascii.Error):
                whole = written[shift : len(written) - (len(written) - shift) % 4]
                yield f"base64 at {heap.find(run) + shift}", base64.b64decode(whole)
    for run in dict.fromkeys(_HEX.findall(heap)):
        yield f"hex at {heap.find(run)}", bytes.fromhex(run.decode())


def _archive(heap: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(heap)) as archive:
            for name in archive.namelist():
                yield "zip", name.encode()
                yield f"zip:{name}", archive.read(name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return  # only a part of one


def _members(heap: bytes) -> Iterator[tuple[str, bytes]]:
    """Packed members of archives that lie somewhere in the heap, whole or in part."""
    for found in re.finditer(rb"PK\x03\x04.{22}(..)(..)", heap, re.DOTALL):
        start = found.end() + int.from_bytes(found[1], "little") + int.from_bytes(found[2], "little")
        if unpacked := _inflated(memoryview(heap)[start:], -15):
            yield f"zip member at {found.start()}", unpacked


def _inflated(packed: memoryview, window: int) -> bytes:
    try:
        return zlib.decompressobj(window).decompress(packed, _MOST)
    except zlib.error:
        return b""

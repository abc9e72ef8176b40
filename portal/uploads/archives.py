"""Safe reading of zip containers: names, sizes and every byte are checked while inflating, not believed."""

import copy
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from portal.uploads.faults import fault

MAX_MEMBERS = 4_000
MAX_INFLATED = 200 * 1024 * 1024  # bytes, all members together
MAX_RATIO = 200  # inflated to packed; a wordy sheet reaches about 30
RATIO_MATTERS_FROM = 8 * 1024 * 1024  # bytes; small files may repeat themselves as they like
CHUNK = 64 * 1024
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


class Budget:
    """How many more bytes may come out of one upload, nested packages included."""

    def __init__(self, packed: int, name: str) -> None:
        self.packed = max(packed, 1)
        self.inflated = 0
        self.name = name

    def spend(self, size: int) -> None:
        self.check(self.inflated + size)
        self.inflated += size

    def check(self, total: int) -> None:
        """Refuse a total, in bytes, that no honest document reaches."""
        too_dense = total > RATIO_MATTERS_FROM and total > self.packed * MAX_RATIO
        if total > MAX_INFLATED or too_dense:
            raise fault("bomb", self.name)


class SafeArchive:
    """A zip container whose directory has been checked and whose members are inflated within a budget."""

    def __init__(self, archive: zipfile.ZipFile, budget: Budget) -> None:
        self._archive = archive
        self.budget = budget
        self._check_directory()

    def __contains__(self, member: str) -> bool:
        return member in self._names

    @property
    def names(self) -> list[str]:
        return list(self._names)

    def chunks(self, member: str) -> Iterator[bytes]:
        """Yield the whole member in pieces of at most CHUNK bytes, past the size the directory claims."""
        info = self._names[member]
        unbounded = copy.copy(info)
        # zipfile stops at the declared size: a directory that lies would hide the rest from us only.
        unbounded.file_size = MAX_INFLATED + CHUNK
        total = 0
        try:
            with self._archive.open(unbounded) as source:
                while chunk := source.read(CHUNK):
                    total += len(chunk)
                    self.budget.spend(len(chunk))
                    yield chunk
        except _UNREADABLE as error:
            raise fault("damaged", self.budget.name) from error
        if total != info.file_size:
            raise fault("unsafe_archive", self.budget.name)

    def _check_directory(self) -> None:
        members = self._archive.infolist()
        name = self.budget.name
        self._names = {info.filename: info for info in members}
        if len(members) > MAX_MEMBERS:
            raise fault("bomb", name)
        self.budget.check(self.budget.inflated + sum(info.file_size for info in members))
        folded = {info.filename.casefold() for info in members}
        if len(folded) != len(members) or any(_is_unsafe(info) for info in members):
            raise fault("unsafe_archive", name)
        if any(info.flag_bits & 0x1 for info in members):
            raise fault("encrypted", name)


@contextmanager
def opened(file: IO[bytes], budget: Budget) -> Iterator[SafeArchive]:
    """Open a zip container, checked; raises ValidationError where it is not one."""
    try:
        archive = zipfile.ZipFile(file)
    except _UNREADABLE as error:
        raise fault("damaged", budget.name) from error
    with archive:
        yield SafeArchive(archive, budget)


def _is_unsafe(info: zipfile.ZipInfo) -> bool:
    raw = info.orig_filename
    parts = raw.split("/")
    return (
        not raw
        or raw.startswith("/")
        or "\\" in raw
        or "\x00" in raw
        or ":" in parts[0]
        or ".." in parts
        or stat.S_ISLNK(info.external_attr >> 16)
        or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    )

"""The key of backups: its private half is a file to carry away, its public half a setting of the site."""

from __future__ import annotations

import os
from pathlib import Path

from nacl.public import PrivateKey

_BYTES = 32
_LABEL = "portal-backup-private-key:"


class NotAKey(Exception):
    """What was given is no half of such a key."""


def new_key_file(path: Path) -> str:
    """Write a new private half to a file that must not exist yet; the public half, as the setting has it."""
    key = PrivateKey.generate()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"{_LABEL}{bytes(key).hex()}\n")
    return bytes(key.public_key).hex()


def private_of(path: Path) -> bytes:
    """The private half of a key file. Raises NotAKey, or OSError when the file cannot be read."""
    label, _, written = path.read_bytes().decode("ascii", "replace").strip().partition(":")
    if f"{label}:" != _LABEL:
        raise NotAKey
    return public_of(written)


def public_of(written: str) -> bytes:
    """The 32 bytes of a half written as 64 hexadecimal digits. Raises NotAKey."""
    try:
        half = bytes.fromhex(written)
    except ValueError as error:
        raise NotAKey from error
    if len(half) != _BYTES:
        raise NotAKey
    return half

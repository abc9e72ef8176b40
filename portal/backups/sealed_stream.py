"""A stream that anyone with the public half of a key may write, and only the private half opens.

A line that names the form, a fresh 32-byte key in a sealed box (X25519, XSalsa20-Poly1305), then the content in blocks
of libsodium's secretstream (XChaCha20-Poly1305), of which the last says that it is the last: what was cut off, changed
or put in another order does not open.
"""

from __future__ import annotations

import io
from typing import IO, TYPE_CHECKING

from nacl import bindings, exceptions, utils
from nacl.public import PrivateKey, PublicKey, SealedBox

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

FORM = b"portal backup 1\n"
BLOCK_BYTES = 1024 * 1024
_EXTRA_BYTES = bindings.crypto_secretstream_xchacha20poly1305_ABYTES
_HEADER_BYTES = bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_KEY_BYTES = bindings.crypto_secretstream_xchacha20poly1305_KEYBYTES
_BOX_BYTES = _KEY_BYTES + 48
_MORE = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_LAST = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL


class Unreadable(Exception):
    """Another key, another form, a cut, or a changed byte; which of them is not told."""


class Writer(io.RawIOBase):
    """Seals what is written to it into `file`, which is whole only after `finish`."""

    def __init__(self, file: IO[bytes], *, public: bytes) -> None:
        self._file, self._pending = file, bytearray()
        self._state = bindings.crypto_secretstream_xchacha20poly1305_state()
        key = utils.random(_KEY_BYTES)
        header = bindings.crypto_secretstream_xchacha20poly1305_init_push(self._state, key)
        file.write(FORM + SealedBox(PublicKey(public)).encrypt(key) + header)

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        written = bytes(data)
        self._pending += written
        while len(self._pending) > BLOCK_BYTES:
            self._push(bytes(self._pending[:BLOCK_BYTES]), _MORE)
            del self._pending[:BLOCK_BYTES]
        return len(written)

    def finish(self) -> None:
        """Write the last block; without it the stream counts as cut off."""
        self._push(bytes(self._pending), _LAST)
        self._pending.clear()

    def _push(self, block: bytes, tag: int) -> None:
        self._file.write(
            bindings.crypto_secretstream_xchacha20poly1305_push(self._state, block, FORM, tag),
        )


class Reader(io.RawIOBase):
    """What was sealed into `file`. Reading raises Unreadable, at the latest where the end should be."""

    def __init__(self, file: IO[bytes], *, private: bytes) -> None:
        self._file, self._pending, self._is_over = file, b"", False
        self._state = bindings.crypto_secretstream_xchacha20poly1305_state()
        head = file.read(len(FORM) + _BOX_BYTES + _HEADER_BYTES)
        if not head.startswith(FORM) or len(head) != len(FORM) + _BOX_BYTES + _HEADER_BYTES:
            raise Unreadable
        try:
            key = SealedBox(PrivateKey(private)).decrypt(head[len(FORM) : len(FORM) + _BOX_BYTES])
        except (exceptions.CryptoError, ValueError, TypeError) as error:
            raise Unreadable from error
        bindings.crypto_secretstream_xchacha20poly1305_init_pull(self._state, head[-_HEADER_BYTES:], key)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        while not self._pending and not self._is_over:
            self._pull()
        taken = self._pending[: len(view)]
        view[: len(taken)] = taken
        self._pending = self._pending[len(taken) :]
        return len(taken)

    def _pull(self) -> None:
        sealed = self._file.read(BLOCK_BYTES + _EXTRA_BYTES)
        try:
            self._pending, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(
                self._state, sealed, FORM
            )
        except (exceptions.CryptoError, ValueError, TypeError) as error:
            raise Unreadable from error
        self._is_over = tag == _LAST
        if self._is_over and self._file.read(1):
            raise Unreadable

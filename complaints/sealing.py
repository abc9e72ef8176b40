"""How a complaint lies at rest: sealed to keys that the server does not hold, and bound to its place.

Three forms, each beginning with a version byte; an unknown version and a form of another place fail closed.

* An *envelope* is written with a public key alone: a fresh 32-byte key in a sealed box (X25519, XSalsa20-Poly1305), and
  under that key the text (XChaCha20-Poly1305). The box holds a hash of the place beside the key, and the place is the
  additional data of the text, so that neither opens anywhere else.
* A *box* is written and opened with one 32-byte key: what a browser's cookie keeps.
* A *wrapped key* is a private key under Argon2id of a passphrase or of the secret of a code.

A place is written `table.column|row-id`, from ids that never change (libsodium; NaCl, RFC 9106).
"""

from __future__ import annotations

import hashlib
import struct
import threading
import unicodedata
from dataclasses import dataclass

from nacl import exceptions, pwhash, utils
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import Aead

VERSION = 1
KEY_BYTES = 32
SALT_BYTES = pwhash.argon2id.SALTBYTES
OPERATIONS = 3
MEMORY_BYTES = 64 * 1024 * 1024
"""What a new wrapped key costs; each keeps what it was made with, so that both may grow."""
MOST_OPERATIONS, MOST_MEMORY_BYTES = 20, 1024 * 1024 * 1024
_SEALED_KEY_BYTES = 2 * KEY_BYTES + 48
_COST = struct.Struct(">BI")
_at_once = threading.BoundedSemaphore(2)
"""Argon2id takes memory: no more than two at a time, whoever asks."""


class Unreadable(Exception):
    """The wrong key, another place, an unknown version, or changed bytes; which of them is not told."""


@dataclass(frozen=True)
class Pair:
    """An X25519 key pair, each half 32 bytes."""

    public: bytes
    private: bytes

    def __repr__(self) -> str:
        return f"Pair({self.public.hex()[:8]})"


def new_pair() -> Pair:
    key = PrivateKey.generate()
    return Pair(bytes(key.public_key), bytes(key))


def pair_of(private: bytes) -> Pair:
    """The pair of a private half. Raises Unreadable when it is not 32 bytes."""
    if len(private) != KEY_BYTES:
        raise Unreadable
    return Pair(bytes(PrivateKey(private).public_key), private)


def new_key() -> bytes:
    return utils.random(KEY_BYTES)


# ── envelopes: written with the public half alone ─────────────────────────────
def seal(public: bytes, text: bytes, *, place: str) -> bytes:
    """The text in an envelope that the private half of `public` opens at this place only."""
    key = new_key()
    sealed_key = SealedBox(PublicKey(public)).encrypt(_digest(place) + key)
    return bytes([VERSION]) + sealed_key + _encrypted(key, text, place)


def unseal(private: bytes, envelope: bytes, *, place: str) -> bytes:
    """The text of an envelope. Raises Unreadable."""
    sealed = _of_known_version(envelope)
    held = _from_sealed_box(private, sealed[:_SEALED_KEY_BYTES])
    if held[:KEY_BYTES] != _digest(place):
        raise Unreadable
    return _decrypted(held[KEY_BYTES:], sealed[_SEALED_KEY_BYTES:], place)


def hand_over(private: bytes, *, to: bytes, place: str) -> bytes:
    """A private half, sealed to the public half of a holder."""
    return seal(to, private, place=place)


# ── boxes: one key, kept by whoever opens ─────────────────────────────────────
def lock(key: bytes, text: bytes, *, place: str) -> bytes:
    return bytes([VERSION]) + _encrypted(key, text, place)


def unlock(key: bytes, box: bytes, *, place: str) -> bytes:
    """The text of a box. Raises Unreadable."""
    return _decrypted(key, _of_known_version(box), place)


# ── wrapped keys: a passphrase, or the secret of a code ───────────────────────
@dataclass(frozen=True)
class Root:
    """What Argon2id made of a secret: a verifier, which is stored, and a key, which is not."""

    verifier: bytes
    key: bytes

    def __repr__(self) -> str:
        return "Root()"


def new_cost() -> bytes:
    """A fresh salt behind the cost of Argon2id, as it is stored beside what it protects."""
    return bytes([VERSION]) + _COST.pack(OPERATIONS, MEMORY_BYTES) + utils.random(SALT_BYTES)


def root_of(secret: str, cost: bytes) -> Root:
    """What the secret gives with this salt and cost; takes about a tenth of a second. Raises Unreadable.

    Verifier and key are different hashes of one result, so that who knows the verifier does not know the key. Marks
    typed in another order are the same secret (NFC, RFC 8265): keyboards differ in where a Thai tone mark goes.
    """
    packed = _of_known_version(cost)
    if len(packed) != _COST.size + SALT_BYTES:
        raise Unreadable
    operations, memory = _COST.unpack(packed[: _COST.size])
    if not (1 <= operations <= MOST_OPERATIONS and 8192 <= memory <= MOST_MEMORY_BYTES):
        raise Unreadable
    with _at_once:
        made = pwhash.argon2id.kdf(
            KEY_BYTES,
            unicodedata.normalize("NFC", secret).encode(),
            packed[_COST.size :],
            opslimit=operations,
            memlimit=memory,
        )
    return Root(
        *(hashlib.blake2b(made, digest_size=KEY_BYTES, person=use).digest() for use in (b"verifier", b"key"))
    )


def wrap(private: bytes, passphrase: str, *, place: str) -> bytes:
    """A private half under a passphrase: cost and salt, then a box."""
    cost = new_cost()
    return cost + lock(root_of(passphrase, cost).key, private, place=place)


def unwrap(wrapped: bytes, passphrase: str, *, place: str) -> bytes:
    """The private half. Raises Unreadable, also for a wrong passphrase."""
    end = 1 + _COST.size + SALT_BYTES
    return unlock(root_of(passphrase, wrapped[:end]).key, wrapped[end:], place=place)


# ── inside ────────────────────────────────────────────────────────────────────
def _digest(place: str) -> bytes:
    return hashlib.sha256(_additional(place)).digest()


def _additional(place: str) -> bytes:
    return f"v{VERSION}|{place}".encode()


def _of_known_version(form: bytes) -> bytes:
    if form[:1] != bytes([VERSION]):
        raise Unreadable
    return form[1:]


def _encrypted(key: bytes, text: bytes, place: str) -> bytes:
    return bytes(Aead(key).encrypt(text, _additional(place)))


def _decrypted(key: bytes, encrypted: bytes, place: str) -> bytes:
    try:
        return Aead(key).decrypt(encrypted, _additional(place))
    except (
        exceptions.CryptoError,
        ValueError,
        TypeError,
    ) as error:  # the last two for a form that is too short
        raise Unreadable from error


def _from_sealed_box(private: bytes, sealed: bytes) -> bytes:
    try:
        return SealedBox(PrivateKey(private)).decrypt(sealed)
    except (exceptions.CryptoError, ValueError, TypeError) as error:
        raise Unreadable from error

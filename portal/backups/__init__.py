"""Backups of the whole site, sealed to a key whose private half is kept away from it, and how they are restored."""

from portal.backups.archive import KEPT_DAYS, CannotBackUp, Contents, back_up, differences, restore, unpack
from portal.backups.keys import NotAKey, new_key_file, private_of, public_of

__all__ = [
    "KEPT_DAYS",
    "CannotBackUp",
    "Contents",
    "NotAKey",
    "back_up",
    "differences",
    "new_key_file",
    "private_of",
    "public_of",
    "restore",
    "unpack",
]

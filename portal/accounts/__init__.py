"""Sign-in of staff: accounts are given by the administrator, nobody signs up."""

from portal.accounts.adapters import AccountAdapter, MfaAdapter

__all__ = ["AccountAdapter", "MfaAdapter"]

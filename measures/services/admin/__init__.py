"""The staff side of the services in the admin."""

from measures.services.admin import counter

__all__ = ["counter"]

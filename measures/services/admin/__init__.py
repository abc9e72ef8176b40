"""The staff side of the services in the admin."""

from measures.services.admin import counter, surveys

__all__ = ["counter", "surveys"]

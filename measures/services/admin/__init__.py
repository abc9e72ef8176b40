"""The staff side of the services in the admin."""

from measures.services.admin import catalogue, questions, request_forms

__all__ = ["catalogue", "questions", "request_forms"]

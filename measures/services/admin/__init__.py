"""The staff side of the services in the admin."""

from measures.services.admin import catalogue, counter, questions, request_forms, surveys

__all__ = ["catalogue", "counter", "questions", "request_forms", "surveys"]

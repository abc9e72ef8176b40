"""Services of the office: their manuals, E-Service and its requests, the counter, satisfaction, surveys, questions."""

from importlib import import_module

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "measures.services"
    label = "services"
    verbose_name = "การให้บริการและ E-Service"

    def ready(self) -> None:
        import_module("measures.services.search")
        import_module("measures.services.waiting")

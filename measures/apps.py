"""The roof: the eleven measures of a fiscal year, the annual report, the OIT checklist."""

from importlib import import_module

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "measures"
    verbose_name = "มาตรการ รายงาน และผลประเมิน ITA"

    def ready(self) -> None:
        import_module("measures.search")

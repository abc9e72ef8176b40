"""Corruption risks of the office, what is done about them, and what came of it: the sixth measure."""

from importlib import import_module

from django.apps import AppConfig


class RiskConfig(AppConfig):
    name = "measures.risk"
    label = "risk"
    verbose_name = "ความเสี่ยงการทุจริต"

    def ready(self) -> None:
        import_module("measures.risk.search")

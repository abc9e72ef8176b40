"""Ethics of the office and its No Gift Policy: the ninth measure."""

from importlib import import_module

from django.apps import AppConfig


class EthicsConfig(AppConfig):
    name = "measures.ethics"
    label = "ethics"
    verbose_name = "จริยธรรมและ No Gift Policy"

    def ready(self) -> None:
        import_module("measures.ethics.search")

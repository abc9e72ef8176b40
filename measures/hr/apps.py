"""Human resources of the office: the eighth measure."""

from importlib import import_module

from django.apps import AppConfig


class HrConfig(AppConfig):
    name = "measures.hr"
    label = "hr"
    verbose_name = "การบริหารทรัพยากรบุคคล"

    def ready(self) -> None:
        import_module("measures.hr.search")

"""Work manuals of the office: the first measure."""

from importlib import import_module

from django.apps import AppConfig


class ManualsConfig(AppConfig):
    name = "measures.manuals"
    label = "manuals"
    verbose_name = "คู่มือการปฏิบัติงาน"

    def ready(self) -> None:
        import_module("measures.manuals.search")
        import_module("measures.manuals.memberships").follow()

"""Procurement: the register of plans, announcements and contracts."""

from importlib import import_module

from django.apps import AppConfig


class ProcurementConfig(AppConfig):
    name = "procurement"
    verbose_name = "จัดซื้อจัดจ้าง"

    def ready(self) -> None:
        """Give the actions the reader of files, which stands above them, and the search its standing page."""
        from procurement.actions import read_with  # noqa: PLC0415  # models are known only now
        from procurement.imports import read_register  # noqa: PLC0415

        read_with(read_register)
        import_module("procurement.search")

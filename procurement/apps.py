"""Procurement: the register of plans, announcements and contracts."""

from importlib import import_module

from django.apps import AppConfig


class ProcurementConfig(AppConfig):
    name = "procurement"
    verbose_name = "จัดซื้อจัดจ้าง"

    def ready(self) -> None:
        import_module("procurement.search")

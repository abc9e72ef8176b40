"""Corruption complaints: the channel."""

from importlib import import_module

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "complaints"
    verbose_name = "แจ้งเรื่องทุจริต"

    def ready(self) -> None:
        import_module("complaints.waiting")

"""Participation of people outside of the office: the second measure."""

from importlib import import_module

from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "measures.participation"
    label = "participation"
    verbose_name = "การมีส่วนร่วม"

    def ready(self) -> None:
        import_module("measures.participation.search")
        import_module("measures.participation.waiting")

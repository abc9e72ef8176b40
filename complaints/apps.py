"""Corruption complaints: the channel."""

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "complaints"
    verbose_name = "แจ้งเรื่องทุจริต"

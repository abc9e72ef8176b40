"""Powers and duties of the office: the fourth measure."""

from django.apps import AppConfig


class AuthorityConfig(AppConfig):
    name = "measures.authority"
    label = "authority"
    verbose_name = "อำนาจหน้าที่"

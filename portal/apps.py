"""The ground floor as a Django app, and its admin site."""

from importlib import import_module

from django.apps import AppConfig, apps
from django.contrib.admin import site
from django.contrib.admin.apps import AdminConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "เว็บไซต์และหน่วยงาน"

    def ready(self) -> None:
        import_module("portal.accounts.trail")
        import_module("portal.search").follow()


class PortalAdminConfig(AdminConfig):
    default_site = "portal.admin_site.PortalAdminSite"
    verbose_name = "ระบบจัดการ"

    def ready(self) -> None:
        super().ready()
        # Libraries bring admin pages of their own; what staff need of them stands on ours.
        for app, name in [("auth", "Group"), ("account", "EmailAddress"), ("mfa", "Authenticator")]:
            model = apps.get_model(app, name)
            if site.is_registered(model):
                site.unregister(model)

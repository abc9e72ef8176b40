"""The ground floor as a Django app, and its admin site."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "เว็บไซต์และหน่วยงาน"


class PortalAdminConfig(AdminConfig):
    default_site = "portal.admin_site.PortalAdminSite"
    verbose_name = "ระบบจัดการ"

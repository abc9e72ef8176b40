"""The admin site of the staff, in Thai."""

from django.contrib.admin import AdminSite


class PortalAdminSite(AdminSite):
    site_header = "ระบบจัดการเว็บไซต์"
    site_title = "ระบบจัดการเว็บไซต์"
    index_title = "งานของฉัน"
    site_url = "/"

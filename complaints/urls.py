"""Addresses of the complaint channel: for everybody, and under staff/ for the named officers."""

from django.urls import URLPattern, path

from complaints.views import promises, start
from complaints.views.staff import unlocking

app_name = "complaints"
public = [
    path("", start.start, name="start"),
    path("privacy/", promises.privacy, name="privacy"),
]
reporting: list[URLPattern] = []
tracking: list[URLPattern] = []
staff: list[URLPattern] = [
    path("staff/unlock/", unlocking.staff_unlock, name="staff_unlock"),
    path("staff/lock/", unlocking.staff_lock, name="staff_lock"),
]
urlpatterns = [*public, *reporting, *tracking, *staff]

"""Addresses of the complaint channel: for everybody, and under staff/ for the named officers."""

from django.urls import URLPattern, path

from complaints.views import start

app_name = "complaints"
public = [
    path("", start.start, name="start"),
]
reporting: list[URLPattern] = []
tracking: list[URLPattern] = []
staff: list[URLPattern] = []
urlpatterns = [*public, *reporting, *tracking, *staff]

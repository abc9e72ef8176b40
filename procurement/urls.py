"""Addresses of procurement; a year is a fiscal year, Buddhist-era."""

from django.urls import path

from procurement.views import contracts

app_name = "procurement"
urlpatterns = [
    path("<fy:year>/contracts/<number:pk>/", contracts.contract, name="contract"),
]

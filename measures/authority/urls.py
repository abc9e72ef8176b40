"""Addresses of powers and duties."""

from django.urls import path

from measures.authority import views

app_name = "authority"
urlpatterns = [
    path("", views.index, name="index"),
]

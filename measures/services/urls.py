"""Addresses of the services: for everybody, and under staff/ for the people who work on them."""

from django.urls import URLPattern

app_name = "services"

catalogue: list[URLPattern] = []
"""What the office does for people."""

requests: list[URLPattern] = []
"""Sending a request, and following it with its code."""

desk: list[URLPattern] = []
"""The queue of requests, for staff."""

counter: list[URLPattern] = []
"""Recording at the counter, and the statistics of a year."""

satisfaction: list[URLPattern] = []
"""How satisfied people were, and surveys."""

questions: list[URLPattern] = []
"""Questions and answers."""

urlpatterns = [*requests, *desk, *counter, *satisfaction, *questions, *catalogue]

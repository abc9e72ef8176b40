"""Addresses of the services: for everybody, and under staff/ for the people who work on them."""

from django.urls import URLPattern, path

from measures.services.views import catalogue as services
from measures.services.views import questions as answers

app_name = "services"

catalogue: list[URLPattern] = [
    path("", services.index, name="index"),
    path("services.csv", services.index_csv, name="index_csv"),
    path("services.xlsx", services.index_xlsx, name="index_xlsx"),
    path("<number:pk>/", services.service, name="service"),
    path("<number:pk>/online/", services.e_service, name="e_service"),
]
"""What the office does for people."""

requests: list[URLPattern] = []
"""Sending a request, and following it with its code."""

desk: list[URLPattern] = []
"""The queue of requests, for staff."""

counter: list[URLPattern] = []
"""Recording at the counter, and the statistics of a year."""

satisfaction: list[URLPattern] = []
"""How satisfied people were, and surveys."""

questions: list[URLPattern] = [
    path("questions/", answers.questions, name="questions"),
    path("questions/ask/", answers.ask, name="ask"),
    path("questions/asked/<str:token>/", answers.enquiry, name="enquiry"),
    path("questions/<number:pk>/", answers.answer, name="answer"),
]
"""Questions and answers."""

urlpatterns = [*requests, *desk, *counter, *satisfaction, *questions, *catalogue]

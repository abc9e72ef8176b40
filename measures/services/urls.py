"""Addresses of the services: for everybody, and under staff/ for the people who work on them."""

from django.urls import URLPattern, path

from measures.services.views import counter as at_counter
from measures.services.views import satisfaction as satisfied
from measures.services.views import statistics

app_name = "services"

catalogue: list[URLPattern] = []
"""What the office does for people."""

requests: list[URLPattern] = []
"""Sending a request, and following it with its code."""

desk: list[URLPattern] = []
"""The queue of requests, for staff."""

counter: list[URLPattern] = [
    path("statistics/", statistics.latest, name="statistics_latest"),
    path("statistics/<fy:year>/", statistics.statistics, name="statistics"),
    path("statistics/<fy:year>.csv", statistics.statistics_csv, name="statistics_csv"),
    path("statistics/<fy:year>.xlsx", statistics.statistics_xlsx, name="statistics_xlsx"),
    path("staff/counter/", at_counter.staff_counter, name="staff_counter"),
    path("staff/counter/totals/", at_counter.staff_counter_total, name="staff_counter_total"),
    path("staff/counter/entries/", at_counter.staff_counter_entries, name="staff_counter_entries"),
    path("staff/counter/<number:pk>/strike/", at_counter.staff_counter_strike, name="staff_counter_strike"),
]
"""Recording at the counter, and the statistics of a year."""

satisfaction: list[URLPattern] = [
    path("satisfaction/", satisfied.latest, name="satisfaction_latest"),
    path("satisfaction/<fy:year>/", satisfied.satisfaction, name="satisfaction"),
    path("satisfaction/<fy:year>.pdf", satisfied.satisfaction_pdf, name="satisfaction_pdf"),
    path("satisfaction/<fy:year>.xlsx", satisfied.satisfaction_xlsx, name="satisfaction_xlsx"),
]
"""How satisfied people were, and surveys."""

questions: list[URLPattern] = []
"""Questions and answers."""

urlpatterns = [*requests, *desk, *counter, *satisfaction, *questions, *catalogue]

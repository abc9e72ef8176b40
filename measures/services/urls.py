"""Addresses of the services: for everybody, and under staff/ for the people who work on them."""

from django.urls import URLPattern, path

from measures.services.views import catalogue as services
from measures.services.views import counter as at_counter
from measures.services.views import questions as answers
from measures.services.views import requests as sending
from measures.services.views import satisfaction as satisfied
from measures.services.views import statistics, tracking
from measures.services.views import surveys as asked
from measures.services.views.staff import acts, queue
from measures.services.views.staff import requests as working

app_name = "services"

catalogue: list[URLPattern] = [
    path("", services.index, name="index"),
    path("services.csv", services.index_csv, name="index_csv"),
    path("services.xlsx", services.index_xlsx, name="index_xlsx"),
    path("<number:pk>/", services.service, name="service"),
    path("<number:pk>/online/", services.e_service, name="e_service"),
]
"""What the office does for people."""

requests: list[URLPattern] = [
    path("<number:pk>/online/start/", sending.start, name="start"),
    path("requests/<str:token>/", sending.draft, name="draft"),
    path("requests/<str:token>/check/", sending.draft_check, name="draft_check"),
    path("requests/<str:token>/receipt/", sending.draft_receipt, name="draft_receipt"),
    path("track/", tracking.track, name="track"),
    path("track/write/", tracking.track_write, name="track_write"),
    path("track/withdraw/", tracking.track_withdraw, name="track_withdraw"),
    path("track/rate/", tracking.track_rate, name="track_rate"),
    path("track/file/", tracking.track_file, name="track_file"),
]
"""Sending a request, and following it with its code."""

desk: list[URLPattern] = [
    path("staff/", queue.staff_queue, name="staff_queue"),
    path("staff/new/", working.staff_intake, name="staff_intake"),
    path("staff/requests/<number:pk>/", working.staff_request, name="staff_request"),
    path("staff/requests/<number:pk>/files/<number:number>/", working.staff_file, name="staff_file"),
    path("staff/requests/<number:pk>/<slug:act>/", acts.staff_act, name="staff_act"),
]
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
    path("surveys/", asked.surveys, name="surveys"),
    path("surveys/<number:pk>/", asked.survey, name="survey"),
    path("surveys/<number:pk>/thanks/", asked.survey_thanks, name="survey_thanks"),
    path("surveys/<number:pk>/results/", asked.survey_results, name="survey_results"),
    path("surveys/<number:pk>/results.csv", asked.survey_results_csv, name="survey_results_csv"),
    path("surveys/<number:pk>/results.xlsx", asked.survey_results_xlsx, name="survey_results_xlsx"),
]
"""How satisfied people were, and surveys."""

questions: list[URLPattern] = [
    path("questions/", answers.questions, name="questions"),
    path("questions/ask/", answers.ask, name="ask"),
    path("questions/asked/<str:token>/", answers.enquiry, name="enquiry"),
    path("questions/<number:pk>/", answers.answer, name="answer"),
]
"""Questions and answers."""

urlpatterns = [*requests, *desk, *counter, *satisfaction, *questions, *catalogue]

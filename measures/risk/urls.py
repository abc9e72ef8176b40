"""Addresses of the register of risks; everything below a fiscal year is of that year."""

from django.urls import path

from measures.risk import views

app_name = "risk"
urlpatterns = [
    path("", views.latest, name="latest"),
    path("<fy:year>/", views.year, name="year"),
    path("<fy:year>/results/", views.results, name="results"),
    path("<fy:year>/<number:pk>/", views.risk, name="risk"),
    # files
    path("<fy:year>/risks.csv", views.risks_csv, name="risks_csv"),
    path("<fy:year>/risks.json", views.risks_json, name="risks_json"),
    path("<fy:year>/results.csv", views.results_csv, name="results_csv"),
    path("<fy:year>/results.json", views.results_json, name="results_json"),
    path("<fy:year>/register.xlsx", views.register_xlsx, name="register_xlsx"),
    path("<fy:year>/results.pdf", views.results_pdf, name="results_pdf"),
]

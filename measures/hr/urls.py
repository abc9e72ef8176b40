"""Addresses of personnel, by fiscal year."""

from django.urls import path

from measures.hr import views

app_name = "hr"
urlpatterns = [
    path("", views.latest, name="latest"),
    path("<fy:year>/", views.year, name="year"),
    path("<fy:year>/hr.pdf", views.year_pdf, name="year_pdf"),
    path("<fy:year>/hr.xlsx", views.year_xlsx, name="year_xlsx"),
    path("<fy:year>/headcount.csv", views.headcount_csv, name="headcount_csv"),
    path("<fy:year>/headcount.json", views.headcount_json, name="headcount_json"),
    path("<fy:year>/training.csv", views.training_csv, name="training_csv"),
    path("<fy:year>/training.json", views.training_json, name="training_json"),
]

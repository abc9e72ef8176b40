"""Addresses of the manuals; those under `staff/` are for people who have signed in."""

from django.urls import path

from measures.manuals import views
from measures.manuals.views import reading

app_name = "manuals"
urlpatterns = [
    path("", views.index, name="index"),
    path("list.csv", views.list_csv, name="list_csv"),
    path("list.xlsx", views.list_xlsx, name="list_xlsx"),
    path("list.json", views.list_json, name="list_json"),
    path("steps.csv", views.steps_csv, name="steps_csv"),
    path("steps.xlsx", views.steps_xlsx, name="steps_xlsx"),
    path("<number:pk>/", views.manual, name="manual"),
    path("<number:pk>/editions/<number:number>/", views.edition, name="edition"),
    path(
        "<number:pk>/editions/<number:number>/files/<number:place>/", views.edition_file, name="edition_file"
    ),
    # a fiscal year as of its end
    path("years/<fy:year>/", views.year, name="year"),
    path("years/<fy:year>.csv", views.year_csv, name="year_csv"),
    path("years/<fy:year>.xlsx", views.year_xlsx, name="year_xlsx"),
    # reading and acknowledging
    path("staff/", reading.to_read, name="staff_to_read"),
    path("staff/<number:pk>/", reading.read, name="staff_read"),
    path("staff/readers/", reading.readers, name="staff_readers"),
]

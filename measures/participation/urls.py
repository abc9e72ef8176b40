"""Addresses of participation: activities and consultations by year, commenting, and following what one said."""

from django.urls import path

from measures.participation import views

app_name = "participation"
urlpatterns = [
    path("", views.index, name="index"),
    path("<fy:year>/", views.year, name="year"),
    path("<fy:year>/activities.csv", views.activities_csv, name="activities_csv"),
    path("<fy:year>/activities.xlsx", views.activities_xlsx, name="activities_xlsx"),
    path("<fy:year>/activities.json", views.activities_json, name="activities_json"),
    path("<fy:year>/o19.xlsx", views.o19_xlsx, name="o19_xlsx"),
    path("activities/<number:pk>/", views.activity, name="activity"),
    path("pictures/<number:pk>/<slug:size>/", views.picture, name="picture"),
    # consultations
    path("consultations/", views.consultations, name="consultations"),
    path("consultations/<number:pk>/", views.consultation, name="consultation"),
    path("consultations/<number:pk>/contributions/", views.contributions, name="contributions"),
    path("consultations/<number:pk>/conclusion/", views.conclusion, name="conclusion"),
    path("responses/<number:pk>/", views.response, name="response"),
    # what visitors send
    path("consultations/<number:pk>/comment/", views.comment, name="comment"),
    path("follow/", views.follow, name="follow"),
]

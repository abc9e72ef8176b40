"""Addresses of ethics; a year is a fiscal year, Buddhist-era."""

from django.urls import path

from measures.ethics import views

app_name = "ethics"
urlpatterns = [
    path("", views.latest, name="latest"),
    path("codes/<number:pk>/", views.code, name="code"),
    path("pictures/<number:pk>-<str:size>.webp", views.picture, name="picture"),
    # a year and its parts
    path("<fy:year>/", views.year, name="year"),
    path("<fy:year>/code/", views.codes, name="codes"),
    path("<fy:year>/guidelines/", views.guidelines, name="guidelines"),
    path("<fy:year>/team/", views.team, name="team"),
    path("<fy:year>/activities/", views.activities, name="activities"),
    path("<fy:year>/activities/<number:pk>/", views.activity, name="activity"),
    path("<fy:year>/assessment/", views.assessment, name="assessment"),
    path("<fy:year>/no-gift/", views.no_gift, name="no_gift"),
    path("<fy:year>/no-gift/declaration/", views.declaration, name="declaration"),
    path("<fy:year>/no-gift/gifts/", views.gifts, name="gifts"),
    # files
    path("<fy:year>/activities.csv", views.activities_csv, name="activities_csv"),
    path("<fy:year>/activities.json", views.activities_json, name="activities_json"),
    path("<fy:year>/<slug:part>.pdf", views.part_pdf, name="part_pdf"),
    path("<fy:year>/<slug:part>.xlsx", views.part_xlsx, name="part_xlsx"),
]

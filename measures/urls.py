"""Addresses of the measures, the annual report, the ITA results and the OIT checklist."""

from django.urls import path

from measures import views

app_name = "measures"
urlpatterns = [
    # measures
    path("measures/", views.measures.latest, name="latest"),
    path("measures/<fy:year>/", views.measures.year, name="year"),
    # the annual report (o35), before the measures because `report` looks like a slug
    path("measures/<fy:year>/report/", views.reports.report, name="report"),
    path("measures/<fy:year>/report.pdf", views.reports.report_pdf, name="report_pdf"),
    path("measures/<fy:year>/report.xlsx", views.reports.report_xlsx, name="report_xlsx"),
    path("measures/<fy:year>/report/<number:number>/", views.reports.report, name="report_version"),
    path(
        "measures/<fy:year>/report/<number:number>.pdf", views.reports.report_pdf, name="report_version_pdf"
    ),
    path(
        "measures/<fy:year>/report/<number:number>.xlsx",
        views.reports.report_xlsx,
        name="report_version_xlsx",
    ),
    path("measures/<fy:year>/<slug:slug>/", views.measures.measure, name="measure"),
    # ITA: results and the OIT checklist
    path("ita/", views.ita.latest, name="ita_latest"),
    path("ita/results.csv", views.ita.results_csv, name="ita_results_csv"),
    path("ita/<fy:year>/", views.ita.checklist, name="ita"),
    path("ita/<fy:year>/items.csv", views.ita.checklist_csv, name="ita_csv"),
    path("ita/<fy:year>/result/", views.ita.result, name="ita_result"),
    path("ita/<fy:year>/<slug:code>/", views.ita.item, name="oit_item"),
]

"""Addresses of procurement; a year is a fiscal year, Buddhist-era."""

from django.urls import path, register_converter

from procurement.months import MonthConverter
from procurement.views import (
    announcements,
    contract_page,
    contracts,
    corrections,
    feeds,
    monthly,
    official,
    open_data,
    overview,
    plan,
    suppliers,
)

register_converter(MonthConverter, "month")

app_name = "procurement"
urlpatterns = [
    # a year at a glance
    path("", overview.latest, name="latest"),
    path("<fy:year>/", overview.year, name="year"),
    path("<fy:year>/figures.csv", overview.figures_csv, name="figures_csv"),
    path("<fy:year>/contracts/<number:pk>/", contract_page.contract, name="contract"),
    # contracts and suppliers
    path("<fy:year>/contracts/", contracts.contracts, name="contracts"),
    path("<fy:year>/contracts.csv", contracts.contracts_csv, name="contracts_csv"),
    path("<fy:year>/contracts.xlsx", contracts.contracts_xlsx, name="contracts_xlsx"),
    path("<fy:year>/contracts.json", contracts.contracts_json, name="contracts_json"),
    path("suppliers/<number:pk>/", suppliers.supplier, name="supplier"),
    # plan and announcements
    path("<fy:year>/plan/", plan.plan, name="plan"),
    path("<fy:year>/plan.csv", plan.plan_csv, name="plan_csv"),
    path("<fy:year>/plan.xlsx", plan.plan_xlsx, name="plan_xlsx"),
    path("<fy:year>/plan.json", plan.plan_json, name="plan_json"),
    path("<fy:year>/announcements/", announcements.announcements, name="announcements"),
    path("<fy:year>/announcements/<number:pk>/", announcements.announcement, name="announcement"),
    path("<fy:year>/announcements.csv", announcements.announcements_csv, name="announcements_csv"),
    path("<fy:year>/announcements.xlsx", announcements.announcements_xlsx, name="announcements_xlsx"),
    path("<fy:year>/announcements.json", announcements.announcements_json, name="announcements_json"),
    path("announcements/feed.xml", feeds.announcements_feed, name="announcements_feed"),
    path("<fy:year>/corrections/", corrections.corrections, name="corrections"),
    # official forms
    path("<fy:year>/monthly/", monthly.monthly, name="monthly"),
    path("<fy:year>/monthly/<month:month>/", monthly.month, name="month"),
    path("<fy:year>/monthly/<month:month>.xlsx", monthly.month_xlsx, name="month_xlsx"),
    path("<fy:year>/monthly.xlsx", monthly.monthly_xlsx, name="monthly_xlsx"),
    path("<fy:year>/summary.xlsx", official.summary_xlsx, name="summary_xlsx"),
    path("<fy:year>/ita-<slug:code>.xlsx", official.official_form, name="official_form"),
    # open data
    path("<fy:year>/ocds.json", open_data.ocds, name="ocds"),
    path("open-data/", open_data.open_data, name="open_data"),
]

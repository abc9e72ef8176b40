"""Addresses of procurement; a year is a fiscal year, Buddhist-era."""

from django.urls import path, register_converter

from procurement.months import MonthConverter
from procurement.views import contracts, monthly, official

register_converter(MonthConverter, "month")

app_name = "procurement"
urlpatterns = [
    # official forms
    path("<fy:year>/monthly/", monthly.monthly, name="monthly"),
    path("<fy:year>/monthly/<month:month>/", monthly.month, name="month"),
    path("<fy:year>/monthly/<month:month>.xlsx", monthly.month_xlsx, name="month_xlsx"),
    path("<fy:year>/monthly.xlsx", monthly.monthly_xlsx, name="monthly_xlsx"),
    path("<fy:year>/summary.xlsx", official.summary_xlsx, name="summary_xlsx"),
    path("<fy:year>/ita-<slug:code>.xlsx", official.official_form, name="official_form"),
    path("<fy:year>/contracts/<number:pk>/", contracts.contract, name="contract"),
]

"""Addresses of the complaint channel: for everybody, and under staff/ for the named officers."""

from django.urls import URLPattern, path

from complaints.views import promises, receipts, reporting, start
from complaints.views import tracking as follow
from complaints.views.staff import clocks, unlocking

app_name = "complaints"
public = [
    path("", start.start, name="start"),
    path("privacy/", promises.privacy, name="privacy"),
    path("receipt/", receipts.receipt, name="receipt"),
]
reports: list[URLPattern] = [
    path("new/", reporting.new, name="new"),
    path("new/readers/", reporting.new_readers, name="new_readers"),
    path("new/files/", reporting.new_files, name="new_files"),
    path("new/identity/", reporting.new_identity, name="new_identity"),
    path("new/check/", reporting.new_check, name="new_check"),
    path("new/code/", reporting.new_code, name="new_code"),
    path("new/receipt/", reporting.new_receipt, name="new_receipt"),
    path("new/leave/", reporting.new_leave, name="new_leave"),
]
tracking = [
    path("track/", follow.track, name="track"),
    path("track/case/", follow.track_case, name="track_case"),
    path("track/leave/", follow.track_leave, name="track_leave"),
]
staff: list[URLPattern] = [
    path("staff/unlock/", unlocking.staff_unlock, name="staff_unlock"),
    path("staff/lock/", unlocking.staff_lock, name="staff_lock"),
    path("staff/clocks/", clocks.staff_clocks, name="staff_clocks"),
    path("staff/log/", clocks.staff_log, name="staff_log"),
]
urlpatterns = [*public, *reports, *tracking, *staff]

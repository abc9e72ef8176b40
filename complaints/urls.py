"""Addresses of the complaint channel: for everybody, and under staff/ for the named officers."""

from django.urls import URLPattern, path

from complaints.views import promises, receipts, reporting, start, statistics
from complaints.views import tracking as follow
from complaints.views.staff import (
    acts,
    cases,
    clocks,
    deletions,
    evidence_files,
    holders,
    identities,
    intake,
    keys,
    queue,
    unlocking,
)

app_name = "complaints"
public = [
    path("", start.start, name="start"),
    path("privacy/", promises.privacy, name="privacy"),
    path("receipt/", receipts.receipt, name="receipt"),
    path("statistics/", statistics.latest, name="statistics_latest"),
    path("statistics/<fy:year>/", statistics.statistics, name="statistics"),
    path("statistics/<fy:year>.csv", statistics.statistics_csv, name="statistics_csv"),
    path("statistics/<fy:year>.xlsx", statistics.statistics_xlsx, name="statistics_xlsx"),
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
    path("staff/", queue.staff_queue, name="staff_queue"),
    path("staff/unlock/", unlocking.staff_unlock, name="staff_unlock"),
    path("staff/lock/", unlocking.staff_lock, name="staff_lock"),
    path("staff/intake/", intake.staff_intake, name="staff_intake"),
    path("staff/cases/<str:locator>/", cases.staff_case, name="staff_case"),
    path("staff/cases/<str:locator>/identity/", cases.staff_identity, name="staff_identity"),
    path(
        "staff/cases/<str:locator>/evidence/<number:number>/",
        evidence_files.staff_evidence,
        name="staff_evidence",
    ),
    path(
        "staff/cases/<str:locator>/evidence/<number:number>/original/",
        evidence_files.staff_original,
        name="staff_original",
    ),
    path("staff/cases/<str:locator>/<slug:act>/", acts.staff_act, name="staff_act"),
    path("staff/key/", keys.staff_key, name="staff_key"),
    path("staff/key/passphrase/", keys.staff_key_passphrase, name="staff_key_passphrase"),
    path("staff/key/lost/", keys.staff_key_lost, name="staff_key_lost"),
    path("staff/holders/", holders.staff_holders, name="staff_holders"),
    path("staff/holders/<number:number>/confirm/", holders.staff_confirm, name="staff_confirm"),
    path("staff/holders/<number:number>/retire/", holders.staff_retire, name="staff_retire"),
    path("staff/holders/<number:number>/hand-over/", holders.staff_hand_over, name="staff_hand_over"),
    path("staff/identities/", identities.staff_identities, name="staff_identities"),
    path("staff/identities/<uuid:number>/", identities.staff_decision, name="staff_decision"),
    path("staff/identities/<uuid:number>/withdraw/", identities.staff_withdrawal, name="staff_withdrawal"),
    path("staff/deletions/", deletions.staff_deletions, name="staff_deletions"),
    path("staff/deletions/<str:locator>/hold/", deletions.staff_hold, name="staff_hold"),
    path("staff/clocks/", clocks.staff_clocks, name="staff_clocks"),
    path("staff/log/", clocks.staff_log, name="staff_log"),
]
urlpatterns = [*public, *reports, *tracking, *staff]

"""Every address of the site: who it is for, and how to build it from what the database holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

from complaints.statistics import opening
from measures.authority.models import Duty, Referral
from measures.ethics.exports import Part
from measures.ethics.figures import years as ethics_years
from measures.ethics.models import (
    AssessmentDocument,
    CodeDocument,
    DeclarationDocument,
    EthicsActivity,
    EthicsAssessment,
    EthicsCode,
    EthicsDocument,
    EthicsPicture,
    EthicsTeam,
    GiftCount,
    GiftDeclaration,
    TeamDocument,
)
from measures.hr.models import HrPlan, HrPlanDocument, HrReport, HrReportDocument
from measures.manuals import figures as manuals
from measures.manuals.models import EditionFile, Manual, ManualDocument, ManualEdition
from measures.models import AnnualReport, EvidenceDocument, ItaResult, Measure, OitDisclosure, ReportVersion
from measures.participation.models import (
    Activity,
    ActivityDocument,
    ActivityPicture,
    Conclusion,
    Consultation,
    ConsultationDocument,
    Response,
)
from measures.risk.models import ResultDocument, Risk
from measures.services.figures import satisfaction, statistics
from measures.services.models import Answer, RequestForm, Service, ServiceDocument, Survey, SurveyTally
from portal.attachments import Attachment
from portal.fiscal import FiscalYear
from portal.models import EitSurvey, NewsDocument, NewsItem, NewsPicture, Page, PageEdition
from portal.publishing import Publishable
from procurement.layouts import OFFICIAL_FORMS
from procurement.models import (
    Announcement,
    AnnouncementDocument,
    Contract,
    ContractDocument,
    PlanDocument,
    PlanItem,
    Supplier,
)

SEARCHED = "ทดสอบ"
"""What the search page is asked for when nobody asks for anything else."""

Arguments = Iterable[tuple[Any, ...]]


def _once() -> Arguments:
    return [()]


def _years_of(*kinds: type[Publishable]) -> Arguments:
    return [
        (year,)
        for year in sorted({year for kind in kinds for year in kind.objects.values_list("year", flat=True)})
    ]


def _keys(kind: type[Any]) -> Arguments:
    return [(pk,) for pk in kind._base_manager.order_by("pk").values_list("pk", flat=True)]


def _documents() -> Arguments:
    return [key for kind in ATTACHMENTS for key in _keys(kind)]


def _document_versions() -> Arguments:
    for kind in ATTACHMENTS:
        for document in kind._base_manager.order_by("pk"):
            known = {*document.versions.all(), document.current}
            yield from ((document.pk, number) for number in range(1, len(known) + 1))


def _news_pictures() -> Arguments:
    return [(pk, size) for (pk,) in _keys(NewsPicture) for size in ("large", "small")]


def _official_pictures() -> Arguments:
    return list(EitSurvey.objects.exclude(official_picture=None).order_by("pk").values_list("pk"))


def _report_versions() -> Arguments:
    return list(ReportVersion.objects.order_by("pk").values_list("report__year", "number"))


def _pages() -> Arguments:
    return [(slug,) for slug in Page.objects.order_by("pk").values_list("slug", flat=True).distinct()]


def _page_editions() -> Arguments:
    return [(slug, pk) for slug, pk in PageEdition.objects.order_by("pk").values_list("page__slug", "pk")]


def _measures() -> Arguments:
    return sorted(set(Measure.objects.values_list("year", "slug")))


def _checklists() -> Arguments:
    return [(year,) for year in sorted(set(OitDisclosure.objects.values_list("item__year", flat=True)))]


def _items() -> Arguments:
    return sorted(set(OitDisclosure.objects.values_list("item__year", "item__code")))


def _months() -> Arguments:
    """The first and the last month of each year in which a contract was signed."""
    days = Contract.objects.exclude(signed_on=None).order_by("signed_on").values_list("signed_on", flat=True)
    by_year: dict[int, list[dt.date]] = {}
    for day in days:
        by_year.setdefault(FiscalYear.containing(day), []).append(day.replace(day=1))
    return [(year, at) for year, found in by_year.items() for at in dict.fromkeys((found[0], found[-1]))]


def _procurement_years() -> Arguments:
    return _years_of(Contract, PlanItem, Announcement)


def _complaint_years() -> Arguments:
    return [(year,) for year in opening().years()]


def _manual_editions() -> Arguments:
    return list(ManualEdition.objects.order_by("pk").values_list("manual", "number"))


def _edition_files() -> Arguments:
    return list(
        EditionFile.objects.order_by("pk").values_list("edition__manual", "edition__number", "number")
    )


def _manual_years() -> Arguments:
    return [(year,) for year in manuals.years()]


def _told_surveys() -> Arguments:
    """Surveys with enough answers to be told of; the others have no files."""
    return list(SurveyTally.objects.filter(key="", count__gte=10).order_by("survey").values_list("survey"))


def _statistics_years() -> Arguments:
    return [(year,) for year in statistics.public_years()]


def _satisfaction_years() -> Arguments:
    return [(year,) for year in satisfaction.public_years()]


def _activity_pictures() -> Arguments:
    return [(pk, size) for (pk,) in _keys(ActivityPicture) for size in ("large", "small")]


def _conclusions() -> Arguments:
    return list(Conclusion.objects.order_by("pk").values_list("consultation").distinct())


def _participation_years() -> Arguments:
    return _years_of(Activity, Consultation)


def _ethics_years() -> Arguments:
    """Those of public records and those that a hidden record would add."""
    hidden = _years_of(EthicsActivity, EthicsAssessment, EthicsTeam, GiftCount, GiftDeclaration)
    return sorted({*hidden, *((int(year),) for year in ethics_years())})


def _ethics_parts() -> Arguments:
    return [(year, part.value) for (year,) in _ethics_years() for part in Part]


def _ethics_pictures() -> Arguments:
    return [(pk, size) for (pk,) in _keys(EthicsPicture) for size in ("large", "small")]


def _of_year(kind: type[Publishable]) -> Arguments:
    return list(kind.objects.originals().order_by("pk").values_list("year", "pk"))


def _e_services() -> Arguments:
    return list(RequestForm.objects.originals().order_by("pk").values_list("service"))


ATTACHMENTS: tuple[type[Attachment], ...] = (
    NewsDocument,
    ManualDocument,
    ActivityDocument,
    ConsultationDocument,
    EvidenceDocument,
    ServiceDocument,
    ResultDocument,
    HrPlanDocument,
    HrReportDocument,
    CodeDocument,
    TeamDocument,
    EthicsDocument,
    AssessmentDocument,
    DeclarationDocument,
    ContractDocument,
    PlanDocument,
    AnnouncementDocument,
)

PAGES: dict[str, Callable[[], Arguments]] = {
    "portal:home": _once,
    "portal:search": _once,
    "portal:news": _once,
    "portal:news_item": lambda: _keys(NewsItem),
    "portal:eit": lambda: _keys(EitSurvey),
    "portal:about": _once,
    "portal:contact": _once,
    "portal:page": _pages,
    "portal:page_edition": _page_editions,
    "portal:sitemap": _once,
    "authority:index": _once,
    "manuals:index": _once,
    "manuals:manual": lambda: _keys(Manual),
    "manuals:edition": _manual_editions,
    "manuals:year": _manual_years,
    "services:index": _once,
    "services:service": lambda: _keys(Service),
    "services:e_service": _e_services,
    "services:questions": _once,
    "services:answer": lambda: _keys(Answer),
    "risk:year": lambda: _years_of(Risk),
    "risk:results": lambda: _years_of(Risk),
    "risk:risk": lambda: _of_year(Risk),
    "participation:index": _once,
    "participation:year": _participation_years,
    "participation:activity": lambda: _keys(Activity),
    "participation:consultations": _once,
    "participation:consultation": lambda: _keys(Consultation),
    "participation:contributions": lambda: _keys(Consultation),
    "participation:conclusion": _conclusions,
    "participation:response": lambda: _keys(Response),
    "hr:year": lambda: _years_of(HrPlan, HrReport),
    "ethics:year": _ethics_years,
    "ethics:code": lambda: _keys(EthicsCode),
    "ethics:codes": _ethics_years,
    "ethics:guidelines": _ethics_years,
    "ethics:team": _ethics_years,
    "ethics:activities": _ethics_years,
    "ethics:activity": lambda: _of_year(EthicsActivity),
    "ethics:assessment": _ethics_years,
    "ethics:no_gift": _ethics_years,
    "ethics:declaration": _ethics_years,
    "ethics:gifts": _ethics_years,
    "complaints:start": _once,
    "complaints:privacy": _once,
    "complaints:statistics": _complaint_years,
    "services:statistics": _statistics_years,
    "services:satisfaction": _satisfaction_years,
    "services:surveys": _once,
    "services:survey_results": lambda: _keys(Survey),
    "measures:year": lambda: _years_of(Measure),
    "measures:measure": _measures,
    "measures:report": lambda: _years_of(AnnualReport),
    "measures:report_version": _report_versions,
    "measures:ita": _checklists,
    "measures:ita_result": lambda: _years_of(ItaResult),
    "measures:oit_item": _items,
    "procurement:year": _procurement_years,
    "procurement:contracts": _procurement_years,
    "procurement:contract": lambda: _of_year(Contract),
    "procurement:supplier": lambda: _keys(Supplier),
    "procurement:plan": _procurement_years,
    "procurement:announcements": _procurement_years,
    "procurement:announcement": lambda: _of_year(Announcement),
    "procurement:corrections": _procurement_years,
    "procurement:monthly": lambda: _years_of(Contract),
    "procurement:month": _months,
    "procurement:open_data": _once,
}
"""Public pages for people to read."""

FILES: dict[str, Callable[[], Arguments]] = {
    "portal:news_feed": _once,
    "portal:news_picture": _news_pictures,
    "portal:eit_qr": lambda: _keys(EitSurvey),
    "portal:eit_official_qr": _official_pictures,
    "portal:document": _documents,
    "portal:document_version": _document_versions,
    "portal:sitemap_xml": _once,
    "portal:robots_txt": _once,
    "portal:security_txt": _once,
    "portal:emblem": _once,
    "manuals:list_csv": _once,
    "manuals:list_xlsx": _once,
    "manuals:list_json": _once,
    "manuals:steps_csv": _once,
    "manuals:steps_xlsx": _once,
    "manuals:edition_file": _edition_files,
    "manuals:year_csv": _manual_years,
    "manuals:year_xlsx": _manual_years,
    "services:index_csv": _once,
    "services:index_xlsx": _once,
    "risk:risks_csv": lambda: _years_of(Risk),
    "risk:risks_json": lambda: _years_of(Risk),
    "risk:results_csv": lambda: _years_of(Risk),
    "risk:results_json": lambda: _years_of(Risk),
    "risk:register_xlsx": lambda: _years_of(Risk),
    "risk:results_pdf": lambda: _years_of(Risk),
    "participation:picture": _activity_pictures,
    "participation:activities_csv": _participation_years,
    "participation:activities_xlsx": _participation_years,
    "participation:activities_json": _participation_years,
    "participation:o19_xlsx": _participation_years,
    "hr:year_pdf": lambda: _years_of(HrPlan, HrReport),
    "hr:year_xlsx": lambda: _years_of(HrPlan, HrReport),
    "hr:headcount_csv": lambda: _years_of(HrReport),
    "hr:headcount_json": lambda: _years_of(HrReport),
    "hr:training_csv": lambda: _years_of(HrReport),
    "hr:training_json": lambda: _years_of(HrReport),
    "ethics:picture": _ethics_pictures,
    "ethics:activities_csv": _ethics_years,
    "ethics:activities_json": _ethics_years,
    "ethics:part_pdf": _ethics_parts,
    "ethics:part_xlsx": _ethics_parts,
    "complaints:statistics_csv": _complaint_years,
    "complaints:statistics_xlsx": _complaint_years,
    "services:statistics_csv": _statistics_years,
    "services:statistics_xlsx": _statistics_years,
    "services:satisfaction_pdf": _satisfaction_years,
    "services:satisfaction_xlsx": _satisfaction_years,
    "services:survey_results_csv": _told_surveys,
    "services:survey_results_xlsx": _told_surveys,
    "measures:report_pdf": lambda: _years_of(AnnualReport),
    "measures:report_xlsx": lambda: _years_of(AnnualReport),
    "measures:report_version_pdf": _report_versions,
    "measures:report_version_xlsx": _report_versions,
    "measures:ita_results_csv": _once,
    "measures:ita_csv": _checklists,
    "procurement:figures_csv": _procurement_years,
    "procurement:contracts_csv": lambda: _years_of(Contract),
    "procurement:contracts_xlsx": lambda: _years_of(Contract),
    "procurement:contracts_json": lambda: _years_of(Contract),
    "procurement:plan_csv": _procurement_years,
    "procurement:plan_xlsx": _procurement_years,
    "procurement:plan_json": _procurement_years,
    "procurement:announcements_csv": _procurement_years,
    "procurement:announcements_xlsx": _procurement_years,
    "procurement:announcements_json": _procurement_years,
    "procurement:announcements_feed": _once,
    "procurement:official_form": lambda: list(OFFICIAL_FORMS),
    "procurement:monthly_xlsx": lambda: _years_of(Contract),
    "procurement:month_xlsx": _months,
    "procurement:summary_xlsx": lambda: _years_of(Contract),
    "procurement:ocds": lambda: _years_of(Contract),
}
"""Public feeds, tables, documents, pictures and what robots read."""

REDIRECTS = {
    "complaints:statistics_latest",
    "ethics:latest",
    "hr:latest",
    "measures:ita_latest",
    "measures:latest",
    "procurement:latest",
    "risk:latest",
    "services:satisfaction_latest",
    "services:statistics_latest",
}
"""Public addresses that lead to the newest year."""

PERSONAL = {
    "portal:display",
    "portal:preferences_css",
    "portal:feedback",
    "portal:feedback_comment",
    "portal:healthz",
    "services:ask",
    "services:enquiry",
    "participation:comment",
    "participation:follow",
    "complaints:receipt",
    "complaints:new",
    "complaints:new_readers",
    "complaints:new_files",
    "complaints:new_identity",
    "complaints:new_check",
    "complaints:new_code",
    "complaints:new_receipt",
    "complaints:new_leave",
    "complaints:track",
    "complaints:track_case",
    "complaints:track_leave",
    "services:start",
    "services:draft",
    "services:draft_check",
    "services:draft_receipt",
    "services:track",
    "services:track_write",
    "services:track_withdraw",
    "services:track_rate",
    "services:track_file",
    "services:survey",
    "services:survey_thanks",
}
"""Open to everybody and kept by no cache: a visitor's own choices and words, and the sign of life."""

SIGN_IN = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "admin:login",
}
"""Open because somebody who has not signed in yet needs them."""

STAFF = {
    "portal:styleguide",
    "account_reauthenticate",
    "account_change_password",
    "account_set_password",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_edit_webauthn",
    "complaints:staff_unlock",
    "complaints:staff_lock",
    "complaints:staff_queue",
    "complaints:staff_intake",
    "complaints:staff_case",
    "complaints:staff_identity",
    "complaints:staff_evidence",
    "complaints:staff_original",
    "complaints:staff_act",
    "complaints:staff_key",
    "complaints:staff_key_passphrase",
    "complaints:staff_key_lost",
    "complaints:staff_holders",
    "complaints:staff_confirm",
    "complaints:staff_retire",
    "complaints:staff_hand_over",
    "complaints:staff_identities",
    "complaints:staff_decision",
    "complaints:staff_withdrawal",
    "complaints:staff_deletions",
    "complaints:staff_hold",
    "complaints:staff_clocks",
    "complaints:staff_log",
    "manuals:staff_to_read",
    "manuals:staff_read",
    "manuals:staff_readers",
    "services:staff_queue",
    "services:staff_intake",
    "services:staff_request",
    "services:staff_file",
    "services:staff_act",
    "services:staff_counter",
    "services:staff_counter_entries",
    "services:staff_counter_strike",
    "services:staff_counter_total",
    "admin:*",
}
"""For people who have signed in; `admin:*` is every page of the admin but its sign-in."""

OWN_PLACE: dict[type[Publishable], str] = {
    Duty: "authority:index",
    Referral: "authority:index",
    HrPlan: "hr:year",
    HrReport: "hr:year",
    EthicsTeam: "ethics:team",
    EthicsAssessment: "ethics:assessment",
    GiftDeclaration: "ethics:declaration",
    GiftCount: "ethics:gifts",
    PlanItem: "procurement:plan",
}
"""Kinds of record without a page of their own, and where they are shown."""


def routes() -> Iterator[tuple[str, str, Any]]:
    """Every pattern of the resolver: its name with its namespaces, its path, its view."""

    def walk(resolver: URLResolver, names: tuple[str, ...], path: str) -> Iterator[tuple[str, str, Any]]:
        for pattern in resolver.url_patterns:
            here = f"{path}{pattern.pattern}"
            if isinstance(pattern, URLResolver):
                yield from walk(pattern, (*names, pattern.namespace) if pattern.namespace else names, here)
            else:
                yield ":".join((*names, pattern.name or "")), here, pattern.callback

    return walk(get_resolver(), (), "/")


def listed(name: str) -> bool:
    """Whether a route is in this catalogue."""
    known = {*PAGES, *FILES, *REDIRECTS, *PERSONAL, *SIGN_IN, *STAFF}
    return name in known or (name.startswith("admin:") and "admin:*" in known)


def addresses(*names: str) -> list[str]:
    """Every address of public routes (all of them by default) that a row in the database could have.

    Rows are taken whatever their state, so a hidden record's address is among them.
    """
    makers = {**PAGES, **FILES, **dict.fromkeys(REDIRECTS, _once)}
    found = [reverse(name, args=arguments) for name in names or makers for arguments in makers[name]()]
    if not names or "portal:search" in names:
        found.append(reverse("portal:search", query={"q": SEARCHED}))
    return list(dict.fromkeys(found))

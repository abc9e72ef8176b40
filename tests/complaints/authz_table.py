"""Who may open what: one row for each group of addresses of the whole site, for GET and for POST.

An outcome is `in` (the page answers: it shows something, leads on, or asks for better input), `sign-in`, `refused`
(403), `method` (405) or `hidden` (404). A row names the people who get in; a visitor is asked to sign in, everybody
else is refused, unless the row says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests import catalogue
from tests.test_roles import CAST as ROLES
from tests.test_roles import MATRIX

VISITORS = ("visitor", "gone")
"""Nobody, and an officer whose account was closed."""
CAST = (*VISITORS, *ROLES, "charlie", "mallory")
"""Everybody of tests/conftest.py, and Mallory: an officer to whom the case was never handed over."""
STAFF = frozenset(CAST) - frozenset(VISITORS)
GROUPS = {
    "planning": {"alice", "bob"},
    "personnel": {"charlie"},
    "administration": {"grace", "heidi", "ivan", "mallory"},
}
OFFICERS = frozenset({"ivan", "mallory"})
HOLDERS = OFFICERS | {"judy"}


@dataclass(frozen=True)
class Row:
    """`get` and `post`: an outcome for all staff, or who gets in. `others`: outcomes of people that differ."""

    get: str | frozenset[str]
    post: str | frozenset[str]
    is_open: bool = False
    """No sign-in is asked of anybody."""
    others: Mapping[str, str] = field(default_factory=dict)

    def outcome(self, person: str, method: str) -> str:
        allowed = self.get if method == "get" else self.post
        if person in VISITORS and not self.is_open:
            return "sign-in"
        if isinstance(allowed, str):
            return allowed
        return "in" if person in allowed else self.others.get(person, "refused")


def only(*people: str) -> frozenset[str]:
    return frozenset(people)


PUBLIC = Row("shown", "method", is_open=True)
"""The same for everybody: `shown` is `in`, or `hidden` where the row is not there."""
IN = Row("in", "in")
READ = Row("in", "method")
OWN = Row("in", "in", is_open=True)
CASE = {"mallory": "hidden"}

OPEN: dict[str, Row] = {
    "portal:display": OWN,
    "portal:preferences_css": OWN,
    "portal:feedback": Row("method", "in", is_open=True),
    "portal:feedback_comment": Row("hidden", "hidden", is_open=True),
    "portal:healthz": Row("in", "method", is_open=True),
    "services:survey": Row("hidden", "hidden", is_open=True),
    "services:survey_thanks": Row("hidden", "method", is_open=True),
    "services:ask": OWN,
    "services:enquiry": Row("hidden", "method", is_open=True),
    "participation:comment": Row("hidden", "hidden", is_open=True),
    "participation:follow": OWN,
    "complaints:receipt": OWN,
    "complaints:new": Row("in", "refused", is_open=True),
    "complaints:new_leave": OWN,
    "complaints:track": OWN,
    "complaints:track_case": OWN,
    "services:start": Row("hidden", "hidden", is_open=True),
    "services:draft": Row("hidden", "hidden", is_open=True),
    "services:draft_check": Row("hidden", "hidden", is_open=True),
    "services:draft_receipt": Row("hidden", "method", is_open=True),
    **{f"services:track{act}": OWN for act in ("", "_write", "_withdraw", "_rate", "_file")},
    "complaints:track_leave": OWN,
    **{
        f"complaints:new_{step}": Row("hidden", "hidden", is_open=True)
        for step in ("readers", "files", "identity", "check", "code", "receipt")
    },
    "account_login": OWN,
    "account_logout": OWN,
    "account_inactive": Row("in", "method", is_open=True),
    "account_reset_password": OWN,
    "account_reset_password_done": Row("in", "method", is_open=True),
    "account_reset_password_from_key": OWN,
    "account_reset_password_from_key_done": Row("in", "method", is_open=True),
    "mfa_authenticate": IN,
    "admin:login": IN,
}
"""Steps of a report without its cookie are not there; a form without its hidden token is refused.

Of a request to a service nothing is there without the token in the address; without its ticket the code is asked for.
"""

ACCOUNTS: dict[str, Row] = {
    "portal:styleguide": IN,
    "account_reauthenticate": Row("refused", "refused"),
    "account_change_password": IN,
    "account_set_password": IN,
    "mfa_index": READ,
    "mfa_reauthenticate": Row("refused", "refused"),
    "mfa_activate_totp": IN,
    "mfa_deactivate_totp": Row("hidden", "hidden"),
    "mfa_view_recovery_codes": Row("hidden", "method"),
    "mfa_generate_recovery_codes": IN,
    "mfa_download_recovery_codes": Row("hidden", "hidden"),
    "mfa_list_webauthn": READ,
    "mfa_add_webauthn": IN,
    "mfa_reauthenticate_webauthn": Row("refused", "refused"),
    "mfa_remove_webauthn": Row("hidden", "hidden"),
    "mfa_edit_webauthn": Row("hidden", "hidden"),
}
"""One's own account: of people without a second factor, who have nothing to confirm or to take away."""

CHANNEL: dict[str, Row] = {
    "complaints:staff_queue": Row(OFFICERS, "method"),
    "complaints:staff_unlock": Row(HOLDERS, HOLDERS),
    "complaints:staff_lock": Row("method", HOLDERS),
    "complaints:staff_intake": Row(OFFICERS, OFFICERS),
    "complaints:staff_case": Row(only("ivan"), "method", others=CASE),
    "complaints:staff_identity": Row("method", only("ivan"), others=CASE),
    "complaints:staff_evidence": Row(only("ivan"), "method", others=CASE),
    "complaints:staff_original": Row(only("ivan"), only("ivan"), others=CASE),
    "complaints:staff_act": Row(only("ivan"), only("ivan"), others=CASE),
    "complaints:staff_key": Row(HOLDERS, HOLDERS),
    "complaints:staff_key_passphrase": Row(HOLDERS, HOLDERS),
    "complaints:staff_key_lost": Row(HOLDERS, HOLDERS),
    "complaints:staff_holders": Row(HOLDERS | {"dana", "erin"}, "method"),
    "complaints:staff_confirm": Row(
        only(), only(), others=dict.fromkeys(HOLDERS, "hidden")
    ),  # the key asked for was compared already
    "complaints:staff_retire": Row(only("ivan"), only("ivan")),
    "complaints:staff_hand_over": Row(
        only("ivan"), only("ivan"), others=CASE
    ),  # to Mallory, who is not herself
    "complaints:staff_identities": Row(only("judy"), "method"),
    "complaints:staff_decision": Row(only("judy"), only("judy")),
    "complaints:staff_withdrawal": Row(
        "method", only(), others={"judy": "hidden"}
    ),  # nothing was approved yet
    "complaints:staff_deletions": Row(HOLDERS, HOLDERS),
    "complaints:staff_hold": Row(only("ivan"), only("ivan"), others=CASE),
    "complaints:staff_clocks": Row(only("erin"), "method"),
    "complaints:staff_log": Row(only("erin"), "method"),
}
"""Ivan holds the case, Judy its identity; the administrator and the auditor see keys and clocks, never a case."""

ELSEWHERE = {"charlie": "hidden"}
DESK: dict[str, Row] = {
    "services:staff_queue": Row(only("alice", "charlie", "heidi", "erin"), "method"),
    "services:staff_intake": Row(only("alice", "charlie", "heidi"), only("alice", "charlie", "heidi")),
    "services:staff_request": Row(only("alice", "heidi"), "method", others=ELSEWHERE),
    "services:staff_file": Row(only("alice", "heidi"), "method", others=ELSEWHERE),
    "services:staff_act": Row(only("alice", "heidi"), only("alice", "heidi"), others=ELSEWHERE),
}
"""A request belongs to the planning group; the service desk works for all groups, the auditor sees the queue alone."""
RECORDS = only("alice", "charlie", "heidi")
COUNTER: dict[str, Row] = {
    "services:staff_counter": Row(RECORDS, RECORDS),
    "services:staff_counter_entries": Row(RECORDS, "method"),
    "services:staff_counter_strike": Row("method", RECORDS),
    "services:staff_counter_total": Row(RECORDS, RECORDS),
}
"""Editors and the service desk record who came; whoever checks reads the entries in the admin."""

WITHOUT_SECTIONS = dict.fromkeys(("frank", "ivan", "judy", "mallory"), "hidden")
SEES_REVIEW = only("alice", "bob", "charlie", "erin", "grace")
MAKES_MEASURES = only("alice", "charlie")
SEES_IMPORTS = only("bob", "dana", "erin", "grace")
MANUALS: dict[str, Row] = {
    "manuals:staff_to_read": READ,
    "manuals:staff_read": Row("hidden", "hidden"),  # no manual has come out on the stage
    "manuals:staff_readers": Row(only("bob", "erin"), "method"),
}
"""Reading manuals is everybody's; who has read them is told to heads, publishers and auditors."""

SEES_QUESTIONS = only("alice", "charlie", "erin", "heidi")
ADMIN: dict[str, Row] = {
    "admin:review": Row(SEES_REVIEW, SEES_REVIEW),
    "admin:index": IN,
    "admin:logout": IN,
    "admin:password_change": IN,
    "admin:password_change_done": READ,
    "admin:autocomplete": Row("refused", "method"),
    "admin:jsi18n": READ,
    "admin:view_on_site": IN,
    "admin:app_list": Row(STAFF - {*WITHOUT_SECTIONS}, STAFF - {*WITHOUT_SECTIONS}, others=WITHOUT_SECTIONS),
    "admin:portal_auditevent_csv": Row(only("dana", "erin"), only("dana", "erin")),
    "admin:portal_user_password_link": Row("method", only("dana")),
    "admin:portal_user_reset_factor": Row("method", only("dana")),
    "admin:procurement_registerimport_confirm": Row(
        "method", SEES_IMPORTS
    ),  # who may not is led back and told
    "admin:procurement_registerimport_verb": Row("method", SEES_IMPORTS),
    "admin:procurement_registerimport_file": Row(SEES_IMPORTS, SEES_IMPORTS),
    "admin:services_counterentry_bulk_template": Row(RECORDS, "method"),
    "admin:services_counterentry_bulk_upload": Row(RECORDS, RECORDS),
    "admin:services_counterentry_bulk_preview": Row(only(), only(), others=dict.fromkeys(RECORDS, "hidden")),
    "admin:services_counterentry_bulk_file": Row(only(), "method", others=dict.fromkeys(RECORDS, "hidden")),
    "admin:services_counterentry_bulk_discard": Row(
        "method", only(), others=dict.fromkeys(RECORDS, "hidden")
    ),
    "admin:services_monthsum_bulk_template": Row(RECORDS, "method"),
    "admin:services_monthsum_bulk_upload": Row(RECORDS, RECORDS),
    "admin:services_monthsum_bulk_preview": Row(only(), only(), others=dict.fromkeys(RECORDS, "hidden")),
    "admin:services_monthsum_bulk_file": Row(only(), "method", others=dict.fromkeys(RECORDS, "hidden")),
    "admin:services_monthsum_bulk_discard": Row("method", only(), others=dict.fromkeys(RECORDS, "hidden")),
    "admin:services_enquiry_answer": Row("method", SEES_QUESTIONS),  # who may not is led back and told
    "admin:services_enquiry_decline": Row("method", SEES_QUESTIONS),
    "admin:participation_contribution_change": Row(
        only("alice", "bob", "charlie", "erin", "heidi"), only("alice")
    ),  # whose work group asked decides
    "admin:measures_measure_start_year": Row(MAKES_MEASURES, MAKES_MEASURES),
    "admin:measures_measure_import": Row(MAKES_MEASURES, MAKES_MEASURES),
    "admin:measures_measure_import_preview": Row(
        only(), only(), others=dict.fromkeys(MAKES_MEASURES, "hidden")
    ),
}
"""Pages of the admin that are no model's own."""


UNFINISHED = {"measures.oitdisclosure", "measures.annualreport", "services.requestform"}
"""Kinds whose draft on the stage lacks what review asks for, so that nobody can submit it."""


TABLES = (OPEN, ACCOUNTS, CHANNEL, MANUALS, DESK, COUNTER, ADMIN)
"""Every table of addresses that are neither public nor a page of one model's admin."""


def row_of(name: str, *, model: str = "", group: str = "", is_single: bool = False) -> Row | None:
    """The row of a route; None for an address that nobody thought of.

    Of a page of the admin: the model it belongs to, the group that owns the record asked for, and whether there can
    be only this one record.
    """
    if name in {*catalogue.PAGES, *catalogue.FILES, *catalogue.REDIRECTS}:
        return PUBLIC
    for table in TABLES:
        if name in table:
            return table[name]
    if name == "admin:" and not model:
        return Row("hidden", "hidden")
    if not model or model not in MATRIX:
        return None
    return _row_of_model(name.rpartition("_")[2] if name != "admin:" else "", model, group, is_single)


def _row_of_model(page: str, model: str, group: str, is_single: bool) -> Row | None:
    may = {
        letter: frozenset(person for person in STAFF if letter in _letters(model, person))
        for letter in "vacd"
    }
    own = {letter: may[letter] & GROUPS[group] if group else may[letter] for letter in "cd"}
    if is_single:
        may["a"] = frozenset()
    return {
        "": IN,  # an old kind of address, which leads on to the record's
        "changelist": IN if is_single else Row(may["v"], may["v"]),
        "add": Row(may["a"], may["a"]),
        "change": Row(may["v"], own["c"]),
        "delete": Row(own["d"], own["d"]),
        "history": Row(may["v"], may["v"]),
        "template": Row(may["a"], "method"),
        "upload": Row(may["a"], may["a"]),
        # pages of a kept file, of which the stage has none
        "preview": Row(only(), only(), others=dict.fromkeys(may["a"], "hidden")),
        "file": Row(only(), "method", others=dict.fromkeys(may["a"], "hidden")),
        "discard": Row("method", only(), others=dict.fromkeys(may["a"], "hidden")),
        "verb": Row("method", only() if model in UNFINISHED else own["c"]),
    }.get(page)


def _letters(model: str, person: str) -> str:
    role = {"charlie": "alice", "mallory": "ivan"}.get(person, person)
    return MATRIX[model][ROLES.index(role)]

"""Sending what a person wrote: the flow becomes a case, once, and holds the code until it was written down."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from complaints import flows
from complaints.actions.receiving import receive_report
from complaints.actions.telling import tell_all
from complaints.contents import Identity, Report
from complaints.flows import Running
from complaints.models.terms import HolderKind


class FlowIsOver(Exception):
    """The time of the flow was over before it was sent; nothing was taken."""


def send_report(*, flow: Running, following: Running) -> None:
    """Make a case of a flow and leave its code, under another key, in `following`; all in one transaction.

    A flow that was sent already stays as it is: a double click makes one case. Raises FlowIsOver, and
    `receiving.NobodyToRead`, in Thai, when no officer could open the report; then the answers are kept.
    """
    with flows.held(flow) as kept:
        if kept is None:
            if following.is_kept:
                return
            raise FlowIsOver
        answers = kept.state["answers"]
        received = receive_report(
            by=None, report=report_of(answers), identity=identity_of(answers), files=kept.files()
        )
        following.begun = timezone.now()
        following.state = {
            "code": {"locator": received.case.locator, "secret": received.code.secret},
            "receipt": {
                "locator": received.case.locator,
                "sha256": received.case.receipt,
                "day": timezone.localdate().isoformat(),
            },
        }
        kept.end()
        following.save()
        tell_all(HolderKind.OFFICER)


def report_of(answers: dict[str, Any]) -> Report:
    """The report as the steps of the form gathered it."""
    return Report(
        kind=answers["kind"],
        what=answers["what"],
        when=answers["when"],
        where=answers["where"],
        who=answers["who"],
        concerns_office=answers["concerns"] == "yes",
        is_unsure_of_office=answers["concerns"] == "unsure",
        excluded=[int(key) for key in answers["excluded"]],
        excluded_names=answers["excluded_names"],
    )


def identity_of(answers: dict[str, Any]) -> Identity | None:
    """Who the reporter is, or None for somebody who stays without a name."""
    if answers["known"] != "known":
        return None
    return Identity(name=answers["name"], contact=answers["contact"], note=answers["note"])

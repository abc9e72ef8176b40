"""Tables of the complaint channel: facts in clear, content sealed."""

from complaints.models.case import Case, Facts, Recusal, Tombstone
from complaints.models.content import Entry, Evidence, IdentityRequest
from complaints.models.flow import Attempt, Flow, FlowFile
from complaints.models.keys import CaseKey, Grant, KeyHolder
from complaints.models.notice import DeletionNotice
from complaints.models.rules import ChannelRules

__all__ = [
    "Attempt",
    "Case",
    "CaseKey",
    "ChannelRules",
    "DeletionNotice",
    "Entry",
    "Evidence",
    "Facts",
    "Flow",
    "FlowFile",
    "Grant",
    "IdentityRequest",
    "KeyHolder",
    "Recusal",
    "Tombstone",
]

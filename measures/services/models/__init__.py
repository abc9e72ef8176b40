"""Services of the office: their manuals, online forms and requests, the counter, satisfaction, surveys, questions."""

from measures.services.models.counter import (
    MOST_VISITS,
    TAKEN_FOR,
    CounterEntry,
    MonthSum,
    Rating,
    first_open_day,
)
from measures.services.models.form import MOST_FIELDS, FormField, RequestForm
from measures.services.models.question import Answer, Enquiry, EnquiryState
from measures.services.models.request import (
    KEPT,
    RequestDraft,
    RequestEvent,
    RequestFile,
    RequestNumber,
    ServiceRequest,
    random_turn,
)
from measures.services.models.service import Requirement, Service, ServiceDocument, ServiceStep
from measures.services.models.survey import Survey, SurveyQuestion, SurveyResponse, SurveyTally
from measures.services.models.terms import (
    Channel,
    CounterPeriod,
    EventKind,
    FieldKind,
    Outcome,
    Progress,
    QuestionKind,
)

__all__ = [
    "KEPT",
    "MOST_FIELDS",
    "MOST_VISITS",
    "TAKEN_FOR",
    "Answer",
    "Channel",
    "CounterEntry",
    "CounterPeriod",
    "Enquiry",
    "EnquiryState",
    "EventKind",
    "FieldKind",
    "FormField",
    "MonthSum",
    "Outcome",
    "Progress",
    "QuestionKind",
    "Rating",
    "RequestDraft",
    "RequestEvent",
    "RequestFile",
    "RequestForm",
    "RequestNumber",
    "Requirement",
    "Service",
    "ServiceDocument",
    "ServiceRequest",
    "ServiceStep",
    "Survey",
    "SurveyQuestion",
    "SurveyResponse",
    "SurveyTally",
    "first_open_day",
    "random_turn",
]

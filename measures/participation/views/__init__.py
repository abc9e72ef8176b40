"""Pages of participation."""

from measures.participation.views.activities import (
    activities_csv,
    activities_json,
    activities_xlsx,
    activity,
    o19_xlsx,
    picture,
    year,
)
from measures.participation.views.consultations import (
    conclusion,
    consultation,
    consultations,
    contributions,
    index,
    response,
)
from measures.participation.views.sending import comment, follow

__all__ = [
    "activities_csv",
    "activities_json",
    "activities_xlsx",
    "activity",
    "comment",
    "conclusion",
    "consultation",
    "consultations",
    "contributions",
    "follow",
    "index",
    "o19_xlsx",
    "picture",
    "response",
    "year",
]

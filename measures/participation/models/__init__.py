"""Activities in which people took part, consultations with what people said, and what the office made of it."""

from measures.participation.models.activity import (
    Activity,
    ActivityDocument,
    ActivityLink,
    ActivityPicture,
    ParticipantCount,
    people_by_group,
)
from measures.participation.models.conclusion import Closure, Conclusion, Outcome, hindrances
from measures.participation.models.consultation import Consultation, ConsultationDocument, Paragraph
from measures.participation.models.contribution import Contribution, Counts, Response, Tally
from measures.participation.models.terms import (
    ActivityKind,
    Decision,
    Group,
    Stage,
    State,
    new_key,
    new_token,
)

__all__ = [
    "Activity",
    "ActivityDocument",
    "ActivityKind",
    "ActivityLink",
    "ActivityPicture",
    "Closure",
    "Conclusion",
    "Consultation",
    "ConsultationDocument",
    "Contribution",
    "Counts",
    "Decision",
    "Group",
    "Outcome",
    "Paragraph",
    "ParticipantCount",
    "Response",
    "Stage",
    "State",
    "Tally",
    "hindrances",
    "new_key",
    "new_token",
    "people_by_group",
]

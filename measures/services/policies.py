"""Who may work on requests, record at the counter, and answer questions."""

from __future__ import annotations

from measures.services.models import Enquiry, ServiceRequest
from portal.models import User


def handles_requests(user: User) -> bool:
    """Whether the user works on requests at all: the service desk for all groups, editors for their own."""
    return user.is_active and user.has_perm("services.change_servicerequest")


def may_handle(user: User, request: ServiceRequest) -> bool:
    """Whether the user may read and work on this request."""
    return handles_requests(user) and (is_service_desk(user) or user.belongs_to(request.group_id))


def is_service_desk(user: User) -> bool:
    """Whether the user sees the requests and questions of every group."""
    return user.is_active and user.has_perm("services.handle_any_group")


def records_visits(user: User) -> bool:
    """Whether the user records at the counter."""
    return user.is_active and user.has_perm("services.add_counterentry")


def may_answer(user: User, enquiry: Enquiry) -> bool:
    """Whether the user may answer or decline this question: the desk any, editors those of their group or of none."""
    if not (user.is_active and user.has_perm("services.change_enquiry")):
        return False
    return is_service_desk(user) or enquiry.group_id is None or user.belongs_to(enquiry.group_id)

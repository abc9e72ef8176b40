"""Who may work on requests, record at the counter, and answer questions."""

from __future__ import annotations

from django.db.models import Q

from measures.services.models import Enquiry, RequestForm, ServiceRequest
from measures.services.models.request import ServiceRequestQuerySet
from portal.models import User, WorkGroup


def handles_requests(user: User) -> bool:
    """Whether the user works on requests at all: the service desk for all groups, editors for their own."""
    return user.is_active and user.has_perm("services.change_servicerequest")


def may_handle(user: User, request: ServiceRequest) -> bool:
    """Whether the user may read and work on this request."""
    return handles_requests(user) and (is_service_desk(user) or user.belongs_to(request.group_id))


def is_service_desk(user: User) -> bool:
    """Whether the user sees the requests and questions of every group."""
    return user.is_active and user.has_perm("services.handle_any_group")


def watches_clocks(user: User) -> bool:
    """Whether the user sees which requests there are and when they are due, and nothing of a person."""
    return user.is_active and user.has_perm("services.watch_clocks")


def sees_queue(user: User) -> bool:
    return handles_requests(user) or watches_clocks(user)


def requests_of(user: User) -> ServiceRequestQuerySet:
    """The requests that the user may know of: all for the desk and who watches clocks, else those of own groups."""
    everything = ServiceRequest.objects.all()
    if watches_clocks(user) or (handles_requests(user) and is_service_desk(user)):
        return everything
    if not handles_requests(user):
        return everything.none()
    return everything.filter(group__in=user.work_groups.all())


def may_take_in(user: User, form: RequestForm) -> bool:
    """Whether the user may fill in this form at the counter, together with the person."""
    return handles_requests(user) and (is_service_desk(user) or user.belongs_to(form.service.owner_group_id))


def handlers_of(group: WorkGroup) -> list[User]:
    """Who may be made responsible for a request of the group: its members who handle requests, and the desk."""
    people = User.objects.filter(is_active=True, is_staff=True).filter(
        Q(groups__permissions__codename="change_servicerequest")
        | Q(user_permissions__codename="change_servicerequest")
    )
    found = people.distinct().order_by("first_name", "last_name", "pk")
    return [user for user in found if is_service_desk(user) or user.belongs_to(group.pk)]


def records_visits(user: User) -> bool:
    """Whether the user records at the counter."""
    return user.is_active and user.has_perm("services.add_counterentry")


def may_answer(user: User, enquiry: Enquiry) -> bool:
    """Whether the user may answer or decline this question: the desk any, editors those of their group or of none."""
    if not (user.is_active and user.has_perm("services.change_enquiry")):
        return False
    return is_service_desk(user) or enquiry.group_id is None or user.belongs_to(enquiry.group_id)

"""The admin site of the staff, in Thai: signed in by allauth, its first page says what waits for the person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.decorators import method_decorator

from portal import middleware, policies, work
from portal.models import User

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "เนื้อหาเว็บไซต์": ("NewsItem", "EitSurvey", "Page"),
    "หน้าแรก": ("HomeBlock", "HomeTask", "PopularSearch"),
    "หน่วยงานและผู้ใช้": ("Office", "WorkGroup", "User", "Role", "Holiday"),
    "ความเห็นและการตรวจสอบ": ("Feedback", "AuditEvent"),
}
"""How the ground floor's models are grouped for people; what is not named here comes last."""


class PortalAdminSite(AdminSite):
    site_header = "ระบบจัดการเว็บไซต์"
    site_title = "ระบบจัดการเว็บไซต์"
    index_title = "งานของฉัน"
    site_url = "/"
    empty_value_display = "–"

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [path("review/", self.admin_view(self.review), name="review"), *super().get_urls()]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().each_context(request)
        user = request.user
        context["skips_second_factor"] = (
            isinstance(user, User)
            and middleware.may_skip_second_factor(user)
            and not middleware.has_second_factor(user)
        )
        return context

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        user = cast(User, request.user)
        waiting = {"boxes": work.boxes(user), "acts": work.acts(user), "sees_review": _sees_review(user)}
        return super().index(request, {**waiting, **(extra_context or {})})

    def review(self, request: HttpRequest) -> HttpResponse:
        """Everything in review, whoever wrote it, for those who publish and those who check."""
        user = cast(User, request.user)
        if not _sees_review(user):
            raise PermissionDenied("หน้านี้สำหรับผู้ที่ดูเนื้อหาก่อนเผยแพร่ได้")
        rows = [
            {
                "record": record,
                "kind": record._meta.verbose_name,
                "admin_url": work.admin_url(record),
                "may_publish": policies.may_publish(user, record),
            }
            for record in work.in_review(user)
        ]
        context = {
            **self.each_context(request),
            "title": "รออนุมัติ",
            "rows": rows,
            "boxes": work.review_boxes(user),
            "most": work.MOST,
        }
        return TemplateResponse(request, "admin/review.html", context)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The models a person may open, those of the ground floor in sections as people think of them."""
        app_list = super().get_app_list(request, app_label)
        if app_label is not None:
            return app_list
        groups: list[Any] = []
        for app in app_list:
            groups += _in_sections(app) if app["app_label"] == "portal" else [app]
        return sorted(groups, key=lambda group: group["app_label"] == "portal")

    # Django's own pages for these are never shown: allauth has them, with the second factor.
    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
        if not self.has_permission(request):
            raise PermissionDenied("หน้านี้สำหรับเจ้าหน้าที่ของสำนักงาน")
        return redirect("admin:index")

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account_logout")

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account_change_password")


def _sees_review(user: User) -> bool:
    return user.has_perm("portal.preview_content") or user.has_perm("portal.publish_content")


def _in_sections(app: Any) -> list[Any]:
    rest = {model["object_name"]: model for model in app["models"]}
    sections = []
    for name, members in SECTIONS.items():
        if models := [rest.pop(member) for member in members if member in rest]:
            sections.append({**app, "name": name, "models": models})
    if rest:
        sections.append({**app, "models": list(rest.values())})
    return sections

"""Accounts, work groups and roles: the administrator gives them out; nobody raises himself."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.core.validators import RegexValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from portal import audit, thai
from portal.accounts.actions import conflict_of_roles, issue_password_link, reset_second_factor
from portal.admin.base import PortalModelAdmin, ReadOnlyAdmin, signed_in
from portal.middleware import has_second_factor
from portal.models import Role, User, WorkGroup
from portal.roles import DESCRIPTIONS
from portal.roles import Role as RoleName

ACTIONS = {"view": "ดู", "add": "เพิ่ม", "change": "แก้ไข", "delete": "ลบ"}


class RoleChoice(forms.ModelMultipleChoiceField[Group]):
    """Roles with what each may do beside its name."""

    def label_from_instance(self, role: Any) -> str:
        return f"{role.name}: {DESCRIPTIONS[RoleName(role.name)]}"


class UserForm(forms.ModelForm[User]):
    """An account as the administrator fills it in; passwords are never typed here."""

    username = forms.CharField(
        label="ชื่อผู้ใช้",
        max_length=150,
        validators=[
            RegexValidator(r"\A[A-Za-z0-9._-]+\Z", "ใช้ได้เฉพาะตัวอักษรอังกฤษ ตัวเลข จุด ขีดกลาง และขีดล่าง ไม่เว้นวรรค")
        ],
        help_text="ใช้เข้าสู่ระบบ ตัวอักษรอังกฤษ ตัวเลข และ . - _ เช่น somchai.j",
    )
    first_name = forms.CharField(
        label="ชื่อ (รวมคำนำหน้า)", max_length=150, error_messages={"required": "ใส่ชื่อเจ้าของบัญชี"}
    )
    groups = RoleChoice(
        label="บทบาท",
        queryset=Role.objects.filter(name__in=RoleName.values).order_by("pk"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "เลือกอย่างน้อยหนึ่งบทบาท บัญชีที่ไม่มีบทบาททำอะไรไม่ได้"},
        help_text="ให้เท่าที่ต้องใช้ในงาน บทบาทมีผลทันทีที่บันทึก",
    )
    work_groups = forms.ModelMultipleChoiceField(
        label="กลุ่มงานที่สังกัด",
        queryset=WorkGroup.objects.filter(is_active=True),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="ผู้จัดทำเนื้อหาแก้ไขได้เฉพาะเรื่องของกลุ่มงานที่สังกัด",
    )
    is_active = forms.BooleanField(
        label="เปิดใช้งานบัญชี",
        required=False,
        initial=True,
        help_text="บัญชีลบไม่ได้ เมื่อเจ้าหน้าที่ย้ายหรือพ้นหน้าที่ให้ปิดใช้งาน ผู้นั้นจะออกจากระบบทันที",
    )
    by: ClassVar[User]

    class Meta:
        model = User
        fields = (
            "username",
            "first_name",
            "last_name",
            "position",
            "email",
            "groups",
            "work_groups",
            "is_active",
        )
        labels: ClassVar = {"email": "อีเมล"}
        help_texts: ClassVar = {
            "email": "ใช้ขอลิงก์ตั้งรหัสผ่านเมื่อลืม และรับแจ้งเมื่อบัญชีมีการเปลี่ยนแปลง",
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        roles = {role.name for role in cleaned.get("groups") or ()}
        if conflict := conflict_of_roles(roles):
            self.add_error("groups", conflict)
        if self.instance.pk == self.by.pk:
            if roles != set(self.instance.groups.values_list("name", flat=True)):
                self.add_error("groups", "ให้หรือถอนบทบาทของตนเองไม่ได้ ต้องให้ผู้ดูแลระบบคนอื่นทำ")
            if not cleaned.get("is_active"):
                self.add_error("is_active", "ปิดบัญชีของตนเองไม่ได้ ต้องให้ผู้ดูแลระบบคนอื่นทำ")
        return cleaned


@admin.register(User)
class UserAdmin(PortalModelAdmin):
    """Accounts are made, given roles and switched off here; deleting is refused by the model."""

    form = UserForm
    change_form_template = "admin/people/user.html"
    list_display = ("username", "full_name", "position", "roles", "second_factor", "is_active", "last_seen")
    list_filter = ("is_active", "groups", "work_groups")
    search_fields = ("username", "first_name", "last_name", "position")
    ordering = ("username",)
    fieldsets: ClassVar[Any] = (
        (None, {"fields": ("username", "first_name", "last_name", "position", "email")}),
        ("สิทธิ์", {"fields": ("groups", "work_groups", "is_active")}),
        ("การเข้าสู่ระบบ", {"fields": ("second_factor", "last_seen")}),
    )
    readonly_fields = ("second_factor", "last_seen")

    # ── the list ─────────────────────────────────────────────────────────────
    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="ชื่อ", ordering="first_name")
    def full_name(self, user: User) -> str:
        return user.get_full_name() or "–"

    @admin.display(description="บทบาท")
    def roles(self, user: User) -> str:
        return ", ".join(group.name for group in user.groups.all()) or "–"

    @admin.display(description="ยืนยันตัวตนขั้นที่สอง")
    def second_factor(self, user: User) -> str:
        return "ตั้งค่าแล้ว" if has_second_factor(user) else "ยังไม่ตั้งค่า"

    @admin.display(description="เข้าสู่ระบบล่าสุด", ordering="last_login")
    def last_seen(self, user: User) -> str:
        return thai.date_time(user.last_login) if user.last_login else "ยังไม่เคย"

    # ── the form ─────────────────────────────────────────────────────────────
    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = cast(Any, super().get_form(request, obj, change, **kwargs))
        form.by = signed_in(request)
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj else fieldsets[:2]

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        obj.is_staff = True
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        # An address the account has no more must not be able to ask for a new password.
        EmailAddress.objects.filter(user=obj).exclude(email__iexact=obj.email).delete()

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return audit.record(signed_in(request), "สร้างบัญชี", obj, **_rights(obj))

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        fields = sorted({name for part in message for name in part.get("changed", {}).get("fields", [])})
        verb = "แก้ไขบัญชี" if obj.is_active else "แก้ไขบัญชีที่ปิดใช้งาน"
        return audit.record(signed_in(request), verb, obj, fields=fields, **_rights(obj))

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self._show_link(request, obj)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        user = context.get("original")
        may = (
            user is not None
            and self.has_change_permission(request, user)
            and user.pk != signed_in(request).pk
        )
        context["may_issue_link"] = may and user.is_active
        context["may_reset_factor"] = may and has_second_factor(user)
        context["show_save_and_add_another"] = context["show_save_and_continue"] = False
        return super().render_change_form(request, context, *args, **kwargs)

    # ── what the buttons do ──────────────────────────────────────────────────
    def get_urls(self) -> list[URLPattern]:
        def post(view: Any) -> Any:
            return self.admin_site.admin_view(require_POST(view))

        return [
            path("<int:pk>/password-link/", post(self.password_link), name="portal_user_password_link"),
            path("<int:pk>/reset-factor/", post(self.reset_factor), name="portal_user_reset_factor"),
            *super().get_urls(),
        ]

    def password_link(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show, this once, a link with which the person sets a password."""
        return self._show_link(request, self._changeable(request, pk))

    def reset_factor(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = self._changeable(request, pk)
        reset_second_factor(by=signed_in(request), user=user)
        messages.success(request, f"ล้างการยืนยันตัวตนขั้นที่สองของ {user} แล้ว ผู้ใช้ต้องตั้งค่าใหม่เมื่อเข้าสู่ระบบ")
        return redirect("admin:portal_user_change", pk)

    def _changeable(self, request: HttpRequest, pk: int) -> User:
        user = get_object_or_404(User, pk=pk)
        if not self.has_change_permission(request, user):
            raise PermissionDenied
        return user

    def _show_link(self, request: HttpRequest, user: User) -> HttpResponse:
        link = (
            issue_password_link(by=signed_in(request), user=user, request=request) if user.is_active else ""
        )
        context = {
            **self.admin_site.each_context(request),
            "title": f"ลิงก์ตั้งรหัสผ่านของ {user}",
            "opts": self.opts,
            "person": user,
            "link": link,
        }
        return TemplateResponse(request, "admin/people/link.html", context)


def _rights(user: User) -> dict[str, Any]:
    """What the account may do after the change, for the audit log."""
    return {
        "roles": sorted(user.groups.values_list("name", flat=True)),
        "work_groups": sorted(user.work_groups.values_list("name", flat=True)),
        "is_active": user.is_active,
    }


class WorkGroupForm(forms.ModelForm[WorkGroup]):
    """A work group; its head is one of its members."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "head" in self.fields:
            members = User.objects.filter(work_groups=self.instance.pk, is_active=True)
            self.fields["head"].queryset = members  # type: ignore[attr-defined]  # a choice of records


@admin.register(WorkGroup)
class WorkGroupAdmin(PortalModelAdmin):
    """The office's work groups: switched off when they are no more, never deleted, because content names them."""

    form = WorkGroupForm
    list_display = ("name", "order", "head", "phone", "is_active")
    list_select_related = ("head",)
    fields = ("name", "slug", "order", "head", "phone", "is_active")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Role)
class RoleAdmin(ReadOnlyAdmin):
    """Roles are set by the program; here everybody who looks after people reads what each may do."""

    list_display = ("name", "description", "members")
    fields = ("name", "description", "rights", "members")
    readonly_fields = ("description", "rights", "members")
    ordering = ("pk",)

    @admin.display(description="หน้าที่")
    def description(self, role: Role) -> str:
        return DESCRIPTIONS.get(RoleName(role.name), "–") if role.name in RoleName.values else "–"

    @admin.display(description="ผู้ที่มีบทบาทนี้")
    def members(self, role: Role) -> str:
        return ", ".join(str(user) for user in User.objects.filter(groups=role, is_active=True)) or "–"

    @admin.display(description="สิทธิ์")
    def rights(self, role: Role) -> SafeString:
        """One line a kind of record: what may be done with it."""
        held: dict[str, list[str]] = {}
        others: list[str] = []
        for permission in Permission.objects.filter(group=role).select_related("content_type"):
            model = permission.content_type.model_class()
            action = permission.codename.split("_")[0]
            if model and permission.codename == f"{action}_{model._meta.model_name}" and action in ACTIONS:
                held.setdefault(str(model._meta.verbose_name), []).append(action)
            else:
                others.append(_own_permission(permission))
        lines = [
            (name, " ".join(word for action, word in ACTIONS.items() if action in actions))
            for name, actions in sorted(held.items())
        ] + [(name, "ได้") for name in sorted(others)]
        rows = format_html_join("", "<li><b>{}</b> {}</li>", lines)
        return format_html("<ul>{}</ul>", rows) if lines else SafeString("–")


def _own_permission(permission: Permission) -> str:
    """The Thai name of a permission that a model defines itself, which the database may hold in English."""
    model = permission.content_type.model_class()
    return (
        str(dict(model._meta.permissions).get(permission.codename, permission.name))
        if model
        else permission.name
    )

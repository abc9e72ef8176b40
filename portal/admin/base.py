"""What every admin page of the portal shares: Thai dates, the audit log, no accidental deletions."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.contrib import admin
from django.contrib.admin.utils import flatten
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from portal import audit
from portal.admin.facts import CHOOSE, ThaiFacts
from portal.forms import ThaiDateField, ThaiDateInput
from portal.models import AuditEvent, User


def signed_in(request: HttpRequest) -> User:
    """The member of staff behind a request to the admin."""
    return cast(User, request.user)


class PortalModelAdmin(ThaiFacts, admin.ModelAdmin[Any]):
    """Base of every admin class: dates are typed and read in พ.ศ., every change goes to the audit log."""

    actions: Any = None
    list_per_page = 50
    show_full_result_count = False
    formfield_overrides: ClassVar = {
        models.DateField: {"form_class": ThaiDateField, "widget": ThaiDateInput},
        models.URLField: {"assume_scheme": "https"},
    }

    def get_action_choices(self, request: HttpRequest, default_choices: Any = (("", CHOOSE),)) -> Any:
        return super().get_action_choices(request, list(default_choices))

    def may_type(self, request: HttpRequest, obj: Any) -> bool:
        return self.has_change_permission(request, obj) if obj else self.has_add_permission(request)

    def log_addition(self, request: HttpRequest, obj: models.Model, message: Any) -> Any:
        return audit.record(signed_in(request), "เพิ่ม", obj)

    def log_change(self, request: HttpRequest, obj: models.Model, message: Any) -> Any:
        fields = sorted({name for part in message for name in part.get("changed", {}).get("fields", [])})
        return audit.record(signed_in(request), "แก้ไข", obj, fields=fields)

    def log_deletions(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> Any:
        return [audit.record(signed_in(request), "ลบ", obj) for obj in queryset]

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What goes with a record, without the rows that only tie two records together."""
        listed, counts, *rest = super().get_deleted_objects(objs, request)
        return (
            _without_ties(listed),
            {name: n for name, n in counts.items() if not str(name).startswith(str(TIE))},
            *rest,
        )

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """What the audit log holds of this record."""
        acts = AuditEvent.objects.filter(object_type=self.opts.label_lower, object_id=object_id)[:200]
        return super().history_view(request, object_id, {"acts": acts, **(extra_context or {})})


TIE = gettext_lazy("%(from)s-%(to)s relationship")
"""What Django calls such a row, in locale/th."""


def _without_ties(listed: list[Any]) -> list[Any]:
    return [
        _without_ties(item) if isinstance(item, list) else item
        for item in listed
        if isinstance(item, list) or not str(item).startswith(str(TIE))
    ]


class ReadOnlyAdmin(PortalModelAdmin):
    """Base of what the admin shows and nobody writes there: the audit log, roles, the official checklist."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class OwnedInline(ThaiFacts, admin.TabularInline[Any, Any]):
    """Rows of a record: whoever may change the record may change them, nobody else."""

    extra = 0
    formfield_overrides = PortalModelAdmin.formfield_overrides

    def may_type(self, request: HttpRequest, obj: Any) -> bool:
        parent = self.admin_site.get_model_admin(self.parent_model)
        if obj is None:
            return parent.has_add_permission(request)
        return parent.has_change_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        read = super().get_readonly_fields(request, obj)
        if not self.may_type(request, obj):
            read += tuple(name for name in self.in_thai(flatten(self.fields or ())) if callable(name))
        return read

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.admin_site.get_model_admin(self.parent_model).has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.may_type(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.may_type(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.may_type(request, obj)

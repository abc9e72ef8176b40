"""The admin of whatever passes review: own group's drafts, the workflow buttons, working copies, versions."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError, models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from portal import personal_numbers, policies, thai
from portal.admin import changes
from portal.admin.attachments import AttachmentInline
from portal.admin.base import OwnedInline, PortalModelAdmin, signed_in
from portal.bulk_publishing import BUSY
from portal.forms import ReasonForm
from portal.models import AuditEvent, User
from portal.publishing import Publishable, Status

__all__ = ["AttachmentInline", "OwnedInline", "PublishableAdmin"]

TAGS = {
    Status.DRAFT: "tag",
    Status.IN_REVIEW: "tag tag-wait",
    Status.PUBLISHED: "tag tag-ok",
    Status.WITHDRAWN: "tag tag-bad",
}
EDITION = "_edition"
REFUSALS = 10
"""Records that were not sent for review and are named, when many are sent at once."""
logger = logging.getLogger(__name__)


class PublishableAdmin(PortalModelAdmin):
    """Base of the admin classes of publishable records.

    Subclasses name their fields, inlines and columns, and `actions = ("submit_selected",)` where many are sent
    for review at once; `status_tag`, `owner_group` and `published_on` are
    added to the columns. Published records are read-only here: «แก้ไข» opens their working copy.
    """

    change_form_template = "admin/publishing/change_form.html"
    object_history_template = "admin/publishing/history.html"
    list_select_related: ClassVar[tuple[str, ...]] = ("owner_group",)
    columns: ClassVar[tuple[str, ...]] = ("__str__",)
    own_verbs: ClassVar[Mapping[str, Callable[[User, Any], bool]]] = {}
    """Acts of this kind of record beside the workflow, with who may do them; `carry_out` does them."""

    # ── who may do what ──────────────────────────────────────────────────────
    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is None:
            return super().has_change_permission(request)
        user = signed_in(request)
        # Who may decide on it only reads it: writing in it would make an author of the one who must judge.
        return obj.is_editable and policies.may_edit(user, obj) and not policies.may_publish(user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is None:
            return super().has_delete_permission(request)
        never_public = obj.first_published_at is None
        return (
            super().has_delete_permission(request, obj)
            and obj.status == Status.DRAFT
            and never_public
            and policies.may_edit(signed_in(request), obj)
        )

    def cautions(self, record: Any) -> list[str]:
        """Thai sentences on what may be published, but whoever approves it should look at first."""
        return []

    # ── the list ─────────────────────────────────────────────────────────────
    def get_list_display(self, request: HttpRequest) -> tuple[Any, ...]:
        return self.in_thai((*self.columns, "status_tag", "owner_group", "published_on"))

    def get_list_filter(self, request: HttpRequest) -> tuple[Any, ...]:
        return (*(self.list_filter or ()), "status", "owner_group")

    @admin.display(description="สถานะ", ordering="status")
    def status_tag(self, record: Publishable) -> SafeString:
        status = Status(record.status)
        words = "ตั้งเวลาเผยแพร่" if record.is_scheduled else str(status.label)
        suffix = " (ฉบับแก้ไข)" if record.revises_id else ""
        return format_html('<span class="{}">{}</span>', TAGS[status], words + suffix)

    @admin.display(description="เผยแพร่เมื่อ", ordering="published_at")
    def published_on(self, record: Publishable) -> str:
        return thai.short_date(record.published_at) if record.published_at else "–"

    def get_actions(self, request: HttpRequest) -> Any:
        """Without Django's deletion of many at once: a draft is deleted from its own page."""
        return {name: act for name, act in super().get_actions(request).items() if name != "delete_selected"}

    @admin.action(description="ส่งขออนุมัติรายการที่เลือก", permissions=["change"])
    def submit_selected(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        """Send each chosen draft for review; those that cannot be sent are named, each with its reason."""
        by, sent, refused = signed_in(request), 0, []
        for record in queryset:
            try:
                if not policies.may_submit(by, record):
                    raise ValidationError(_refusal(by, record, "submit"))
                record.submit(by=by)
            except ValidationError as error:
                refused.append(f"{record}: {' '.join(error.messages)}")
            else:
                sent += 1
        if sent:
            messages.success(request, f"ส่งขออนุมัติแล้ว {sent} รายการ")
        for words in refused[:REFUSALS]:
            messages.warning(request, f"ยังไม่ได้ส่ง {words}")
        if len(refused) > REFUSALS:
            messages.warning(request, f"และยังไม่ได้ส่งอีก {len(refused) - REFUSALS} รายการ")

    # ── the form ─────────────────────────────────────────────────────────────
    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """Only what the public sees has a page to look at; everything else has its preview."""
        return super().get_view_on_site_url(obj) if obj is not None and obj.is_published else None

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "owner_group":
            kwargs["queryset"] = policies.own_groups(signed_in(request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The record; locked while a form is being saved, so that nobody else acts on it meanwhile."""
        record = super().get_object(request, object_id, from_field)
        if record is not None and request.method == "POST":
            # The bare row is locked: PostgreSQL refuses to lock what a list counts or joins.
            list(self.model._default_manager.select_for_update().filter(pk=record.pk).values_list("pk"))
            record = super().get_object(request, object_id, from_field)
        return record

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except OSError:
            logger.exception("a file could not be stored")
            return TemplateResponse(request, "admin/publishing/not_stored.html", status=507)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)

        class FreshForm(form):  # type: ignore[misc, valid-type]  # the class is made at run time
            """Refuses to overwrite what somebody else saved in the meantime, and citizen numbers in any text."""

            def clean(self) -> Any:
                cleaned = super().clean()
                personal_numbers.refuse_typed(self)
                seen = self.data.get(EDITION)
                if self.instance.pk and seen is not None and seen != str(self.instance.edition):
                    raise ValidationError(
                        "มีการบันทึกเรื่องนี้ไปแล้วจากหน้าต่างอื่นหรือโดยผู้อื่น ระหว่างที่เปิดหน้านี้อยู่ "
                        "คัดลอกข้อความของคุณไว้ แล้วเปิดหน้านี้ใหม่เพื่อแก้ไขต่อจากฉบับล่าสุด"
                    )
                return cleaned

        return FreshForm

    def save_model(self, request: HttpRequest, obj: Any, form: forms.ModelForm[Any], change: bool) -> None:
        by = signed_in(request)
        if not change:
            obj.created_by = by
        if obj.status == Status.IN_REVIEW:
            obj.status = Status.DRAFT
            messages.warning(request, "เรื่องนี้รออนุมัติอยู่ เมื่อแก้ไขแล้วจะกลับเป็นฉบับร่าง ต้องส่งขออนุมัติใหม่")
        obj.note_author(by)
        obj.edition += 1
        obj._history_user = by
        super().save_model(request, obj, form, change)

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        if "_submit" in request.POST:
            return self._act(request, obj, "submit", ReasonForm({}))
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if "_submit" in request.POST:
            return self._act(request, obj, "submit", ReasonForm({}))
        return super().response_change(request, obj)

    def render_change_form(
        self,
        request: HttpRequest,
        context: Any,
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        user = signed_in(request)
        if obj is not None and obj.revises:
            context["field_changes"] = changes.of_fields(obj.revises, obj)
            context["child_changes"] = changes.of_children(obj.revises, obj)
        if obj is not None:
            context.update(
                {
                    "record": obj,
                    "tag_class": TAGS[Status(obj.status)],
                    "edition_field": EDITION,
                    "may_publish": policies.may_publish(user, obj),
                    "may_withdraw": policies.may_withdraw(user, obj),
                    "may_revise": policies.may_revise(user, obj),
                    "returns_to_draft": obj.status == Status.IN_REVIEW
                    and self.has_change_permission(request, obj),
                    "may_preview": user.has_perm("portal.preview_content"),
                    "own_work_in_review": obj.status == Status.IN_REVIEW
                    and user.has_perm("portal.publish_content")
                    and not policies.may_publish(user, obj),
                    "working_copy": obj.working_copy if obj.status == Status.PUBLISHED else None,
                    "reason_form": ReasonForm(auto_id="publish_%s"),
                    "missing": _hindrances(obj) if obj.is_editable else [],
                    "cautions": self.cautions(obj) if obj.is_editable else [],
                }
            )
        return super().render_change_form(request, context, add, change, form_url, obj)

    # ── verbs ────────────────────────────────────────────────────────────────
    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_verb"
        view = self.admin_site.admin_view(require_POST(self.verb_view))
        return [path("<path:object_id>/verb/<slug:verb>/", view, name=name), *super().get_urls()]

    def verb_view(self, request: HttpRequest, object_id: str, verb: str) -> HttpResponse:
        """Carry out a workflow verb that a button of the change page asks for."""
        if not object_id.isdecimal():
            raise Http404
        record = get_object_or_404(self.model, pk=object_id)
        form = ReasonForm(request.POST)
        if not form.is_valid():
            for name, errors in form.errors.items():
                messages.error(request, f"{form.fields[name].label}: {' '.join(map(str, errors))}")
            return self._to_record(record)
        return self._act(request, record, verb, form)

    def _act(self, request: HttpRequest, record: Any, verb: str, form: ReasonForm) -> HttpResponse:
        allowed = {
            "submit": policies.may_submit,
            "publish": policies.may_publish,
            "send-back": policies.may_publish,
            "withdraw": policies.may_withdraw,
            "revise": policies.may_revise,
            **self.own_verbs,
        }.get(verb)
        if allowed is None:
            raise Http404
        by = signed_in(request)
        record.refresh_from_db()
        if not allowed(by, record):
            messages.error(request, _refusal(by, record, verb))
            return self._to_record(record)
        form.is_valid()
        reason = form.cleaned_data.get("reason", "") if form.is_bound else ""
        try:
            with transaction.atomic():
                result, words = self.carry_out(verb, record, by=by, reason=reason, form=form)
        except ValidationError as error:
            for message in error.messages:
                messages.error(request, message)
            return self._to_record(record)
        except PermissionDenied as error:
            messages.error(request, str(error))
            return self._to_record(record)
        except OperationalError:
            logger.exception("the database gave up")
            messages.error(request, BUSY)
            return self._to_record(record)
        except OSError:
            logger.exception("a file could not be stored")
            messages.error(request, "เก็บไฟล์ไม่ได้ พื้นที่เก็บข้อมูลอาจเต็ม ยังไม่มีสิ่งใดเปลี่ยนแปลง ให้แจ้งผู้ดูแลระบบแล้วลองใหม่")
            return self._to_record(record)
        messages.success(request, words)
        return self._to_record(result)

    def carry_out(
        self, verb: str, record: Any, *, by: User, reason: str, form: ReasonForm
    ) -> tuple[Publishable, str]:
        """Do it; returns the record to show next and what to say. Subclasses widen it for their own acts."""
        if verb == "submit":
            record.submit(by=by)
            return record, "ส่งขออนุมัติแล้ว ผู้อนุมัติจะเห็นเรื่องนี้ในรายการรออนุมัติ"
        if verb == "publish":
            published = self.publish_record(record, by=by, reason=reason, form=form)
            if published.is_scheduled:
                return published, f"ตั้งเวลาเผยแพร่แล้ว {thai.date_time(cast(Any, published.published_at))}"
            return published, "เผยแพร่แล้ว ประชาชนเห็นเรื่องนี้ได้ทันที"
        if verb == "send-back":
            record.send_back(by=by, reason=reason)
            return record, "ส่งกลับให้ผู้จัดทำแก้ไขแล้ว พร้อมเหตุผล"
        if verb == "withdraw":
            was_public = record.is_published
            record.withdraw(by=by, reason=reason)
            if not was_public:
                return record, "ยกเลิกการตั้งเวลาเผยแพร่แล้ว ประชาชนยังไม่ได้เห็นเรื่องนี้"
            return record, "ถอนออกจากเว็บไซต์แล้ว รวมทั้งไฟล์แนบ"
        return record.revise(by=by), "นี่คือฉบับแก้ไข ประชาชนยังเห็นฉบับเดิมจนกว่าฉบับนี้จะได้รับอนุมัติ"

    def publish_record(self, record: Any, *, by: User, reason: str, form: ReasonForm) -> Publishable:
        """Publish; subclasses whose publication makes more (a frozen file) call their action instead."""
        return cast(Publishable, record.publish(by=by, at=form.publish_at(), reason=reason))

    def _to_record(self, record: models.Model) -> HttpResponseRedirect:
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(name, args=[record.pk]))

    def acts_of(self, record: Any) -> models.QuerySet[AuditEvent]:
        """What the audit log holds of a record; rooms add the acts that were done to many at once."""
        return AuditEvent.objects.filter(object_type=self.opts.label_lower, object_id=str(record.pk))

    # ── versions ─────────────────────────────────────────────────────────────
    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Every saved version with what changed, beside the acts of the audit log."""
        record = super().get_object(request, object_id)
        if record is None:
            raise Http404
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        versions = list(record.history.select_related("history_user").order_by("-history_id")[:200])
        rows = []
        for index, version in enumerate(versions):
            older = versions[index + 1] if index + 1 < len(versions) else None
            rows.append({"version": version, "changes": changes.between_versions(version, older)})
        acts = self.acts_of(record)
        return TemplateResponse(
            request,
            self.object_history_template,
            {
                **self.admin_site.each_context(request),
                "title": f"ประวัติ: {record}",
                "record": record,
                "opts": self.opts,
                "rows": rows,
                "acts": acts[:200],
            },
        )


def _hindrances(record: Publishable) -> list[str]:
    """All that keeps the record from review: what is missing, and what its files give away."""
    return [*record.missing_for_publication(), *personal_numbers.objections(record)]


def _refusal(user: User, record: Publishable, verb: str) -> str:
    """Why a person may not do this now, in words that say what to do."""
    publishes = user.has_perm("portal.publish_content")
    if verb in ("publish", "send-back") and record.status == Status.IN_REVIEW and publishes:
        return "คุณเป็นผู้จัดทำเรื่องนี้ จึงเผยแพร่เองไม่ได้ ต้องให้ผู้อนุมัติคนอื่นดำเนินการ"
    if verb in ("submit", "revise") and not user.has_perm(
        f"{record._meta.app_label}.change_{record._meta.model_name}"
    ):
        return "คุณไม่มีสิทธิ์แก้ไขเรื่องประเภทนี้ ให้ผู้จัดทำเนื้อหาดำเนินการ"
    if verb in ("submit", "revise") and not policies.may_edit(user, record):
        return f"ทำรายการนี้ไม่ได้ เพราะเรื่องนี้เป็นของกลุ่มงานอื่น ({record.owner_group})"
    if verb in ("publish", "send-back", "withdraw") and not publishes:
        return "คุณไม่มีสิทธิ์อนุมัติหรือถอนเรื่องที่เผยแพร่ ให้ผู้อนุมัติเผยแพร่ดำเนินการ"
    return f"ทำรายการนี้ไม่ได้ เพราะเรื่องนี้อยู่ในสถานะ “{Status(record.status).label}”"

"""The office's own page in the admin: one row, opened directly, with its emblem."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from portal.admin.base import PortalModelAdmin, signed_in
from portal.attachments import store_made
from portal.models import Office
from portal.pictures import CleanPicture, clean_picture

EMBLEM_WIDTH = 640  # pixels


class OfficeForm(forms.ModelForm[Office]):
    """The office's facts, and a picture to take as its emblem."""

    emblem_picture = forms.FileField(
        label="ตราหน่วยงาน",
        required=False,
        allow_empty_file=True,  # refused further on, by a message that names the file
        help_text="ภาพ PNG หรือ WebP พื้นหลังโปร่งใส รูปสี่เหลี่ยมจัตุรัส เว้นว่างไว้เพื่อใช้ตราเดิม",
        widget=forms.FileInput(attrs={"accept": "image/png,image/webp"}),
    )

    def clean_emblem_picture(self) -> CleanPicture | None:
        upload = self.cleaned_data.get("emblem_picture")
        if not upload:
            return None
        if not upload.name.lower().endswith((".png", ".webp")):
            raise ValidationError(f"“{upload.name}” ไม่ใช่ภาพ PNG หรือ WebP โปรดบันทึกภาพเป็น PNG แล้วเลือกใหม่")
        return clean_picture(upload)


@admin.register(Office)
class OfficeAdmin(PortalModelAdmin):
    """One office, one form."""

    form = OfficeForm
    fieldsets: ClassVar[Any] = (
        (
            None,
            {
                "fields": (
                    "name",
                    "short_name",
                    "english_name",
                    "emblem_picture",
                    "ministry",
                    "parent",
                    "agency_type",
                    "egp_code",
                )
            },
        ),
        ("ที่ตั้งและการติดต่อ", {"fields": ("address", "district", "province", "phone", "fax", "email", "hours")}),
        ("ช่องทางอื่น", {"fields": ("map_url", "facebook_url", "governor_contact")}),
        ("ผู้บริหาร", {"fields": ("executive_name", "executive_title")}),
        ("เกี่ยวกับหน่วยงาน", {"fields": ("legal_basis", "history", "vision")}),
        ("หน้าแรก", {"fields": ("hero_title", "hero_text")}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Office.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """There is one office, so its form opens instead of a list."""
        if Office.objects.filter(pk=1).exists():
            return redirect("admin:portal_office_change", 1)
        return redirect("admin:portal_office_add")

    def save_model(self, request: HttpRequest, obj: Office, form: Any, change: bool) -> None:
        picture: CleanPicture | None = form.cleaned_data.get("emblem_picture")
        if picture:
            rendition = picture.renditions.get(EMBLEM_WIDTH, picture.widest)
            obj.emblem = store_made(
                rendition.content,
                name="emblem.webp",
                kind="webp",
                content_type="image/webp",
                by=signed_in(request),
            )
        super().save_model(request, obj, form, change)

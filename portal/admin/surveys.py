"""EIT surveys in the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal import thai
from portal.access import PREVIEW
from portal.admin.base import signed_in
from portal.admin.publishing import PublishableAdmin
from portal.models import EitSurvey
from portal.pictures import CleanPicture, clean_picture
from portal.surveys import put_official_picture


class EitSurveyForm(forms.ModelForm[EitSurvey]):
    """The survey, and the QR picture of its own system for those who want that one."""

    upload = forms.FileField(
        label="ภาพคิวอาร์โค้ดของระบบ",
        required=False,
        allow_empty_file=True,  # refused further on, by a message that names the file
        help_text="ไม่ต้องใส่ก็ได้ ระบบวาดคิวอาร์โค้ดจากที่อยู่แบบวัดให้เอง ใส่เมื่อต้องการใช้ภาพที่ดาวน์โหลดจากระบบ MOE-ITA "
        "และลองสแกนก่อนว่าไปยังที่อยู่เดียวกัน",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    drop_picture = forms.BooleanField(label="ใช้คิวอาร์โค้ดที่ระบบวาดแทนภาพนี้", required=False)

    def clean_upload(self) -> CleanPicture | None:
        upload = self.cleaned_data.get("upload")
        return clean_picture(upload) if upload else None


@admin.register(EitSurvey)
class EitSurveyAdmin(PublishableAdmin):
    form = EitSurveyForm
    columns = ("__str__", "window")
    list_filter = ("whose",)
    readonly_fields = ("present_code",)
    fieldsets = (
        (None, {"fields": ("year", "whose", "owner_group")}),
        ("ที่ตอบและวันเปิดรับ", {"fields": ("address", "opens_on", "closes_on")}),
        ("คิวอาร์โค้ด", {"fields": ("present_code", "upload", "drop_picture")}),
    )

    @admin.display(description="เปิดรับ", ordering="opens_on")
    def window(self, survey: EitSurvey) -> str:
        return thai.date_range(survey.opens_on, survey.closes_on)

    @admin.display(description="คิวอาร์โค้ดที่จะแสดง")
    def present_code(self, survey: EitSurvey) -> SafeString | str:
        """The code that the public will see; scan it before sending it for approval."""
        if survey.pk is None:
            return "จะเห็นเมื่อบันทึกแล้ว"
        return format_html(
            '<img src="{}?{}={}" width="176" height="176" alt="คิวอาร์โค้ดไปยัง {}">',
            survey.qr_url,
            PREVIEW,
            survey.pk,
            survey.address,
        )

    def save_model(self, request: HttpRequest, obj: EitSurvey, form: Any, change: bool) -> None:
        picture: CleanPicture | None = form.cleaned_data.get("upload")
        if picture:
            put_official_picture(by=signed_in(request), survey=obj, picture=picture)
        elif form.cleaned_data.get("drop_picture"):
            obj.official_picture = None
        super().save_model(request, obj, form, change)

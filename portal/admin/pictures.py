"""Pictures of a record in the admin, with the words that stand for them."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.access import PREVIEW
from portal.admin.base import OwnedInline, signed_in
from portal.models import Picture
from portal.page_pictures import put_picture
from portal.pictures import CleanPicture, clean_picture

NO_ALT = "ยังไม่ได้เขียนคำบรรยายแทนภาพ ผู้ที่มองไม่เห็นจะไม่รู้ว่าภาพนี้คืออะไร เขียนสิ่งที่เห็นในภาพหนึ่งประโยค"


class PictureForm(forms.ModelForm[Any]):
    """Cleans an uploaded picture; nothing is stored before the whole page is saved."""

    upload = forms.FileField(
        label="ภาพ",
        required=False,
        allow_empty_file=True,  # refused further on, by a message that names the file
        help_text="JPEG, PNG หรือ WebP ระบบย่อภาพและลบพิกัดกับข้อมูลกล้องให้เอง ถ้ามีภาพอยู่แล้ว ภาพใหม่จะแทนที่",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "alt" in self.fields:
            self.fields["alt"].error_messages["required"] = NO_ALT

    def clean_upload(self) -> CleanPicture | None:
        upload = self.cleaned_data.get("upload")
        if not upload:
            if self.instance._state.adding:
                raise forms.ValidationError("เลือกไฟล์ภาพ")
            return None
        return clean_picture(upload)

    def clean_alt(self) -> str:
        alt: str = self.cleaned_data["alt"]
        if alt.lower().rstrip().endswith((".jpg", ".jpeg", ".png", ".webp")):
            raise forms.ValidationError("คำบรรยายแทนภาพต้องบอกสิ่งที่เห็นในภาพ ไม่ใช่ชื่อไฟล์")
        return alt


class PictureInline(OwnedInline):
    """Base of the inlines of pictures, in the order they stand: subclasses set `model`, and may add `fields`."""

    form = PictureForm
    template = "admin/edit_inline/stacked.html"  # room for the hints, which a table hides behind a sign
    fields: ClassVar[tuple[str, ...]] = ("present", "upload", "alt", "caption", "order")
    readonly_fields: ClassVar = ("present",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("small", "large")

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)

        def put(form: Any, row: Picture, commit: bool) -> Picture:
            if form.cleaned_data.get("upload"):
                put_picture(by=signed_in(request), row=row, picture=form.cleaned_data["upload"])
            if commit:
                row.save()
            return row

        class StoringFormSet(formset):  # type: ignore[misc, valid-type]  # the class is made at run time
            def save_new(self, form: Any, commit: bool = True) -> Any:
                return put(form, super().save_new(form, commit=False), commit)

            def save_existing(self, form: Any, obj: Any, commit: bool = True) -> Any:
                return put(form, super().save_existing(form, obj, commit=False), commit)

        return StoringFormSet

    @admin.display(description="ภาพปัจจุบัน")
    def present(self, row: Picture) -> SafeString | str:
        """The picture as it is now, which only staff see while the news is not published."""
        if row.pk is None:
            return "–"
        return format_html(
            '<img src="{}&amp;{}={}" width="160" height="{}" alt="{}">',
            row.src,
            PREVIEW,
            row.owner_id,
            round(160 * row.height / row.width),
            row.alt,
        )

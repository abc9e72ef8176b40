"""Documents of a record in the admin: upload, give a title, replace by a newer file."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal import thai
from portal.admin.base import OwnedInline
from portal.attachments import Attachment, store_upload
from portal.uploads import DOCUMENTS, inspect_upload


class AttachmentForm(forms.ModelForm[Any]):
    """Checks an upload before anything is stored; the file is stored when the whole page is saved."""

    upload = forms.FileField(
        label="ไฟล์",
        required=False,
        allow_empty_file=True,  # refused further on, by a message that names the file
        help_text="PDF, DOCX, XLSX หรือ CSV ถ้ามีไฟล์อยู่แล้ว ไฟล์ใหม่จะแทนที่ในที่อยู่เดิม และเก็บไฟล์เก่าไว้",
    )
    note = forms.CharField(label="สิ่งที่เปลี่ยน", required=False, max_length=300, help_text="เมื่อแทนที่ไฟล์เดิม")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        upload = cleaned.get("upload")
        is_new = self.instance._state.adding
        if is_new and not upload:
            self.add_error("upload", "เลือกไฟล์ที่จะแนบ")
        if upload:
            try:
                inspect_upload(upload, allow=DOCUMENTS)
            except forms.ValidationError as error:
                self.add_error("upload", error)
            if not is_new and not (cleaned.get("note") or "").strip():
                self.add_error("note", "บอกสั้น ๆ ว่าไฟล์ใหม่ต่างจากไฟล์เดิมอย่างไร")
        return cleaned


class AttachmentInline(OwnedInline):
    """Base of the inlines of every concrete attachment: subclasses set `model` only."""

    form = AttachmentForm
    template = "admin/edit_inline/stacked.html"  # room for the hints and for what is wrong with a file
    fields: ClassVar = ("title", "upload", "note", "file_facts", "order")
    view_on_site = False  # the present file has its own link, which also opens before publication
    readonly_fields: ClassVar = ("file_facts",)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)

        class StoringFormSet(formset):  # type: ignore[misc, valid-type]  # the class is made at run time
            def save_new(self, form: Any, commit: bool = True) -> Any:
                return store_into(form, super().save_new(form, commit=False), request, commit)

            def save_existing(self, form: Any, obj: Any, commit: bool = True) -> Any:
                return store_into(form, super().save_existing(form, obj, commit=False), request, commit)

        return StoringFormSet

    @staticmethod
    def _facts(attachment: Attachment) -> str:
        stored = attachment.current
        pages = f", {stored.pages} หน้า" if stored.pages else ""
        return f"{stored.kind.upper()}, {thai.file_size(stored.size)}{pages}"

    def file_facts(self, attachment: Attachment) -> SafeString | str:
        """The present file, with a link to it."""
        if attachment.pk is None or attachment.current_id is None:
            return "–"
        return format_html(
            '<a href="{}?preview={}">{}</a> ({}) รุ่นที่ {}',
            attachment.get_absolute_url(),
            attachment.owner_id,  # type: ignore[attr-defined]  # the concrete class has it
            attachment.current.original_name,
            self._facts(attachment),
            attachment.versions.exclude(pk=attachment.current_id).count() + 1,
        )

    file_facts.short_description = "ไฟล์ปัจจุบัน"  # type: ignore[attr-defined]


def store_into(form: Any, attachment: Attachment, request: HttpRequest, commit: bool) -> Attachment:
    """Put the uploaded file, if there is one, into the attachment."""
    upload = form.cleaned_data.get("upload")
    if upload:
        attachment.current = store_upload(upload, by=request.user, note=form.cleaned_data.get("note", ""))  # type: ignore[arg-type]
    if commit:
        attachment.save()
    return attachment

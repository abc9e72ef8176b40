"""Documents of a record in the admin: upload, give a title, replace by a newer file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal import thai
from portal.admin.base import OwnedInline
from portal.attachments import Attachment, store_upload
from portal.personal_numbers import in_words, objection, refuse_typed
from portal.uploads import DOCUMENTS, inspect_upload

if TYPE_CHECKING:
    from portal.models import User


class AttachmentForm(forms.ModelForm[Any]):
    """Checks an upload before anything is stored; the file is stored when the whole page is saved."""

    upload = forms.FileField(
        label="ไฟล์",
        required=False,
        allow_empty_file=True,  # refused further on, by a message that names the file
        help_text="PDF, DOCX, XLSX หรือ CSV ถ้ามีไฟล์อยู่แล้ว ไฟล์ใหม่จะแทนที่ในที่อยู่เดิม และเก็บไฟล์เก่าไว้",
    )
    note = forms.CharField(label="สิ่งที่เปลี่ยน", required=False, max_length=300, help_text="เมื่อแทนที่ไฟล์เดิม")
    clear_reason = forms.CharField(
        label="เหตุผลที่เผยแพร่ได้",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="กรอกเพื่อยืนยันว่าตรวจไฟล์แล้วเผยแพร่ได้ เช่น กฎหมายกำหนดให้เปิดเผย หรือเป็นเลขตัวอย่าง "
        "ชื่อของคุณและเหตุผลจะอยู่ในบันทึกการใช้งาน ถ้าเผยแพร่ไม่ได้ ให้ลบเลขแล้วแนบไฟล์ใหม่",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.current_id is None or not self.instance.current.awaits_clearance:
            self.fields["clear_reason"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        upload = cleaned.get("upload")
        is_new = self.instance._state.adding
        if is_new and not upload:
            self.add_error("upload", "เลือกไฟล์ที่จะแนบ")
        if upload and (cleaned.get("clear_reason") or "").strip():
            self.add_error("clear_reason", "แนบไฟล์ใหม่แล้ว ให้บันทึกก่อน จึงตรวจและยืนยันไฟล์ใหม่ได้")
        if upload:
            try:
                inspect_upload(upload, allow=DOCUMENTS)
            except forms.ValidationError as error:
                self.add_error("upload", error)
            if not is_new and not (cleaned.get("note") or "").strip():
                self.add_error("note", "บอกสั้น ๆ ว่าไฟล์ใหม่ต่างจากไฟล์เดิมอย่างไร")
        refuse_typed(self)
        return cleaned


class AttachmentInline(OwnedInline):
    """Base of the inlines of every concrete attachment: subclasses set `model` only."""

    form = AttachmentForm
    template = "admin/edit_inline/stacked.html"  # room for the hints and for what is wrong with a file
    fields: ClassVar[tuple[str, ...]] = (
        "title",
        "upload",
        "note",
        "file_facts",
        "citizen_numbers",
        "clear_reason",
        "order",
    )
    view_on_site = False  # the present file has its own link, which also opens before publication
    readonly_fields: ClassVar = ("file_facts", "citizen_numbers")

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

    @admin.display(description="เลขประจำตัวประชาชนในไฟล์")
    def citizen_numbers(self, attachment: Attachment) -> SafeString | str:
        """What the search for citizen numbers found in the present file, and who let it pass, why and when."""
        if attachment.pk is None or attachment.current_id is None:
            return "ระบบจะค้นหาเมื่อบันทึก"
        stored = attachment.current
        if stored.citizen_numbers == 0:
            return "ไม่พบ (ภาพและหน้าที่สแกนไม่มีข้อความให้ค้น ให้เปิดดูเอง)"
        if stored.citizen_numbers is None:
            found = format_html("<p>{}</p>", "ค้นหาในไฟล์นี้ไม่ได้ เพราะอ่านตัวอักษรในไฟล์ไม่ได้ ให้เปิดไฟล์ตรวจดูทุกหน้า")
        else:
            places = in_words(stored)
            rest = stored.citizen_numbers - len(places)
            found = format_html(
                "<p>พบ {} แห่ง</p><ul>{}</ul>{}",
                f"{stored.citizen_numbers:,}",
                format_html_join("", "<li>{}</li>", ((place,) for place in places)),
                f"และอีก {rest:,} แห่ง" if rest else "",
            )
        if stored.cleared_at is None:
            return found + format_html(
                "<p><b>{}</b></p>", "ส่งขออนุมัติไม่ได้จนกว่าจะแนบไฟล์ที่ค้นได้และไม่มีเลข หรือยืนยันพร้อมเหตุผล"
            )
        return found + format_html(
            "<p>{} ยืนยันว่าเผยแพร่ได้ {} เหตุผล: {}</p>",
            stored.cleared_by,
            thai.date_time(stored.cleared_at),
            stored.cleared_reason,
        )


def store_into(form: Any, attachment: Attachment, request: HttpRequest, commit: bool) -> Attachment:
    """Put the uploaded file, if there is one, into the attachment."""
    upload = form.cleaned_data.get("upload")
    if upload:
        attachment.current = store_upload(upload, by=request.user, note=form.cleaned_data.get("note", ""))  # type: ignore[arg-type]
        if attachment.current.awaits_clearance:
            messages.warning(request, objection(attachment.title, attachment.current))
    if commit:
        attachment.save()
    reason = (form.cleaned_data.get("clear_reason") or "").strip()
    if commit and reason and not upload and attachment.current.awaits_clearance:
        attachment.clear_numbers(by=cast("User", request.user), reason=reason)
    return attachment

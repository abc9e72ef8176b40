"""Staff pages of codes, teams, activities with pictures, the assessment, and the No Gift Policy."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin

from measures.ethics.imports import ACTIVITIES, GIFT_COUNTS
from measures.ethics.models import (
    AssessmentDocument,
    CodeDocument,
    DeclarationDocument,
    EthicsActivity,
    EthicsAssessment,
    EthicsCode,
    EthicsDocument,
    EthicsPicture,
    EthicsTeam,
    GiftCount,
    GiftDeclaration,
    Guideline,
    TeamDocument,
    TeamMember,
)
from portal import thai, work
from portal.admin.bulk_entry import BulkEntryMixin
from portal.admin.pictures import PictureForm, PictureInline
from portal.admin.publishing import AttachmentInline, OwnedInline, PublishableAdmin
from portal.models import Consent
from portal.work import Act

NO_CONSENT = "ยังไม่ได้บอกความยินยอมของผู้ที่ปรากฏในภาพ ภาพที่เห็นใบหน้าเป็นข้อมูลส่วนบุคคล เลือกข้อที่ตรงกับภาพ หรือเอาภาพนี้ออก"
NEEDS_PROOF = {Consent.GIVEN, Consent.GUARDIAN}
"""Consents of which something is kept in writing."""


class GuidelineInline(OwnedInline):
    model = Guideline
    fields: ClassVar = ("order", "kind", "text", "example", "from_year", "until_year")
    extra = 1


class CodeDocumentInline(AttachmentInline):
    model = CodeDocument


@admin.register(EthicsCode)
class EthicsCodeAdmin(PublishableAdmin):
    columns = ("title", "kind", "effective_on")
    list_filter: ClassVar = ("kind",)
    search_fields: ClassVar = ("title", "legal_reference")
    search_help_text = "ค้นจากชื่อและกฎหมายที่อ้างอิง"
    inlines: ClassVar = (GuidelineInline, CodeDocumentInline)
    fieldsets: ClassVar = (
        (
            None,
            {
                "fields": ("kind", "title", "owner_group", "order", "text", "address"),
                "description": "เขียนครั้งเดียว ใช้แสดงทุกปีที่ยังมีผล ข้อควรทำและไม่ควรทำใส่ในตารางด้านล่าง",
            },
        ),
        ("กฎหมายและวันที่มีผล", {"fields": ("legal_reference", "effective_on", "ends_on")}),
    )


class TeamMemberInline(OwnedInline):
    model = TeamMember
    fields: ClassVar = ("order", "role", "position", "name")
    extra = 1


class TeamDocumentInline(AttachmentInline):
    model = TeamDocument


@admin.register(EthicsTeam)
class EthicsTeamAdmin(PublishableAdmin):
    columns = ("name", "year", "until_year", "order_number")
    list_filter: ClassVar = ("year",)
    search_fields: ClassVar = ("name", "order_number")
    search_help_text = "ค้นจากชื่อคณะทำงานและเลขที่คำสั่ง"
    inlines: ClassVar = (TeamMemberInline, TeamDocumentInline)
    fieldsets: ClassVar = (
        (
            None,
            {
                "fields": ("name", "owner_group", "year", "until_year", "order_number", "order_on", "duties"),
                "description": "คำสั่งที่ใช้ต่อหลายปีเขียนครั้งเดียว ระบบแสดงทุกปีจนถึงปีสุดท้ายที่ระบุ",
            },
        ),
    )


class ConsentedPictureForm(PictureForm):
    """Asks by what the people in the picture may be shown, and where that is kept."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "consent" in self.fields:
            self.fields["consent"].error_messages["required"] = NO_CONSENT

    def clean_alt(self) -> str:
        alt = super().clean_alt()
        if not thai.fold(alt):
            raise forms.ValidationError("คำบรรยายแทนภาพมีแต่อักขระที่มองไม่เห็น เขียนสิ่งที่เห็นในภาพหนึ่งประโยค")
        return alt

    def clean(self) -> Any:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("consent") in NEEDS_PROOF and not thai.fold(cleaned.get("consent_note") or ""):
            self.add_error("consent_note", "บอกว่าเก็บหนังสือยินยอมไว้ที่ใด เลขที่หรือวันที่ใด")
        return cleaned


class EthicsPictureInline(PictureInline):
    model = EthicsPicture
    form = ConsentedPictureForm
    fields: ClassVar[tuple[str, ...]] = (*PictureInline.fields, "consent", "consent_note")


class EthicsDocumentInline(AttachmentInline):
    model = EthicsDocument


class YearAdmin(PublishableAdmin):
    """Base for records of a fiscal year: says which texts carry characters that nobody sees."""

    list_filter: ClassVar[tuple[Any, ...]] = ("year",)

    def cautions(self, record: Any) -> list[str]:
        found = []
        for field in record._meta.concrete_fields:
            text = getattr(record, field.attname)
            if field.editable and isinstance(text, str) and thai.foreign_letters(text):
                what = thai.foreign_letters(text)[0][2]
                found.append(f"“{field.verbose_name}” มี{what}ปนอยู่ในคำไทย พิมพ์คำนั้นใหม่")
        return found


@admin.register(EthicsActivity)
class EthicsActivityAdmin(BulkEntryMixin, YearAdmin):
    bulk_list = ACTIVITIES
    columns = ("title", "kind", "held_on", "people_told")
    list_filter = ("year", "kind")
    search_fields: ClassVar = ("title", "place", "about")
    search_help_text = "ค้นจากชื่อกิจกรรม สถานที่ และสาระ"
    actions = ("submit_selected",)
    inlines: ClassVar = (EthicsPictureInline, EthicsDocumentInline)
    fieldsets: ClassVar = (
        (
            None,
            {"fields": ("kind", "title", "owner_group", "year", "held_on", "ends_on", "place", "about")},
        ),
        (
            "ผู้เข้าร่วม",
            {
                "fields": ("staff", "staff_total", "guests"),
                "description": "ระบบรวมให้เอง หนึ่งคนเข้าร่วมสองกิจกรรมนับสองครั้งในยอดของปี",
            },
        ),
        ("ผล", {"fields": ("result",)}),
    )

    @admin.display(description="ผู้เข้าร่วม", ordering="staff")
    def people_told(self, activity: EthicsActivity) -> str:
        return f"{thai.number(activity.people)}{thai.NBSP}คน"


class AssessmentDocumentInline(AttachmentInline):
    model = AssessmentDocument


@admin.register(EthicsAssessment)
class EthicsAssessmentAdmin(YearAdmin):
    columns = ("__str__", "level", "assessed_on")
    inlines: ClassVar = (AssessmentDocumentInline,)
    fieldsets: ClassVar = (
        (
            None,
            {
                "fields": ("year", "owner_group", "assessed_on", "about", "assessed", "staff_total"),
                "description": "เขียนผลในภาพรวมของสำนักงานเท่านั้น ห้ามระบุหรือบอกใบ้ถึงผลของบุคคลใด",
            },
        ),
        ("ผล", {"fields": ("level", "result", "use", "improved")}),
    )


class DeclarationDocumentInline(AttachmentInline):
    model = DeclarationDocument


@admin.register(GiftDeclaration)
class GiftDeclarationAdmin(YearAdmin):
    columns = ("__str__", "signed_by", "declared_on")
    inlines: ClassVar = (DeclarationDocumentInline,)
    fieldsets: ClassVar = (
        (None, {"fields": ("year", "owner_group", "declared_on", "signed_by", "position")}),
        ("ข้อความ", {"fields": ("text", "english"), "description": "แนบฉบับที่ลงนามแล้วเป็น PDF ด้านล่าง"}),
    )


@admin.register(GiftCount)
class GiftCountAdmin(BulkEntryMixin, YearAdmin):
    bulk_list = GIFT_COUNTS
    columns = ("__str__", "total", "declined", "returned", "handed_over")
    list_filter = ("year", "half")
    actions = ("submit_selected",)
    fieldsets: ClassVar = (
        (
            None,
            {
                "fields": (
                    "year",
                    "half",
                    "owner_group",
                    "total",
                    "declined",
                    "returned",
                    "handed_over",
                    "note",
                ),
                "description": "นับจากทะเบียนของสำนักงาน ทั้งหมดต้องเท่ากับ ไม่รับ + ส่งคืน + ส่งมอบให้หน่วยงาน "
                "ถ้าไม่มีให้ใส่ 0 ทุกช่อง เว็บไซต์จะแสดงว่า “ไม่มีการรับของขวัญ”",
            },
        ),
    )


work.register_acts(Act("กิจกรรมจริยธรรม", "people", "ethics.EthicsActivity", "change"))

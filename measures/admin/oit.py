"""Staff pages of the OIT checklist: the items, how sure their wording is, and what is disclosed for each."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from measures import oit
from measures.models import OitDisclosure, OitItem, OitLink
from measures.offers import Offer, offers
from portal.admin.base import ReadOnlyAdmin, signed_in
from portal.admin.publishing import OwnedInline, PublishableAdmin
from portal.fiscal import FiscalYear


class DisclosureFilter(admin.SimpleListFilter):
    """Items of the newest year of which the public sees nothing yet, as the first page counts them."""

    title = "การเปิดเผยของปีล่าสุด"
    parameter_name = "disclosure"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("missing", "ยังไม่เปิดเผย")]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[OitItem]) -> models.QuerySet[OitItem]:
        year = oit.latest_year()
        if self.value() != "missing" or year is None:
            return queryset
        return queryset.filter(pk__in=OitItem.objects.missing(year).values("pk"))


@admin.register(OitItem)
class OitItemAdmin(ReadOnlyAdmin):
    """The items come with the program; staff confirm their wording and begin a year from here."""

    list_display = ("code", "title", "year", "wording")
    list_display_links = ("code", "title")
    list_filter = ("year", DisclosureFilter, "title_confidence", "elements_confidence")
    search_fields: ClassVar = ("code", "title")
    actions = ("start_year", "confirm_wording")
    fields: ClassVar = (
        "code", "year", "title", "indicator", "sub_indicator", "topic", "element_list", "measure",
        "title_confidence", "elements_confidence",
    )  # fmt: skip

    def has_start_permission(self, request: HttpRequest) -> bool:
        return signed_in(request).has_perm("measures.add_oitdisclosure")

    def has_confirm_permission(self, request: HttpRequest) -> bool:
        return signed_in(request).has_perm("portal.publish_content")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return tuple(self.fields)

    @admin.display(description="ถ้อยคำ")
    def wording(self, item: OitItem) -> str:
        return "ยืนยันแล้ว" if item.is_confirmed else "รอตรวจกับคู่มือ"

    @admin.display(description="องค์ประกอบด้านข้อมูล")
    def element_list(self, item: OitItem) -> SafeString:
        return format_html_join("", "<div>{}. {}</div>", enumerate(item.elements, start=1))

    @admin.action(description="สร้างรายการเปิดเผยของทุกข้อในปีนี้", permissions=["start"])
    def start_year(self, request: HttpRequest, queryset: models.QuerySet[OitItem]) -> None:
        """Drafts for all items of the years of the selected ones."""
        made = 0
        for year in sorted(set(queryset.values_list("year", flat=True))):
            try:
                made += len(oit.start_year(by=signed_in(request), year=FiscalYear(year)))
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
                return
        if made:
            messages.success(request, f"สร้างฉบับร่างแล้ว {made} ข้อ แต่ละข้อเป็นของกลุ่มงานที่เคยรับผิดชอบ")
        else:
            messages.info(request, "ทุกข้อของปีนี้มีรายการเปิดเผยอยู่แล้ว")

    @admin.action(description="ยืนยันว่าถ้อยคำตรงกับคู่มือของสำนักงาน ป.ป.ช.", permissions=["confirm"])
    def confirm_wording(self, request: HttpRequest, queryset: models.QuerySet[OitItem]) -> None:
        confirmed = oit.confirm_wording(by=signed_in(request), items=queryset)
        messages.success(request, f"ยืนยันถ้อยคำแล้ว {confirmed} ข้อ")


class DisclosureForm(forms.ModelForm[OitDisclosure]):
    """The required elements of the item as boxes to tick."""

    met = forms.TypedMultipleChoiceField(
        label="องค์ประกอบที่เปิดเผยแล้ว",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "radiolist"}),
        help_text="เลือกเฉพาะองค์ประกอบที่ประชาชนเปิดดูได้จริงจากที่อยู่ด้านล่าง สถานะของข้อนี้คิดจากที่เลือกไว้",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.item_id:
            self.fields["met"].choices = list(enumerate(self.instance.item.elements))  # type: ignore[attr-defined]  # a choice field

    def clean_met(self) -> list[int]:
        return sorted(self.cleaned_data["met"])


class OitLinkInline(OwnedInline):
    model = OitLink
    fields: ClassVar = ("title", "address", "order")


@admin.register(OitDisclosure)
class OitDisclosureAdmin(PublishableAdmin):
    """First the item is chosen; its boxes to tick come on the next page."""

    form = DisclosureForm
    columns = ("item", "progress")
    list_filter = ("item__year",)
    list_select_related: ClassVar = ("owner_group", "item")
    search_fields: ClassVar = ("item__code", "item__title")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return [(None, {"fields": ("item", "owner_group", "note")})]
        met = "met" if self.has_change_permission(request, obj) else "elements"
        offered = ("offered",) if _offers_for(obj) else ()
        return [(None, {"fields": ("item", "wording", *offered, met, "note", "owner_group")})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("item", "wording", "offered", "elements") if obj else ()

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return [OitLinkInline] if obj else []

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "item":
            kwargs["queryset"] = OitItem.objects.filter(disclosures=None)
            kwargs.setdefault("help_text", "มีเฉพาะข้อที่ยังไม่มีรายการเปิดเผย")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def response_post_save_add(self, request: HttpRequest, obj: OitDisclosure) -> HttpResponseRedirect:
        return self._to_record(obj)

    @admin.display(description="ถ้อยคำ")
    def wording(self, disclosure: OitDisclosure) -> str:
        """How sure the office can be of the item's words."""
        item = disclosure.item
        if item.is_confirmed:
            return str(item.get_title_confidence_display())
        title, elements = item.get_title_confidence_display(), item.get_elements_confidence_display()
        return f"ชื่อข้อ: {title} · องค์ประกอบ: {elements}"

    @admin.display(description="ข้อมูลที่เว็บไซต์มีแล้ว")
    def offered(self, disclosure: OitDisclosure) -> SafeString:
        """What rooms show of the item; the public gets these links without anybody typing them."""
        links = format_html_join(
            "",
            '<li><a href="{}">{}</a></li>',
            ((offer.address, offer.title) for offer in _offers_for(disclosure)),
        )
        return format_html(
            "<ul>{}</ul><p>ลิงก์เหล่านี้แสดงในหน้าของข้อนี้เอง ไม่ต้องพิมพ์ซ้ำ เปิดดูให้แน่ใจ แล้วเลือกองค์ประกอบที่มีจริง</p>", links
        )

    @admin.display(description="องค์ประกอบที่เปิดเผยแล้ว")
    def elements(self, disclosure: OitDisclosure) -> SafeString:
        lines = [
            ("มีแล้ว" if index in disclosure.met else "ยังไม่มี", text)
            for index, text in enumerate(disclosure.item.elements)
        ]
        return format_html_join("", "<div>{}: {}</div>", lines)

    @admin.display(description="ความครบถ้วน")
    def progress(self, disclosure: OitDisclosure) -> str:
        """What this version would show once it is published."""
        entry = oit.Entry(disclosure.item, disclosure)
        return f"{entry.state.label} ({entry.met} จาก {len(entry.elements)})"


def _offers_for(disclosure: OitDisclosure) -> list[Offer]:
    """What rooms offer for the item of a disclosure."""
    item = disclosure.item
    return offers(item.year, item.code).get(item.code, [])

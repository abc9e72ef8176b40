"""Staff pages of plans and reports on personnel, and of the rows that come in by Excel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from measures.hr.imports import HEADCOUNT, TRAINING
from measures.hr.models import (
    DisciplineCount,
    HeadcountRow,
    HrPlan,
    HrPlanDocument,
    HrProject,
    HrReport,
    HrReportDocument,
    HrRule,
    MovementCount,
    ProjectResult,
    Training,
)
from measures.hr.models.report import MOST_TRAININGS
from portal import personal_numbers, policies
from portal.admin.base import signed_in
from portal.admin.bulk_entry import BulkEntryMixin
from portal.admin.publishing import AttachmentInline, OwnedInline, PublishableAdmin
from portal.forms import MoneyField
from portal.publishing import EDITABLE, Status
from portal.thai import number

NO_NAMES = "ใส่เฉพาะจำนวนและตำแหน่ง ไม่ต้องใส่ชื่อบุคคล"
SHORT = {"widget": forms.TextInput(attrs={"size": 24})}
LINES = {"widget": forms.Textarea(attrs={"rows": 3, "cols": 40})}


class RowForm(forms.ModelForm[Any]):
    """A row in which nobody types a citizen number."""

    def clean(self) -> Any:
        cleaned = super().clean()
        personal_numbers.refuse_typed(self)
        return cleaned


class WithMoney:
    """Mixin of admin classes and inlines in which an amount of baht is typed as it is written."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, models.DecimalField) and db_field.decimal_places == 2:
            kwargs["form_class"] = MoneyField
        return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]  # a mixin


class RowInline(WithMoney, OwnedInline):
    """Base of the rows of plans and reports."""

    form = RowForm
    formfield_overrides: ClassVar = {
        **OwnedInline.formfield_overrides,
        models.CharField: SHORT,
        models.TextField: LINES,
    }


# ── the plan ─────────────────────────────────────────────────────────────────
class HrProjectInline(RowInline):
    model = HrProject
    template = "admin/edit_inline/stacked.html"
    fields: ClassVar = (
        ("order", "area"),
        "title",
        "aim",
        ("indicator", "target"),
        ("starts_on", "ends_on"),
        ("budget", "owner_group"),
    )


class HrPlanDocumentInline(AttachmentInline):
    model = HrPlanDocument
    verbose_name_plural = "ไฟล์ของแผน เช่น ฉบับที่ลงนาม (ไฟล์ที่มีชื่อบุคคลให้ปิดชื่อก่อน)"


class HrRuleInline(RowInline):
    model = HrRule
    template = "admin/edit_inline/stacked.html"
    fields: ClassVar = (("order", "topic"), "text", ("reference", "url"))


@admin.register(HrPlan)
class HrPlanAdmin(PublishableAdmin):
    columns = ("year", "approved_on")
    inlines: ClassVar = (HrProjectInline, HrRuleInline, HrPlanDocumentInline)
    fieldsets: ClassVar = (
        (
            None,
            {
                "fields": ("year", "owner_group", "policy"),
                "description": "ปีละหนึ่งแผน เผยแพร่ต้นปีงบประมาณ เมื่อทำรายงานผล ระบบนำโครงการของแผนมาให้ ไม่ต้องพิมพ์ซ้ำ "
                + NO_NAMES,
            },
        ),
        ("การอนุมัติแผน", {"fields": ("approved_by", "approved_on")}),
    )

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        texts = {
            "policy": "นโยบายของผู้บริหารสูงสุดที่ใช้ในปีนี้ ข้อละหนึ่งบรรทัด",
            "approved_by": "ใส่ตำแหน่ง เช่น ศึกษาธิการจังหวัด ไม่ต้องใส่ชื่อ",
        }
        return super().get_form(request, obj, change, **{"help_texts": texts, **kwargs})


# ── the report ───────────────────────────────────────────────────────────────
class HeadcountInline(RowInline):
    model = HeadcountRow
    fields: ClassVar = ("personnel", "level", "authorised", "filled", "men", "women", "trained")


class TrainingInline(RowInline):
    model = Training
    max_num = MOST_TRAININGS
    template = "admin/edit_inline/stacked.html"
    fields: ClassVar = (
        "topic",
        ("organiser", "organiser_name"),
        ("starts_on", "ends_on"),
        ("people", "hours", "money"),
    )


class MovementInline(RowInline):
    model = MovementCount
    fields: ClassVar = ("kind", "people")


class DisciplineInline(RowInline):
    model = DisciplineCount
    fields: ClassVar = ("kind", "cases")


class ProjectResultInline(RowInline):
    """A row for each project of the plan, made by the system: nobody types a project again."""

    model = ProjectResult
    fields: ClassVar = ("outcome", "achieved", "spent", "text")
    max_num = 0


class HrReportDocumentInline(AttachmentInline):
    model = HrReportDocument
    verbose_name_plural = "ไฟล์ของรายงาน เช่น ฉบับที่ลงนาม (ไฟล์ที่มีชื่อบุคคลให้ปิดชื่อก่อน)"


@admin.register(HrReport)
class HrReportAdmin(PublishableAdmin):
    columns = ("year", "as_of")
    readonly_fields: ClassVar = ("sums",)
    inlines: ClassVar = (
        HeadcountInline,
        TrainingInline,
        MovementInline,
        DisciplineInline,
        ProjectResultInline,
        HrReportDocumentInline,
    )
    fieldsets: ClassVar = (
        (
            None,
            {
                "fields": ("year", "as_of", "owner_group", "sums"),
                "description": "ปีละหนึ่งรายงาน เผยแพร่หลังวันที่ 30 กันยายน บันทึกครั้งแรกแล้วระบบจะเพิ่มโครงการของแผนให้กรอกผล "
                + NO_NAMES,
            },
        ),
        ("ปัญหาและข้อเสนอแนะ", {"fields": ("problems", "suggestions")}),
        (
            "วินัย",
            {
                "fields": ("no_discipline",),
                "description": "กรอกจำนวนจริงในตารางด้านล่าง บนเว็บไซต์จำนวน 1 หรือ 2 แสดงเป็น &lt;3 และยอดรวมแสดงเป็นช่วง",
            },
        ),
    )

    @admin.display(description="ยอดรวมอัตรากำลัง")
    def sums(self, report: HrReport) -> str:
        """The sums of the saved rows; nobody types them."""
        if report.pk is None:
            return "ระบบรวมให้เมื่อบันทึก"
        return report.sums_in_words

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        form.instance.add_missing_results()

    def cautions(self, record: HrReport) -> list[str]:
        return [*super().cautions(record), *_cautions(record)]


def _cautions(report: HrReport) -> Iterator[str]:
    if not report.has_public_plan:
        yield "ยังไม่มีแผนของปีนี้ที่เผยแพร่ หน้าเว็บจะไม่มีแผนให้เทียบกับผล"
    elif results := report.results.exclude(project_key__in=report.projects).count():
        yield f"มีผลของโครงการที่ไม่อยู่ในแผน {number(results)} รายการ"
    filled = report.sums["filled"]
    for training in report.trainings.filter(people__gt=filled):
        yield (
            f"การอบรม “{training}” มีผู้เข้าอบรม {number(training.people)} คน มากกว่าบุคลากรทั้งหมด {number(filled)} คน "
            "ให้ตรวจว่านับเฉพาะบุคลากรของสำนักงาน"
        )
    if not report.trainings.exists():
        yield "ไม่มีการอบรมในรายงานนี้"
    if report.as_of != report.year.ends_on:
        yield "วันที่ของข้อมูลไม่ใช่วันสิ้นปีงบประมาณ รายงานนี้จึงไม่ใช่ผลทั้งปี"


# ── rows that come in by Excel, or one by one as they happen ─────────────────
class ReportRowForm(RowForm):
    """A row of a report that the person may write in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "report" in self.fields:
            self.fields[
                "report"
            ].help_text = "ฉบับร่างของรายงานที่คุณแก้ไขได้ รายงานที่เผยแพร่แล้วให้กด “แก้ไข” ที่รายงานก่อน"


class ReportRowAdmin(WithMoney, BulkEntryMixin):
    """Rows of all reports: added here as they happen or by Excel; changed and removed on the page of their report."""

    form = ReportRowForm
    list_select_related = ("report",)
    list_filter: ClassVar = ("report__year",)

    @admin.display(description="ปีงบประมาณ พ.ศ.", ordering="report__year")
    def year(self, row: Any) -> str:
        return str(row.report.year)

    @admin.display(description="รายงาน", ordering="report__status")
    def report_status(self, row: Any) -> str:
        suffix = " (ฉบับแก้ไข)" if row.report.revises_id else ""
        return f"{Status(row.report.status).label}{suffix}"

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "report":
            kwargs["queryset"] = HrReport.objects.filter(
                status__in=EDITABLE - {Status.IN_REVIEW},
                owner_group__in=policies.own_groups(signed_in(request)),
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        by = signed_in(request)
        report: HrReport = obj.report
        report.note_author(by)
        report.edition += 1
        report._history_user = by
        report.save()


@admin.register(HeadcountRow)
class HeadcountRowAdmin(ReportRowAdmin):
    bulk_list = HEADCOUNT
    list_display = ("__str__", "year", "authorised", "filled", "trained", "report_status")
    fields: ClassVar = (
        "report",
        ("personnel", "level"),
        ("authorised", "filled"),
        ("men", "women"),
        "trained",
    )


@admin.register(Training)
class TrainingAdmin(ReportRowAdmin):
    bulk_list = TRAINING
    list_display = ("topic", "year", "starts_on", "people", "hours", "money", "report_status")
    search_fields: ClassVar = ("topic", "organiser_name")
    fields: ClassVar = (
        "report",
        "topic",
        ("organiser", "organiser_name"),
        ("starts_on", "ends_on"),
        ("people", "hours", "money"),
    )

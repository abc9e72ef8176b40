"""Forms of the roof: starting a year, bringing in an earlier report."""

from __future__ import annotations

from typing import Any

from django import forms

from measures.models import Measure, ReportImport
from measures.report_reader import UnreadableReport, read_report
from portal.attachments import store_made
from portal.fiscal import FIRST, LAST, FiscalYear
from portal.models import User, WorkGroup
from portal.policies import own_groups
from portal.spreadsheets import XLSX_TYPE

REPORT_BYTES = 10 * 1024 * 1024
CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": XLSX_TYPE,
    "txt": "text/plain",
}


ASK_FOR_BE = "พิมพ์ปีเป็น พ.ศ. สี่หลัก เช่น 2567 (ค.ศ. 2024 คือ พ.ศ. 2567)"
YEAR_ERRORS = {"min_value": ASK_FOR_BE, "max_value": ASK_FOR_BE, "invalid": ASK_FOR_BE}


def as_fiscal_year(text: Any) -> FiscalYear:
    """For choice fields; raises ValueError on anything that is no fiscal year."""
    return FiscalYear(text)


class StartYearForm(forms.Form):
    """Which year begins, and from which year its structure comes."""

    required_css_class = "required"
    source = forms.TypedChoiceField(label="ใช้โครงสร้างจากปี", coerce=as_fiscal_year)
    year = forms.IntegerField(
        label="ปีงบประมาณที่จะเริ่ม (พ.ศ.)",
        min_value=FIRST,
        max_value=LAST,
        help_text="เช่น 2567",
        error_messages=YEAR_ERRORS,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = Measure.objects.originals().order_by("-year").values_list("year", flat=True).distinct()
        self.fields["source"].choices = [(year, year) for year in years]  # type: ignore[attr-defined]
        if years:
            self.fields["year"].initial = years[0] + 1

    def clean_year(self) -> FiscalYear:
        return FiscalYear(self.cleaned_data["year"])


class ReportImportForm(forms.Form):
    """An earlier report to read."""

    required_css_class = "required"
    year = forms.IntegerField(
        label="รายงานของปีงบประมาณ (พ.ศ.)",
        min_value=FIRST,
        max_value=LAST,
        help_text="ปีที่ดำเนินการ เช่น 2566 ไม่ใช่ปีที่ประเมิน",
        error_messages=YEAR_ERRORS,
    )
    owner_group = forms.ModelChoiceField(
        label="กลุ่มงานที่รับผิดชอบ",
        queryset=WorkGroup.objects.none(),
        empty_label="เลือก…",
        help_text="ใช้กับมาตรการที่ยังไม่มีในระบบ แก้ไขรายมาตรการได้ภายหลัง",
    )
    file = forms.FileField(
        label="ไฟล์รายงาน",
        help_text="ไฟล์ .docx, .xlsx หรือ .txt ที่คั่นช่องด้วยแท็บ ขนาดไม่เกิน 10 MB ดูตัวอย่างก่อน ยังไม่บันทึก",
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner_group"].queryset = own_groups(by)  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean_year(self) -> FiscalYear:
        return FiscalYear(self.cleaned_data["year"])

    def clean_file(self) -> Any:
        """Read it once, so that an unreadable file is refused where it was chosen."""
        upload = self.cleaned_data["file"]
        if upload.size > REPORT_BYTES:
            raise forms.ValidationError(f"ไฟล์ “{upload.name}” ใหญ่เกิน 10 MB ลดขนาดหรือแยกไฟล์ก่อน")
        self.content = upload.read()
        try:
            read_report(self.content, upload.name)
        except UnreadableReport as error:
            raise forms.ValidationError(str(error)) from error
        return upload

    def keep(self, *, by: User) -> ReportImport:
        """Store the file as it came and open an import for it."""
        return keep_report(
            self.content,
            self.cleaned_data["file"].name,
            year=self.cleaned_data["year"],
            owner_group=self.cleaned_data["owner_group"],
            by=by,
        )


def keep_report(
    content: bytes, name: str, *, year: FiscalYear, owner_group: WorkGroup, by: User
) -> ReportImport:
    """An import of this file, not confirmed yet; the original bytes are kept with their SHA-256."""
    ending = name.rpartition(".")[2].lower()
    kind = ending if ending in CONTENT_TYPES else "txt"  # what is no Word or Excel file was read as text
    stored = store_made(content, name=name, kind=kind, content_type=CONTENT_TYPES[kind], by=by)
    return ReportImport.objects.create(year=year, source=stored, owner_group=owner_group, created_by=by)

"""Lists of this room that come in many rows at once: the headcount and the trainings of reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from measures.hr.models import HeadcountRow, HrReport, Training
from measures.hr.models.report import MOST_TRAININGS, TOO_MANY
from measures.hr.models.rows import Row, outside
from portal import policies
from portal.bulk_entry import BulkList, Field, Filing, Kind, field_of, fields_of
from portal.fiscal import FiscalYear
from portal.publishing import Status

YEAR = Field(
    "year",
    "ปีงบประมาณ พ.ศ.",
    Kind.YEAR,
    is_required=True,
    meaning="ปีงบประมาณของรายงานที่แถวนี้อยู่ ต้องเพิ่มรายงานของปีนั้นในระบบก่อน",
    example="2566",
    get=lambda row: row.report.year,
)


def in_hand(kind: type[Row]) -> Any:
    """The rows that staff write in: those of the working copy where a report has one."""
    manager: Any = kind._default_manager
    return manager.filter(report__in=HrReport.objects.in_hand()).select_related("report")


def report_in_hand(year: FiscalYear) -> HrReport | None:
    found: HrReport | None = HrReport.objects.in_hand().filter(year=year).first()
    return found


def refusal(values: Mapping[str, Any], record: Any | None) -> dict[str, str]:
    """Why a row cannot be kept that the model does not see: its report is not there, or waits for a decision."""
    year = values.get("year")
    report = report_in_hand(year) if year is not None else None
    if report is None:
        return {"year": f"ยังไม่มีรายงานของปีงบประมาณ พ.ศ. {year} ให้เพิ่มรายงานของปีนั้นก่อน แล้วนำเข้าใหม่"}
    if report.status == Status.IN_REVIEW:
        return {"year": f"รายงานของปีงบประมาณ พ.ศ. {year} รออนุมัติอยู่ ให้ผู้อนุมัติเผยแพร่หรือส่งกลับก่อน"}
    return {}


def _refused_training(values: Mapping[str, Any], record: Any | None) -> dict[str, str]:
    wrong = refusal(values, record)
    if values.get("year") is not None:
        days = {name: values[name] for name in ("starts_on", "ends_on") if name in values}
        wrong |= outside(values["year"], **days)
    return wrong


def keep(
    kind: type[Row], key: tuple[str, ...], filing: Filing, record: Any, values: Mapping[str, Any]
) -> Row:
    """Write a row into the report of its year, which becomes a working copy where it is public.

    Raises ValidationError where the person may not write in the report.
    """
    year = FiscalYear(values["year"])
    report = report_in_hand(year)
    if report is None:
        raise ValidationError(f"ยังไม่มีรายงานของปีงบประมาณ พ.ศ. {year}")
    if not policies.may_edit(filing.by, report):
        raise ValidationError(
            f"รายงานของปีงบประมาณ พ.ศ. {year} เป็นของ{report.owner_group} ซึ่งคุณแก้ไขไม่ได้ ยังไม่ได้บันทึกสิ่งใด"
        )
    if not report.is_editable:
        report = report.revise(by=filing.by)
    if record is not None and record.report_id != report.pk:
        # found in the public report: what is changed is its like in the working copy
        same = {name: getattr(record, name) for name in key if name != "year"}
        rows: Any = kind._default_manager
        record = rows.filter(report=report, **same).first()
    made: Any = kind
    row: Row = record or made(report=report)
    for name, value in values.items():
        if name != "year":
            setattr(row, name, value)
    row.save()
    return row


def after_all(filing: Filing, written: Sequence[Any]) -> None:
    """Remember in each report who wrote in it, so that neither may publish it.

    Raises ValidationError where a report has more trainings now than its page can hold.
    """
    for report in HrReport.objects.filter(pk__in={row.report_id for row in written}):
        if report.trainings.count() > MOST_TRAININGS:
            raise ValidationError(TOO_MANY)
        report.note_author(filing.by)
        report.note_author(filing.brought_by)
        report.edition += 1
        report._history_user, report._change_reason = filing.by, filing.why[:100]
        report.save()


HEADCOUNT_KEY = ("year", "personnel", "level")
TRAINING_KEY = ("year", "topic", "starts_on")


def _keep_headcount(filing: Filing, record: Any | None, values: Mapping[str, Any]) -> models.Model:
    return keep(HeadcountRow, HEADCOUNT_KEY, filing, record, values)


def _keep_training(filing: Filing, record: Any | None, values: Mapping[str, Any]) -> models.Model:
    return keep(Training, TRAINING_KEY, filing, record, values)


HEADCOUNT = BulkList(
    model=HeadcountRow,
    key=HEADCOUNT_KEY,
    about="อัตรากำลังของสำนักงาน แถวละหนึ่งประเภทและระดับ ชายรวมกับหญิงต้องเท่ากับมีคนครอง "
    "ตำแหน่งว่างและยอดรวมระบบคำนวณให้ ไม่ต้องใส่ชื่อบุคคล",
    fields=(
        YEAR,
        field_of(HeadcountRow, "personnel", example="ข้าราชการพลเรือน"),
        field_of(HeadcountRow, "level", example="ชำนาญการ", is_required=True),
        field_of(HeadcountRow, "authorised", example="12"),
        field_of(HeadcountRow, "filled", example="11"),
        field_of(HeadcountRow, "men", example="4"),
        field_of(HeadcountRow, "women", example="7"),
        field_of(HeadcountRow, "trained", example="10"),
    ),
    records=lambda: in_hand(HeadcountRow),
    check=refusal,
    save=_keep_headcount,
    after=after_all,
)
TRAINING = BulkList(
    model=Training,
    key=TRAINING_KEY,
    about="การอบรมและพัฒนาบุคลากร แถวละหนึ่งครั้ง ใส่จำนวนคนเท่านั้น ไม่ต้องใส่ชื่อบุคคล",
    fields=(
        YEAR,
        field_of(Training, "topic", example="การเขียนหนังสือราชการ"),
        *fields_of(Training, "organiser organiser_name"),
        field_of(Training, "starts_on", example="9/3/2566"),
        field_of(Training, "ends_on", example="10/3/2566"),
        field_of(Training, "people", example="24"),
        field_of(Training, "hours", example="12"),
        field_of(Training, "money", example="18500"),
    ),
    records=lambda: in_hand(Training),
    check=_refused_training,
    save=_keep_training,
    after=after_all,
)

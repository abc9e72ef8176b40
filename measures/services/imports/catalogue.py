"""Services entered many at once: a row a service, with its steps and its papers as lines of one cell each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, cast

from measures.services.models import Requirement, Service, ServiceStep
from portal import thai
from portal.bulk_entry import BulkList, Field, Filing, Kind, field_of, fields_of, save_kept
from portal.bulk_entry.parted_lines import (
    StepLine,
    expect_fitting,
    faults_in,
    longest_of,
    parts_of,
    read_step,
    steps_column,
)

_PAPER = "เอกสาร | ฉบับจริง | สำเนา | หมายเหตุ"
_MOST_PAPERS = 99
_LONGEST_STEP, _LONGEST_PAPER = longest_of(ServiceStep), longest_of(Requirement)
_LINES = ("steps", "requirements")


class PaperLine(NamedTuple):
    """A paper as its line says it; `str` gives the line."""

    name: str
    originals: int
    copies: int
    note: str

    def __str__(self) -> str:
        line = f"{self.name} | {self.originals} | {self.copies}"
        return f"{line} | {self.note}" if self.note else line


def _read_step(line: str) -> StepLine:
    return read_step(line, longest=_LONGEST_STEP)


def _read_paper(line: str) -> PaperLine:
    """The paper of a line. Raises ValueError with a Thai sentence."""
    name, originals, copies, note = parts_of(line, _PAPER, may_lack=1)
    number, copied = _number(originals, "ฉบับจริง"), _number(copies, "สำเนา")
    if not (number or copied):
        raise ValueError(f"“{name[:60]}” ใส่จำนวนฉบับจริงหรือสำเนาอย่างน้อยหนึ่งฉบับ")
    return PaperLine(
        expect_fitting(name, _LONGEST_PAPER["name"]),
        number,
        copied,
        expect_fitting(note, _LONGEST_PAPER["note"]),
    )


def _number(text: str, what: str) -> int:
    figures = thai.arabic_digits(text)
    if not (figures.isascii() and figures.isdecimal() and len(figures) < 9 and int(figures) <= _MOST_PAPERS):
        raise ValueError(f"จำนวน{what} “{text[:20]}” ต้องเป็นจำนวนเต็มตั้งแต่ 0 ถึง {_MOST_PAPERS}")
    return int(figures)


def _steps(service: Any) -> list[str]:
    return [
        str(StepLine(step.title, step.duration, step.unit, step.responsible)) for step in service.steps.all()
    ]


def _papers(service: Any) -> list[str]:
    return [
        str(PaperLine(paper.name, paper.originals, paper.copies, paper.note))
        for paper in service.requirements.all()
    ]


def _check(values: Mapping[str, Any], record: Service | None) -> Mapping[str, str]:
    readers = {"steps": _read_step, "requirements": _read_paper}
    faults = {name: faults_in(values.get(name, ()), read) for name, read in readers.items()}
    return {name: told for name, told in faults.items() if told}


def _save(filing: Filing, record: Service | None, values: Mapping[str, Any]) -> Service:
    """Keep the service, and its steps and papers where the file has them."""
    facts = {name: value for name, value in values.items() if name not in _LINES}
    service = cast(Service, save_kept(SERVICES, filing, record, facts))
    if "steps" in values:
        service.steps.all().delete()
        for number, line in enumerate(values["steps"], start=1):
            step = _read_step(line)
            ServiceStep.objects.create(
                owner=service,
                order=number,
                title=step.title,
                duration=step.amount,
                unit=step.unit,
                responsible=step.responsible,
            )
    if "requirements" in values:
        service.requirements.all().delete()
        for number, line in enumerate(values["requirements"], start=1):
            Requirement.objects.create(owner=service, order=number, **_read_paper(line)._asdict())
    return service


SERVICES = BulkList(
    model=Service,
    key=("title", "owner_group"),
    about="คู่มือการให้บริการ บริการละหนึ่งแถว ชื่อบริการกับกลุ่มงานที่ตรงกับของเดิมคือการแก้ไขบริการนั้น "
    "ไฟล์แบบฟอร์มของบริการแนบที่รายการนั้นในระบบ",
    records=lambda: Service.objects.originals().prefetch_related("steps", "requirements"),
    fields=(
        field_of(Service, "title", example="ขออนุญาตจัดตั้งโรงเรียนเอกชนนอกระบบ"),
        field_of(Service, "owner_group"),
        field_of(Service, "summary", example="ผู้ประสงค์เปิดโรงเรียนกวดวิชา ขอใบอนุญาตให้จัดตั้ง"),
        field_of(Service, "eligibility", example="บุคคลธรรมดาสัญชาติไทยอายุไม่ต่ำกว่า 20 ปี หรือนิติบุคคล"),
        field_of(Service, "standard_time", example="30", least=1),
        field_of(Service, "standard_unit"),
        steps_column(_steps),
        Field(
            "requirements",
            "เอกสารที่ต้องใช้",
            Kind.LINES,
            meaning=f"เอกสารละหนึ่งบรรทัดในเซลล์เดียว (Alt+Enter) เขียน {_PAPER} ไม่มีหมายเหตุไม่ต้องใส่ส่วนสุดท้าย",
            example="สำเนาทะเบียนบ้าน | 0 | 1 | เฉพาะบุคคลธรรมดา",
            empty=[],
            get=_papers,
        ),
        field_of(Service, "fee", example="0"),
        field_of(Service, "fee_note"),
        field_of(Service, "legal_reference", example="พระราชบัญญัติโรงเรียนเอกชน พ.ศ. 2550 มาตรา 120"),
        field_of(Service, "channels", example="ที่สำนักงาน วันจันทร์–ศุกร์ 08.30–16.30 น."),
        *fields_of(Service, "conditions contact keywords is_offered order"),
    ),
    check=_check,
    save=_save,
)

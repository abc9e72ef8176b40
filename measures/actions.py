"""Acts on several measures at once: start a year from an earlier one, bring in an earlier report."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from measures.models import AnnualReport, ItaResult, Measure, ReportImport, ReportVersion
from measures.models.measure import NUMBERS
from measures.report_content import report_content, without_sentences
from measures.report_files import PDF_TYPE, page_count, report_pdf, report_xlsx
from measures.report_reader import ReadMeasure, ReadReport, Severity
from portal import audit
from portal.attachments import store_made
from portal.fiscal import FiscalYear
from portal.models import Office, User, WorkGroup
from portal.policies import may_edit, own_groups
from portal.spreadsheets import XLSX_TYPE
from portal.thai import arabic_digits


@transaction.atomic
def start_year(*, by: User, year: FiscalYear, source: FiscalYear) -> list[Measure]:
    """Drafts of the year's measures with the structure of the source year: titles, steps, work groups.

    Results are never copied: summary, outcome and evidence begin empty. Measures that the year already has
    are left alone. Raises ValidationError when the source has none or nothing is missing.
    """
    if year == source:
        raise ValidationError("ปีที่จะเริ่มต้องไม่ใช่ปีเดียวกับปีต้นแบบ")
    # Locked, so that two who start a year at once do it one after the other.
    templates = list(Measure.objects.select_for_update().originals().filter(year=source).order_by("number"))
    if not templates:
        raise ValidationError(f"ไม่พบมาตรการของปีงบประมาณ พ.ศ. {source} ที่จะใช้เป็นต้นแบบ")
    there = set(Measure.objects.originals().filter(year=year).values_list("slug", flat=True))
    made = []
    for template in templates:
        if template.slug in there:
            continue
        measure = Measure(
            year=year,
            slug=template.slug,
            title=template.title,
            steps=list(template.steps),
            owner_group=template.owner_group,
            created_by=by,
            authors=[by.pk],
        )
        measure._history_user = by
        measure._change_reason = f"เริ่มปีงบประมาณ พ.ศ. {year} จากปี {source}"
        measure.save()
        made.append(measure)
    if not made:
        raise ValidationError(f"ปีงบประมาณ พ.ศ. {year} มีมาตรการครบทุกข้อที่ปี {source} มีอยู่แล้ว")
    audit.record(by, "เริ่มปีงบประมาณ", None, year=int(year), source=int(source), measures=len(made))
    return made


@dataclass(frozen=True)
class Planned:
    """What confirming an import would do to one measure."""

    read: ReadMeasure
    act: str
    """«สร้าง», «แก้ไขฉบับร่าง», «ทำฉบับแก้ไข», «เหมือนเดิม», or why not: «รออนุมัติอยู่», «ไม่ทราบว่าเป็นมาตรการใด»."""
    changes: tuple[tuple[str, str, str], ...]
    """Field label, text now, text after."""

    @property
    def number(self) -> int | None:
        """Its official number, 1 to 11, wherever it stands in the file; None when it was not recognised."""
        return NUMBERS.get(self.read.slug or "")

    @property
    def is_in_the_way(self) -> bool:
        """Whether the import waits for somebody to decide on this measure."""
        return self.act == "รออนุมัติอยู่"


def plan_import(read: ReadReport, year: FiscalYear) -> list[Planned]:
    """What the import of a report into a year would change, measure by measure; writes nothing."""
    there = {measure.slug: measure for measure in Measure.objects.originals().filter(year=year)}
    planned = []
    for row in read.rows:
        existing = there.get(row.slug or "")
        target = existing.working_copy or existing if existing else None
        changes = _differences(target, row)
        if not row.slug:
            act = "ไม่ทราบว่าเป็นมาตรการใด"
        elif existing is None:
            act = "สร้าง"
        elif not changes:
            act = "เหมือนเดิม"
        elif target and target.status == "in_review":
            act = "รออนุมัติอยู่"
        else:
            act = "แก้ไขฉบับร่าง" if target and target.is_editable else "ทำฉบับแก้ไข"
        planned.append(Planned(row, act, changes))
    return planned


@transaction.atomic
def confirm_import(*, by: User, batch: ReportImport, read: ReadReport) -> list[Measure]:
    """Save what was read as drafts; published measures get a working copy. All or nothing.

    Importing the same report again changes nothing. Raises ValidationError when the reader found errors,
    when the batch was confirmed before, or when a measure is in review or another work group's.
    """
    batch = _locked(batch)
    if batch.confirmed_at:
        raise ValidationError("ไฟล์นี้ถูกนำเข้าไปแล้ว")
    if read.has_errors:
        errors = [finding for finding in read.findings if finding.severity == Severity.ERROR]
        raise ValidationError([f"{finding.where}: {finding.what}" for finding in errors])
    written = []
    for planned in plan_import(read, batch.year):
        if planned.act == "เหมือนเดิม":
            continue
        written.append(_write(by, batch, planned.read))
    _write_report(by, batch, read)
    _write_result(by, batch, read)
    batch.confirm()
    audit.record(
        by, "นำเข้ารายงาน", batch, year=int(batch.year), sha256=batch.source.sha256, measures=len(written)
    )
    return written


def _locked(batch: ReportImport) -> ReportImport:
    """The import, locked with every other of its year and with the year's measures, always in this order."""
    batches = {
        b.pk: b for b in ReportImport.objects.select_for_update().filter(year=batch.year).order_by("pk")
    }
    list(Measure.objects.select_for_update().filter(year=batch.year).order_by("pk"))
    return batches[batch.pk]


def _differences(measure: Measure | None, row: ReadMeasure) -> tuple[tuple[str, str, str], ...]:
    now = ("", "", "", "") if measure is None else _texts(measure)
    summary = without_sentences(arabic_digits(row.summary), measure) if measure else row.summary
    after = map(arabic_digits, (row.title, "\n".join(row.steps), summary, row.outcome))
    labels = ("มาตรการหรือกิจกรรม", "ขั้นตอน", "สรุปผล", "ผลลัพธ์")
    return tuple((label, old, new) for label, old, new in zip(labels, now, after, strict=True) if old != new)


def _texts(measure: Measure) -> tuple[str, str, str, str]:
    return (measure.title, "\n".join(measure.steps), measure.summary, measure.outcome)


def _write(by: User, batch: ReportImport, row: ReadMeasure) -> Measure:
    measure = Measure.objects.originals().filter(year=batch.year, slug=row.slug).first()
    if measure is None:
        measure = Measure(year=batch.year, slug=row.slug or "", owner_group=batch.owner_group, created_by=by)
    elif not may_edit(by, measure):
        raise ValidationError(
            f"มาตรการที่ {measure.number} เป็นของ{measure.owner_group} ซึ่งคุณแก้ไขไม่ได้ ให้เจ้าหน้าที่ของกลุ่มงานนั้นแก้ไขเอง"
        )
    elif measure.status == "published":
        measure = measure.revise(by=by)
    if measure.status == "in_review":
        raise ValidationError(f"มาตรการที่ {measure.number} รออนุมัติอยู่ ให้อนุมัติหรือส่งกลับก่อนนำเข้า")
    # Stored with Arabic digits; official documents show Thai ones.
    measure.title, measure.steps = arabic_digits(row.title), [arabic_digits(step) for step in row.steps]
    measure.summary, measure.outcome = arabic_digits(row.summary), arabic_digits(row.outcome)
    if measure.pk:
        measure.summary = without_sentences(measure.summary, measure)
    measure.note_author(by)
    measure.edition += 1
    measure._history_user, measure._change_reason = by, f"นำเข้าจาก {batch.source.original_name}"
    measure.save()
    return measure


def _write_report(by: User, batch: ReportImport, read: ReadReport) -> None:
    if AnnualReport.objects.originals().filter(year=batch.year).exists():
        return
    office = Office.load()
    AnnualReport(
        year=batch.year,
        title=arabic_digits(read.title),
        introduction=arabic_digits(read.introduction),
        signer_name=read.signature.name if read.signature else office.executive_name,
        signer_title=read.signature.title if read.signature else office.executive_title,
        owner_group=batch.owner_group,
        created_by=by,
        authors=[by.pk],
    ).save()


def _write_result(by: User, batch: ReportImport, read: ReadReport) -> None:
    score, level = read.result.score, read.result.level
    if score is None or ItaResult.objects.originals().filter(year=batch.year).exists():
        return
    ItaResult(
        year=batch.year,
        score=score,
        level=level or "",
        source=f"{read.title} (ไฟล์ {batch.source.original_name})"[:250],
        owner_group=batch.owner_group,
        created_by=by,
        authors=[by.pk],
    ).save()


def default_group(by: User) -> WorkGroup:
    """The group that owns what `by` brings in unless staff choose another: the first of his, or of all."""
    return own_groups(by).first() or WorkGroup.objects.filter(is_active=True)[0]


@transaction.atomic
def publish_report(*, by: User, report: AnnualReport, reason: str = "") -> ReportVersion:
    """Publish a report and freeze it: content, PDF and spreadsheet with their SHA-256, who, when and why.

    The first version needs no reason; a correction does, and is a new version beside the old one. Raises
    what `Publishable.publish` raises.
    """
    if report.frozen.exists() and not reason.strip():
        raise ValidationError("รายงานนี้เคยเผยแพร่แล้ว ต้องระบุเหตุผลของการออกฉบับใหม่")
    published = report.publish(by=by, reason=reason)
    assert isinstance(published, AnnualReport)  # noqa: S101  # a working copy revises its own kind
    now = timezone.now()
    content = report_content(published)
    number = published.frozen.count() + 1
    pdf, xlsx = report_pdf(content, created=now, number=number), report_xlsx(content, created=now)
    name = f"report-{published.year}-v{number}"
    version = ReportVersion.objects.create(
        report=published,
        number=number,
        content=content,
        pdf=store_made(
            pdf, name=f"{name}.pdf", kind="pdf", content_type=PDF_TYPE, pages=page_count(pdf), by=by
        ),
        xlsx=store_made(xlsx, name=f"{name}.xlsx", kind="xlsx", content_type=XLSX_TYPE, by=by),
        reason=reason.strip(),
        published_at=now,
        published_by_name=by.display_name[:200],
    )
    audit.record(
        by, "ออกรายงานฉบับที่เผยแพร่", version, sha256_pdf=version.pdf.sha256, sha256_xlsx=version.xlsx.sha256
    )
    return version

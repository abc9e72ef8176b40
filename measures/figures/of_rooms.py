"""What each room counts for its measure in a year, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from complaints import statistics as complaints
from measures.ethics import wording as ethics_wording
from measures.ethics.figures import figures_of as ethics_figures
from measures.figures.kinds import Figures, Line, number_of
from measures.hr import figures as hr
from measures.hr.models.terms import Outcome
from measures.manuals import figures as manuals
from measures.participation import figures as participation
from measures.risk import figures as risks
from measures.services import figures as services
from portal import thai
from portal.fiscal import FiscalYear
from portal.small_cells import Shown
from procurement import figures as procurement


# ── manuals ──────────────────────────────────────────────────────────────────
def of_manuals(year: FiscalYear) -> Figures | None:
    """How many manuals were in force, of how many groups, and how many people were informed of all of theirs."""
    found = manuals.figures_of(year)
    if found is None or not found.lines:
        return None
    return Figures(
        source="ทะเบียนคู่มือการปฏิบัติงาน",
        address=reverse("manuals:year", args=[year]),
        counted_on=found.as_of,
        lines=tuple(_manual_lines(found)),
    )


def _manual_lines(found: manuals.YearFigures) -> Iterator[str]:
    groups = f"{len(found.groups)}\N{NO-BREAK SPACE}กลุ่มงาน"
    covered = f"ครบทั้ง {groups}" if found.groups_without == 0 else f"ของ {groups}"
    yield f"มีคู่มือการปฏิบัติงาน {len(found.lines)}\N{NO-BREAK SPACE}เล่ม {covered}"
    people = found.informed
    if people.asked:
        yield (
            f"บุคลากรรับทราบคู่มือของกลุ่มงานครบทุกเล่มแล้ว {thai.number(people.acknowledged)} "
            f"จาก {thai.number(people.asked)}\N{NO-BREAK SPACE}คน"
        )


# ── participation ────────────────────────────────────────────────────────────
def of_participation(year: FiscalYear) -> Figures | None:
    """How many activities there were with how many people, and how many consultations with what was said."""
    found = participation.figures_of(year)
    if found is None:
        return None
    return Figures(
        source="ทะเบียนการมีส่วนร่วม",
        address=reverse("participation:year", args=[year]),
        counted_on=found.as_of,
        lines=tuple(_participation_lines(found)),
    )


def _participation_lines(found: participation.YearFigures) -> Iterator[Line]:
    if found.activities:
        held = f"จัดกิจกรรมการมีส่วนร่วม {thai.number(found.activities)}\N{NO-BREAK SPACE}กิจกรรม"
        yield Line(f"{held} มีผู้ร่วม {_people(found.total_people)}", key="activities")
        groups = " ".join(f"{group.label} {_people(number)}" for group, number in found.people.items())
        yield Line(f"ผู้มีส่วนร่วม ได้แก่ {groups}", key="people")
    if found.consultations:
        asked = f"เปิดรับฟังความเห็นทางเว็บไซต์ {thai.number(found.consultations)}\N{NO-BREAK SPACE}เรื่อง"
        said = f"{thai.number(found.contributions.received)}\N{NO-BREAK SPACE}รายการ"
        yield Line(
            f"{asked} ได้รับความเห็น {said}",
            key="consultations",
            address=reverse("participation:consultations"),
        )


def _people(number: int) -> str:
    return f"{thai.number(number)}\N{NO-BREAK SPACE}คน"


# ── services ─────────────────────────────────────────────────────────────────
def of_services(year: FiscalYear) -> Figures | None:
    """How often people were served, how much of it online, how much in time, and how satisfied they were."""
    told = services.figures_of(year)
    if told is None:
        return None
    return Figures(source="สถิติการให้บริการ", address=told.address, counted_on=told.counted_on, lines=told.lines)


# ── risk ─────────────────────────────────────────────────────────────────────
def of_risks(year: FiscalYear) -> Figures | None:
    """How many risks were assessed, how many are high and about bribery, what was done, and how many levels fell."""
    found = risks.figures_of(year)
    if found is None:
        return None
    return Figures(
        source="ทะเบียนความเสี่ยงการทุจริต",
        address=reverse("risk:year", args=[year]),
        counted_on=found.counted_on,
        lines=tuple(_risk_lines(found)),
    )


def _risk_lines(found: risks.YearFigures) -> Iterator[Line]:
    high = f"เป็นความเสี่ยงสูงหรือสูงมาก {number_of(found.high)}" if found.high else "ไม่มีความเสี่ยงสูงหรือสูงมาก"
    yield Line(f"ประเมินความเสี่ยงการทุจริต {number_of(found.risks)} {high}", key="risks")
    if found.bribery:
        yield Line(f"เป็นความเสี่ยงเรื่องการให้หรือรับสินบน {number_of(found.bribery)}", key="bribery")
    results = reverse("risk:results", args=[found.year])
    if found.newest_half is None:
        yield Line(f"กำหนดมาตรการ {thai.number(found.treatments)}\N{NO-BREAK SPACE}มาตรการ", key="measures")
        return
    yield Line(
        f"ดำเนินมาตรการแล้ว {thai.number(found.done)} จาก {thai.number(found.treatments)}\N{NO-BREAK SPACE}มาตรการ "
        f"ตามผล{found.newest_half.label}",
        key="measures",
        address=results,
    )
    fell = f"ลดระดับลงได้ {number_of(found.lowered)}" if found.lowered else "ยังไม่มีเรื่องที่ระดับลดลง"
    yield Line(
        f"ประเมินความเสี่ยงที่เหลือ {number_of(found.assessed_again)} {fell}", key="lowered", address=results
    )


# ── procurement ──────────────────────────────────────────────────────────────
def of_procurement(year: FiscalYear) -> Figures | None:
    """How many contracts were signed, their agreed prices, and both by method."""
    totals = procurement.totals(year)
    if not totals.number:
        return None
    return Figures(
        source="ทะเบียนจัดซื้อจัดจ้าง",
        address=reverse("procurement:year", args=[year]),
        counted_on=totals.counted_on,
        lines=(
            Line(
                f"ลงนามแล้ว {_contracts(totals.number)} ราคาที่ตกลงซื้อหรือจ้างรวม {thai.baht(totals.agreed)}",
                key="contracts",
            ),
            *(
                Line(
                    f"วิธี{line.label} {_contracts(line.number)} {thai.baht(line.agreed)}",
                    key=f"method:{line.key}",
                )
                for line in totals.by_method
            ),
        ),
    )


def _contracts(number: int) -> str:
    return f"{thai.number(number)}\N{NO-BREAK SPACE}สัญญา"


# ── hr ───────────────────────────────────────────────────────────────────────
def of_hr(year: FiscalYear) -> Figures | None:
    """The plan's projects and how many are done, posts and people, and who was trained how much at what cost."""
    found = hr.figures_of(year)
    if found is None:
        return None
    return Figures(
        source="แผนและรายงานการบริหารทรัพยากรบุคคล",
        address=reverse("hr:year", args=[year]),
        counted_on=found.report.as_of if found.report else thai.day_of(found.changed_at),
        lines=tuple(_hr_lines(found, reverse("hr:year", args=[year]))),
    )


def _hr_lines(found: hr.Year, address: str) -> Iterator[Line]:
    planned = [line for line in found.projects if line.project]
    if planned:
        done = f" แล้วเสร็จ {_projects(found.with_outcome(Outcome.DONE))}" if found.report else ""
        spent = f" ใช้จริง {thai.baht(found.spent)}" if found.report else ""
        yield Line(
            f"แผนบริหารและพัฒนาทรัพยากรบุคคลมี {_projects(len(planned))}{done} "
            f"งบประมาณตามแผน {thai.baht(found.budget)}{spent}",
            key="projects",
            address=f"{address}#plan",
        )
    if found.report is None:
        return
    posts, training = found.total, found.training_totals
    yield Line(
        f"กรอบอัตรากำลัง {_counted(posts.authorised, 'อัตรา')} มีคนครอง {_counted(posts.filled, 'คน')} "
        f"ว่าง {_counted(posts.vacant, 'อัตรา')}",
        key="posts",
        address=f"{address}#headcount",
    )
    yield Line(
        f"บุคลากรได้รับการพัฒนา {_counted(posts.trained, 'คน')} จาก {_counted(posts.filled, 'คน')} (นับคนละหนึ่งครั้ง)",
        key="trained",
        address=f"{address}#training",
    )
    if training.number:
        yield Line(
            f"อบรมและพัฒนา {_counted(training.number, 'เรื่อง')} ผู้เข้าอบรมรวม {_counted(training.attended, 'คน-ครั้ง')} "
            f"ใช้งบประมาณ {thai.baht(training.money)}",
            key="training",
            address=f"{address}#training",
        )


def _projects(number: int) -> str:
    return _counted(number, "โครงการ")


def _counted(number: int, unit: str) -> str:
    return f"{thai.number(number)}\N{NO-BREAK SPACE}{unit}"


# ── ethics ───────────────────────────────────────────────────────────────────
def of_ethics(year: FiscalYear) -> Figures | None:
    """Activities and who came, rules, team, assessment, and what became of gifts; gaps are left out."""
    figures = ethics_figures(year)
    if not figures.has_own:
        return None
    return Figures(
        source="ทะเบียนจริยธรรมและ No Gift Policy",
        address=reverse("ethics:year", args=[year]),
        counted_on=figures.counted_on,
        lines=[Line(one.text, one.key, one.address) for one in ethics_wording.sentences(figures)],
    )


# ── complaints ───────────────────────────────────────────────────────────────
def of_complaints(year: FiscalYear) -> Figures | None:
    """What was received until the last cut, how far it is, and the kinds; small counts as the public sees them."""
    figures = complaints.figures_of(year)
    if figures is None:
        return None
    return Figures(
        source="ช่องทางแจ้งเรื่องร้องเรียนการทุจริต",
        address=reverse("complaints:statistics", args=[year]),
        counted_on=figures.as_of,
        lines=tuple(_complaint_lines(figures)),
    )


def _complaint_lines(figures: complaints.YearFigures) -> Iterator[Line]:
    period = "ทั้งปี" if figures.whole else "หกเดือนแรก"
    if figures.is_none:
        yield Line(f"{period}ไม่มีเรื่องร้องเรียน", key="received")
        return
    parts = [(f"{period}ได้รับ", figures.totals.received)]
    parts += [("แล้วเสร็จ", figures.totals.finished), ("อยู่ระหว่างดำเนินการ", figures.totals.in_progress)]
    told = " ".join(f"{words} {_cases(count)}" for words, count in parts if count.is_told)
    yield Line(told, key="received")
    kinds = figures.breakdowns[0]
    for line in kinds.lines:
        count = line.whole if figures.whole else line.half
        if count and count.is_told and count.most:
            yield Line(f"{line.label} {_cases(count)}", key=f"kind:{line.label}")


def _cases(count: Shown) -> str:
    return f"{count.text}\N{NO-BREAK SPACE}เรื่อง"

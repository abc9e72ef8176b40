"""What a person should know of the report that was read: mended words, and whatever looks wrong."""

import re
from collections.abc import Iterator, Sequence

from measures.models import Slug
from measures.report_reader.drafts import Draft
from measures.report_reader.misprints import Mend, mended
from measures.report_reader.results import Finding, ReadMeasure, Severity, Signature
from measures.report_reader.slugs import slug_of
from measures.report_reader.source_lines import Line
from measures.report_reader.spacing import goes_on, plain, squeezed
from measures.report_reader.tables import COLUMNS, Row, Table
from portal.thai import foreign_letters

_PAGE_NUMBER = re.compile(r"[-–\s]*(?:หน้า(?:ที่)?)?\s*[0-9๐-๙]{1,3}(?:\s*(?:/|จาก)\s*[0-9๐-๙]{1,3})?[-–\s]*")
_SHOWN = 60
WHOLE_FILE = "ทั้งไฟล์"


def measure_of(draft: Draft, order: int) -> tuple[ReadMeasure, list[Finding]]:
    """The finished measure, with misprints mended, and what was found in it."""
    findings: list[Finding] = []
    texts: dict[str, list[str]] = {column: [] for column in COLUMNS}
    for column, text in draft.texts():
        right, mends = mended(text)
        texts[column].append(right)
        findings += [mend_finding(mend, draft.where(column)) for mend in mends]
        findings += _text_findings(right, draft.where(column))
    title = texts["title"][0]
    measure = ReadMeasure(
        order=order,
        slug=slug_of(title),
        title=title,
        steps=tuple(texts["steps"]),
        summary=texts["summary"][0],
        outcome=texts["outcome"][0],
        source_rows=tuple(row.line.number for row in draft.rows),
    )
    found = [*_joining(draft, title), *findings, *_emptiness(draft), *_numbering(draft)]
    return measure, list(dict.fromkeys(found))


def mend_finding(mend: Mend, where: str) -> Finding:
    """A misprint that was mended, to be looked over."""
    what = f"แก้คำที่พิมพ์ผิดแล้ว: {mend.why}"
    return Finding(Severity.INFO, where, what, "โปรดตรวจว่าแก้ถูกต้อง", mend.before, mend.after)


def _joining(draft: Draft, title: str) -> Iterator[Finding]:
    if len(draft.rows) > 1:
        places = ", ".join(row.line.place for row in draft.rows)
        yield Finding(
            Severity.INFO,
            places,
            f"แถวถูกตัดข้ามหน้า รวมเป็นมาตรการเดียวแล้ว {len(draft.rows)} แถว",
            "โปรดอ่านทวนว่าข้อความต่อกันถูกต้อง",
            after=title,
        )


def _text_findings(text: str, where: str) -> Iterator[Finding]:
    for index, char, script in foreign_letters(text):
        yield Finding(
            Severity.WARNING,
            where,
            f"มี{script} (U+{ord(char):04X}) ปนอยู่ในคำภาษาไทย",
            "โปรดพิมพ์คำนี้ใหม่",
            before=text[max(0, index - 10) : index + 11],
        )
    if goes_on(text):
        yield Finding(
            Severity.WARNING,
            where,
            "ข้อความดูเหมือนถูกตัดขาด ยังไม่จบประโยค",
            "โปรดเทียบกับรายงานฉบับจริง แล้วเติมข้อความให้ครบ",
            before=f"…{text[-_SHOWN:]}" if len(text) > _SHOWN else text,
        )


def _emptiness(draft: Draft) -> Iterator[Finding]:
    filled = {column for column, text in draft.texts() if text}
    for column, name in COLUMNS.items():
        if column not in filled:
            severity = Severity.ERROR if column == "title" else Severity.WARNING
            what = f"ช่อง “{name}” ว่างเปล่า"
            yield Finding(severity, draft.where(column), what, "โปรดเติมข้อความจากรายงานฉบับจริง")


def _numbering(draft: Draft) -> Iterator[Finding]:
    if draft.numbers and draft.numbers != list(range(1, len(draft.numbers) + 1)):
        yield Finding(
            Severity.WARNING,
            draft.where("steps"),
            "เลขลำดับขั้นตอนไม่เรียงต่อกันจาก 1",
            "โปรดตรวจว่าขั้นตอนครบและเรียงถูกต้อง",
            before=", ".join(map(str, draft.numbers)),
        )
    if draft.is_led_in:
        yield Finding(
            Severity.WARNING,
            draft.where("steps"),
            "มีข้อความอยู่ก่อนขั้นตอนแรก จึงนับเป็นขั้นตอนหนึ่ง",
            "โปรดตรวจว่าข้อความนั้นเป็นขั้นตอนจริง",
            before=draft.steps[0][:_SHOWN],
        )


def row_findings(rows: Sequence[Row], unknown: Sequence[Row]) -> Iterator[Finding]:
    """Rows with too few or too many cells, and rows that nobody understands."""
    for row in rows:
        if row.extra:
            yield Finding(
                Severity.ERROR,
                row.line.place,
                f"แถวนี้มีข้อความเกินมานอกตารางสี่ช่อง {len(row.extra)} ช่อง",
                "โปรดตรวจว่าข้อความอยู่ตรงช่อง ลบช่องที่เกิน แล้วนำเข้าใหม่",
                before=" | ".join(plain(cell) for cell in row.extra),
            )
        if row.is_short:
            yield Finding(
                Severity.WARNING,
                row.line.place,
                f"แถวนี้มีเพียง {len(row.line.cells)} ช่อง ช่องที่ขาดถือว่าว่าง",
                "โปรดตรวจว่าข้อความอยู่ตรงช่อง",
                before=" | ".join(plain(cell) for cell in row.line.filled),
            )
    for row in unknown:
        yield Finding(
            Severity.WARNING,
            row.line.place,
            "ไม่ทราบว่าแถวนี้เป็นของมาตรการใด จึงไม่ได้นำเข้า",
            "หากเป็นส่วนหนึ่งของมาตรการ โปรดนำไปรวมในแถวของมาตรการนั้น แล้วนำเข้าใหม่",
            before=row.cells["title"],
        )


def table_findings(table: Table, *, is_torn: bool) -> Iterator[Finding]:
    """Repeated headers, words torn at line ends, text between the rows, and columns that were not read."""
    if is_torn:
        yield Finding(
            Severity.INFO,
            WHOLE_FILE,
            "มีช่องว่างกลางคำหรือกลางประโยคจากการตัดบรรทัดในช่องแคบ ต่อข้อความให้แล้ว",
            "โปรดอ่านทวนว่าเว้นวรรคถูกต้อง",
        )
    if repeated := len(table.headers) - 1:
        places = ", ".join(line.place for line in table.headers[1:])
        yield Finding(Severity.INFO, places, f"ตัดหัวตารางที่ซ้ำออกแล้ว {repeated} แถว", "ไม่ต้องดำเนินการ")
    if table.unread_columns:
        yield Finding(
            Severity.WARNING,
            table.headers[0].place,
            "มีช่องนอกเหนือจากสี่ช่องของรายงาน จึงไม่ได้นำเข้า",
            "หากต้องการเก็บข้อความในช่องนั้น โปรดย้ายไปไว้ในสี่ช่องของรายงาน",
            before=", ".join(table.unread_columns),
        )
    yield from (_stray(line) for line in table.between)


def _stray(line: Line) -> Finding:
    text = plain("\n".join(line.filled))
    if _PAGE_NUMBER.fullmatch(text):
        return Finding(Severity.INFO, line.place, "ตัดเลขหน้าออกแล้ว", "ไม่ต้องดำเนินการ", before=text)
    return Finding(
        Severity.WARNING,
        line.place,
        "มีข้อความคั่นอยู่ระหว่างแถวของตาราง จึงไม่ได้นำเข้า",
        "หากเป็นส่วนหนึ่งของมาตรการ โปรดย้ายเข้าไปในตาราง แล้วนำเข้าใหม่",
        before=text,
    )


def completeness(measures: Sequence[ReadMeasure], drafts: Sequence[Draft]) -> Iterator[Finding]:
    """Measures that are unknown, doubled, missing, or out of the official order."""
    places = [draft.rows[0].line.place for draft in drafts]
    seen: dict[str, str] = {}
    for measure, place in zip(measures, places, strict=True):
        if measure.slug is None:
            yield Finding(
                Severity.ERROR,
                place,
                "ชื่อมาตรการไม่ตรงกับมาตรการใดใน 11 ด้าน",
                "โปรดแก้ชื่อมาตรการให้ตรงกับแบบรายงาน แล้วนำเข้าใหม่",
                before=measure.title,
            )
        elif measure.slug in seen:
            yield Finding(
                Severity.ERROR,
                place,
                f"มาตรการนี้ซ้ำกับ{seen[measure.slug]}",
                "โปรดรวมให้เหลือแถวเดียว หรือลบแถวที่ซ้ำ แล้วนำเข้าใหม่",
                before=measure.title,
            )
        else:
            seen[measure.slug] = place
    for number, slug in enumerate(Slug, start=1):
        if slug not in seen:
            yield Finding(
                Severity.WARNING,
                WHOLE_FILE,
                f"ไม่พบมาตรการที่ {number} ({slug.label})",
                "โปรดตรวจว่าไฟล์มีครบทุกหน้า หากปีนั้นไม่มีมาตรการนี้ ให้นำเข้าต่อได้",
            )
    if list(seen) != [slug for slug in Slug if slug in seen]:
        yield Finding(
            Severity.WARNING,
            WHOLE_FILE,
            "มาตรการไม่เรียงตามลำดับของแบบรายงาน",
            "โปรดตรวจว่ามาตรการแต่ละข้อตรงกับเนื้อหา ระบบจะเรียงลำดับให้เอง",
            before=", ".join(Slug(slug).label for slug in seen),
        )


def year_findings(years: Sequence[tuple[int, str]], expected: int | None) -> Iterator[Finding]:
    """`years` are the fiscal years the report names, each with its place; the first is taken as its own."""
    if not years:
        yield Finding(
            Severity.WARNING, WHOLE_FILE, "ไม่พบปีงบประมาณในรายงาน", "โปรดตรวจว่าเป็นรายงานของปีที่ต้องการนำเข้า"
        )
        return
    year, place = years[0]
    if expected is not None and year != expected:
        yield Finding(
            Severity.ERROR,
            place,
            f"รายงานนี้เป็นของปีงบประมาณ พ.ศ. {year} แต่กำลังนำเข้าปีงบประมาณ พ.ศ. {expected}",
            "โปรดเลือกไฟล์ของปีที่ต้องการ หรือเปลี่ยนปีที่นำเข้า",
            before=str(year),
        )
    for other, other_place in dict(years).items():
        if other != year:
            yield Finding(
                Severity.WARNING,
                other_place,
                f"ระบุปี พ.ศ. {other} ไม่ตรงกับปีงบประมาณ พ.ศ. {year} ของรายงาน",
                "โปรดตรวจว่าปีใดถูกต้อง",
            )


def signature_findings(
    signature: Signature | None, after: Sequence[Line], known_executive: str | None
) -> Iterator[Finding]:
    """A missing signature, or a name that is not the executive's; a name is never changed."""
    where = after[0].place if after else "ท้ายรายงาน"
    if signature is None:
        below = " | ".join(plain(cell) for line in after for cell in line.filled)
        what, how = "ไม่พบชื่อผู้ลงนาม", "โปรดเติมชื่อและตำแหน่งผู้ลงนามเอง"
        yield Finding(Severity.WARNING, where, what, how, before=below)
    elif known_executive and squeezed(known_executive) != squeezed(signature.name):
        yield Finding(
            Severity.WARNING,
            where,
            f"ชื่อผู้ลงนาม “{signature.name}” ไม่ตรงกับชื่อผู้บริหารในระบบ “{known_executive}”",
            "โปรดตรวจการสะกดชื่อและนามสกุลกับเอกสารจริง ระบบไม่แก้ชื่อบุคคลให้เอง",
            before=signature.name,
        )

"""PDF files written anew: what is drawn on their pages, and nothing else."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from complaints.evidence.copies import CleanCopy, Uncleanable
from complaints.evidence.picture_streams import bare_jpeg, bare_jpeg2000

_MOST_PAGES = 1_000
_MOST_OBJECTS = 200_000
_MOST_INFLATED = 150 * 1024 * 1024  # bytes of one packed stream
_MOST_DRAWN = 24 * 1024 * 1024  # bytes of drawing instructions; reading them anew is slow
_SHORTEST_MARK = 6  # letters; shorter words stand in any file

# What each kind of object needs to be drawn (ISO 32000-2: 7.7.3.3, 7.8.3, 8.9.5, 8.10.2, 9.6–9.8); all else goes.
_STREAM = "Length Filter DecodeParms"
_NEEDED = {
    kind: frozenset(f"/{key}" for key in keys.split())
    for kind, keys in {
        "page": "Type Parent MediaBox CropBox Rotate Resources Contents UserUnit Group",
        "resources": "ExtGState ColorSpace Pattern Shading XObject Font ProcSet",
        "image": f"{_STREAM} Type Subtype Width Height ColorSpace BitsPerComponent Intent ImageMask Mask Decode "
        "Interpolate SMask SMaskInData Matte",
        "form": f"{_STREAM} Type Subtype FormType BBox Matrix Resources Group",
        "font": "Type Subtype BaseFont Name FirstChar LastChar Widths FontDescriptor Encoding ToUnicode "
        "DescendantFonts CIDSystemInfo DW DW2 W W2 CIDToGIDMap FontMatrix FontBBox CharProcs Resources",
        "descriptor": "Type FontName FontFamily FontStretch FontWeight Flags FontBBox ItalicAngle Ascent Descent "
        "Leading CapHeight XHeight StemV StemH AvgWidth MaxWidth MissingWidth FontFile FontFile2 FontFile3 "
        "CharSet Style FD CIDSet",
    }.items()
}
_NEVER = frozenset(
    f"/{key}"
    for key in "AA AF Author CreationDate Creator EF EmbeddedFiles F FFilter FDecodeParms ID JS JavaScript Keywords "
    "LastModified Measure Metadata ModDate OC OCProperties OPI OpenAction PieceInfo Private Producer PtData "
    "StructParent StructParents Subject Thumb Title".split()
)
_FONTS = {"/Type0", "/Type1", "/MMType1", "/TrueType", "/Type3", "/CIDFontType0", "/CIDFontType2"}
_PACKING = {"/Length", "/Filter", "/DecodeParms"}
_MARKS = {"BMC", "BDC", "EMC", "MP", "DP"}
_JPEG = ("/DCTDecode", "/DCT")
_DEVICE = {1: Name.DeviceGray, 3: Name.DeviceRGB, 4: Name.DeviceCMYK}


def clean_pdf(content: bytes) -> CleanCopy:
    """Copy the pages of a PDF with what draws them; notes and filled-in fields become part of the drawing."""
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=_MOST_INFLATED, run_length_max_memory=_MOST_INFLATED, png_max_memory=_MOST_INFLATED
    )
    try:
        with Pdf.open(io.BytesIO(content)) as original:
            return _copied(original)
    except pikepdf.PasswordError as error:
        raise Uncleanable("เอกสาร PDF ตั้งรหัสผ่านไว้") from error


def _copied(original: Pdf) -> CleanCopy:
    if len(original.pages) > _MOST_PAGES or len(original.objects) > _MOST_OBJECTS:
        raise Uncleanable("เอกสาร PDF มีหน้าหรือส่วนประกอบมากเกินกำหนด")
    if not len(original.pages):
        raise Uncleanable("เอกสาร PDF ไม่มีหน้า", is_unsound=True)
    marks, notes = set(_marks(original)), tuple(_left_behind(original))
    if "/AcroForm" in original.Root:
        original.generate_appearance_streams()
    original.flatten_annotations("all")
    copy = Pdf.new()
    copy.pages.extend(original.pages)
    scrub = _Scrub(copy)
    for page in copy.pages:
        scrub.page(page)
    output = io.BytesIO()
    copy.save(
        output,
        min_version=original.pdf_version,
        compress_streams=True,
        recompress_flate=True,  # leaves behind what lies after the end of a packed stream
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        deterministic_id=True,
    )
    _refuse_remains(output.getvalue(), marks)
    return CleanCopy(output.getvalue(), notes)


def _left_behind(pdf: Pdf) -> Iterator[str]:
    root = pdf.Root
    if len(pdf.attachments) or "/AF" in root:
        yield "มีไฟล์อื่นฝังอยู่ในต้นฉบับ ซึ่งไม่อยู่ในสำเนา โปรดตรวจหาไวรัสก่อนเปิด"
    if _runs(root.get("/OpenAction")) or "/AA" in root or "/JavaScript" in root.get("/Names", Dictionary()):
        yield "มีคำสั่งที่ทำงานเองอยู่ในต้นฉบับ ซึ่งไม่อยู่ในสำเนา โปรดตรวจหาไวรัสก่อนเปิดต้นฉบับ"
    if any("/Annots" in page for page in pdf.pages):
        yield "มีหมายเหตุ ลิงก์ หรือช่องกรอกในต้นฉบับ สำเนาแสดงเฉพาะส่วนที่ปรากฏบนหน้ากระดาษ"
    if "/OCProperties" in root:
        yield "มีชั้นข้อมูลที่เปิดหรือปิดได้ในต้นฉบับ สำเนาแสดงทุกชั้น"


def _runs(action: Object | None) -> bool:
    """Whether what happens on opening is more than turning to a page."""
    return isinstance(action, Dictionary) and action.get("/S") not in (Name.GoTo, Name.Named)


# ── scrubbing ─────────────────────────────────────────────────────────────────
class _Scrub:
    """Walks what pages refer to, each object once, and takes away what is not needed to draw them."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._seen: set[tuple[int, int]] = set()
        self._drawn = 0

    def page(self, page: Page) -> None:
        """Scrub one page and everything it refers to."""
        _keep(page.obj, _NEEDED["page"])
        if "/Contents" in page.obj:
            page.obj.Contents = self._pdf.make_stream(self._bare_drawing(page))
        waiting = [(page.obj[key], _role_below(key)) for key in ("/Resources", "/Group") if key in page.obj]
        while waiting:
            waiting.extend(self._scrubbed(*waiting.pop()))

    def _scrubbed(self, found: Object, role: str) -> Iterator[tuple[Object, str]]:
        """Scrub one object and yield those it refers to, each with the part it plays."""
        if found.is_indirect:
            if found.objgen in self._seen:
                return
            self._seen.add(found.objgen)
        if isinstance(found, Array):
            for index, value in enumerate(list(found)):
                if isinstance(value, Object):
                    found[index] = _device_space(value)
                    yield found[index], ""
        elif isinstance(found, Stream | Dictionary):
            role = role or _role_of(found)
            _keep(found, _NEEDED.get(role))
            if isinstance(found, Stream):
                self._scrub_stream(found, role)
            for key in set(found.keys()) - _PACKING:
                value = found[key]
                if isinstance(value, Object):
                    found[key] = _device_space(value)
                    yield found[key], "drawing" if role == "drawings" else _role_below(key)

    def _scrub_stream(self, stream: Object, role: str) -> None:
        if role == "image":
            _scrub_image(stream)
        elif role in ("form", "drawing"):
            stream.write(self._bare_drawing(stream))

    def _bare_drawing(self, drawn: Any) -> bytes:
        """Read drawing instructions and write them again, without comments and marks."""
        instructions = []
        for instruction in pikepdf.parse_content_stream(drawn):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                if {*map(str, instruction.iimage.filters)} & {*_JPEG, "/JPXDecode"}:
                    raise Uncleanable("เอกสาร PDF มีภาพที่ฝังแบบพิเศษ")
            elif str(instruction.operator) in _MARKS:
                continue
            instructions.append(instruction)
        drawing = pikepdf.unparse_content_stream(instructions)
        self._drawn += len(drawing)
        if self._drawn > _MOST_DRAWN:
            raise Uncleanable("เอกสาร PDF มีลายเส้นซับซ้อนเกินกำหนด")
        return drawing


def _keep(found: Object, needed: frozenset[str] | None) -> None:
    for key in list(found.keys()):
        if key in _NEVER or (needed is not None and key not in needed):
            del found[key]


def _role_of(found: Object) -> str:
    subtype = str(found.get("/Subtype", ""))
    if isinstance(found, Stream):
        if found.get("/PatternType") == 1:
            return "drawing"
        return {"/Image": "image", "/Form": "form"}.get(subtype, "")
    if str(found.get("/Type", "")) == "/FontDescriptor":
        return "descriptor"
    return "font" if subtype in _FONTS else ""


def _role_below(key: str) -> str:
    return {"/Resources": "resources", "/CharProcs": "drawings"}.get(key, "")


def _device_space(value: Object) -> Object:
    """Return the plain colours in place of a colour profile, which may name who made it."""
    if isinstance(value, Array) and len(value) == 2 and value[0] == Name.ICCBased:
        return _DEVICE.get(int(value[1].get("/N", 3)), Name.DeviceRGB)
    return value


def _scrub_image(image: Object) -> None:
    filters = image.get("/Filter", Array())
    names = [str(name) for name in (filters if isinstance(filters, Array) else [filters])]
    if not names or names[-1] not in (*_JPEG, "/JPXDecode"):
        return
    packed = image.read_raw_bytes()
    for name in names[:-1]:
        if name not in ("/FlateDecode", "/Fl"):
            raise Uncleanable("เอกสาร PDF มีภาพที่ฝังแบบพิเศษ")
        packed = zlib.decompressobj().decompress(packed, _MOST_INFLATED)
    settings = image.get("/DecodeParms")
    if isinstance(settings, Array):
        settings = settings[-1]
    bare = bare_jpeg2000(packed) if names[-1] == "/JPXDecode" else bare_jpeg(packed)
    image.write(
        bare, filter=Name(names[-1]), decode_parms=settings if isinstance(settings, Dictionary) else None
    )


# ── what must not be in the copy ──────────────────────────────────────────────
def _marks(pdf: Pdf) -> Iterator[str]:
    """Yield the words by which a PDF tells of its making: properties, authors of notes, names of embedded files."""
    told = [str(value) for value in pdf.docinfo.values() if isinstance(value, pikepdf.String)]
    told += list(pdf.attachments)
    if isinstance(pdf.Root.get("/Metadata"), Stream):
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
        tree = etree.fromstring(pdf.Root.Metadata.read_bytes().strip(), parser)
        if tree is not None:
            told += list(tree.itertext())
    for page in pdf.pages:
        for note in page.obj.get("/Annots", Array()):
            told += [str(note[key]) for key in ("/T", "/NM", "/Subj") if key in note]
    yield from (mark for mark in (words.strip() for words in told) if len(mark) >= _SHORTEST_MARK)


def _refuse_remains(copy: bytes, marks: set[str]) -> None:
    """Search the copy, its packed parts included, for words of the original's metadata; found, there is no copy.

    What is drawn on the pages is left out: a heading may well be the title.
    """
    with Pdf.open(io.BytesIO(copy)) as pdf:
        drawings = {page.obj.Contents.objgen for page in pdf.pages if "/Contents" in page.obj}
        parts = [copy]
        for found in pdf.objects:
            if not isinstance(found, Stream | Dictionary | Array) or found.objgen in drawings:
                continue
            if isinstance(found, Stream):
                if _role_of(found) not in ("form", "drawing"):
                    parts.append(found.read_bytes() if _is_readable(found) else found.read_raw_bytes())
            else:
                parts.append(found.unparse(resolved=True))
    for mark in marks:
        spellings = [mark.encode(code, "ignore") for code in ("utf-8", "utf-16-be", "utf-16-le")]
        if any(spelling in part for spelling in spellings for part in parts):
            raise Uncleanable("ตรวจพบว่าเมทาดาทาของต้นฉบับยังอยู่ในสำเนา")


def _is_readable(stream: Object) -> bool:
    """Whether a stream is packed in a way that hides no picture format."""
    return "Decode" not in str(stream.get("/Filter", "")).replace("/FlateDecode", "")

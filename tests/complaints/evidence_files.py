"""Evidence files that tell of their makers in every corner, made for tests; `mark(n)` is what must not be found."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
from docx import Document
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as SheetImage
from pikepdf import Array, Dictionary, Name, String
from PIL import ExifTags, Image, PngImagePlugin

MARK = "ZQsomchai7731"
THAI_MARK = "สมชายผู้ให้เบาะแส"
SHOWN = "ข้อความที่มองเห็น"
PURPLE = (90, 20, 140)
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


# ── pictures ─────────────────────────────────────────────────────────────────
def drawing(size: tuple[int, int] = (64, 48)) -> Image.Image:
    """A white field whose upper left quarter is purple."""
    picture = Image.new("RGB", size, "white")
    picture.paste(PURPLE, (0, 0, size[0] // 2, size[1] // 2))
    return picture


def exif(orientation: int = 1) -> bytes:
    data = Image.Exif()
    data[ExifTags.Base.Orientation] = orientation
    data[ExifTags.Base.Make] = f"{MARK} make"
    data[ExifTags.Base.Artist] = f"{MARK} artist"
    data[ExifTags.Base.XPAuthor] = f"{THAI_MARK}\0".encode("utf-16-le")
    data.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.UserComment] = b"UNICODE\0" + THAI_MARK.encode("utf-16-be")
    gps = data.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef], gps[ExifTags.GPS.GPSLatitude] = "N", (17.0, 0.0, 30.0)
    gps[ExifTags.GPS.GPSProcessingMethod] = f"ASCII\0\0\0{MARK}".encode()
    return data.tobytes()


XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">'
    f"<pdf:Keywords>{MARK}</pdf:Keywords><pdf:Producer>{THAI_MARK}</pdf:Producer>"
    "</rdf:Description></rdf:RDF></x:xmpmeta>"
).encode()
PROFILE = (
    struct.pack(">I", 400) + b"\0" * 8 + b"mntrRGB XYZ " + b"\0" * 12 + b"acsp" + f"{MARK}".encode() * 20
)


def jpeg(orientation: int = 6) -> bytes:
    output = io.BytesIO()
    drawing().save(
        output,
        "JPEG",
        exif=exif(orientation),
        xmp=XMP,
        icc_profile=PROFILE,
        comment=MARK.encode(),
        quality=95,
    )
    plain = output.getvalue()
    photoshop = b"Photoshop 3.0\x008BIM\x04\x04" + THAI_MARK.encode()
    segment = b"\xff\xed" + struct.pack(">H", len(photoshop) + 2) + photoshop
    after_jfif = 20  # where Word still knows the file as a JPEG
    return (
        plain[:after_jfif] + segment + plain[after_jfif:] + MARK.encode() + zlib.compress(THAI_MARK.encode())
    )


def png() -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", MARK)
    told.add_text("Comment", THAI_MARK.ljust(400), zip=True)
    told.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=True)
    output = io.BytesIO()
    drawing().save(output, "PNG", pnginfo=told, exif=exif(), icc_profile=PROFILE)
    plain = output.getvalue()
    private = struct.pack(">I", len(MARK)) + b"prIv" + MARK.encode()
    private += struct.pack(">I", zlib.crc32(private[4:]))
    return plain[:-12] + private + plain[-12:] + MARK.encode()


def webp() -> bytes:
    output = io.BytesIO()
    drawing().save(output, "WEBP", exif=exif(), xmp=XMP, icc_profile=PROFILE, quality=95)
    return output.getvalue()


def jpeg2000(*, is_bare: bool) -> bytes:
    """A JPEG 2000 picture with comments in its codestream and, unless it is bare, boxes and a profile that tell."""
    output = io.BytesIO()
    drawing().save(output, "JPEG2000", no_jp2=is_bare)
    plain = output.getvalue()
    begins = plain.index(b"\xff\x4f\xff\x51")
    stream = plain[begins:]
    comment = b"\xff\x64" + struct.pack(">HH", 4 + len(MARK), 1) + MARK.encode()
    sizes = 4 + int.from_bytes(stream[4:6])  # where the first segment ends
    part = stream.index(b"\xff\x90")
    longer = struct.pack(">I", int.from_bytes(stream[part + 6 : part + 10]) + len(comment))
    stream = (
        stream[:sizes]
        + comment
        + stream[sizes : part + 6]
        + longer
        + stream[part + 10 : part + 12]
        + comment
        + stream[part + 12 :]
    )
    if is_bare:
        return stream + MARK.encode()
    header = box(b"ihdr", plain[plain.index(b"ihdr") + 4 :][:14]) + box(b"colr", b"\2\0\0", PROFILE)
    return b"".join(
        (
            plain[:12],
            box(b"ftyp", b"jp2 \0\0\0\0jp2 ", MARK[:4].encode()),
            box(b"jp2h", header, box(b"uuid", b"\0" * 16, MARK.encode())),
            box(b"xml ", XMP),
            box(b"free", MARK.encode()),
            box(b"jp2c", stream),
            box(b"uuid", b"\0" * 16, XMP),
        )
    )


# ── PDF ──────────────────────────────────────────────────────────────────────
def pdf() -> bytes:
    """One page that shows a purple field, a photograph and a stamp, and tells of its maker wherever PDF can."""
    made = pikepdf.Pdf.new()
    page = made.add_blank_page(page_size=(200, 200)).obj
    photograph = made.make_stream(jpeg(orientation=1))
    photograph.update(
        {
            "/Type": Name.XObject,
            "/Subtype": Name.Image,
            "/Width": 64,
            "/Height": 48,
            "/ColorSpace": Array([Name.ICCBased, made.make_stream(PROFILE, N=3)]),
            "/BitsPerComponent": 8,
            "/Filter": Name.DCTDecode,
            "/Metadata": made.make_stream(XMP),
            "/PieceInfo": Dictionary(Word=Dictionary(Private=MARK)),
        }
    )
    scans = {}
    for name, is_bare in (("Bare", True), ("Boxed", False)):
        scan = made.make_stream(jpeg2000(is_bare=is_bare))
        scan.update({"/Type": Name.XObject, "/Subtype": Name.Image, "/Filter": Name.JPXDecode})
        scan.update({"/Width": 64, "/Height": 48, "/ColorSpace": Name.DeviceRGB})
        scans[name] = scan
    stamp = made.make_stream(f"% {MARK}\n0 0 1 rg 0 0 20 20 re f".encode())
    stamp.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 20, 20])})
    stamp.LastModified = MARK
    page.Contents = made.make_stream(
        f"% {MARK} drawn by\n/Span <</ActualText ({MARK})>> BDC\n0.35 0.08 0.55 rg 10 110 80 80 re f EMC\n"
        f"q 64 0 0 48 110 20 cm /Photo Do Q q 40 0 0 30 10 10 cm /Bare Do Q q 40 0 0 30 60 10 cm /Boxed Do Q "
        f"BT /F1 12 Tf 20 90 Td (visible words) Tj ET".encode()
    )
    page.Resources = Dictionary(
        XObject=Dictionary(Photo=photograph, **scans),
        Font=Dictionary(
            F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Author=MARK)
        ),
        Properties=Dictionary(MC0=Dictionary(Type=Name.OCG, Name=String(MARK))),
    )
    page.Thumb = made.make_stream(MARK.encode())
    page.PieceInfo = Dictionary(
        Illustrator=Dictionary(Private=made.make_stream(zlib.compress(MARK.encode())))
    )
    page.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=f"app.alert('{MARK}')"))
    page.Metadata = made.make_stream(XMP)
    page.Tabs, page.LastModified, page[f"/{MARK}"] = Name.S, MARK, 1
    note = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Stamp,
        Rect=Array([150, 150, 170, 170]),
        F=4,
        T=String(THAI_MARK),
        Contents=String(MARK),
        NM=String(f"{MARK} name"),
        M="D:20240101120000",
        AP=Dictionary(N=stamp),
    )
    page.Annots = Array([made.make_indirect(note)])
    file = Dictionary(
        Type=Name.Filespec,
        F=f"{MARK}.txt",
        UF=f"{THAI_MARK}.txt",
        EF=Dictionary(F=made.make_stream(f"embedded {MARK}".encode(), Type=Name.EmbeddedFile)),
    )
    file = made.make_indirect(file)
    root = made.Root
    script = made.make_indirect(Dictionary(S=Name.JavaScript, JS=f"app.alert('{MARK}')"))
    root.Names = Dictionary(
        EmbeddedFiles=Dictionary(Names=Array([String(MARK), file])),
        JavaScript=Dictionary(Names=Array([MARK, script])),
    )
    root.AF, root.OpenAction, root.Lang = Array([file]), script, String(MARK)
    page.AF = Array([file])
    root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(MARK))]))
    root.Outlines = made.make_indirect(
        Dictionary(First=made.make_indirect(Dictionary(Title=String(THAI_MARK))))
    )
    root.Metadata = made.make_stream(XMP, Type=Name.Metadata, Subtype=Name.XML)
    made.docinfo["/Author"], made.docinfo["/Title"] = String(THAI_MARK), String(f"title by {MARK}")
    made.trailer[Name(f"/{MARK}")] = String(MARK)
    output = io.BytesIO()
    made.save(output, static_id=True, compress_streams=True)
    # An older version of the file, which a later one only hides: what "incremental update" leaves behind.
    return output.getvalue() + f"\n9 0 obj\n({MARK})\nendobj\n%%EOF\n{MARK}".encode()


# ── Word and Excel ───────────────────────────────────────────────────────────
def repacked(content: bytes, change: Callable[[str, bytes], bytes], added: dict[str, bytes]) -> bytes:
    """The package with changed and added parts, each dated and commented."""
    output = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            info = zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10))
            info.comment, info.compress_type = MARK.encode(), zipfile.ZIP_DEFLATED
            info.filename = name.replace("word/media/image1", f"word/media/{MARK}")
            new.writestr(info, change(name, old.read(name)))
        for name, data in added.items():
            new.writestr(name, data)
        new.comment = MARK.encode()
    return output.getvalue()


def links(*rows: tuple[str, str, str]) -> bytes:
    """Relationships as (id, kind, target); a target outside the file begins with "!"."""
    told = ""
    for name, kind, target in rows:
        outside = ' TargetMode="External"' if target[0] == "!" else ""
        address = target.removeprefix("!")
        told += f'<Relationship Id="{name}" Type="{kind}" Target="{address}"{outside}/>'
    return told.encode()


def _only(*rows: tuple[str, str, str]) -> bytes:
    """A .rels part with these relationships."""
    return f'<Relationships xmlns="{PACKAGE}/relationships">'.encode() + links(*rows) + b"</Relationships>"


def _types(*rows: tuple[str, str]) -> bytes:
    return "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in rows).encode()


def _before(content: bytes, end: str, added: bytes) -> bytes:
    assert end.encode() in content, end
    return content.replace(end.encode(), added + end.encode(), 1)


CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties">'
    f"<property name='who'>{MARK}</property></Properties>"
).encode()
APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    f"<Company>{MARK}</Company><Manager>{THAI_MARK}</Manager></Properties>"
).encode()


def _field(code: str, result: str) -> str:
    """A field of Word in a paragraph of its own; its code is split over runs, as Word does."""
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        + "".join(
            f'<w:r><w:instrText xml:space="preserve">{half}</w:instrText></w:r>' for half in _halves(code)
        )
        + f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{result}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def _halves(words: str) -> tuple[str, str]:
    middle = len(words) // 2
    return words[:middle], words[middle:]


_FOLDER = f"C:\\\\Users\\\\{MARK}"
_TOLD_IN_TEXT = (
    _field(f'INCLUDEPICTURE "{_FOLDER}\\\\a.png" \\d', "ภาพถ่าย")
    + _field(f'HYPERLINK "file:///C:/Users/{MARK}/x.docx"', "ดูบัญชี")
    + _field(f'HYPERLINK "https://example.org/a" \\o "{MARK}"', "เว็บไซต์")
    + _field("AUTHOR", THAI_MARK)
    + _field("USERNAME", MARK)
    + _field("LASTSAVEDBY \\* Upper", MARK)
    + _field("FILENAME \\p", f"C:\\Users\\{MARK}\\x.docx")
    + _field(f"ADDIN {MARK}", "อ้างอิง 1")
    + _field(f"PAGE \\* ThaiArabic \\* {MARK}", "๑")
    + f'<w:p><w:fldSimple w:instr=" DOCPROPERTY {MARK} "><w:r><w:t>{MARK}</w:t></w:r></w:fldSimple></w:p>'
    '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData>'
    f'<w:name w:val="{MARK}"/><w:helpText w:val="{MARK}"/><w:statusText w:val="{MARK}"/><w:checkBox/></w:ffData>'
    f"<w:fldData>{MARK}</w:fldData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>"
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    f'<w:p><w:permStart w:id="1" w:ed="DOMAIN\\{MARK}"/><w:permEnd w:id="1"/>'
    f'<w:bookmarkStart w:id="9" w:name="{MARK}"/><w:bookmarkEnd w:id="9"/>'
    f'<w:hyperlink w:anchor="{MARK}" w:tooltip="{MARK}"><w:r><w:t>ดูข้างบน</w:t></w:r></w:hyperlink>'
    f'<w:smartTag w:uri="urn:x" w:element="{MARK}"><w:r><w:t>ในป้าย</w:t></w:r></w:smartTag>'
    f'<w:customXml w:uri="urn:x" w:element="{MARK}"><w:customXmlPr><w:attr w:name="n" w:val="{MARK}"/>'
    "</w:customXmlPr><w:r><w:t>ในกรอบ</w:t></w:r></w:customXml></w:p>"
    f'<w:sdt><w:sdtPr><w:alias w:val="{MARK}"/><w:tag w:val="{MARK}"/><w:placeholder><w:docPart w:val="{MARK}"/>'
    "</w:placeholder></w:sdtPr><w:sdtContent><w:p><w:r><w:t>ในช่อง</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    f'<w:tbl><w:tblPr><w:tblCaption w:val="{MARK}"/><w:tblDescription w:val="{MARK}"/></w:tblPr><w:tblGrid/>'
    "<w:tr><w:tc><w:p><w:r><w:t>ในตาราง</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ที่ซ่อนไว้</w:t></w:r></w:p>"
    '<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
    f'<v:rect id="{MARK}" alt="{MARK}" o:title="{MARK}" style="width:1pt"><o:signatureline '
    f'o:suggestedsigner="{MARK}"/></v:rect></w:pict></w:r></w:p>'
)


def docx() -> bytes:
    """A Word file with properties, comments, tracked changes, a photograph, a template and hidden parts."""
    document = Document()
    document.core_properties.author = document.core_properties.last_modified_by = THAI_MARK
    document.core_properties.title = document.core_properties.keywords = f"title by {MARK}"
    shown = document.add_paragraph(SHOWN)
    document.add_comment(shown.runs, text="เห็นด้วย", author=MARK, initials=MARK)
    document.add_picture(io.BytesIO(jpeg(orientation=1)))
    plain = io.BytesIO()
    document.save(plain)

    def change(name: str, content: bytes) -> bytes:
        content = content.replace(b"media/image1.jpg", f"media/{MARK}.jpg".encode())
        if name == "word/document.xml":
            tracked = (
                f"<!-- {MARK} --><?who {MARK}?>"
                f'<w:p w:rsidR="00A77310"><w:ins w:id="7" w:author="{THAI_MARK}" w:date="2024-05-06T07:08:09Z"><w:r>'
                f'<w:t>ที่เพิ่ม</w:t></w:r></w:ins><w:del w:id="8" w:author="{MARK}" w:date="2024-05-06T07:08:09Z"><w:r>'
                "<w:delText>ที่ลบ</w:delText></w:r></w:del></w:p>"
            )
            tracked += _TOLD_IN_TEXT
            content = content.replace(
                b' name="Picture 1"', f' name="Picture 1" descr="C:\\{MARK}.jpg"'.encode()
            )
            return content.replace(b"<w:sectPr", tracked.encode() + b"<w:sectPr", 1)
        if name == "word/settings.xml":
            told = (
                f'<w:attachedTemplate r:id="tpl" xmlns:r="{OFFICE}"/><w:rsids><w:rsid w:val="00A77310"/></w:rsids>'
                f'<w:docVars><w:docVar w:name="who" w:val="{MARK}"/></w:docVars>'
            )
            return _before(content, "</w:settings>", told.encode())
        if name == "word/_rels/document.xml.rels":
            return _before(
                content,
                "</Relationships>",
                links(
                    ("pe", "http://schemas.microsoft.com/office/2011/relationships/people", "people.xml"),
                    ("cx", f"{OFFICE}/customXml", "../customXml/item9.xml"),
                    ("hy", f"{OFFICE}/hyperlink", f"!file:///C:/Users/{MARK}/notes.docx"),
                ),
            )
        if name == "[Content_Types].xml":
            return _before(
                content,
                "</Types>",
                _types(
                    (
                        "/word/people.xml",
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.people+xml",
                    ),
                    (
                        "/docProps/custom.xml",
                        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
                    ),
                ),
            )
        if "/theme/" in name:
            return re.sub(
                rb'(<a:theme [^>]*|<a:clrScheme )name="[^"]*"', rf'\1name="{MARK}"'.encode(), content
            )
        return APP if name == "docProps/app.xml" else content

    return repacked(
        plain.getvalue(),
        change,
        {
            "word/_rels/settings.xml.rels": _only(
                ("tpl", f"{OFFICE}/attachedTemplate", f"!file:///C:\\Users\\{MARK}\\Normal.dotm")
            ),
            "word/people.xml": f'<people xmlns="urn:w15"><person author="{MARK}"/></people>'.encode(),
            "customXml/item9.xml": f"<who>{THAI_MARK}</who>".encode(),
            "docProps/custom.xml": CUSTOM,
            f"word/{MARK}.xml": f"<who>{MARK}</who>".encode(),
        },
    )


def docx_with_chart() -> bytes:
    """A Word file whose chart brings along the table it was drawn from, with that table's own properties."""

    def change(name: str, content: bytes) -> bytes:
        if name == "word/_rels/document.xml.rels":
            return _before(content, "</Relationships>", links(("ch", f"{OFFICE}/chart", "charts/chart1.xml")))
        if name == "[Content_Types].xml":
            kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            return _before(content, "</Types>", f'<Default Extension="xlsx" ContentType="{kind}"/>'.encode())
        return content

    added = {
        "word/charts/chart1.xml": b'<c:chartSpace xmlns:c="urn:c"/>',
        "word/charts/_rels/chart1.xml.rels": _only(("b", f"{OFFICE}/package", f"../embeddings/{MARK}.xlsx")),
        f"word/embeddings/{MARK}.xlsx": xlsx(),
    }
    return repacked(docx(), change, added)


def xlsx() -> bytes:
    """A workbook with properties, comments, a photograph, printer settings, paths and people."""
    book = Workbook()
    book.properties.creator = book.properties.lastModifiedBy = THAI_MARK
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B2"] = SHOWN, 12_500
    sheet["A1"].comment = Comment(f"{MARK}:\nจ่ายสองครั้ง", MARK)
    sheet.add_image(SheetImage(io.BytesIO(jpeg(orientation=1))), "D4")
    plain = io.BytesIO()
    book.save(plain)

    def change(name: str, content: bytes) -> bytes:
        if name == "xl/workbook.xml":
            told = (
                f'<fileSharing userName="{MARK}"/><mc:AlternateContent xmlns:mc="urn:mc"><x15ac:absPath '
                f'xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac" url="C:\\{MARK}\\"/>'
                "</mc:AlternateContent>"
            )
            content = content.replace(b"<workbookPr", told.encode() + b"<workbookPr", 1)
            names = (
                f'<definedNames><definedName name="_AMO_by" hidden="1">"{MARK}"</definedName>'
                f'<definedName name="folder" comment="{MARK}">"C:\\Users\\{MARK}\\a"</definedName></definedNames>'
            )
            return content.replace(b"<definedNames />", b"").replace(
                b"<calcPr", names.encode() + b"<calcPr", 1
            )
        if name == "xl/_rels/workbook.xml.rels":
            return _before(
                content,
                "</Relationships>",
                links(
                    ("ext", f"{OFFICE}/externalLink", "externalLinks/externalLink1.xml"),
                    ("pvt", f"{OFFICE}/pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"),
                ),
            )
        if name == "xl/worksheets/sheet1.xml":
            content = content.replace(b"<worksheet ", f'<worksheet xmlns:r="{OFFICE}" '.encode(), 1)
            scenario = (
                f'<scenarios><scenario name="ราคา" user="{MARK}" comment="Created by {MARK} on 2024-05-06" count="1">'
                '<inputCells r="B2" val="1"/></scenario></scenarios>'
            )
            content = content.replace(b"</sheetData>", b"</sheetData>" + scenario.encode(), 1)
            return content.replace(
                b"<drawing ", b'<pageSetup orientation="portrait" r:id="prn"/><drawing ', 1
            )
        if name == "xl/worksheets/_rels/sheet1.xml.rels":
            return _before(
                content,
                "</Relationships>",
                links(
                    ("prn", f"{OFFICE}/printerSettings", "../printerSettings/printerSettings1.bin"),
                    (
                        "th",
                        "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
                        "../threadedComments/threadedComment1.xml",
                    ),
                ),
            )
        if name == "xl/drawings/drawing1.xml":
            return re.sub(rb'( name| descr)="[^"]*"', rf'\1="{MARK}"'.encode(), content)
        if "/theme/" in name:
            return re.sub(
                rb'(<a:theme [^>]*|<a:clrScheme )name="[^"]*"', rf'\1name="{MARK}"'.encode(), content
            )
        return APP if name == "docProps/app.xml" else content

    return repacked(
        plain.getvalue(),
        change,
        {
            "xl/printerSettings/printerSettings1.bin": f"\\\\{MARK}\\printer".encode("utf-16-le"),
            "xl/threadedComments/threadedComment1.xml": f"<c>{MARK}</c>".encode(),
            "xl/externalLinks/externalLink1.xml": (
                f'<externalLink xmlns:r="{OFFICE}"><externalBook r:id="x"/></externalLink>'.encode()
            ),
            "xl/externalLinks/_rels/externalLink1.xml.rels": _only(
                ("x", f"{OFFICE}/externalLinkPath", f"!file:///C:\\Users\\{MARK}\\ledger.xlsx")
            ),
            "xl/pivotCache/pivotCacheDefinition1.xml": (
                f'<pivotCacheDefinition refreshedBy="{THAI_MARK}" refreshedDate="45418.3" recordCount="1"/>'.encode()
            ),
            "xl/persons/person.xml": f'<p displayName="{MARK}"/>'.encode(),
            "docProps/custom.xml": CUSTOM,
            "docProps/thumbnail.jpeg": jpeg(),
        },
    )


# ── sound and film ───────────────────────────────────────────────────────────
def box(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I", 8 + len(body)) + kind + body


def media(*tracks: bytes, brand: bytes = b"isom") -> bytes:
    """An MP4 outline with one track for each of b"vide", b"soun"."""
    outline = [box(b"trak", box(b"mdia", box(b"hdlr", b"\0" * 8 + kind + b"\0" * 13))) for kind in tracks]
    return box(b"ftyp", brand, b"\0\0\2\0", brand) + box(b"moov", *outline) + box(b"mdat", b"\1" * 500)

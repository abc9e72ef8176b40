"""The XML parts of Word and Excel files: names, dates, marks of editing and paths are taken out of each."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable

from lxml import etree

from complaints.evidence.copies import Uncleanable
from complaints.evidence.office_fields import plain_fields, unwrapped

_DAMAGED = "ไฟล์มีส่วนประกอบที่ชำรุด"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SOMEBODY = "ผู้เขียน"
_PICTURE = "รูป"
_REMOVED = "removed"
_THEME = "Office"
_LINKS = "มีลิงก์ไปยังเว็บไซต์หรืออีเมลในเอกสาร ลิงก์ยังอยู่ในสำเนา"
_PATHS = "มีเส้นทางของไฟล์ในเครื่องผู้จัดทำ ซึ่งไม่อยู่ในสำเนา"
_HIDDEN = "มีเนื้อหาที่ซ่อนไว้ เช่น ข้อความ แผ่นงาน แถว หรือคอลัมน์ ซึ่งยังอยู่ในสำเนา โปรดเปิดดูให้ครบ"
_HIDDEN_NAMES = "มีชื่อที่โปรแกรมกำหนดไว้แบบซ่อนในตาราง ซึ่งไม่อยู่ในสำเนา"
_COMMENTS = "มีความเห็นหรือการแก้ไขที่ติดตามไว้ ชื่อและเวลาของผู้เขียนไม่อยู่ในสำเนา"

# Elements that say who, where or when and nothing of the document, by their name without namespace.
_GONE_ELEMENTS = frozenset(
    "OLEObject absPath activeWritingStyle aliases alternateUrls attachedSchema attachedTemplate cellSmartTags "
    "chartTrackingRefBased customPr customProperties customSheetViews customWorkbookViews customXmlPr creationId "
    "dataBinding docId docVars documentId embedBold embedBoldItalic embedItalic embedRegular entryMacro exitMacro "
    "fileRecoveryPr fileSharing fldData helpText mailMerge modifiedPr oleObjects permEnd permStart proofErr "
    "revisionPtr rsids saveThroughXslt schemaLibrary signatureline smartTagPr smartTagTypes smartTags "
    "sourceFileName statusText tblCaption tblDescription webPublishItems webPublishing"
    "".split()
)
# Elements that go only where they stand in this one.
_GONE_BELOW = {"sdtPr": frozenset({"alias", "placeholder", "tag"}), "ffData": frozenset({"name"})}
# Elements that name a part of the text; the text stays without them.
_WRAPPERS = frozenset({"smartTag", "customXml"})
# Attributes that say who: required ones get a word that names nobody, the others go.
_WHO = frozenset({"author", "refreshedBy", "user", "lastModifiedBy", "userName"})
_GONE_ATTRIBUTES = frozenset(
    "creator date dateUtc dT editId gfxdata initials paraId personId providerId refreshedDate refreshedDateIso "
    "textId userId".split()
)
# Only where the namespace is one of editing: a cell's own `date` stays.
_EDITING = re.compile(r"wordprocessingml|/word/|/spreadsheetml/20(14|15|16|17|18|19|2\d)/|drawing/20")
_VML = "{urn:schemas-microsoft-com:vml"
_TOLD_BY_SHAPES = frozenset({"descr", "title", "alt", "href", "src"})
# Attributes that are seen by nobody who reads the document, by their element.
_TOLD_BY = {
    "docPr": _TOLD_BY_SHAPES,
    "cNvPr": _TOLD_BY_SHAPES,
    "scenario": frozenset({"comment"}),
    "table": frozenset({"comment"}),
    "definedName": frozenset({"comment", "description", "help", "statusBar", "customMenu"}),
    "hyperlink": frozenset({"tooltip", "display", "docLocation", "tgtFrame"}),
    "hlinkClick": frozenset({"tooltip"}),
    "hlinkHover": frozenset({"tooltip"}),
    "protectedRange": frozenset({"securityDescriptor"}),
}
_MADE_ID = re.compile(r"#?_x0000_\w{1,3}\d+")  # as Word numbers shapes itself
_MADE_BOOKMARK = re.compile(r"_(Toc|Ref|Hlk|GoBack)\d*")
_THEMES = frozenset({"theme", "clrScheme", "fontScheme", "fmtScheme"})  # bear the name of a house
_FORMULAS = frozenset({"definedName", "f", "formula", "formula1", "formula2"})
_PATH = re.compile(
    r"(?:file:[\\/]|(?<![a-z])[a-z]:[\\/]|\\\\[\w.$-]+\\|(?<![\w/.:-])/(?:Users|home)/)[^\"'<>|*?\r\n]*",
    re.IGNORECASE,
)
_RSID = re.compile(r"rsid\w*")


class Links:
    """How the parts of a package refer to one another, and which of them are reached from its document.

    Parts are known by their names without regard to case, as OPC has it (ISO/IEC 29500-2, 6.2.2.3).
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {name.casefold(): name for name in names}
        self._below: dict[str, set[str]] = {}
        self._gone: dict[str, set[str]] = {}
        self._renamed: dict[str, str] = {}
        self._noted: dict[str, None] = {}
        self._bookmarks: dict[str, str] = {}

    @property
    def notes(self) -> tuple[str, ...]:
        return tuple(self._noted)

    def note(self, sentence: str) -> None:
        """Tell the officer something, once."""
        self._noted[sentence] = None

    def read(self, name: str, content: bytes) -> None:
        """Learn from a .rels part what its owner refers to, and which of its relationships cannot stay."""
        folder, _, file = name.rpartition("_rels/")
        owner = f"{folder}{file.removesuffix('.rels')}"
        for link in _parsed(content):
            if self.stays(folder, link):
                self._below.setdefault(owner, set()).update(self._reached(folder, link))
            else:
                self._gone.setdefault(owner, set()).add(link.get("Id", ""))

    def reached(self) -> set[str]:
        """Return the parts that the document of the package leads to, with their .rels parts."""
        waiting, found = [""], set()
        while waiting:
            part = waiting.pop()
            if part not in found:
                found.add(part)
                waiting.extend(self._below.get(part, ()))
        of_links = {"{}/_rels/{}.rels".format(*posixpath.split(part)).removeprefix("/") for part in found}
        return (found | of_links) & set(self._names.values())

    def stays(self, folder: str, link: etree._Element) -> bool:
        """Whether a relationship may stay: to a part that is still there, or out of the file to a page or a book."""
        kind = link.get("Type", "")
        if not folder and not kind.endswith("/officeDocument"):
            return False
        if link.get("TargetMode") == "External":
            return not kind.endswith("/attachedTemplate")
        return bool(self._reached(folder, link))

    def target(self, folder: str, link: etree._Element) -> str:
        """Return what a relationship within the package is to lead to: the same part under its new name."""
        [part] = self._reached(folder, link)
        return f"/{self.new_name(part)}"

    def rename(self, part: str, name: str) -> None:
        """Let a part have another name in the copy."""
        self._renamed[part] = name

    def new_name(self, part: str) -> str:
        """Return the name of a part in the copy."""
        return self._renamed.get(part, part)

    def bookmark(self, name: str) -> str:
        """Return the name of a bookmark in the copy; those that Word gave itself stay."""
        if _MADE_BOOKMARK.fullmatch(name):
            return name
        return self._bookmarks.setdefault(name, f"mark{len(self._bookmarks) + 1}")

    def gone_from(self, name: str) -> set[str]:
        """Return the ids of relationships that a part has no more."""
        return self._gone.get(name, set())

    def _reached(self, folder: str, link: etree._Element) -> set[str]:
        target = link.get("Target", "")
        if link.get("TargetMode") == "External":
            return set()
        path = target.removeprefix("/") if target.startswith("/") else posixpath.normpath(folder + target)
        name = self._names.get(path.casefold())
        return {name} if name else set()


def scrubbed_part(name: str, content: bytes, links: Links, *, reached: set[str]) -> bytes:
    """Return an XML part without what tells of people, machines and editing."""
    root = _parsed(content)
    if name == "[Content_Types].xml":
        for override in list(root):
            part = override.get("PartName", "").removeprefix("/")
            if "PartName" in override.attrib and part not in reached:
                root.remove(override)
            elif part:
                override.set("PartName", f"/{links.new_name(part)}")
    elif name.endswith(".rels"):
        _scrub_links(root, name.rpartition("_rels/")[0], links)
    else:
        _scrub_content(root, links.gone_from(name), links)
        if "/comments" in name.casefold():
            links.note(_COMMENTS)
            _scrub_comment_authors(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _parsed(content: bytes) -> etree._Element:
    """Parse XML without entities, comments and processing instructions; a document type is refused."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Uncleanable(_DAMAGED) from error
    if root.getroottree().docinfo.doctype:
        raise Uncleanable(_DAMAGED, is_unsound=True)
    return root


def _scrub_links(root: etree._Element, folder: str, links: Links) -> None:
    for link in list(root):
        if not links.stays(folder, link):
            root.remove(link)
        elif link.get("TargetMode") == "External":
            is_elsewhere = re.match(r"(?:https?|mailto|tel):|#", link.get("Target", ""), re.IGNORECASE)
            links.note(_LINKS if is_elsewhere else _PATHS)
            if not is_elsewhere:
                link.set("Target", _REMOVED)
        else:
            link.set("Target", links.target(folder, link))


def _scrub_content(root: etree._Element, gone: set[str], links: Links) -> None:
    plain_fields(root, links.note)
    for element in list(root.iter(etree.Element)):
        space, _, local = element.tag.rpartition("}")
        parent = element.getparent()
        if parent is not None:
            if local in _GONE_ELEMENTS or local in _GONE_BELOW.get(etree.QName(parent).localname, ()):
                _remove(element, parent)
                continue
            if _is_hidden_name(element, local):
                links.note(_HIDDEN_NAMES)
                _remove(element, parent)
                continue
            if local in _WRAPPERS:
                unwrapped(element)
                continue
        if _is_hidden(element, local):
            links.note(_HIDDEN)
        if local in _FORMULAS and element.text:
            element.text = _without_paths(element.text, links)
        _scrub_attributes(element, space, local, gone, links)


def _scrub_attributes(element: etree._Element, space: str, local: str, gone: set[str], links: Links) -> None:
    for key, value in list(element.attrib.items()):
        attribute_space, _, attribute = key.rpartition("}")
        if (
            (attribute_space == f"{{{_RELATED}" and value in gone)
            or _is_told(local, attribute, attribute_space or space)
            or (space == _VML and _is_told_by_shape(attribute, value))
        ):
            del element.attrib[key]
        elif attribute in _WHO:
            element.set(key, _SOMEBODY)
            links.note(_COMMENTS)
        elif local in ("docPr", "cNvPr") and attribute == "name":
            element.set(key, _PICTURE)
        elif local in _THEMES and attribute == "name":
            element.set(key, _THEME)
        elif (local, attribute) in {("bookmarkStart", "name"), ("hyperlink", "anchor")}:
            element.set(key, links.bookmark(value))
        elif attribute != "formatCode" and _PATH.search(value):
            element.set(key, _without_paths(value, links))


def _is_hidden(element: etree._Element, local: str) -> bool:
    """Whether a reader does not see, at first, what this is about."""
    if local == "vanish":
        above = [etree.QName(each).localname for each in element.iterancestors()][:2]
        is_off = any(value in ("0", "false", "off") for value in element.attrib.values())
        return above in (["rPr", "r"], ["rPr", "style"]) and not is_off
    if local == "sheet":
        return element.get("state") in ("hidden", "veryHidden")
    return local in ("row", "col") and element.get("hidden") in ("1", "true")


def _is_hidden_name(element: etree._Element, local: str) -> bool:
    """Whether this is a name that programs keep in a workbook out of sight; Excel's own print and filter."""
    is_hidden = local == "definedName" and element.get("hidden") in ("1", "true")
    return is_hidden and not element.get("name", "").startswith("_xlnm.")


def _is_told_by_shape(attribute: str, value: str) -> bool:
    """Whether an attribute of VML tells what a shape was made from, or bears a name that somebody gave it."""
    if attribute in ("id", "spid") or (attribute == "type" and value.startswith("#")):
        return not _MADE_ID.fullmatch(value)
    return attribute in _TOLD_BY_SHAPES


def _without_paths(words: str, links: Links) -> str:
    bare, number = _PATH.subn(_REMOVED, words)
    if number:
        links.note(_PATHS)
    return bare


def _is_told(element: str, attribute: str, space: str) -> bool:
    """Whether an attribute tells of editing, of a file on somebody's disk, or what no reader sees."""
    if _RSID.fullmatch(attribute):
        return True
    if attribute == "uid" or attribute in _GONE_ATTRIBUTES:
        return bool(_EDITING.search(space)) or attribute.startswith(("refreshed", "gfx"))
    return attribute in _TOLD_BY.get(element, ())


def _scrub_comment_authors(root: etree._Element) -> None:
    """Take the authors out of the comments of a workbook; Excel writes the name into the text as well."""
    names = set()
    for author in root.iter("{*}author"):
        names.add((author.text or "").strip())
        author.text = _SOMEBODY
    for text in root.iter("{*}t"):
        for name in filter(None, names):
            if (text.text or "").startswith(f"{name}:"):
                text.text = (text.text or "").replace(f"{name}:", f"{_SOMEBODY}:", 1)


def _remove(element: etree._Element, parent: etree._Element) -> None:
    """Remove an element; text that follows it stays."""
    if element.tail and element.tail.strip():
        previous = element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)

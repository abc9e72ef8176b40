"""The XML parts of Word and Excel files: names, dates, marks of editing and paths are taken out of each."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable

from lxml import etree

from complaints.evidence.copies import Uncleanable

_DAMAGED = "ไฟล์มีส่วนประกอบที่ชำรุด"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SOMEBODY = "ผู้เขียน"
_PICTURE = "รูป"
_REMOVED = "removed"
_LINKS = "มีลิงก์ไปยังเว็บไซต์หรืออีเมลในเอกสาร ลิงก์ยังอยู่ในสำเนา"
_PATHS = "มีเส้นทางของไฟล์ในเครื่องผู้จัดทำ ซึ่งไม่อยู่ในสำเนา"
_COMMENTS = "มีความเห็นหรือการแก้ไขที่ติดตามไว้ ชื่อและเวลาของผู้เขียนไม่อยู่ในสำเนา"

# Elements that say who, where or when and nothing of the document, by their name without namespace.
_GONE_ELEMENTS = frozenset(
    "absPath alternateUrls attachedSchema attachedTemplate chartTrackingRefBased customPr customProperties "
    "customSheetViews customWorkbookViews creationId dataBinding docId docVars documentId embedBold embedBoldItalic "
    "embedItalic embedRegular fileRecoveryPr fileSharing mailMerge modifiedPr oleObjects proofErr revisionPtr rsids "
    "saveThroughXslt smartTagPr smartTagTypes webPublishItems webPublishing"
    "".split()
)
# Attributes that say who: required ones get a word that names nobody, the others go.
_WHO = frozenset({"author", "refreshedBy", "user", "lastModifiedBy", "userName"})
_GONE_ATTRIBUTES = frozenset(
    "creator date dateUtc dT editId gfxdata initials paraId personId providerId refreshedDate refreshedDateIso "
    "textId userId".split()
)
# Only where the namespace is one of editing: a cell's own `date` stays.
_EDITING = re.compile(r"wordprocessingml|/word/|/spreadsheetml/20(14|15|16|17|18|19|2\d)/|drawing/20")
_SHAPES = frozenset({"docPr", "cNvPr", "imagedata", "shape", "fill"})
_TOLD_BY_SHAPES = frozenset({"descr", "title", "alt", "href", "src"})
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
    for element in list(root.iter(etree.Element)):
        space, _, local = element.tag.rpartition("}")
        parent = element.getparent()
        if local in _GONE_ELEMENTS and parent is not None:
            _remove(element, parent)
            continue
        for key, value in list(element.attrib.items()):
            attribute_space, _, attribute = key.rpartition("}")
            if (attribute_space == f"{{{_RELATED}" and value in gone) or _is_told(
                local, attribute, attribute_space or space
            ):
                del element.attrib[key]
            elif attribute in _WHO:
                element.set(key, _SOMEBODY)
                links.note(_COMMENTS)
            elif local in ("docPr", "cNvPr") and attribute == "name":
                element.set(key, _PICTURE)


def _is_told(element: str, attribute: str, space: str) -> bool:
    """Whether an attribute tells of editing or of a file on somebody's disk."""
    if _RSID.fullmatch(attribute):
        return True
    if attribute == "uid" or attribute in _GONE_ATTRIBUTES:
        return bool(_EDITING.search(space)) or attribute.startswith(("refreshed", "gfx"))
    return element in _SHAPES and attribute in _TOLD_BY_SHAPES


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

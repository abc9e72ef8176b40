"""Manuals with their steps and documents, their editions, and who was asked to read them."""

from measures.manuals.models.edition import EditionFile, ManualEdition
from measures.manuals.models.manual import Manual, ManualDocument, ManualStep
from measures.manuals.models.reading import Acknowledgement, Reader
from measures.manuals.models.text import DocumentKind, ManualText

__all__ = [
    "Acknowledgement",
    "DocumentKind",
    "EditionFile",
    "Manual",
    "ManualDocument",
    "ManualEdition",
    "ManualStep",
    "ManualText",
    "Reader",
]

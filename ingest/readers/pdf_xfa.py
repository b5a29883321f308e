"""A form that is drawn by a program (dynamic XFA): its pages say "Please wait…", its words stand in XML beside them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.readers.pdf_annotations import Note
from ingest.readers.pdf_strings import address_from
from ingest.readers.pdf_words import Frame
from models.layout import BlockKind

_Element = Any  # lxml.etree._Element, which has no public name
_MOST_BYTES: Final = 16 * 1024 * 1024  # of one packet; a long form's template is 1 to 3 MB
_SHOWN: Final = frozenset(("caption", "draw", "value"))  # elements of a template whose text a person sees
_NOT_SHOWN: Final = frozenset(("script", "event", "calculate", "validate", "bind", "items", "assist"))
_LONGEST: Final = 500  # characters of one line of the form that is a caption and not a hidden program


def dynamic_form(pdf: pypdfium2.PdfDocument, frame: Frame) -> list[Note]:
    """The words of the form and what was filled in, as notes on the whole of a page; none for other files.

    A form that also has ordinary fields is read from those.
    """
    if pdfium.FPDF_GetFormType(pdf) not in (pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND):
        return []
    if _has_fields(pdf):
        return []
    box = 0.0, 0.0, frame.width, frame.height
    packets = dict(_packets(pdf))
    printed = dict.fromkeys(_captions(packets["template"])) if "template" in packets else {}
    filled = list(_values(packets["datasets"])) if "datasets" in packets else []
    notes = [Note(BlockKind.NOTE, text, box) for text in printed]
    return [*notes, *(Note(BlockKind.FORM_FIELD, value, box, name) for name, value in filled)]


def _has_fields(pdf: pypdfium2.PdfDocument) -> bool:
    """Whether the first pages hold fields that are there for a reader without XFA."""
    for number in range(min(3, len(pdf))):
        try:
            page = pdf[number]
        except pypdfium2.PdfiumError:
            continue
        if pdfium.FPDFPage_GetAnnotCount(page):
            return True
    return False


def _packets(pdf: pypdfium2.PdfDocument) -> Iterator[tuple[str, _Element]]:
    for index in range(min(50, max(0, pdfium.FPDF_GetXFAPacketCount(pdf)))):
        name = address_from(pdfium.FPDF_GetXFAPacketName, pdf, index)
        if name in ("template", "datasets"):
            root = _parsed(_content(pdf, index))
            if root is not None:
                yield name, root


def _content(pdf: pypdfium2.PdfDocument, index: int) -> bytes:
    length = ctypes.c_ulong()
    if not pdfium.FPDF_GetXFAPacketContent(pdf, index, None, 0, length) or length.value > _MOST_BYTES:
        return b""
    buffer = ctypes.create_string_buffer(length.value)
    pdfium.FPDF_GetXFAPacketContent(pdf, index, buffer, length.value, length)
    return buffer.raw


def _parsed(content: bytes) -> _Element | None:
    """Without entities, without anything from outside, as far as it can be understood."""
    from lxml import etree  # type: ignore[import-untyped]  # loaded only for the rare file with such a form

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        return etree.fromstring(content, parser) if content else None
    except (etree.XMLSyntaxError, ValueError):
        return None


def _captions(template: _Element) -> Iterator[str]:
    """What the form prints: captions and drawn text, plain or in XHTML."""
    for element in template.iter("{*}text", "{*}exData"):
        lineage = {_name(parent) for parent in element.iterancestors()}
        if lineage & _SHOWN and not lineage & _NOT_SHOWN:
            text = " ".join("".join(element.itertext()).split())
            if 0 < len(text) <= _LONGEST * (10 if _name(element) == "exData" else 1):
                yield text


def _values(datasets: _Element) -> Iterator[tuple[str, str]]:
    """The name and text of each field that holds something."""
    for data in datasets.iter("{*}data"):
        for element in data.iter("{*}*"):
            if len(element) == 0 and element.text and element.text.strip():
                yield _name(element), element.text.strip()


def _name(element: _Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""

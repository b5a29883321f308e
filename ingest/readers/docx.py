"""DOCX: the text of its XML parts, in document order, each table cell once; the pictures and files inside it."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final

from ingest.ocr.engine import PageOcr
from ingest.raw_page import RawAttachment
from ingest.readers.drawing_xml import paragraphs
from ingest.readers.flow_text import FlowText
from ingest.readers.inner_pictures import IllustratedFlow, inner_pictures
from ingest.readers.ole_object import unwrapped
from ingest.readers.package import BROKEN, Element, Package, open_package
from ingest.readers.word_xml import WordText
from ingest.request import ReadRequest
from models.errors import CorruptFileError
from models.layout import BlockKind

_MAIN: Final = "word/document.xml"
_NOTES: Final = {"footnotes": "fotnot", "endnotes": "slutnot", "comments": "kommentar"}
_EMBEDDED: Final = r"word/(embeddings|afchunk\w*)/.+|word/afchunk[^/]*"


def open_docx(path: Path, request: ReadRequest, engine: PageOcr) -> IllustratedFlow:
    """Headers, the body, notes, comments, footers; pictures by OCR; files embedded in it are its attachments."""
    flow = FlowText()
    with open_package(path, request.limits) as package:
        _write(package, flow)
        title = package.title()
        attachments = list(embedded(package, _EMBEDDED, request.limits.file_bytes))
        loads = [partial(load_part, path, name, request) for name in _pictures(package)]
        pictures = inner_pictures(loads, request.limits.picture_pixels)
    return IllustratedFlow(flow, request, engine, pictures, title=title, attachments=attachments)


def load_part(path: Path, name: str, request: ReadRequest) -> bytes:
    """A part of the package at ``path``, opened for it anew."""
    with open_package(path, request.limits) as package:
        return package.read(name)


def _write(package: Package, flow: FlowText) -> None:
    text = WordText(flow)
    for name in package.matching(r"word/header\d*\.xml"):
        _try(partial(text.write_part, kind=BlockKind.HEADER, place="sidhuvud"), package, name)
    root, whole = package.repaired_xml(_MAIN)
    text.write_body(root)
    for part, term in _NOTES.items():
        for name in package.matching(rf"word/{part}\.xml"):
            _try(partial(text.write_notes, term=term), package, name)
    for name in package.matching(r"word/(diagrams/data|charts/chart)\d*\.xml"):
        _try(partial(_write_drawing, flow), package, name)
    for name in package.matching(r"word/footer\d*\.xml"):
        _try(partial(text.write_part, kind=BlockKind.FOOTER, place="sidfot"), package, name)
    if not whole:
        if not flow.text():
            raise CorruptFileError("Word-filen är skadad")
        flow.leave_unread("corrupt_page")


def _write_drawing(flow: FlowText, root: Element) -> None:
    for text in paragraphs(root):
        flow.add(text, place="diagram")


def _try(write: Callable[[Element], None], package: Package, name: str) -> None:
    """A part beside the body: where it is broken, the body is still worth reading."""
    try:
        root = package.xml(name)
    except BROKEN:
        return
    write(root)


def _pictures(package: Package) -> list[str]:
    """The pictures in the order in which the body refers to them, then those of headers and footers."""
    found: dict[str, None] = {}
    for part in (_MAIN, *package.matching(r"word/(header|footer|footnotes)\d*\.xml")):
        targets = package.relations(part)
        for element in package.repaired_xml(part)[0].iter():
            for key, value in element.attrib.items() if isinstance(element.tag, str) else ():
                if key.endswith(("}embed", "}id", "}pict")) and "/media/" in targets.get(value, ""):
                    found[targets[value]] = None
    return list(found)


def embedded(package: Package, pattern: str, most: int) -> Iterator[RawAttachment]:
    """The files embedded in a package, ``most`` bytes of them together. A broken one is left as it is."""
    for name in package.matching(pattern):
        content = package.read(name, most)
        most -= len(content)
        yield unwrapped(PurePosixPath(posixpath.normpath(name)).name, content)

"""OpenDocument texts, spreadsheets and presentations: their content in order, pictures by OCR, files inside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final

from ingest.ocr.engine import PageOcr
from ingest.raw_page import RawAttachment
from ingest.readers.flow_text import FlowText
from ingest.readers.inner_pictures import IllustratedFlow, inner_pictures
from ingest.readers.odf_package import open_odf
from ingest.readers.odf_sheets import write_sheets
from ingest.readers.odf_slides import write_slides
from ingest.readers.odf_xml import OdfText, pictures_of
from ingest.readers.ole_object import unwrapped
from ingest.readers.package import BROKEN, Element, Package, local_name
from ingest.request import ReadRequest
from models.errors import CorruptFileError
from models.layout import BlockKind

_CONTENT: Final = "content.xml"
_BODIES: Final = frozenset(("text", "spreadsheet", "presentation", "drawing", "chart", "image"))
_EMBEDDED: Final = r"(\./)?(Object \d+|ObjectReplacements|Objects)/?[^/]*"


def open_text(path: Path, request: ReadRequest, engine: PageOcr) -> IllustratedFlow:
    return _open(path, request, engine, _write_text)


def open_spreadsheet(path: Path, request: ReadRequest, engine: PageOcr) -> IllustratedFlow:
    return _open(path, request, engine, lambda package, root, flow: write_sheets(root, flow))


def open_presentation(path: Path, request: ReadRequest, engine: PageOcr) -> IllustratedFlow:
    return _open(path, request, engine, lambda package, root, flow: write_slides(root, flow))


_Write = Callable[[Package, Element, FlowText], None]


def _open(path: Path, request: ReadRequest, engine: PageOcr, write: _Write) -> IllustratedFlow:
    flow = FlowText()
    with open_odf(path, request) as package:
        root, whole = package.repaired_xml(_CONTENT)
        body = next((child for child in root.iter() if local_name(child) in _BODIES and _in_body(child)), root)
        write(package, body, flow)
        if not whole and not flow.text():
            raise CorruptFileError("Filen är skadad")
        if not whole:
            flow.leave_unread("corrupt_page")
        title = _title(package)
        attachments = list(_embedded(package, request.limits.file_bytes))
        names = dict.fromkeys(name for name in pictures_of(body) if name in package)
        loads = [partial(_load, path, name, request) for name in names]
        pictures = inner_pictures(loads, request.limits.picture_pixels)
    return IllustratedFlow(flow, request, engine, pictures, title=title, attachments=attachments)


def _in_body(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and local_name(parent) == "body"


def _load(path: Path, name: str, request: ReadRequest) -> bytes:
    with open_odf(path, request) as package:
        return package.read(name)


def _write_text(package: Package, root: Element, flow: FlowText) -> None:
    """The headers of the page styles, the text, the footers."""
    headers, footers = _around(package)
    for element in headers:
        OdfText(flow, "sidhuvud, ").write(element, BlockKind.HEADER, "sidhuvud")
    OdfText(flow).write(root)
    for element in footers:
        OdfText(flow, "sidfot, ").write(element, BlockKind.FOOTER, "sidfot")


def _around(package: Package) -> tuple[list[Element], list[Element]]:
    try:
        root = package.xml("styles.xml")
    except BROKEN:
        return [], []
    headers = list(root.iter("{*}header", "{*}header-left", "{*}header-first"))
    return headers, list(root.iter("{*}footer", "{*}footer-left", "{*}footer-first"))


def _title(package: Package) -> str:
    try:
        found = package.xml("meta.xml").iter("{http://purl.org/dc/elements/1.1/}title")
        return str(next((element.text for element in found), "") or "")
    except BROKEN:
        return ""


def _embedded(package: Package, most: int) -> Iterator[RawAttachment]:
    """Files put in as OLE objects; an object that is a folder of ODF parts is part of this document."""
    for name in package.matching(_EMBEDDED):
        if name.startswith(("ObjectReplacements/", "./ObjectReplacements/")):  # the picture of an object
            continue
        content = package.read(name, most)
        most -= len(content)
        yield unwrapped(PurePosixPath(name).name, content)

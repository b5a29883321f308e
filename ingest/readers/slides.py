"""PPTX: each slide is a page: its shapes and tables in order, notes and comments, and the words of its pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from ingest.ocr.engine import PageOcr
from ingest.readers.docx import embedded, load_part
from ingest.readers.drawing_xml import paragraph_text, paragraphs
from ingest.readers.flow_text import FlowText
from ingest.readers.inner_pictures import IllustratedFlow, InnerPicture, inner_pictures
from ingest.readers.package import BROKEN, Element, Package, local_name, open_package
from ingest.request import ReadRequest
from models.layout import BlockKind
from models.table_places import TablePlaces

_MAIN: Final = "ppt/presentation.xml"
_EMBEDDED: Final = r"ppt/embeddings/.+"
_FOOTERS: Final = frozenset(("ftr", "sldNum", "dt"))
_NOT_NOTES: Final = frozenset(("sldImg", "sldNum", "hdr", "ftr", "dt"))


def open_slides(path: Path, request: ReadRequest, engine: PageOcr) -> IllustratedFlow:
    """The slides in the order in which they are shown, hidden ones too; embedded files are attachments."""
    flow = FlowText()
    by_page: dict[int, list[InnerPicture]] = {}
    with open_package(path, request.limits) as package:
        for number, part in enumerate(_slides(package), start=1):
            flow.start_page()
            try:
                root, _ = package.repaired_xml(part)
                _Slide(package, part, number, flow).write(root)
                loads = [partial(load_part, path, name, request) for name in _pictures(package, part, root)]
            except BROKEN:
                flow.leave_unread("corrupt_page")
                continue
            by_page[number] = inner_pictures(loads, request.limits.picture_pixels, f"bild {number}, figur")
        title = package.title()
        attachments = list(embedded(package, _EMBEDDED, request.limits.file_bytes))
    return IllustratedFlow(flow, request, engine, (), title=title, attachments=attachments, by_page=by_page)


def _slides(package: Package) -> list[str]:
    """The parts of the slides in order; by their numbers where the presentation does not name them."""
    targets = package.relations(_MAIN)
    found = []
    for element in package.repaired_xml(_MAIN)[0].iter("{*}sldId"):
        link = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
        if link in targets:
            found.append(targets[link])
    return found or package.matching(r"ppt/slides/slide\d+\.xml")


def _pictures(package: Package, part: str, root: Element) -> list[str]:
    targets = package.relations(part)
    found: dict[str, None] = {}
    for element in root.iter("{*}blip", "{*}imagedata"):
        for key, value in element.attrib.items():
            if key.endswith(("}embed", "}id")) and "/media/" in targets.get(value, ""):
                found[targets[value]] = None
    return list(found)


class _Slide:
    """Writes one slide into ``flow``."""

    def __init__(self, package: Package, part: str, number: int, flow: FlowText) -> None:
        self._package, self._part, self._flow = package, part, flow
        self._place = f"bild {number}"
        self._paragraphs = self._tables = 0

    def write(self, root: Element) -> None:
        for tree in root.iter("{*}spTree"):
            self._write_shapes(tree)
            break
        beside = self._package.relations(self._part).values()
        for part in beside:
            if "/diagrams/data" in part or "/charts/chart" in part:
                self._try(self._write_drawing, part)
        for part in beside:
            if "/notesSlides/" in part:
                self._try(self._write_notes, part)
            elif "/comments/" in part:
                self._try(self._write_comments, part)

    def _try(self, write: Callable[[Element], None], part: str) -> None:
        """A part beside the slide: where it is broken, the slide is still worth reading."""
        try:
            root = self._package.xml(part)
        except BROKEN:
            return
        write(root)

    def _write_shapes(self, tree: Element) -> None:
        for shape in tree:
            name = local_name(shape)
            if name == "grpSp":
                self._write_shapes(shape)
            elif name == "AlternateContent":
                for choice in shape[:1]:
                    self._write_shapes(choice)
            elif name == "graphicFrame":
                self._write_tables(shape)
            elif name in ("sp", "cxnSp", "pic"):
                self._write_shape(shape)

    def _write_shape(self, shape: Element) -> None:
        kind = BlockKind.FOOTER if _placeholder(shape) in _FOOTERS else BlockKind.PARAGRAPH
        for text in paragraphs(shape):
            self._paragraphs += 1
            self._flow.add(text, kind, f"{self._place}, stycke {self._paragraphs}")

    def _write_tables(self, frame: Element) -> None:
        for table in frame.iter("{*}tbl"):
            self._tables += 1
            for number, row in enumerate(table.iterchildren("{*}tr"), start=1):
                cells = {column: "\n".join(paragraphs(cell)) for column, cell in enumerate(_cells(row), start=1)}
                self._flow.add_row(cells, TablePlaces(self._tables, number, f"{self._place}, "))

    def _write_drawing(self, root: Element) -> None:
        for text in paragraphs(root):
            self._flow.add(text, place=f"{self._place}, diagram")

    def _write_notes(self, root: Element) -> None:
        for shape in root.iter("{*}sp"):
            if _placeholder(shape) not in _NOT_NOTES:
                self._flow.add("\n".join(paragraphs(shape)), BlockKind.NOTE, f"{self._place}, anteckningar")

    def _write_comments(self, root: Element) -> None:
        for comment in root.iter("{*}cm"):
            texts = [element.text or "" for element in comment.iter("{*}text")]
            texts += [paragraph_text(element) for element in comment.iter("{*}p")]
            self._flow.add("\n".join(filter(str.strip, texts)), BlockKind.NOTE, f"{self._place}, kommentar")


def _cells(row: Element) -> Iterator[Element]:
    return row.iterchildren("{*}tc")  # type: ignore[no-any-return]


def _placeholder(shape: Element) -> str:
    return next((element.get("type", "") for element in shape.iter("{*}ph")), "")

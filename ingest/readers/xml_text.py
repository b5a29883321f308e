"""Any other XML: the text of each element, with the path to it; nothing of what its tags mean is known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]

from ingest.ocr.engine import PageOcr
from ingest.readers.flow import OpenFlow
from ingest.readers.flow_text import FlowText
from ingest.readers.html import decode_html
from ingest.readers.package import Element, local_name, parse_xml
from ingest.request import ReadRequest
from models.errors import CorruptFileError, TooLargeError


def open_xml(path: Path, request: ReadRequest, engine: PageOcr) -> OpenFlow:
    """A paragraph for each text within. A file with a DTD, or one that is no XML, is read as the plain text it is."""
    content = path.read_bytes()
    if len(content) > request.limits.xml_part_bytes:
        raise TooLargeError("XML-filen är för stor")
    try:
        root = parse_xml(content)
    except (CorruptFileError, etree.XMLSyntaxError):
        text = decode_html(content)
        if text is None:
            raise CorruptFileError("Texten har ingen känd teckenkodning") from None
        return OpenFlow(text, request.limits)
    flow = FlowText()
    for place, words in _texts(root):
        flow.add(" ".join(words.split()), place=place)
    return OpenFlow(flow, request.limits)


def _texts(root: Element) -> Iterator[tuple[str, str]]:
    """The path to each text, and the text: what stands before an element's children, and what after each of them."""
    names: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            names.append(local_name(element))
            yield "/".join(names), element.text or ""
            continue
        if event == "end":
            names.pop()
        if names:
            yield "/".join(names), element.tail or ""

"""DOCX: the text of its XML parts, in document order, each table cell once."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from ingest.ocr import PageOcr
from ingest.readers.flow import OpenFlow
from ingest.readers.word_xml import Element, block_text, note_texts
from ingest.request import ReadRequest
from models.document import Attachment
from models.errors import CorruptFileError, TooLargeError

_MAIN: Final = "word/document.xml"
_BEFORE, _AFTER = ("word/header",), ("word/footnotes", "word/endnotes", "word/comments", "word/footer")
_EMBEDDED: Final = ("word/embeddings/",)
_BROKEN: Final = (zipfile.BadZipFile, etree.XMLSyntaxError, EOFError, OSError, NotImplementedError, RuntimeError)


def open_docx(path: Path, request: ReadRequest, engine: PageOcr) -> OpenFlow:
    """Headers, the body, notes, comments, footers; files embedded in it are its attachments."""
    most = request.limits.xml_part_bytes
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            text = "\n".join(_texts(archive, names, most))
            title = _title(archive, names, most)
            attachments = list(_embedded(archive, names, request.limits.file_bytes))
    except (*_BROKEN, KeyError, ValueError) as error:
        raise CorruptFileError("Word-filen är skadad") from error
    return OpenFlow(text, request.limits, title=title, attachments=attachments)


def _texts(archive: zipfile.ZipFile, names: list[str], most: int) -> Iterator[str]:
    for name in _parts(names, _BEFORE):
        yield from _once(block_text(_root(archive, name, most)))
    yield block_text(_root(archive, _MAIN, most))
    for name in _parts(names, _AFTER):
        root = _root(archive, name, most)
        yield from _once("\n".join(note_texts(root)) if "note" in name else block_text(root))


def _parts(names: list[str], beginnings: tuple[str, ...]) -> list[str]:
    return [name for start in beginnings for name in sorted(names) if name.startswith(start) and name.endswith(".xml")]


def _once(text: str) -> Iterator[str]:
    if text.strip():
        yield text


def _root(archive: zipfile.ZipFile, name: str, most: int) -> Element:
    """The part's XML, parsed without entities, DTD or network."""
    content = bounded(archive, name, most)
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content[:4096]:
        raise CorruptFileError("Word-filen har en DTD")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=False)
    return etree.fromstring(content, parser)


def bounded(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """A member's bytes. What its header says of its size is not believed: raises TooLargeError past ``most``."""
    with archive.open(name) as member:
        content = member.read(most + 1)
    if len(content) > most:
        raise TooLargeError("En del av filen är för stor uppackad")
    return content


def _title(archive: zipfile.ZipFile, names: list[str], most: int) -> str:
    if "docProps/core.xml" not in names:
        return ""
    found = _root(archive, "docProps/core.xml", most).findtext("{http://purl.org/dc/elements/1.1/}title")
    return str(found or "")


def _embedded(archive: zipfile.ZipFile, names: list[str], most: int) -> Iterator[Attachment]:
    for name in names:
        if name.startswith(_EMBEDDED) and not name.endswith("/"):
            content = bounded(archive, name, most)
            most -= len(content)
            yield Attachment(PurePosixPath(name).name, content)

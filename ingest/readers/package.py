"""Documents that are a ZIP of XML parts (OOXML, ODF): their parts, each no larger than it may be, and no DTD."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final
from zlib import error as ZlibError  # noqa: N812

from lxml import etree  # type: ignore[import-untyped]

from models.errors import CorruptFileError, TooLargeError
from models.limits import Limits

Element = Any  # lxml.etree._Element, which has no public name

_PARTS_TOGETHER: Final = 8  # times what one part may hold: a workbook of many sheets
BROKEN: Final = (zipfile.BadZipFile, ZlibError, EOFError, OSError, NotImplementedError, RuntimeError, KeyError,
                 ValueError, etree.XMLSyntaxError)  # fmt: skip
"""What zipfile and lxml raise on damaged files."""
_SECURE: Final[Mapping[str, Any]] = {"resolve_entities": False, "no_network": True, "load_dtd": False}


@contextmanager
def open_package(path: Path, limits: Limits) -> Iterator[Package]:
    """The package at ``path``. Raises CorruptFileError for what is wrong with it, also later within the block."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield Package(archive, limits)
    except BROKEN as error:
        raise CorruptFileError("Filen är skadad") from error


class Package:
    """A package that is open. What a member's header says of its size is not believed."""

    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        self._archive, self._most = archive, limits.xml_part_bytes
        self._left = _PARTS_TOGETHER * limits.xml_part_bytes
        self.names = [name for name in archive.namelist() if not name.endswith("/")]
        self._known = frozenset(self.names)

    def __contains__(self, name: str) -> bool:
        return name in self._known

    def matching(self, pattern: str) -> list[str]:
        """The parts whose whole name matches, in the order of the numbers in their names."""
        found = [name for name in self.names if re.fullmatch(pattern, name)]
        return sorted(found, key=lambda name: [int(digits) for digits in re.findall(r"\d+", name)[:4]])

    def read(self, name: str, most: int | None = None) -> bytes:
        """A part's bytes. Raises TooLargeError past ``most``, and where all parts together are too large."""
        most = self._most if most is None else most
        with self._archive.open(name) as member:
            content = member.read(min(most, self._left) + 1)
        if len(content) > min(most, self._left):
            raise TooLargeError("En del av filen är för stor uppackad")
        self._left -= len(content)
        return content

    def stream(self, name: str) -> IO[bytes]:
        """A part to be read bit by bit; whoever reads it keeps only what it needs."""
        return self._archive.open(name)

    def xml(self, name: str) -> Element:
        """A part's root, parsed without entities, DTD or network. Raises BROKEN for what is no XML."""
        return parse_xml(self.read(name))

    def repaired_xml(self, name: str) -> tuple[Element, bool]:
        """A part's root and whether it is whole: of a broken one, what stands before the fault."""
        content = self.read(name)
        try:
            return parse_xml(content), True
        except etree.XMLSyntaxError:
            root = etree.fromstring(content, etree.XMLParser(recover=True, huge_tree=False, **_SECURE))
            if root is None:
                raise
            return root, False

    def relations(self, part: str) -> dict[str, str]:
        """Relationship id → the part that it leads to, for the targets that lie in the package."""
        folder, name = posixpath.split(part)
        rels = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        if rels not in self:
            return {}
        found = {}
        for relation in self.xml(rels):
            if isinstance(relation.tag, str) and relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
                if target in self:
                    found[relation.get("Id", "")] = target
        return found

    def title(self) -> str:
        """The title that an OOXML document gives itself."""
        if "docProps/core.xml" not in self:
            return ""
        try:
            return str(self.xml("docProps/core.xml").findtext("{http://purl.org/dc/elements/1.1/}title") or "")
        except BROKEN:
            return ""


def parse_xml(content: bytes) -> Element:
    """The root of ``content``. Raises CorruptFileError for a DTD, whose entities might be a bomb or lead elsewhere."""
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content[:4096]:
        raise CorruptFileError("Filen har en DTD")
    return etree.fromstring(content, etree.XMLParser(recover=False, **_SECURE))


def local_name(element: Element) -> str:
    """An element's name without its namespace; empty for a comment or processing instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""

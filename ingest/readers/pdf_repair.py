"""A damaged PDF put together again by qpdf, its pages found by our own walk through the page tree.

The walk believes what it reaches, not what the tree says it holds: a loop is left, a page that is named and not there
keeps its number and is named unread, a number of pages that nobody can reach invents none.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from ingest.readers.pdf_cut_off import completed
from ingest.readers.pdf_damage import Damage

_INHERITED: Final = ("/MediaBox", "/CropBox", "/Resources", "/Rotate")
_A4: Final = [0, 0, 595, 842]


@dataclass(frozen=True, slots=True)
class Repaired:
    """``content`` is a whole PDF; ``missing`` are the numbers of its pages that the damaged file names and lacks.

    ``lost`` is a code for what else is not there and cannot be counted, or empty.
    """

    content: bytes
    pages: int
    missing: frozenset[int]
    lost: str = ""


@dataclass(slots=True)
class _Walk:
    """What a walk through the page tree has found: pages in order, None for each that is not there."""

    most: int
    pages: list[Object | None] = field(default_factory=list)
    seen: set[tuple[int, int]] = field(default_factory=set)

    @property
    def found(self) -> int:
        return sum(page is not None for page in self.pages)


def repair(path: Path, password: str, damage: Damage, most_pages: int) -> Repaired | None:
    """The file put together again, at most one page more than ``most_pages``; None where there is nothing to save."""
    try:
        pdf, invented = _opened(path, password, damage)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError):
        return None
    with pdf:
        try:
            return _rebuilt(pdf, damage, most_pages, invented)
        except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, RuntimeError):
            return None  # qpdf found more wrong than we can make right


def _opened(path: Path, password: str, damage: Damage) -> tuple[Pdf, bool]:
    """The file as qpdf reads it, and whether its catalogue is ours because it has none itself."""
    if damage.sent_as_text:
        return _open(io.BytesIO(path.read_bytes().replace(b"\r\n", b"\n")), password), False
    try:
        return _open(path, password), False
    except pikepdf.PdfError as error:
        if not (damage.truncated or "Loop detected in /Pages" in str(error)):
            raise
        content, invented = completed(path.read_bytes())
        return _open(io.BytesIO(content), ""), invented


def _open(source: Path | io.BytesIO, password: str) -> Pdf:
    """Without a look at the page tree, which qpdf takes by default: a loop there would be the end."""
    return pikepdf.open(source, password=password, inherit_page_attributes=False)


def _rebuilt(pdf: Pdf, damage: Damage, most_pages: int, invented: bool) -> Repaired | None:
    walk = _Walk(most_pages + 1)
    _descend(pdf.Root.get("/Pages"), {}, walk, 0)
    lost = "pages_missing" if damage.truncated or damage.enormous_count or invented else ""
    if not walk.found:
        walk.pages = list(_strays(pdf, walk.most))
        lost = "pages_missing"
    if not walk.found:
        return None
    kids = [_blank(pdf) if page is None else page for page in walk.pages]
    tree = pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=Array(kids), Count=len(kids)))
    for page in kids:
        page["/Parent"] = tree
    pdf.Root["/Pages"] = tree
    buffer = io.BytesIO()
    pdf.save(buffer, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    missing = frozenset(number for number, page in enumerate(walk.pages, start=1) if _is_missing(page, damage))
    return Repaired(buffer.getvalue(), len(kids), missing, lost)


def _is_missing(page: Object | None, damage: Damage) -> bool:
    """Whether the file lacks the page; one that has nothing on it has lost that with the end of the file."""
    return page is None or (damage.truncated and "/Contents" not in page)


def _descend(node: Object | None, inherited: dict[str, Object], walk: _Walk, depth: int) -> None:
    """Adds the pages at and below ``node``. Each node is entered once, so that a loop ends."""
    if len(walk.pages) >= walk.most:
        return
    if not isinstance(node, Dictionary):
        walk.pages.extend([None] if depth else [])
        return
    kids = node.get("/Kids")
    if not isinstance(kids, Array):
        walk.pages.append(_with_inherited(node, inherited) if _is_page(node) else None)
        return
    if node.objgen in walk.seen or depth > 100:  # a tree of 3,000 pages is three or four deep
        return
    walk.seen.add(node.objgen)
    passed_on = inherited | {key: node[key] for key in _INHERITED if key in node}
    for kid in list(kids):
        _descend(kid, passed_on, walk, depth + 1)


def _is_page(node: Object) -> bool:
    return node.get("/Type") == Name.Page or any(key in node for key in ("/Contents", "/MediaBox", "/Parent"))


def _with_inherited(page: Object, inherited: dict[str, Object]) -> Object:
    for key, value in inherited.items():
        if key not in page:
            page[key] = value
    if "/MediaBox" not in page:
        page["/MediaBox"] = Array(_A4)
    return page


def _strays(pdf: Pdf, most: int) -> Iterator[Object]:
    """Page objects that no tree leads to, in the order of their numbers."""
    for item in pdf.objects:
        if isinstance(item, Dictionary) and item.get("/Type") == Name.Page:
            yield _with_inherited(item, {})
            most -= 1
            if most <= 0:
                return


def _blank(pdf: Pdf) -> Object:
    return pdf.make_indirect(Dictionary(Type=Name.Page, MediaBox=Array(_A4)))

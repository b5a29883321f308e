"""A case folder as PDF: what is in it in order, each with its citation, its words as on the screen, and why."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from models.dossier import ItemKind
from search.dossier_reading import DossierView, Part, ShownItem
from search.pdf_type import BOLD, ITALIC, PLAIN, marked_up, printable
from search.tied import Link, Place, Tie, Ties
from search.words.relations import NEAR, RELATIONS
from search.words.titles import TYPES

KINDS: Final[dict[ItemKind, str]] = {
    ItemKind.DOCUMENT: "Handling",
    ItemKind.PAGE: "Sida",
    ItemKind.FRAGMENT: "Utdrag",
    ItemKind.ENTITY: "Namn eller uppgift",
    ItemKind.NETWORK: "Samband",
}
_MARGIN: Final = 56.7  # points: 20 mm
_WIDEST: Final = 595 - 2 * _MARGIN - 12
_HIGHEST: Final = 842 - 2 * _MARGIN - 60
"""Of a picture: what A4 leaves beside the margins and the line above it."""
_PLACES: Final = 3  # of where two are named together, for each tie
_SMALL, _SIZE, _LARGE = 8.5, 10, 17


@dataclass(frozen=True, slots=True)
class Made:
    """By whom and when: the file shows what this person might read then."""

    by: str
    at: datetime
    purpose: str
    case: str


@dataclass(frozen=True, slots=True)
class Filling:
    """What is drawn beside the words: ties by item, and pictures (JPEG) by item, each with its page number.

    ``pictures_left``: so many there was no room for.
    """

    ties: Mapping[str, Ties]
    pictures: Mapping[str, list[tuple[int, bytes]]]
    pictures_left: int = 0


def dossier_pdf(view: DossierView, filling: Filling, made: Made) -> bytes:
    """The file. The same content, maker and moment give the same bytes."""
    from reportlab.platypus import SimpleDocTemplate

    out = io.BytesIO()
    title = printable(view.dossier.title)
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), _MARGIN)
    document = SimpleDocTemplate(out, title=title, author="samsyn", invariant=1, lang="sv-SE", **margins)

    def foot(canvas: Any, _document: Any) -> None:
        canvas.setFont(PLAIN, 7.5)
        canvas.drawString(_MARGIN, 28, printable(f"{title[:80]} · {made.at:%Y-%m-%d %H:%M}"))
        canvas.drawRightString(document.pagesize[0] - _MARGIN, 28, f"Sida {canvas.getPageNumber()}")

    document.build([*_head(view, filling, made), *_body(view, filling)], onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


def _head(view: DossierView, filling: Filling, made: Made) -> Iterator[Any]:
    dossier = view.dossier
    yield _words("Ärendemapp", PLAIN, _SMALL)
    yield _words(dossier.title, BOLD, _LARGE, after=6)
    case = f", {made.case}" if made.case else ""
    for name, value in (
        ("Beteckning", dossier.reference),
        ("Finns hos", dossier.owner),
        ("Uttagen", f"{made.at:%Y-%m-%d %H:%M} av {made.by}"),
        ("Ändamål", f"{made.purpose}{case}"),
        ("Innehåll", f"{len(view.items)} poster ur {len(view.documents)} handlingar"),
    ):
        if value:
            yield _pair(name, value)
    if dossier.words:
        yield _words(dossier.words, PLAIN, _SIZE, before=8)
    left = f" {filling.pictures_left} sidbilder fick inte plats." if filling.pictures_left else ""
    told = "Visar vad den som tog ut mappen fick läsa då. Personnummer är maskerade."
    yield _words(f"{told}{left}", ITALIC, _SMALL, before=8, after=10)


def _body(view: DossierView, filling: Filling) -> Iterator[Any]:
    if not view.items:
        yield _words("Mappen är tom.", PLAIN, _SIZE)
    for part in view.parts:
        yield from _part(part, filling)


def _part(part: Part, filling: Filling) -> Iterator[Any]:
    if part.section:
        yield _words(part.section.title, BOLD, 13, before=14, after=2)
    for item in part.items:
        yield from _item(item, filling)


def _item(item: ShownItem, filling: Filling) -> Iterator[Any]:
    yield _words(f"{item.number}. {KINDS[item.kind]}", BOLD, _SIZE, before=10)
    if item.citation:
        yield _words(item.citation.said, PLAIN, _SIZE)
    for entity, name in item.named:
        yield _words(f"{name} ({TYPES.get(entity.label.value, entity.label.value)})", PLAIN, _SIZE)
    if item.quote:
        yield _words(f"”{item.quote}”", ITALIC, _SIZE, left=14, before=3)
    if item.lost:
        yield _words("Sidan är läst på nytt, och utdraget står inte längre på den.", ITALIC, _SMALL, left=14)
    if item.item.words:
        yield _words(item.item.words, PLAIN, _SIZE, before=3)
    if ties := filling.ties.get(item.item.id):
        yield from _ties(ties)
    for number, picture in filling.pictures.get(item.item.id, ()):
        yield from _picture(number, picture)


def _ties(ties: Ties) -> Iterator[Any]:
    for tie in ties.ties:
        left, right = ties.entities[tie.left].name, ties.entities[tie.right].name
        counts = f"{tie.sentences} meningar, {tie.pages} sidor, {tie.documents} handlingar"
        yield _words(f"{left} – {right}: {counts}", PLAIN, _SIZE, left=14, before=3)
        for line in _reasons(ties, tie):
            yield _words(line, PLAIN, _SMALL, left=28)
    if ties.total > len(ties.ties):
        yield _words(f"De {len(ties.ties)} starkaste av {ties.total} samband.", ITALIC, _SMALL, left=14)


def _reasons(ties: Ties, tie: Tie) -> Iterator[str]:
    for link in tie.links:
        ends = f"{ties.entities[link.source].name} {RELATIONS[link.relation]} {ties.entities[link.target].name}"
        yield f"{ends}: ”{link.sentence}” ({_where(ties, link)})"
    for place in tie.places[:_PLACES]:
        said = f"”{place.text}” " if place.text else ""
        yield f"{NEAR[place.near.name.lower()]}: {said}({_where(ties, place)})"


def _where(ties: Ties, place: Link | Place) -> str:
    document = ties.documents[place.document]
    return f"{document.name}, s. {place.page}; {document.source}, {document.owner}"


def _picture(number: int, picture: bytes) -> Iterator[Any]:
    from reportlab.lib.utils import ImageReader
    from reportlab.platypus import Image

    yield _words(f"Sidan {number}", PLAIN, _SMALL, before=6)
    width, height = ImageReader(io.BytesIO(picture)).getSize()
    scale = min(_WIDEST / width, _HIGHEST / height)
    yield Image(io.BytesIO(picture), width * scale, height * scale)


def _pair(name: str, value: str) -> Any:
    return _paragraph(f'<font name="{BOLD}">{marked_up(name)}:</font> {marked_up(value)}', PLAIN, _SIZE)


def _words(text: str, face: str, size: float, *, before: float = 0, after: float = 0, left: float = 0) -> Any:
    return _paragraph(marked_up(text), face, size, before=before, after=after, left=left)


def _paragraph(markup: str, face: str, size: float, *, before: float = 0, after: float = 0, left: float = 0) -> Any:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    room = {"spaceBefore": before, "spaceAfter": after, "leftIndent": left}
    style = ParagraphStyle(face, fontName=face, fontSize=size, leading=size * 1.35, splitLongWords=1, **room)
    return Paragraph(markup, style)

"""A case folder as PDF: what is in it in order, each with its citation, its words as on the screen, and why."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from models.dossier import ItemKind
from search.dossier_reading import DossierView, Part, ShownItem
from search.network import NetworkRequest
from search.pdf_page import LARGE, MARGIN, SIZE, SMALL, WIDTH, Made, pair, pdf, words
from search.pdf_type import BOLD, ITALIC, PLAIN
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
_WIDEST: Final = WIDTH - 12
_HIGHEST: Final = 842 - 2 * MARGIN - 60
"""Of a picture: what A4 leaves beside the margins and the line above it."""
_PLACES: Final = 3  # of where two are named together, for each tie


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
    return pdf(view.dossier.title, made, [*_head(view, filling, made), *_body(view, filling)])


def _head(view: DossierView, filling: Filling, made: Made) -> Iterator[Any]:
    dossier = view.dossier
    yield words("Ärendemapp", PLAIN, SMALL)
    yield words(dossier.title, BOLD, LARGE, after=6)
    for name, value in (
        ("Beteckning", dossier.reference),
        ("Finns hos", dossier.owner),
        ("Uttagen", f"{made.at:%Y-%m-%d %H:%M} av {made.by}"),
        ("Ändamål", made.why),
        ("Innehåll", f"{len(view.items)} poster ur {len(view.documents)} handlingar"),
    ):
        if value:
            yield pair(name, value)
    if dossier.words:
        yield words(dossier.words, PLAIN, SIZE, before=8)
    left = f" {filling.pictures_left} sidbilder fick inte plats." if filling.pictures_left else ""
    told = "Visar vad den som tog ut mappen fick läsa då. Personnummer är maskerade."
    yield words(f"{told}{left}", ITALIC, SMALL, before=8, after=10)


def _body(view: DossierView, filling: Filling) -> Iterator[Any]:
    if not view.items:
        yield words("Mappen är tom.", PLAIN, SIZE)
    for part in view.parts:
        yield from _part(part, filling)


def _part(part: Part, filling: Filling) -> Iterator[Any]:
    if part.section:
        yield words(part.section.title, BOLD, 13, before=14, after=2)
    for item in part.items:
        yield from _item(item, filling)


def _item(item: ShownItem, filling: Filling) -> Iterator[Any]:
    yield words(f"{item.number}. {KINDS[item.kind]}", BOLD, SIZE, before=10)
    if item.citation:
        yield words(item.citation.said, PLAIN, SIZE)
    for entity, name in item.named:
        yield words(f"{name} ({TYPES.get(entity.label.value, entity.label.value)})", PLAIN, SIZE)
    if item.quote:
        yield words(f"”{item.quote}”", ITALIC, SIZE, left=14, before=3)
    if item.lost:
        yield words("Sidan är läst på nytt, och utdraget står inte längre på den.", ITALIC, SMALL, left=14)
    if item.item.words:
        yield words(item.item.words, PLAIN, SIZE, before=3)
    if ties := filling.ties.get(item.item.id):
        yield from _ties(ties)
        if item.item.thing.state and NetworkRequest.of(item.item.thing.state).is_narrowed:
            yield words("Avgränsat som när det lades i mappen.", ITALIC, SMALL, left=14)
    for number, picture in filling.pictures.get(item.item.id, ()):
        yield from _picture(number, picture)


def _ties(ties: Ties) -> Iterator[Any]:
    for tie in ties.ties:
        left, right = ties.entities[tie.left].name, ties.entities[tie.right].name
        counts = f"{tie.sentences} meningar, {tie.pages} sidor, {tie.documents} handlingar"
        yield words(f"{left} – {right}: {counts}", PLAIN, SIZE, left=14, before=3)
        for line in _reasons(ties, tie):
            yield words(line, PLAIN, SMALL, left=28)
    if ties.total > len(ties.ties):
        yield words(f"De {len(ties.ties)} starkaste av {ties.total} samband.", ITALIC, SMALL, left=14)


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

    yield words(f"Sidan {number}", PLAIN, SMALL, before=6)
    width, height = ImageReader(io.BytesIO(picture)).getSize()
    scale = min(_WIDEST / width, _HIGHEST / height)
    yield Image(io.BytesIO(picture), width * scale, height * scale)

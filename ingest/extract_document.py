"""What one document says of the person who asks: on its pages, in its names and in what it declares of itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from ingest.extract_masking import NAME, NUMBER, Masked, Others, pieces
from ingest.extract_sentences import Sentence, Sentences
from models.document import Document
from models.extract import Find, FindKind, Piece, Sureness
from models.mention import Label, Mention
from models.person_finding import Person, Place, Span
from models.store.extract_ground import PageText

Ids = Callable[..., str]
"""The id of a find by what it is: the same for the same find, so that what was decided of it stands."""
Own = tuple[int, int, str, str]
_COUNTED: Final = re.compile(r"(?:(?:stycke|tabell|rad|kolumn|bild|figur|fotnot|slutnot|kommentar) \d+(?:, |\Z))*")
"""Places that are counted, and so hold nobody's name."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document with what is looked through of it. ``beside`` are its names, title and heads, by what they are;
    ``paid`` where on its pages (by number) rows of payments stand."""

    document: Document
    pages: Sequence[PageText]
    beside: Mapping[str, str]
    paid: Mapping[int, Sequence[Span]]


class _Group(NamedTuple):
    """What is decided of at once: a sentence, and how sure it is; what is possible only is decided of by itself."""

    sentence: Sentence
    sureness: Sureness
    doubt: str
    alone: int


class PaperFinds:
    """The finds of one paper. ``named``: what its pages name."""

    def __init__(
        self,
        person: Person,
        paper: Paper,
        named: Sequence[Mention],
        addresses: Sequence[str],
        ids: Ids,
        pipeline: str,
    ) -> None:
        self._person, self._paper, self._ids = person, paper, ids
        self._others = Others(person, named, addresses, pipeline)
        self._people = _people(named)
        self._masked = cache(lambda name: masked_name(name, self._others))
        self._name = self._masked(paper.document.name)

    def all(self) -> Iterator[Find]:
        judged = self._judged()
        for page in self._paper.pages:
            yield from self._on_page(page, [place for place in judged if place.page == page.number])
        yield from self._beside([place for place in judged if not place.page])

    def _judged(self) -> list[Place]:
        lines = "\n".join(self._paper.beside.values())
        texts = {0: lines, **{page.number: page.text for page in self._paper.pages}}
        found = {number: self._person.places(text, number) for number, text in texts.items()}
        return self._person.judged(texts, found, self._people)

    def _on_page(self, page: PageText, here: Sequence[Place]) -> Iterator[Find]:
        if not here:
            return
        sentences = Sentences(page.text, page.layout, self._paper.paid.get(page.number, ()))
        groups: dict[_Group, list[Place]] = {}
        for place in here:
            alone = place.start if place.sureness is Sureness.POSSIBLE else -1
            at = sentences.at(place.start, place.end)
            groups.setdefault(_Group(at, place.sureness, place.doubt, alone), []).append(place)
        ids = {
            group: self._ids(self._paper.document.id, page.number, some[0].start, _words(page.text, group.sentence))
            for group, some in groups.items()
        }
        own = [each for group, some in groups.items() for each in spans_of(some, ids[group])]
        masked = self._others.spans(page.text, page.number)
        for group, some in groups.items():
            at = group.sentence
            said = pieces(page.text, (at.start, at.end), masked, settled(own, ids[group]))
            yield self._find(ids[group], page.number, some, said, at.kind, self._place(at.place))

    def _place(self, said: str) -> str:
        """Where it stands, with others' names masked: a sheet may be called by one."""
        if _COUNTED.fullmatch(said):
            return said
        sheet, sign, rest = said.rpartition("!")
        return f"{self._masked(sheet)}{sign}{rest}" if sign else self._masked(said)

    def _beside(self, judged: Sequence[Place]) -> Iterator[Find]:
        """Each line is a find."""
        at = 0
        for name, text in self._paper.beside.items():
            here = [place for place in judged if at <= place.start < at + len(text)]
            if here:
                kind = beside_kind(name)
                id = self._ids(self._paper.document.id, 0, name, text)
                own = [(a - at, b - at, find, instead) for a, b, find, instead in spans_of(here, id)]
                masked = self._others.spans(text, 0, small=kind is FindKind.FILE_NAME)
                said = pieces(text, (0, len(text)), masked, settled(own, id))
                yield self._find(id, 0, here, said, kind, name if kind is FindKind.HEADER else "")
            at += len(text) + 1

    def _find(
        self, id: str, page: int, some: Sequence[Place], said: Sequence[Piece], kind: FindKind, place: str
    ) -> Find:
        first = surest(some)
        document = self._paper.document
        where = (id, document.id, page, some[0].start, kind, first.sureness)
        told = (tuple(said), how_of(some), first.doubt, place, self._name)
        return Find(*where, *told, document.source, document.date)


def _words(text: str, sentence: Sentence) -> str:
    """As it is read now: of another reading's words nobody has decided."""
    return text[sentence.start : sentence.end]


def beside_kind(name: str) -> FindKind:
    if name.startswith("name "):
        return FindKind.FILE_NAME
    return FindKind.TITLE if name == "title" else FindKind.HEADER


def masked_name(name: str, others: Others) -> str:
    """A file's name with others' names masked."""
    return masked_text(name, others.spans(name, 0, small=True))


def masked_text(text: str, masked: Sequence[Masked]) -> str:
    return "".join(piece.instead or piece.text for piece in pieces(text, (0, len(text)), masked, []))


def spans_of(some: Iterable[Place], find: str) -> list[Own]:
    """The person's own words and digits of these places, as pieces of the find."""
    return [(start, end, find, NAME if place.is_name else NUMBER) for place in some for start, end in place.own]


def settled(own: Sequence[Own], find: str) -> list[Own]:
    """Spans apart, those of this find first."""
    mine = [each for each in own if each[2] == find]
    rest = [each for each in own if each[2] != find and not any(each[0] < b and a < each[1] for a, b, *_ in mine)]
    kept: list[Own] = []
    for each in sorted([*mine, *rest]):
        if not kept or each[0] >= kept[-1][1]:
            kept.append(each)
    return kept


def surest(some: Iterable[Place]) -> Place:
    return max(some, key=lambda place: place.sureness.rank)


def how_of(some: Sequence[Place]) -> tuple[str, ...]:
    """By what it was found, in codes."""
    misread = ["misread"] if any(place.misread for place in some) else []
    return tuple(dict.fromkeys([*(place.how for place in some), *misread]))


def _people(named: Iterable[Mention]) -> dict[int, list[Span]]:
    """Where the pages name somebody, by page."""
    found: dict[int, list[Span]] = {}
    for each in named:
        if each.label is Label.PERSON:
            found.setdefault(each.page, []).append((each.start, each.end))
    return found

"""Counts in which sentences, pages and documents two entities are named together.

Long lists tell little of two who stand in them, and have a pair for every two of their names: the limits ``tie_*``
(:mod:`models.limits`) say beyond how many entities a sentence, a page or a document ties none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from models.limits import Limits
from models.mention import Mention
from models.tie import UNTIED, Near, Together

Pair = tuple[str, str]
Span = tuple[int, int]


@dataclass(slots=True)
class Count:
    """Of one pair. ``places``: the first ``tie_places`` of each nearness, each with its document."""

    sentences: int = 0
    pages: int = 0
    documents: int = 0
    places: list[tuple[str, Together]] = field(default_factory=list)


class Counts:
    """Gathers documents; ``focus`` leaves only pairs with one of these entities, ``among`` only those of two of these.
    Either way a list is as long as the document has it."""

    def __init__(
        self,
        limits: Limits,
        focus: frozenset[str] = frozenset(),
        within: Near = Near.DOCUMENT,
        *,
        among: frozenset[str] = frozenset(),
    ) -> None:
        self.pairs: dict[Pair, Count] = {}
        self._limits, self._focus, self._within, self._among = limits, focus, within, among

    def heeds(self, left: str, right: str) -> bool:
        """Whether a pair is counted at all."""
        if self._among:
            return left in self._among and right in self._among
        return not self._focus or left in self._focus or right in self._focus

    def add(
        self, document: str, mentions: Sequence[tuple[Mention, str]], sentences: Mapping[int, Sequence[Span]]
    ) -> None:
        """Count a document's ``mentions`` (in order, with their entities), given where its sentences are by page."""
        told_on = dict[Pair, set[int]]()
        for tie in self._told([each for each in mentions if each[1] and each[0].label not in UNTIED], sentences):
            pair = tie.left, tie.right
            pages, count = told_on.get(pair), self.pairs.setdefault(pair, Count())
            count.documents += pages is None
            count.sentences += tie.near is Near.SENTENCE
            count.pages += tie.near is Near.PAGE
            new = tie.near is Near.SENTENCE or pages is None or (tie.near is Near.PAGE and tie.page not in pages)
            if new and self._has_room(count, tie.near):
                count.places.append((document, tie))
            told_on.setdefault(pair, set()).add(tie.page)

    def _has_room(self, count: Count, near: Near) -> bool:
        return sum(tie.near is near for _, tie in count.places) < self._limits.tie_places

    def _told(
        self, mentions: Sequence[tuple[Mention, str]], sentences: Mapping[int, Sequence[Span]]
    ) -> Iterator[Together]:
        """The nearest first."""
        yield from self._in_sentences(mentions, sentences)
        if self._within <= Near.PAGE:
            yield from self._on_pages(mentions)
        if self._within <= Near.DOCUMENT:
            yield from self._in_document(mentions)

    def _in_sentences(
        self, mentions: Sequence[tuple[Mention, str]], sentences: Mapping[int, Sequence[Span]]
    ) -> Iterator[Together]:
        inside = defaultdict[tuple[int, Span], list[str]](list)
        starts = {page: [start for start, _ in spans] for page, spans in sentences.items()}
        for mention, entity in mentions:
            at = bisect_right(starts.get(mention.page, ()), mention.start) - 1
            if at >= 0 and mention.start < sentences[mention.page][at][1]:
                inside[mention.page, sentences[mention.page][at]].append(entity)
        for (page, span), entities in inside.items():
            for left, right in self._pairs(entities, self._limits.tie_sentence_entities):
                yield Together(Near.SENTENCE, left, right, page, *span)

    def _on_pages(self, mentions: Sequence[tuple[Mention, str]]) -> Iterator[Together]:
        pages = defaultdict[int, dict[str, Mention]](dict)
        for mention, entity in mentions:
            pages[mention.page].setdefault(entity, mention)
        for page, firsts in pages.items():
            for left, right in self._pairs(firsts, self._limits.tie_page_entities):
                first = min(firsts[left], firsts[right], key=lambda one: one.start)
                yield Together(Near.PAGE, left, right, page, first.start, first.end)

    def _in_document(self, mentions: Sequence[tuple[Mention, str]]) -> Iterator[Together]:
        firsts = dict[str, Mention]()
        for mention, entity in mentions:
            firsts.setdefault(entity, mention)
        for left, right in self._pairs(firsts, self._limits.tie_document_entities):
            first = min(firsts[left], firsts[right], key=lambda one: (one.page, one.start))
            yield Together(Near.DOCUMENT, left, right, first.page, first.start, first.end)

    def _pairs(self, entities: Iterable[str], most: int) -> Iterator[Pair]:
        """Each two of them in order, the lesser first; none of more than ``most``."""
        known = sorted(set(entities))
        if len(known) > most:
            return
        if self._among:
            known = [each for each in known if each in self._among]
        if self._among or not self._focus:
            yield from combinations(known, 2)
            return
        for one in known:
            if one in self._focus:
                yield from ((min(one, each), max(one, each)) for each in known
                            if each != one and (each not in self._focus or one < each))  # fmt: skip

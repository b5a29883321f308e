"""Ties in one document: what its sentences, labels and fields say of two. Pure: no register, no model."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.mention import Mention
from models.tie import Found, Named, Said
from nlp.fields.paper import Paper, paper_of
from nlp.ties.about import about
from nlp.ties.concerned import concerned
from nlp.ties.labelled import labelled
from nlp.ties.spoken import spoken
from nlp.ties.writer import writer

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Ties:
    """The :class:`models.tie.Finder` of the product."""

    def found(self, named: Named) -> Found:
        paper = _paper(named)
        sentences = {number: _sentences(paper, number) for number, _ in named.pages}
        what, who = about(named), writer(named)
        found = list(concerned(named))
        found += labelled(paper, [mention for mention, _ in named.mentions], what)
        for number, text in named.pages:
            found += spoken(text, number, paper.on(number), sentences[number], what, who)
        return Found(sentences, tuple(_once(named, found)))

    def relations(self, named: Named) -> Sequence[Said]:
        """Of what is found, what is said."""
        return self.found(named).relations


def _paper(named: Named) -> Paper:
    return paper_of(named.pages, named.kind, [mention for mention, _ in named.mentions])


def _sentences(paper: Paper, number: int) -> list[Span]:
    """The sentences of a page; no mention is cut by their borders."""
    found = list[Span]()
    ends = [(mention.start, mention.end) for mention in paper.on(number)]
    for start, end in paper.sentences(number, 0, len(paper.texts[number])):
        at = bisect_right(ends, (start, start))
        if found and at and ends[at - 1][1] > start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _once(named: Named, found: Sequence[Said]) -> Iterator[Said]:
    """Each relation of two entities once a place, in order of place; none of an entity with itself."""
    entities = {(one.page, one.start): entity for one, entity in named.mentions}
    seen = set[tuple[str, str, str, int, int]]()
    for said in sorted(found, key=lambda one: (one.page, one.start, one.end)):
        source, target = _entity(entities, said.source), _entity(entities, said.target)
        key = (said.relation.value, source, target, said.page, said.sentence[0])
        if source != target and key not in seen:
            seen.add(key)
            yield said


def _entity(entities: Mapping[tuple[int, int], str], mention: Mention) -> str:
    return entities.get((mention.page, mention.start), "")

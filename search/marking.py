"""Where on a page the words of a query stand: spans for the text, boxes for the picture, from one reckoning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from models.document import Page
from models.layout import joined
from search.analysis import Lexeme, keys, lexemes
from search.forms import Forms
from search.query import Alternative, And, Node, Or, Phrase, Prefix, Term, TokenField

Span = tuple[int, int]
Box = tuple[float, float, float, float]

_QUERIES_KEPT: Final = 32
_PAGES_KEPT: Final = 512  # the words of a page of 400 take about 60 kB


def marks(page_text: str, tree: Node, joins: tuple[Span, ...] = ()) -> list[Span]:
    """The spans of every form on the page that the tree asked for, in order and apart; words under a Not left out.

    Code points of ``page_text``. A phrase is one span; a word broken over two lines is one span with the break in it.
    ``joins`` are the page's (:class:`models.layout.Layout`): words are looked for without them, as they were indexed.
    """
    whole = joined(page_text, joins)
    return _apart([(whole.start(start), whole.end(end)) for start, end in _wanted(tree).spans(whole.text)])


def boxes(page: Page, spans: Sequence[Span]) -> list[Box]:
    """The boxes (points, top left) of the page's words that the spans touch; words without a box have none."""
    found: list[Box] = []
    for word in page.words:
        touched = any(start < word.end and word.start < end for start, end in spans)
        if touched and word.x0 is not None and word.y0 is not None and word.x1 is not None and word.y1 is not None:
            found.append((word.x0, word.y0, word.x1, word.y1))
    return found


@lru_cache(maxsize=_PAGES_KEPT)
def _lexemes(text: str) -> tuple[Lexeme, ...]:
    """The words of a page, remembered: people page to and fro, and search on within the same hits."""
    return tuple(lexemes(text))


@dataclass(slots=True)
class _Wanted:
    """The keys to look for: single ones by field, sequences, and beginnings. ``known`` remembers words judged."""

    single: dict[TokenField, set[str]] = field(default_factory=dict)
    sequences: set[Alternative] = field(default_factory=set)
    prefixes: set[str] = field(default_factory=set)
    known: dict[tuple[str, str, bool], tuple[bool, tuple[Alternative, ...]]] = field(default_factory=dict)

    @classmethod
    def of(cls, tree: Node) -> _Wanted:
        wanted = cls()
        for leaf in _leaves(tree):
            if isinstance(leaf, Prefix):
                wanted.prefixes.add(leaf.prefix)
                continue
            ways = leaf.alternatives if isinstance(leaf, Term) else (Alternative(leaf.field, leaf.keys),)
            for way in ways:
                if len(way.keys) == 1:
                    wanted.single.setdefault(way.field, set()).add(way.keys[0])
                else:
                    wanted.sequences.add(way)
        return wanted

    def spans(self, text: str) -> Iterator[Span]:
        found = _lexemes(text)
        for at, lexeme in enumerate(found):
            is_wanted, begun = self._judged(lexeme)
            if is_wanted:
                yield self._beginning(found, at), lexeme.end
            for way in begun:
                yield from _sequence(found, at, way)

    def _judged(self, lexeme: Lexeme) -> tuple[bool, tuple[Alternative, ...]]:
        """Whether the word by itself is wanted, and the sequences that may begin in it."""
        word = (lexeme.raw, lexeme.amount, lexeme.is_name)
        verdict = self.known.get(word)
        if verdict is None:
            forms = keys(lexeme)
            begun = tuple(way for way in self.sequences if way.keys[0] in _of(forms, way.field))
            verdict = self.known[word] = self._matches(forms), begun
        return verdict

    def _beginning(self, found: Sequence[Lexeme], at: int) -> int:
        """Where the mark begins: an amount that was asked for as a whole is marked from its first thousands on."""
        whole = found[at].amount and not self.single.get(TokenField.PARTS, set()).isdisjoint(keys(found[at]).parts)
        while whole and found[at].joined:
            at -= 1
        return found[at].start

    def _matches(self, forms: Forms) -> bool:
        if any(not wanted.isdisjoint(_of(forms, where)) for where, wanted in self.single.items()):
            return True
        return any(forms.exact.startswith(prefix) for prefix in self.prefixes)


@lru_cache(maxsize=_QUERIES_KEPT)
def _wanted(tree: Node) -> _Wanted:
    """What a tree looks for, with the words judged so far: the next page of the same search is marked sooner."""
    return _Wanted.of(tree)


def _leaves(node: Node) -> Iterator[Term | Phrase | Prefix]:
    match node:
        case And(nodes) | Or(nodes):
            for each in nodes:
                yield from _leaves(each)
        case Term() | Phrase() | Prefix():
            yield node


def _of(forms: Forms, where: TokenField) -> tuple[str, ...]:
    match where:
        case TokenField.EXACT:
            return (forms.exact,)
        case TokenField.LEMMA:
            return (forms.lemma,)
        case TokenField.SKELETON:
            return (forms.skeleton,)
        case TokenField.STEM:
            return forms.stem
    return forms.parts


def _sequence(found: Sequence[Lexeme], at: int, way: Alternative) -> Iterator[Span]:
    """Where the keys stand side by side from this word on. In PARTS a word may hold several of them, or none."""
    width, own = len(way.keys), len(_of(keys(found[at]), way.field))
    stream: list[tuple[str, int]] = []
    for lexeme in found[at:]:
        stream.extend((key, lexeme.end) for key in _of(keys(lexeme), way.field))
        if len(stream) >= own + width - 1:
            break
    for begin in range(min(own, len(stream) - width + 1)):
        if tuple(key for key, _ in stream[begin : begin + width]) == way.keys:
            yield found[at].start, stream[begin + width - 1][1]


def _apart(spans: list[Span]) -> list[Span]:
    """In order, overlapping ones joined."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined

"""Where on a page the words of a query stand: spans for the text, boxes for the picture, from one reckoning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from models.document import Page
from models.layout import joined
from models.mention import Label, Mention
from search.alike import alike
from search.analysis import Lexeme, keys, lexemes
from search.forms import Forms
from search.found_as import Form, Mark, apart, form_of_way, surest
from search.marking_near import near_marks
from search.named import label_of, stands_in, ways
from search.query import Alternative, Fuzzy, Near, Node, Prefix, Term, TokenField, Why, page_leaves

Span = tuple[int, int]
Box = tuple[float, float, float, float]
_Word = tuple[str, str, bool]
"""What a word's keys follow from, wherever it stands: as it is written, the amount it ends, whether it is a name."""

_QUERIES_KEPT: Final = 32
_PAGES_KEPT: Final = 512  # the words of a page of 400 take about 60 kB


def marks(page_text: str, tree: Node, joins: tuple[Span, ...] = (), mentions: Sequence[Mention] = ()) -> list[Span]:
    """The spans of every form on the page that the tree asked for, in order and apart; words under a Not left out.

    Code points of ``page_text``. A phrase is one span; a word broken over two lines is one span with the break in it.
    ``joins`` are the page's (:class:`models.layout.Layout`): words are looked for without them, as they were indexed.
    ``mentions`` are what the page names; those that a field of the query finds are marked whole.
    """
    return [mark.span for mark in formed_marks(page_text, tree, joins, mentions)]


def formed_marks(
    page_text: str, tree: Node, joins: tuple[Span, ...] = (), mentions: Sequence[Mention] = ()
) -> list[Mark]:
    """The same spans, each with the surest form by which it was found."""
    whole, wanted = joined(page_text, joins), _wanted(tree)
    words = [Mark(whole.start(start), whole.end(end), form) for start, end, form in wanted.marks(whole.text)]
    named = [Mark(each.start, each.end, form) for each in mentions if (form := wanted.named_as(each)) is not None]
    return apart([*words, *named])


@lru_cache(maxsize=_QUERIES_KEPT)
def labels_sought(tree: Node) -> frozenset[Label]:
    """The labels whose mentions the tree looks for: of these, :func:`marks` needs the page's mentions."""
    wanted = _wanted(tree)
    keys = [way.keys[0] for way in wanted.named] + [leaf.prefix for leaf in wanted.named_prefixes]
    keys += [leaf.word for leaf in wanted.fuzzy if leaf.field is TokenField.NAMED]
    names = {label_of(key).upper() for key in keys}
    return frozenset(label for label in Label if label.value in names)


def boxes(page: Page, spans: Sequence[Span]) -> list[Box]:
    """The boxes (points, top left) of the page's words that the spans touch; words without a box have none."""
    found: list[Box] = []
    for word in page.words:
        touched = any(start < word.end and word.start < end for start, end in spans)
        if touched and word.x0 is not None and word.y0 is not None and word.x1 is not None and word.y1 is not None:
            found.append((word.x0, word.y0, word.x1, word.y1))
    return found


@lru_cache(maxsize=_PAGES_KEPT)
def _worded(text: str) -> tuple[tuple[Lexeme, ...], Mapping[_Word, Sequence[int]]]:
    """The words of a page, and of each different one where it stands among them. Remembered: people page to and fro,
    and search on within the same hits."""
    found, places = tuple(lexemes(text)), defaultdict[_Word, list[int]](list)
    for at, lexeme in enumerate(found):
        places[_word(lexeme)].append(at)
    return found, places


def _word(lexeme: Lexeme) -> _Word:
    return lexeme.raw, lexeme.amount, lexeme.is_name


@dataclass(slots=True)
class _Wanted:
    """The keys to look for: single ones by field, sequences, and beginnings. ``known`` remembers words judged,
    ``unwanted`` those that are nothing of it. ``keys``: all that a single one or the first of a sequence is."""

    single: dict[TokenField, set[str]] = field(default_factory=dict)
    whys: dict[tuple[TokenField, str], set[Why]] = field(default_factory=dict)
    sequences: set[Alternative] = field(default_factory=set)
    prefixes: set[str] = field(default_factory=set)
    fuzzy: set[Fuzzy] = field(default_factory=set)
    nears: set[Near] = field(default_factory=set)
    named: set[Alternative] = field(default_factory=set)
    named_prefixes: set[Prefix] = field(default_factory=set)
    known: dict[_Word, tuple[Form | None, tuple[Alternative, ...]]] = field(default_factory=dict)
    unwanted: set[_Word] = field(default_factory=set)
    keys: frozenset[str] = frozenset()

    @classmethod
    def of(cls, tree: Node) -> _Wanted:
        wanted = cls()
        for leaf in page_leaves(tree):
            match leaf:
                case Prefix(prefix, TokenField.EXACT):
                    wanted.prefixes.add(prefix)
                case Prefix():
                    wanted.named_prefixes.add(leaf)
                case Fuzzy():
                    wanted.fuzzy.add(leaf)
                case Near():
                    wanted.nears.add(leaf)
                case Term():
                    wanted._want(leaf.alternatives)
                case _:
                    wanted._want((Alternative(leaf.field, leaf.keys),))
        wanted.keys = frozenset[str]().union(*wanted.single.values(), (way.keys[0] for way in wanted.sequences))
        return wanted

    def _want(self, ways: Sequence[Alternative]) -> None:
        for way in ways:
            if way.field is TokenField.NAMED:
                self.named.add(way)
            elif len(way.keys) == 1:
                self.single.setdefault(way.field, set()).add(way.keys[0])
                self.whys.setdefault((way.field, way.keys[0]), set()).add(way.why)
            elif way.keys:
                self.sequences.add(way)

    def named_as(self, mention: Mention) -> Form | None:
        """How a field of the query finds this mention, if any does."""
        if not (self.named or self.named_prefixes or self.fuzzy):
            return None
        forms = list(ways(mention))
        tokens = {token for form in forms for token in form}
        if any(token.startswith(each.prefix) for each in self.named_prefixes for token in tokens):
            return Form.NAMED
        whys = {way.why for way in self.named for form in forms if stands_in(way.keys, form)}
        whys |= {each.why for each in self.fuzzy if each.field is TokenField.NAMED and _any_alike(each, tokens)}
        return None if not whys else Form.POSSIBLE if whys == {Why.MISREAD} else Form.NAMED

    def marks(self, text: str) -> Iterator[Mark]:
        if not (self.single or self.sequences or self.prefixes or self.fuzzy or self.nears):
            return  # of a search for everything, no page is taken apart into its words
        found, places = _worded(text)
        wanted = [word for word in places.keys() - self.unwanted if self._is_wanted(word, found[places[word][0]])]
        for at in sorted(at for word in wanted for at in places[word]):
            form, begun = self._judged(found[at])
            if form is not None:
                yield Mark(self._beginning(found, at), found[at].end, form)
            for way in begun:
                for start, end in _sequence(found, at, way):
                    yield Mark(start, end, form_of_way(way.field, way.keys, way.why))
        for near in self.nears:
            yield from near_marks(found, near)

    def _is_wanted(self, word: _Word, lexeme: Lexeme) -> bool:
        """Whether the word is anything of what is looked for; nearly all of a page are not."""
        if self.prefixes or self.fuzzy or self._may_be_wanted(keys(lexeme)):
            form, begun = self._judged(lexeme)
            if form is not None or begun:
                return True
        self.unwanted.add(word)
        return False

    def _may_be_wanted(self, forms: Forms) -> bool:
        """Whether any key of the word is looked for, in whatever field: nearly all words are told by this alone."""
        exact, lemma, stem, parts, skeleton, sound = forms
        apart = self.keys.isdisjoint
        return not (apart((exact, lemma, skeleton)) and apart(stem) and apart(parts) and apart(sound))

    def _judged(self, lexeme: Lexeme) -> tuple[Form | None, tuple[Alternative, ...]]:
        """How the word by itself is wanted, if it is, and the sequences that may begin in it."""
        word = _word(lexeme)
        verdict = self.known.get(word)
        if verdict is None:
            forms = keys(lexeme)
            begun = tuple(way for way in self.sequences if way.keys[0] in _of(forms, way.field))
            verdict = self.known[word] = surest(self._matches(forms)), begun
        return verdict

    def _beginning(self, found: Sequence[Lexeme], at: int) -> int:
        """Where the mark begins: an amount that was asked for as a whole is marked from its first thousands on."""
        whole = found[at].amount and not self.single.get(TokenField.PARTS, set()).isdisjoint(keys(found[at]).parts)
        while whole and found[at].joined:
            at -= 1
        return found[at].start

    def _matches(self, forms: Forms) -> Iterator[Form]:
        for where, wanted in self.single.items():
            own = [(key, why) for key in _of(forms, where) if key in wanted for why in self.whys[where, key]]
            for reason in {why for _, why in own}:
                yield form_of_way(where, [key for key, why in own if why is reason], reason)
        if any(forms.exact.startswith(prefix) for prefix in self.prefixes):
            yield Form.BEGINNING
        for each in self.fuzzy:
            if each.field is TokenField.EXACT and alike(each, forms.exact):
                yield Form.SIMILAR if each.why is Why.TYPED else Form.POSSIBLE


@lru_cache(maxsize=_QUERIES_KEPT)
def _wanted(tree: Node) -> _Wanted:
    """What a tree looks for, with the words judged so far: the next page of the same search is marked sooner."""
    return _Wanted.of(tree)


def _any_alike(wanted: Fuzzy, tokens: Iterable[str]) -> bool:
    return any(alike(wanted, token) for token in tokens)


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
        case TokenField.SOUND:
            return forms.sound
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

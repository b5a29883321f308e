"""What a query looks for on a page, and which of the page's words it is: the marks of :mod:`search.marking`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from models.mention import Mention
from search.alike import alike
from search.analysis import Lexeme, keys, lexemes
from search.forms import Forms, exact_key
from search.found_as import Form, Mark, form_of_way, surest
from search.key_counts import Key, KeyCounts
from search.marking_near import near_marks, near_ways
from search.named import stands_in, ways
from search.query import ALIGNED, Alternative, Fuzzy, Near, Node, Prefix, Term, TokenField, Why, page_leaves
from search.sifting import Likely, accounted, likely, of_field, sifted

QUERIES_KEPT: Final = 32
_PAGES_KEPT: Final = 512  # the words of a page of 400 take about 60 kB
_NOTHING: Final = re.compile(r"(?!)")
_Span = tuple[int, int]
_Word = tuple[str, str, bool]
"""What a word's keys follow from, wherever it stands: as it is written, the amount it ends, whether it is a name."""


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
class Wanted:
    """The keys to look for: single ones by field, sequences, and beginnings. ``known`` remembers words judged,
    ``unwanted`` those that are nothing of it. ``sought``: all that a single one or the first of a sequence is, and
    ``keys`` the same in whatever field; ``likely`` is what words mostly have in them that have any."""

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
    sought: frozenset[Key] = frozenset()
    keys: frozenset[str] = frozenset()
    likely: Likely = Likely(_NOTHING, _NOTHING)

    @classmethod
    def of(cls, tree: Node) -> Wanted:
        made = cls()
        for leaf in page_leaves(tree):
            match leaf:
                case Prefix(prefix, TokenField.EXACT):
                    made.prefixes.add(prefix)
                case Prefix():
                    made.named_prefixes.add(leaf)
                case Fuzzy():
                    made.fuzzy.add(leaf)
                case Near():
                    made.nears.add(leaf)
                case Term():
                    made._want(leaf.alternatives)
                case _:
                    made._want((Alternative(leaf.field, leaf.keys),))
        begun = (*made.sequences, *(way for near in made.nears for way in near_ways(near)))
        single = [Key(field, key) for field, some in made.single.items() for key in some]
        words = (*single, *(Key(way.field, way.keys[0]) for way in begun))
        made.keys = frozenset(key.text for key in words)
        made.sought = frozenset((*words, *(Key(TokenField.EXACT, prefix, True) for prefix in made.prefixes)))
        made.likely = likely(made.sought)
        return made

    def _longest(self) -> int | None:
        """How many words the longest that is looked for is long; None where it cannot be told from what stands around a
        word: what is near another, spelled like another, or parts of words."""
        if self.nears or self.fuzzy or any(way.field not in ALIGNED for way in self.sequences):
            return None
        return max((len(way.keys) for way in self.sequences), default=1)

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

    def marks(self, text: str, counts: KeyCounts | None = None) -> Iterator[Mark]:
        if not (self.single or self.sequences or self.prefixes or self.fuzzy or self.nears):
            return  # of a search for everything, no page is taken apart into its words
        if counts is not None and (length := self._longest()) is not None:
            standing = accounted(text, self.likely, counts, length - 1)
            if standing is not None:
                for some, at in standing:
                    yield from self._marks_of(some, at)
                return
        found, places = _worded(text)
        wanted = [word for word in self._left(found, places, counts) if self._is_wanted(word, found[places[word][0]])]
        stands = sorted(at for word in wanted for at in places[word])
        for at in stands:
            yield from self._marks_of(found, at)
        for near in self.nears:
            yield from near_marks(found, near, stands)

    def _marks_of(self, found: Sequence[Lexeme], at: int) -> Iterator[Mark]:
        """Of one of the words, and of what begins with it."""
        form, begun = self._judged(found[at])
        if form is not None:
            yield Mark(self._beginning(found, at), found[at].end, form)
        for way in begun:
            for start, end in _sequence(found, at, way):
                yield Mark(start, end, form_of_way(way.field, way.keys, way.why))

    def _left(
        self, found: Sequence[Lexeme], places: Mapping[_Word, Sequence[int]], counts: KeyCounts | None
    ) -> Iterable[_Word]:
        """The words of a page that may be anything of what is looked for."""
        left = places.keys() - self.unwanted
        if counts is None or counts.words != len(found):
            return left
        some = [(word, found[places[word][0]], len(places[word])) for word in left]
        ahead = set(sifted(some, counts, self.likely))
        if self.fuzzy:
            ahead |= {word for word, lexeme, _ in some if self._is_alike(exact_key(lexeme.raw, lexeme.shape))}
        return ahead

    def _is_alike(self, exact: str) -> bool:
        return any(alike(each, exact) for each in self.fuzzy if each.field is TokenField.EXACT)

    def _is_wanted(self, word: _Word, lexeme: Lexeme) -> bool:
        """Whether the word is anything of what is looked for; nearly all of a page are not."""
        if self.prefixes or self.fuzzy or self._may_be_wanted(keys(lexeme)):
            form, begun = self._judged(lexeme)
            if form is not None or begun or self.nears:
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
            begun = tuple(way for way in self.sequences if way.keys[0] in of_field(forms, way.field))
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
            own = [(key, why) for key in of_field(forms, where) if key in wanted for why in self.whys[where, key]]
            for reason in {why for _, why in own}:
                yield form_of_way(where, [key for key, why in own if why is reason], reason)
        if any(forms.exact.startswith(prefix) for prefix in self.prefixes):
            yield Form.BEGINNING
        for each in self.fuzzy:
            if each.field is TokenField.EXACT and alike(each, forms.exact):
                yield Form.SIMILAR if each.why is Why.TYPED else Form.POSSIBLE


@lru_cache(maxsize=QUERIES_KEPT)
def wanted_by(tree: Node) -> Wanted:
    """What a tree looks for, with the words judged so far: the next page of the same search is marked sooner."""
    return Wanted.of(tree)


def _any_alike(wanted: Fuzzy, tokens: Iterable[str]) -> bool:
    return any(alike(wanted, token) for token in tokens)


def _sequence(found: Sequence[Lexeme], at: int, way: Alternative) -> Iterator[_Span]:
    """Where the keys stand side by side from this word on. In PARTS a word may hold several of them, or none."""
    width, own = len(way.keys), len(of_field(keys(found[at]), way.field))
    stream: list[tuple[str, int]] = []
    for lexeme in found[at:]:
        stream.extend((key, lexeme.end) for key in of_field(keys(lexeme), way.field))
        if len(stream) >= own + width - 1:
            break
    for begin in range(min(own, len(stream) - width + 1)):
        if tuple(key for key, _ in stream[begin : begin + width]) == way.keys:
            yield found[at].start, stream[begin + width - 1][1]

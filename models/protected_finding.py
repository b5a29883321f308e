"""Where a text names people with protected identity: its words' and numbers' normal forms, hashed and looked up.

Found are names in any order, with or without some of the given names, initials, small words or up to two other names
between; in capitals, with a genitive s, torn at a line's end, spaced out, or as a form or a table has them; and numbers
however they are written or torn apart. What is told of a part of a name alone counts only where the document names the
person whole (:mod:`models.store.protected_covering`).

What is found here is kept: a change by which more is found needs a migration after which no line is swept (0039).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from models.protected import PARTICLES, Form, bare, normal, with_centuries

Held = frozenset[tuple[str, Form]]
"""Whom a hash is of (ids of :class:`models.protected.ProtectedPerson`), and as what."""
Keyed = Callable[[str], str]
"""The hash of a normal form under the installation's key."""

_LETTERS: Final = re.compile(r"[^\W\d_](?:[\u00ad\u200b\u0300-\u036f]{0,2}[^\W\d_]|[\u0300-\u036f])*")
_HUMPS: Final = re.compile(r".+?(?:(?<=[a-zåäöéü])(?=[A-ZÅÄÖÉÜ])|\Z)", re.DOTALL)  # AnnaBerg
_SPACED: Final = re.compile(r"(?<!\w)[^\W\d_](?:[ \u00a0][^\W\d_]){2,}(?!\w)")  # B E R G
_TORN: Final = re.compile(r"[-\u00ad\u2010\u00ac]\s*\n\s*")
_GAP: Final = re.compile(r"[\s.,:;/\\+&_'’´\-\u00ad\u2010-\u2015%@|()\"“”„«»]{0,5}")
_SPACE: Final = re.compile(r"[ \u00a0\u202f\n]{1,2}")
_WORD: Final = "\0"  # stands for each word between two gaps
_ENCLOSED: Final = re.compile(r"[(\"“”„«»]([ \0]*\0[ \0]*)[)\"“”«»]")  # Anna "Nina" Berg
_OTHERS: Final = 2  # names between that the list does not know
_NOT_NAMES: Final = frozenset({"och", "and", "samt", "eller", "med", "mot"})
_SMALL: Final = PARTICLES | {"efternamn", "förnamn", "tilltalsnamn", "namn"}
"""Words that part nobody's name: small ones of surnames, and what a form writes before a name."""
_LIKE_DIGITS: Final = str.maketrans("OoQDIl|!SsBZzGbg", "0000111155822669")
_DIGIT: Final = frozenset("0123456789OoQDIl|!SsBZzGbg")
_NUMBER: Final = re.compile(r"[0-9OoQDIl|!SsBZzGbg](?:[^0-9A-Za-zÅÄÖåäö|!]{0,4}[0-9OoQDIl|!SsBZzGbg]){9,}")
_SHORT: Final = 200  # characters of what is remembered: a name, a title, a field
_MOST_FOUND: Final = 50_000  # of such, each some hundred bytes
_FEWEST_DIGITS: Final = 7  # of ten, that are digits as they stand


@dataclass(frozen=True, slots=True)
class Found:
    """``text[start:end]`` names the person of the list; ``whole``: by a number, or by a given name and a surname."""

    start: int
    end: int
    person: str
    whole: bool


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str
    held: Held


class Finder:
    """Looks for those on a list, by ``keys`` (hash → whom it is of)."""

    def __init__(self, keys: Mapping[str, Held], keyed: Keyed) -> None:
        self._keys, self._keyed = keys, keyed
        self._looked: dict[str, Held] = {}
        self._found: dict[str, tuple[Found, ...]] = {}

    def __bool__(self) -> bool:
        return bool(self._keys)

    def find(self, text: str) -> list[Found]:
        """Every place, by start; those of several people may overlap. Names and titles, which every list of documents
        asks of again, are remembered for as long as the list is as it is."""
        if not self._keys:
            return []
        if len(text) > _SHORT:
            return self._looked_through(text)
        known = self._found.get(text)
        if known is None:
            if len(self._found) >= _MOST_FOUND:
                self._found.clear()
            known = self._found[text] = tuple(self._looked_through(text))
        return list(known)

    def _looked_through(self, text: str) -> list[Found]:
        tokens, theirs = list(self._tokens(text)), dict[str, list[int]]()
        for at, token in enumerate(tokens):
            for person in sorted({person for person, _ in token.held}):
                theirs.setdefault(person, []).append(at)
        names = [each for person, mine in theirs.items() for each in _runs(text, tokens, mine, person)]
        return sorted({*names, *self._numbers(text)}, key=lambda found: (found.start, -found.end, found.person))

    def _tokens(self, text: str) -> Iterator[_Token]:
        """The words, in order; those that the list does not know with nothing held."""
        spaced = {place.start(): place for place in _SPACED.finditer(text)}
        past, words = 0, list(_LETTERS.finditer(text))
        for at, word in enumerate(words):
            if word.start() < past:
                continue
            known = self._spaced(text, spaced.get(word.start())) or self._torn(text, words[at : at + 2])
            if known is None:
                yield from self._humps(word)
                past = word.end()
            else:
                yield known
                past = known.end

    def _spaced(self, text: str, place: re.Match[str] | None) -> _Token | None:
        held = self._held(place[0].replace(" ", "").replace("\u00a0", "")) if place else None
        return _Token(*place.span(), "", held) if place and held else None

    def _torn(self, text: str, pair: Sequence[re.Match[str]]) -> _Token | None:
        if len(pair) < 2 or not _TORN.fullmatch(text, pair[0].end(), pair[1].start()):
            return None
        held = self._held(pair[0][0] + pair[1][0])
        return _Token(pair[0].start(), pair[1].end(), pair[0][0], held) if held else None

    def _humps(self, word: re.Match[str]) -> Iterator[_Token]:
        held = self._held(word[0])
        pieces = [] if held else list(_HUMPS.finditer(word[0]))
        if len(pieces) < 2:
            yield _Token(*word.span(), word[0], held)
            return
        for piece in pieces:
            begin = word.start()
            yield _Token(begin + piece.start(), begin + piece.end(), piece[0], self._held(piece[0]))

    def _held(self, word: str) -> Held:
        known = self._looked.get(word)
        if known is None:
            if len(self._looked) > 100_000:
                self._looked.clear()
            forms = {form for each in (normal(word), bare(word)) for form in (each, each.removesuffix("s")) if form}
            held = [self._keys.get(self._keyed(form), frozenset[tuple[str, Form]]()) for form in sorted(forms)]
            known = self._looked[word] = frozenset().union(*held)
        return known

    def _numbers(self, text: str) -> Iterator[Found]:
        plain = "".join(str(unicodedata.decimal(each)) if each.isdecimal() else each for each in text)
        for stretch in _NUMBER.finditer(plain):
            places = [at for at in range(*stretch.span()) if plain[at] in _DIGIT]
            past = 0
            for first in range(len(places) - 9):
                some = [each for each in self._number(plain, places[first : first + 12]) if each.end > past]
                yield from some  # what ends where another did lies in it: that one has its century
                past = max((each.end for each in some), default=past)

    def _number(self, plain: str, places: Sequence[int]) -> Iterator[Found]:
        """One of twelve digits, or else of ten, that begins at the first place."""
        for count in (12, 10):
            some = [plain[at] for at in places[:count]]
            if len(some) < count or sum(each.isdigit() for each in some) < _FEWEST_DIGITS:
                continue
            digits = "".join(some).translate(_LIKE_DIGITS)
            for number in [digits] if count == 12 else with_centuries(digits):
                for person, form in self._keys.get(self._keyed(number), frozenset()):
                    if form is Form.NUMBER:
                        yield Found(places[0], places[count - 1] + 1, person, whole=True)


def _runs(text: str, tokens: Sequence[_Token], mine: Sequence[int], person: str) -> Iterator[Found]:
    """Where the person's words (``mine``) stand together: each run of them, from the first to the last."""
    at = 0
    while at < len(mine):
        last = at
        while last + 1 < len(mine) and _joined(text, tokens[mine[last] : mine[last + 1] + 1]):
            last += 1
        yield _run(text, tokens, mine[at : last + 1], person)
        at = last + 1


def _joined(text: str, tokens: Sequence[_Token]) -> bool:
    """Whether the first and the last of these are of one name: what stands between are signs, initials or others."""
    between = tokens[1:-1]
    gaps = [(one.end, other.start) for one, other in pairwise(tokens)]
    if not all(_GAP.fullmatch(text, *gap) for gap in gaps):
        return False
    others = [each for each in between if len(each.word) > 1 and normal(each.word) not in _SMALL]
    if not others:
        return len(between) <= 2 * _OTHERS
    named = all(each.word[:1].isupper() and normal(each.word) not in _NOT_NAMES for each in others)
    spaces = _ENCLOSED.sub(r"\1", _WORD.join(text[start:end] for start, end in gaps)).split(_WORD)
    return named and len(others) <= _OTHERS and all(_SPACE.fullmatch(each) for each in spaces)


def _run(text: str, tokens: Sequence[_Token], mine: Sequence[int], person: str) -> Found:
    first, last = mine[0], mine[-1]
    forms = [_forms(tokens[at], person) for at in mine]
    given, surname = (sum(each in some for some in forms) for each in (Form.GIVEN, Form.SURNAME))
    both = sum(bool(some & {Form.GIVEN, Form.SURNAME}) for some in forms) > 1
    whole = any(Form.TOGETHER in some for some in forms) or bool(given and surname and both)
    start = _initials(text, tokens[max(0, first - 3) : first + 1])
    return Found(start, tokens[last].end, person, whole)


def _initials(text: str, tokens: Sequence[_Token]) -> int:
    """Where the name begins that the last of these ends, with the initials before it: A. Berg."""
    start = tokens[-1].start
    for token in reversed(tokens[:-1]):
        if len(token.word) != 1 or not re.fullmatch(r"\.\s?|\.-", text[token.end : start]):
            break
        start = token.start
    return start


def _forms(token: _Token, person: str) -> set[Form]:
    return {form for whose, form in token.held if whose == person}

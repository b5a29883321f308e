"""Where a text names one person, by the words of their names: in any order, with initials, genitives, torn or misread.

What is told of a place are the words that are the person's own, one by one: what stands between them may be
somebody else's. :mod:`models.protected_finding` covers; this one must not take a neighbour's name for the person's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from models.person_words import NameWords, Role
from models.protected import PARTICLES, normal

_WORD: Final = re.compile(r"(?:[^\W_]|[|!](?=[^\W_]))(?:[^\W_]|[|!](?=[^\W_])|[\u00ad\u200b\u0300-\u036f])*")
_SPACED: Final = re.compile(r"(?<!\w)[^\W\d_](?:[ \u00a0][^\W\d_]){2,}(?!\w)")  # B E R G
_HUMP: Final = re.compile(r".+?(?:(?<=[a-zåäöéü])(?=[A-ZÅÄÖÉÜ])|\Z)", re.DOTALL)  # AnnaBerg
_TORN: Final = re.compile(r"[-\u00ad\u2010\u00ac]\s*\n\s*")
_GAP: Final = re.compile(r"[\s.:/\\+&_'’´\-\u00ad\u2010-\u2015%@]{0,5}|(?:[ \u00a0]?\n[ \u00a0]{0,8})")
_COMMA: Final = re.compile(r"\s?[,;]\s{0,3}|\s*\|\s*|\t")  # Berg, Anna
_SPACE: Final = re.compile(r"[ \u00a0\u202f]{1,2}")
_OTHERS: Final = 2  # names between the person's that were not asked for
_NOT_NAMES: Final = frozenset({"och", "and", "samt", "eller", "med", "mot", "för", "till", "av", "hos"})


@dataclass(frozen=True, slots=True)
class NamePlace:
    """``text[start:end]`` names the person; ``own`` are the spans of the person's words in it. ``how``: ``name``,
    ``initials``, ``together``, or ``part`` (one word: it counts only where the document names the person whole)."""

    start: int
    end: int
    own: tuple[tuple[int, int], ...]
    how: str
    misread: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str
    role: Role

    @property
    def is_initial(self) -> bool:
        return len(self.word) == 1 and self.word.isupper()

    @property
    def is_capital(self) -> bool:
        return self.word[:1].isupper()


class NameFinder:
    """Looks for one person by the words of given names and surnames."""

    def __init__(self, given: Sequence[str], surnames: Sequence[str]) -> None:
        self._words = NameWords(given, surnames)

    def __bool__(self) -> bool:
        return bool(self._words)

    def find(self, text: str) -> Iterator[NamePlace]:
        """Each place, in order; none within another."""
        tokens = list(self._tokens(text)) if self._words else []
        past = 0
        for at, token in enumerate(tokens):
            if token.start >= past and (found := self._at(text, tokens, at)) is not None:
                past = found.end
                yield found

    def is_own(self, word: str) -> bool:
        """Whether the word is of the person's name, letter by letter or with a genitive s."""
        return self._words.is_own(word)

    def _tokens(self, text: str) -> Iterator[_Token]:
        spaced = {place.start(): place for place in _SPACED.finditer(text)}
        past, words = 0, list(_WORD.finditer(text))
        for at, word in enumerate(words):
            if word.start() < past:
                continue
            known = self._spaced(spaced.get(word.start())) or self._torn(text, words[at : at + 2])
            if known is not None:
                yield known
                past = known.end
            else:
                yield from self._humps(word)
                past = word.end()

    def _spaced(self, place: re.Match[str] | None) -> _Token | None:
        role = self._words.role(re.sub(r"\s", "", place[0])) if place else Role.NONE
        return _Token(*place.span(), place[0].replace(" ", ""), role) if place and role else None

    def _torn(self, text: str, pair: Sequence[re.Match[str]]) -> _Token | None:
        if len(pair) < 2 or not _TORN.fullmatch(text, pair[0].end(), pair[1].start()):
            return None
        role = self._words.role(pair[0][0] + pair[1][0])
        whole = role and not (self.is_own(pair[0][0]) and self.is_own(pair[1][0]))  # Britt-/Marie are two words
        return _Token(pair[0].start(), pair[1].end(), pair[0][0] + pair[1][0], role) if whole else None

    def _humps(self, word: re.Match[str]) -> Iterator[_Token]:
        role = self._words.role(word[0])
        spans = [] if role else list(humps(word))
        if len(spans) < 2:
            yield _Token(*word.span(), word[0], role)
            return
        for start, end in spans:
            piece = word.string[start:end]
            yield _Token(start, end, piece, self._words.role(piece))

    def _at(self, text: str, tokens: Sequence[_Token], at: int) -> NamePlace | None:
        token = tokens[at]
        if Role.TOGETHER in token.role:
            return _place([token], "together")
        if token.role:
            whole = self._whole(text, tokens, at)
            return whole or self._with_initial_after(text, tokens, at) or _part(text, tokens, at)
        return self._with_initials(text, tokens, at) if token.is_initial else None

    def _whole(self, text: str, tokens: Sequence[_Token], at: int) -> NamePlace | None:
        """A given name and a surname in either order, from here on: as far as the person's own words go."""
        own, others, roles, comma = [tokens[at]], 0, tokens[at].role, False
        for before, token in zip(tokens[at:], tokens[at + 1 :], strict=False):
            gap = (before.end, token.start)
            here = bool(_COMMA.fullmatch(text, *gap)) and not comma and Role.SURNAME in before.role
            if not (here or _GAP.fullmatch(text, *gap)):
                break
            comma = comma or here
            if token.role and Role.TOGETHER not in token.role:
                if _complete(roles) and _begins_again(token.role, own[-1].role):
                    break
                own.append(token)
                roles |= token.role
                others = 0 if _complete(roles) else others
            elif _complete(roles) or not self._between(text, before, token, others):
                break
            else:
                others += not (token.is_initial or normal(token.word) in PARTICLES)
        return _place(own, "name") if _complete(roles) and _differ(own) else None

    def _between(self, text: str, before: _Token, token: _Token, others: int) -> bool:
        """Whether the word may stand in the midst of the person's name: an initial, a small word, another name."""
        if token.is_initial or normal(token.word) in PARTICLES:
            return True
        fits = token.is_capital and not any(each.isdigit() for each in token.word) and others < _OTHERS
        joins = _SPACE.fullmatch(text, before.end, token.start) or text[before.end : token.start] == "-"
        return bool(fits and joins and normal(token.word) not in _NOT_NAMES)

    def _with_initials(self, text: str, tokens: Sequence[_Token], at: int) -> NamePlace | None:
        """A. Berg, A B Berg, A-B Berg."""
        own, first = list[_Token](), False
        for token in tokens[at : at + 4]:
            if own and not re.fullmatch(r"\.?[-\s\u00a0]{0,2}", text[own[-1].end : token.start]):
                return None
            own.append(token)
            if token.is_initial:
                first = first or normal(token.word) in self._words.initials
                continue
            return _place(own, "initials") if first and Role.SURNAME in token.role and token.is_capital else None
        return None

    def _with_initial_after(self, text: str, tokens: Sequence[_Token], at: int) -> NamePlace | None:
        """Berg, A. and Berg A."""
        if at + 1 >= len(tokens) or Role.SURNAME not in tokens[at].role or not tokens[at].is_capital:
            return None
        after = tokens[at + 1]
        joined = re.fullmatch(r"(?:,\s?|[ \u00a0])", text[tokens[at].end : after.start])
        closed = after.end >= len(text) or not text[after.end].isalnum()
        fits = joined and after.is_initial and closed and normal(after.word) in self._words.initials
        return _place([tokens[at], after], "initials") if fits else None


def humps(word: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Where in the text the parts of a word stand that each begin with a capital: AnnaBerg is two."""
    for piece in _HUMP.finditer(word[0]):
        yield word.start() + piece.start(), word.start() + piece.end()


def _place(own: Sequence[_Token], how: str) -> NamePlace:
    misread = any(Role.MISREAD in token.role for token in own)
    return NamePlace(own[0].start, own[-1].end, tuple((each.start, each.end) for each in own), how, misread)


def _part(text: str, tokens: Sequence[_Token], at: int) -> NamePlace | None:
    """One word of the name by itself: not one that a name beside it makes somebody else's."""
    token = tokens[at]
    if not token.is_capital or Role.MISREAD in token.role or any(each.isdigit() for each in token.word):
        return None
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    beside = (before and _names_beside(text, before, token)) or (after and _names_beside(text, token, after))
    return _place([token], "part") if not beside else None


def _names_beside(text: str, left: _Token, right: _Token) -> bool:
    gap = text[left.end : right.start]
    other = left if right.role else right
    if gap in (".", ". ") and other is left:
        return other.is_initial
    if not (_SPACE.fullmatch(gap) or gap == "-" or _COMMA.fullmatch(gap)):
        return False
    return other.is_capital or other.is_initial


def _complete(roles: Role) -> bool:
    return Role.GIVEN in roles and Role.SURNAME in roles


def _differ(own: Sequence[_Token]) -> bool:
    """Whether one word is not taken for both."""
    return len(own) > 1


def _begins_again(role: Role, before: Role) -> bool:
    """Whether the next word opens another's name: a surname once more after what is already whole, given first."""
    return Role.GIVEN in role and Role.SURNAME not in role and Role.SURNAME in before

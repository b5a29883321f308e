"""Text → tokens, once and for all: pages and queries go through here, and no back end analyses text of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from search.forms import Forms, forms, plain_forms
from search.shapes import PLAIN, Shape, shapes

_SHAPE: Final = {shape.value: shape for shape in Shape} | {PLAIN: Shape.WORD}
_SENTENCE_END: Final = re.compile(r"[.!?:;\n\"”»•\u2013*]")
_THOUSANDS: Final = re.compile(r"\d+(?:,\d+)?")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or identifier: ``word`` is ``text[start:end]`` (code points), line-end hyphen and all.

    ``exact``, ``lemma`` and ``skeleton`` hold exactly one key; ``stem`` only for words that the dictionary lacks;
    ``parts`` the base forms of a compound's parts, or the pieces of an identifier; ``sound`` the key of what may be a
    name (:mod:`search.sound`). ``joined`` says that the token
    belongs to the one before it (the thousands of an amount).
    """

    word: str
    start: int
    end: int
    exact: tuple[str, ...]
    lemma: tuple[str, ...]
    stem: tuple[str, ...]
    parts: tuple[str, ...]
    skeleton: tuple[str, ...]
    joined: bool = False
    sound: tuple[str, ...] = ()


class Lexeme(NamedTuple):
    """A token before its keys are made: where it stands and what it looks like.

    ``amount`` is the whole amount on the last of its thousands, else empty.
    """

    raw: str
    start: int
    end: int
    shape: Shape
    is_name: bool = False
    amount: str = ""
    joined: bool = False


def analyse(text: str) -> list[Token]:
    """The tokens of a text, in order. Never fails, whatever the text.

    >>> [token.exact[0] for token in analyse("KGT 42R, 850312-2391")]
    ['kgt42r', '8503122391']
    """
    tokens = []
    for lexeme in lexemes(text):
        exact, lemma, stem, parts, skeleton, sound = keys(lexeme)
        raw, start, end = lexeme[:3]
        tokens.append(Token(raw, start, end, (exact,), (lemma,), stem, parts, (skeleton,), lexeme.joined, sound))
    return tokens


def keys(lexeme: Lexeme) -> Forms:
    """The keys of a lexeme: the slow half of the analysis, remembered from word to word."""
    found = forms(lexeme.raw, lexeme.shape, lexeme.is_name)
    if not lexeme.amount:
        return found
    return found._replace(parts=tuple(dict.fromkeys((lexeme.amount, lexeme.amount.partition(",")[0]))))


def lexemes(text: str) -> Iterator[Lexeme]:
    """Words and identifiers with their shapes: the quick half of the analysis."""
    before = 0
    for match in shapes(text).finditer(text):
        yield from _lexemes(text, before, match)
        before = match.end()


def all_keys(text: str) -> Iterator[Forms]:
    """The keys of each lexeme of a text, without making those of plain words."""
    last: re.Match[str] | None = None
    for match in shapes(text).finditer(text):
        if match.lastgroup == PLAIN:
            yield plain_forms(match[0])
        else:
            for lexeme in _lexemes(text, last.end() if last else 0, match):
                yield keys(lexeme)
        last = match


def _lexemes(text: str, before: int, match: re.Match[str]) -> Iterator[Lexeme]:
    """What stands in one match; the one before it ended at ``before``."""
    start, end = match.span()
    raw = match[0]
    shape = _SHAPE[match.lastgroup or "word"]
    if shape is Shape.AMOUNT:
        yield from _thousands(raw, start)
    else:
        is_name = raw[0].isupper() and not raw.isupper() and _mid_sentence(text, before, start)
        yield Lexeme(raw, start, end, shape, is_name)


def _mid_sentence(text: str, before: int, start: int) -> bool:
    """Whether something stands before in the same sentence, so that a capital makes a name."""
    return before > 0 and not _SENTENCE_END.search(text, before, start)


def _thousands(raw: str, start: int) -> Iterator[Lexeme]:
    """An amount is several tokens, so that a phrase may begin within it; its last one is also found by the whole."""
    pieces = list(_THOUSANDS.finditer(raw))
    whole = "".join(piece[0] for piece in pieces)
    for at, piece in enumerate(pieces, 1):
        begin, end = start + piece.start(), start + piece.end()
        amount = whole if at == len(pieces) else ""
        yield Lexeme(piece[0], begin, end, Shape.NUMBER, amount=amount, joined=at > 1)

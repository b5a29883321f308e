"""A query string → its signs: words, phrases, fields, operators, brackets. Never fails: what is no sign is a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from search.hint import Hint
from search.query import MOST_APART
from search.words import fields


class Sign(StrEnum):
    WORDS = "words"
    PHRASE = "phrase"
    PREFIX = "prefix"
    FUZZY = "fuzzy"
    FIELD = "field"
    AND = "and"
    OR = "or"
    NOT = "not"
    NEAR = "near"
    OPEN = "open"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Lexeme:
    """``number``: the edits of a FUZZY, the distance of a NEAR. ``text`` of a FIELD is its name, in small letters."""

    sign: Sign
    text: str = ""
    number: int = 0


_QUOTE: Final = '"“”„»«'
_SCAN: Final = re.compile(
    rf"(?P<phrase>[{_QUOTE}](?P<inner>[^{_QUOTE}]*)(?P<closed>[{_QUOTE}](?P<apart>~\d{{0,9}})?|$))"
    rf"|(?P<open>\()|(?P<close>\))"
    rf"|(?P<not>(?<![^\s(])[-\u2212](?=[^\s\-]))|(?P<word>[^\s(){_QUOTE}]+)"
)
_OPERATORS: Final = {
    "AND": Sign.AND,
    "OCH": Sign.AND,
    "OR": Sign.OR,
    "ELLER": Sign.OR,
    "NOT": Sign.NOT,
    "INTE": Sign.NOT,
}
_NEAR: Final = re.compile(r"(?:NEAR|NÄRA)(?:/(?P<distance>[0-9]{1,9}))?")
_NEAR_AS: Final = 10  # words between, where no number is written
_FIELD: Final = re.compile(r"(?P<name>[^\W\d_]{2,24}(?:-[^\W\d_]{1,12})?):(?P<rest>.*)", re.DOTALL)
_ENDING: Final = re.compile(r"(?:s|n|en|et|ns|ens|ets|ar|er|are|arna|t)\b|//")  # EU:s, http://
_EDITS: Final = re.compile(r"([0-9]?)(?:\.[0-9]*)?")  # namn~, namn~2; Lucene's old namn~0.8 is one edit
_MOST_EDITS: Final = 2
_DEEPEST: Final = 40  # brackets within brackets; deeper ones are passed over, so that no query exhausts the stack


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the query without a space, or a phrase, with the signs that it was read as."""

    start: int
    end: int
    signs: tuple[Lexeme, ...]


def signs(text: str, hints: list[Hint]) -> Iterator[Lexeme]:
    """The signs of a query in order; ``hints`` gets what was understood otherwise than it was written."""
    for piece in pieces(text, hints):
        yield from piece.signs


def pieces(text: str, hints: list[Hint]) -> Iterator[Piece]:
    """The same, each with its place in the query."""
    for match in _SCAN.finditer(text):
        yield Piece(match.start(), match.end(), tuple(_signs(match, text, hints)))


def _signs(match: re.Match[str], text: str, hints: list[Hint]) -> Iterator[Lexeme]:
    kind = match.lastgroup
    if match["phrase"] is not None:
        if not match["closed"]:
            hints.append(Hint("quote"))
        if match["apart"]:
            hints.append(Hint("phrase_near"))
        yield Lexeme(Sign.PHRASE, match["inner"])
    elif kind == "word":
        yield from _operator_or_word(match[0], text[match.end() : match.end() + 1], hints)
    else:
        yield Lexeme(Sign(str(kind)))


def _operator_or_word(raw: str, following: str, hints: list[Hint]) -> Iterator[Lexeme]:
    """``following`` is the sign after it: a quote or a bracket, unless a space parts them."""
    if raw in _OPERATORS:
        yield Lexeme(_OPERATORS[raw])
    elif near := _NEAR.fullmatch(raw):
        yield _near(near, hints)
    else:
        field = _FIELD.fullmatch(raw)
        yield from _field(field, following, hints) if field else _word(raw, hints)


def _near(match: re.Match[str], hints: list[Hint]) -> Lexeme:
    distance = int(match["distance"] or _NEAR_AS)
    if distance > MOST_APART:
        hints.append(Hint.of("near_far", {"count": MOST_APART}))
    return Lexeme(Sign.NEAR, number=min(distance, MOST_APART))


def _field(match: re.Match[str], following: str, hints: list[Hint]) -> Iterator[Lexeme]:
    """``person:`` with its value after it; a name that no field has is a word like others."""
    name, rest = match["name"].lower(), match["rest"]
    grouped = not rest and (following == "(" or (following != "" and following in _QUOTE))
    if name not in fields.NAMES:
        if (rest or grouped) and not _ENDING.match(rest):
            hints.append(Hint.of("field", {"field": match["name"], "near": _near_names(name)}))
        yield from _word(match[0], hints)
    elif rest:
        yield Lexeme(Sign.FIELD, name)
        yield from _word(rest, hints)
    elif grouped:
        yield Lexeme(Sign.FIELD, name)
    else:
        hints.append(Hint.of("field_alone", {"field": match["name"]}))
        yield from _word(match[0], hints)


def _near_names(name: str) -> str:
    """The fields whose names are most like it, as a hint says them."""
    from rapidfuzz import process

    likely = process.extract(name, fields.NAMES, limit=2, score_cutoff=60)
    return " eller ".join(f"{each}:" for each, _, _ in likely) or "person:, plats: eller datum:"


def _word(raw: str, hints: list[Hint]) -> Iterator[Lexeme]:
    word, sign, after = raw.rpartition("~")
    if sign and re.search(r"[^\W_]", word) and (edits := _EDITS.fullmatch(after)):
        yield _fuzzy(word, int(edits[1] or 1), hints)
        return
    stem = raw.rstrip("*")
    if stem != raw and len(re.sub(r"[\W_]", "", stem)) > 1:
        yield Lexeme(Sign.PREFIX, stem)
    else:
        yield Lexeme(Sign.WORDS, raw)


def _fuzzy(word: str, edits: int, hints: list[Hint]) -> Lexeme:
    if edits > _MOST_EDITS:
        hints.append(Hint("fuzzy_far"))
    return Lexeme(Sign.FUZZY, word, min(max(edits, 1), _MOST_EDITS))


def balanced(lexemes: list[Lexeme], hints: list[Hint]) -> list[Lexeme]:
    """The same without brackets that have no partner, and without those too deep."""
    opened: list[int] = []
    dropped: set[int] = set()
    for at, lexeme in enumerate(lexemes):
        if lexeme.sign is Sign.OPEN:
            opened.append(at)
        elif lexeme.sign is Sign.CLOSE and opened:
            partner = opened.pop()
            if len(opened) >= _DEEPEST:
                dropped.update((partner, at))
        elif lexeme.sign is Sign.CLOSE:
            dropped.add(at)
    dropped.update(opened)
    if dropped:
        hints.append(Hint("bracket"))
    return [lexeme for at, lexeme in enumerate(lexemes) if at not in dropped]

"""A query string → its signs: words, phrases, operators, brackets. Never fails: what is no sign is a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Sign(StrEnum):
    WORDS = "words"
    PHRASE = "phrase"
    PREFIX = "prefix"
    AND = "and"
    OR = "or"
    NOT = "not"
    OPEN = "open"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Lexeme:
    sign: Sign
    text: str = ""


_QUOTE: Final = '"“”„»«'
_SCAN: Final = re.compile(
    rf"(?P<phrase>[{_QUOTE}](?P<inner>[^{_QUOTE}]*)(?P<closed>[{_QUOTE}]|$))|(?P<open>\()|(?P<close>\))"
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
_NEAR: Final = re.compile(r"NEAR(?:/\d+)?|NÄRA(?:/\d+)?")
_FIELD: Final = re.compile(
    r"(?i:person|org|organisation|källa|source|typ|kind|datum|date|dnr|case|fastighet|property|regnr|vehicle|plats|"
    r"ägare|owner|telefon|phone|lag|law|personnummer|orgnr):(?=\S)"
)
_LATER: Final = {
    "field": "Fält (som person:) går ännu inte att söka i: ordet efter kolon söks i hela texten.",
    "near": "NEAR går ännu inte att använda: orden söks i hela handlingen.",
    "fuzzy": "Ungefärlig sökning (namn~) går ännu inte att använda: ordet söks som det står. Prova tolerant sökning.",
}
_DEEPEST: Final = 40  # brackets within brackets; deeper ones are passed over, so that no query exhausts the stack
_UNCLOSED: Final = "Ett citattecken saknas: resten av frågan söks som en fras."


def signs(text: str, hints: list[str]) -> Iterator[Lexeme]:
    """The signs of a query in order; ``hints`` gets what was understood otherwise than it was written."""
    for match in _SCAN.finditer(text):
        kind = match.lastgroup
        if match["phrase"] is not None:
            if not match["closed"]:
                hints.append(_UNCLOSED)
            yield Lexeme(Sign.PHRASE, match["inner"])
        elif kind == "word":
            yield from _word(match[0], hints)
        else:
            yield Lexeme(Sign(str(kind)))


def _word(raw: str, hints: list[str]) -> Iterator[Lexeme]:
    if raw in _OPERATORS:
        yield Lexeme(_OPERATORS[raw])
        return
    if _NEAR.fullmatch(raw):
        hints.append(_LATER["near"])
        return
    word = _FIELD.sub("", raw, count=1) if _FIELD.match(raw) else raw
    if word != raw:
        hints.append(_LATER["field"])
    if re.fullmatch(r"[^\W_].*~[\d.]*", word):
        hints.append(_LATER["fuzzy"])
        word = word.rpartition("~")[0]
    stem = word.rstrip("*")
    if stem != word and len(re.sub(r"[\W_]", "", stem)) > 1:
        yield Lexeme(Sign.PREFIX, stem)
    else:
        yield Lexeme(Sign.WORDS, word)


def balanced(lexemes: list[Lexeme], hints: list[str]) -> list[Lexeme]:
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
        hints.append("En parentes saknar sin motsvarighet, eller står för djupt: den ignoreras.")
    return [lexeme for at, lexeme in enumerate(lexemes) if at not in dropped]

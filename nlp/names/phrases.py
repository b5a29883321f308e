"""Finds the entries of a table in a page, longest first, by their first word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from nlp.names.tokens import Token
from nlp.tables import words as table

_PARTS = re.compile(r"[^\W\d_][\w]*(?:[-'’:&][^\W_][\w]*)*|\d+|[^\w\s]")


@cache
def _by_first_word(names: tuple[str, ...]) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """First word → (entry, its other words), longest first."""
    index: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for name in names:
        for entry in table(name):
            first, *rest = _PARTS.findall(entry)
            index.setdefault(first, []).append((entry, tuple(rest)))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[1]))
    return index


def find(words: Sequence[Token], *names: str) -> Iterator[tuple[int, int, str]]:
    """``(first token, last token, entry)`` for each entry of the tables ``names``, with or without genitive -s."""
    index = _by_first_word(names)
    place = 0
    while place < len(words):
        last = place
        if words[place].capital:
            for entry, rest in _entries(index, words[place].text):
                if _stands(words, place, rest):
                    last = place + len(rest)
                    yield place, last, entry
                    break
        place = last + 1


def _entries(index: dict[str, list[tuple[str, tuple[str, ...]]]], word: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from index.get(word, ())
    if word[-1] == "s":
        yield from (entry for entry in index.get(word[:-1], ()) if not entry[1])


def _stands(words: Sequence[Token], place: int, rest: tuple[str, ...]) -> bool:
    following = words[place + 1 : place + 1 + len(rest)]
    if len(following) < len(rest) or any(token.gap not in ("", " ", "\n") for token in following):
        return False
    if not rest:
        return True
    plain = [token.text for token in following]
    return plain[:-1] == list(rest[:-1]) and plain[-1] in (rest[-1], rest[-1] + "s")

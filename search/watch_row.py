"""A row of a watch list (*bevakningslista*): names and numbers to be searched for, as a question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

PROBLEMS: Final = {
    "no_words": "raden har inget att söka på",
    "sensitive_selection": "raden har ord om känsliga personuppgifter, som personer inte får väljas ut genom",
    "too_long": "raden är för lång för en sökning",
    "wrong_personnummer": "personnumrets kontrollsiffra stämmer inte",
    "wrong_orgnr": "organisationsnumrets kontrollsiffra stämmer inte",
    "invalid_query": "raden gick inte att söka på",
    "too_many_rows": "listan har fler rader än gränsen: härifrån är den inte genomsökt",
    "unread": "en del av filen gick inte att läsa",
}
"""What may be wrong with a row, by its code, in words."""

_LEFT_OUT: Final = frozenset({"no_words", "sensitive_selection", "too_long", "invalid_query", "too_many_rows"})
_SIGNS: Final = re.compile(r"""[^\w\s.&'’/+@-]|_""")  # what the query language gives a meaning
_OPERATORS: Final = frozenset({"AND", "OR", "NOT", "NEAR", "OCH", "ELLER", "INTE"})
_DIGIT: Final = re.compile(r"\d")
_NEAR: Final = 2  # words between two of a name: a middle name and an initial; either order, so "Öst, Britt-Marie" too


@dataclass(frozen=True, slots=True)
class WatchRow:
    """``number`` is the row in the file, from 1, of ``sheet`` (empty where the file has none); ``wanted`` the names
    and numbers that stand there: a document with any of them is a hit. ``problem`` is a code of :data:`PROBLEMS`, or
    empty; a number whose check digit is wrong is searched for all the same."""

    number: int
    wanted: tuple[str, ...]
    sheet: str = ""
    problem: str = ""

    @property
    def said(self) -> str:
        """What is searched for, as it stands in the row."""
        return " · ".join(self.wanted)


def question(wanted: Sequence[str]) -> str:
    """The query that finds a document with any of these; empty where none holds a word.

    A text with a digit is a number, in any written form; others are names, whose words stand near each other.
    """
    parts = [_number(each) if _DIGIT.search(each) else _name(each) for each in wanted]
    return " OR ".join(part for part in parts if part)


def joined(rows: Iterable[WatchRow], most: int) -> str:
    """The query that finds a document with anything of any row; empty where it would be longer than ``most``
    characters. Rows that may not be searched for are left out."""
    told = (question(row.wanted) for row in rows if row.problem not in _LEFT_OUT)
    query = " OR ".join(dict.fromkeys(each for each in told if each))
    return query if len(query) <= most else ""


def _number(text: str) -> str:
    bare = " ".join(text.replace('"', " ").split())
    return f'"{bare}"'


def _name(text: str) -> str:
    words = [_plain(word) for word in _SIGNS.sub(" ", text).split()]
    words = [word for word in words if any(sign.isalpha() for sign in word)]
    return f"({f' NEAR/{_NEAR} '.join(words)})" if words else ""


def _plain(word: str) -> str:
    """The word, so that it is none of the query language's own, nor left out by a dash before it."""
    word = word.strip("-.'’/+&")
    return word.lower() if word in _OPERATORS else word

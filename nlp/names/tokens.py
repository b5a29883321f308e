"""The words of a page as the name rules see them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.names.atoms import COLUMN

_WORD = re.compile(r"[^\W\d_][\w]*(?:[-'’:&][^\W_][\w]*)*\.?|\d+|[^\w\s]")
_SENTENCE_END = frozenset(".!?:;•")
WRAPPED = 40  # code points: a line at least this long goes on, a shorter one ends what it says
_ABBREVIATIONS = frozenset(
    [
        "kv.",
        "st.",
        "dr.",
        "nr.",
        "ca.",
        "jfr.",
        "prof.",
        "tel.",
        "tfn.",
        "bl.",
        "m.",
        "s.",
        "k.",
        "inkl.",
        "exkl.",
        "ev.",
        "resp.",
        "ang.",
        "t.",
        "ex.",
        "f.",
        "d.",
        "avd.",
    ]
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark.

    ``gap`` is what stands before it: "" (nothing), " " (space), "  " (a tab or what parts columns), "\\n" (line),
    "\\n\\n" (empty line).
    """

    text: str
    start: int
    end: int
    gap: str
    opens: bool  # whether a sentence or a line begins here
    capital: bool


def tokens(text: str) -> list[Token]:
    """The words of ``text`` in order. An initial keeps its full stop (``A.``); other words give it back."""
    found: list[Token] = []
    end = 0
    opens = True
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        if word[-1] == "." and len(word) > 2:
            found_dot = word.lower() not in _ABBREVIATIONS
            word = word[:-1]
        else:
            found_dot = False
        gap = _gap(text, end, start)
        opens = opens or gap == "\n\n" or (gap == "\n" and not _wrapped(text, end))
        found.append(Token(word, start, start + len(word), gap, opens, word[0].isupper()))
        end = start + len(word)
        opens = found_dot or word in _SENTENCE_END
    return found


def _gap(text: str, end: int, start: int) -> str:
    between = text[end:start]
    lines = between.count("\n")
    if lines:
        return "\n" if lines == 1 and not between.strip() else "\n\n"
    if "." in between or len(between) >= len(COLUMN) or "\t" in between:
        return "." if "." in between else "  "
    return " " if between else ""


def _wrapped(text: str, end: int) -> bool:
    """Whether the line that ends at ``end`` is so long that the sentence goes on in the next."""
    return end - (text.rfind("\n", 0, end) + 1) >= WRAPPED


def joined(words: Sequence[Token], first: int, last: int) -> bool:
    """Whether tokens ``first``…``last`` (inclusive) stand with nothing but one space or one line break between."""
    return all(token.gap in (" ", "\n") for token in words[first + 1 : last + 1])

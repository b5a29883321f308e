"""A sentence as patterns read it: lower case, on one line, with one sign for each mention.

So that a pattern can say "a person, the word äger, a company" whatever these are called. Signs are of Unicode's
private use area, which no text has that anybody wrote (those that OCR or a font gives are taken for spaces).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from models.mention import Label, Mention

SIGNS: Final = {label: chr(0xE000 + number) for number, label in enumerate(Label)}
"""The sign of each label."""
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")
_ODD: Final = re.compile("[^\x00-\u024f\u2010-\u2027]|\u0130")
"""Beside the letters and marks of Swedish and its neighbours: what may change its length or its neighbours' case."""


@dataclass(frozen=True, slots=True)
class Abstract:
    """``text`` with signs, ``at`` where each of its characters stands on the page, ``mentions`` by place of the sign.

    ``at`` has one more than ``text``: the end.
    """

    text: str
    at: Sequence[int]
    mentions: Mapping[int, Mention]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where characters ``start`` to ``end`` stand on the page."""
        last = self.mentions.get(end - 1)
        return self.at[start], last.end if last else self.at[end - 1] + 1


def abstract(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Abstract:
    """``text[start:end]``, of a page whose ``mentions`` in it are given in order."""
    signs, at, placed = list[str](), list[int](), dict[int, Mention]()
    here = start
    for mention in mentions:
        if mention.start < here:
            continue
        _take(text, here, mention.start, signs, at)
        placed[len(signs)] = mention
        signs.append(SIGNS[mention.label])
        at.append(mention.start)
        here = mention.end
    _take(text, here, end, signs, at)
    return Abstract("".join(signs), [*at, end], placed)


def _take(text: str, start: int, end: int, signs: list[str], at: list[int]) -> None:
    end = min(end, len(text))
    if start >= end:
        return
    at.extend(range(start, end))
    some = text[start:end]
    if _ODD.search(some) is None:
        signs.extend(some.lower().replace("\n", " "))
        return
    for character in some:
        lower = character.lower()
        plain = len(lower) != 1 or character == "\n" or _PRIVATE.match(character)
        signs.append(" " if plain else lower)

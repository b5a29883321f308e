"""Pages cut into passages: windows of whole sentences, with a little of the one before in each.

A passage is embedded as one vector, which says less of each thing the more it is of. 80 words found the right text for
.752 of SweQuAD's questions (MRR@10), 200 words for .666, for as many tokens (``bench/meaning.py``).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

WORDS: Final = 80  # the most in a passage: a paragraph
OVERLAP: Final = 13  # words of the passage before that are told again, in whole sentences
FEWEST: Final = 4  # words below which a page says too little to have a meaning

_SENTENCE: Final = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[A-ZÅÄÖÉ0-9\"'”(–-])|\n\s*\n")
_WORD: Final = re.compile(r"\S+")
_DIGEST: Final = 16  # hex digits: 64 bits tell two texts of one page apart


class Place(NamedTuple):
    """Where a passage stands: the number of its page, its first code point and the one after its last, and what the
    text there hashes to, so that a passage of an earlier reading is known."""

    page: int
    start: int
    end: int
    digest: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage (*avsnitt*)."""

    place: Place
    text: str


def passages(pages: Iterable[tuple[int, str]]) -> list[Passage]:
    """The passages of these pages (number, text), in order. Pages of fewer words than ``FEWEST`` have none."""
    return [
        Passage(Place(number, start, end, digest(text[start:end])), text[start:end])
        for number, text in pages
        for start, end in _windows(text)
    ]


def digest(text: str) -> str:
    """What tells a text from another."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]


def whole_digest(found: Sequence[Passage]) -> str:
    """What tells all the passages of a document from those of another reading."""
    return digest("\n".join(map(str, (passage.place for passage in found))))


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Sentences put together as long as they fit; the next window begins with the last ones of it that are short."""
    sentences = list(_sentences(text))
    if sum(len(words) for words in sentences) < FEWEST:
        return
    begin = at = 0
    while at < len(sentences):
        at = _fitting(sentences, begin)
        yield sentences[begin][0][0], sentences[at - 1][-1][1]
        begin = _retold(sentences, at)


def _fitting(sentences: Sequence[list[tuple[int, int]]], begin: int) -> int:
    """The place after the last sentence of the window that begins there."""
    at, held = begin, 0
    while at < len(sentences) and (at == begin or held + len(sentences[at]) <= WORDS):
        held += len(sentences[at])
        at += 1
    return at


def _retold(sentences: Sequence[list[tuple[int, int]]], at: int) -> int:
    """Where the window after sentence ``at`` begins: further back, as long as that sentence still fits in."""
    begin, held = at, 0
    room = min(OVERLAP, WORDS - len(sentences[at])) if at < len(sentences) else 0
    while begin > 0 and held + len(sentences[begin - 1]) <= room:
        begin -= 1
        held += len(sentences[begin])
    return begin


def _sentences(text: str) -> Iterator[list[tuple[int, int]]]:
    """The spans of each sentence's words. What goes on without an end, as a table does, is cut by force."""
    begin = 0
    for end in [*(match.start() for match in _SENTENCE.finditer(text)), len(text)]:
        words = [match.span() for match in _WORD.finditer(text, begin, end)]
        yield from (words[at : at + WORDS] for at in range(0, len(words), WORDS))
        begin = end

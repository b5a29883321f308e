"""Two documents side by side (*visa skillnader*): what only the one says, what only the other, and the rest between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise
from typing import Final

from rapidfuzz.distance import Levenshtein

from models.access import Purpose, Viewer
from models.document import Document
from models.store.store import Store
from search.reading import read_document

_WORD: Final = re.compile(r"\S+\s*")  # with the space after it: lines end where they do on the page
_AROUND: Final = 40  # words of what both say that are shown beside a difference
_BREAK: Final = "\n\n"  # between pages


class Side(StrEnum):
    """Who says it: BOTH, only the ONE, only the OTHER; LEFT_OUT stands for words of both that are not shown."""

    BOTH = "both"
    ONE = "one"
    OTHER = "other"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Passage:
    """``text`` as it stands on the pages, with the space after it; of what is left out there is none, but how many
    ``words`` there are."""

    side: Side
    text: str
    words: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The documents, masked, and their passages in reading order. ``cut``: what follows in one of them was not
    compared, since it has more words than may be (``compared_words``)."""

    one: Document
    other: Document
    passages: tuple[Passage, ...]
    cut: bool

    @property
    def changes(self) -> int:
        """Places where the two differ: what one has there instead of what the other has is one."""
        sides = [Side.BOTH, *(passage.side for passage in self.passages)]
        return sum(now is Side.ONE or (now is Side.OTHER and before is not Side.ONE) for before, now in pairwise(sides))


def compare(viewer: Viewer, purpose: Purpose, store: Store, one: str, other: str) -> Comparison:
    """What differs between two documents, each opened as if it were read: two events in the ledger, personnummer
    masked. Raises :class:`AccessDeniedError`."""
    views = [read_document(viewer, purpose, store, id) for id in (one, other)]
    texts = [_BREAK.join(page.text for page in view.pages) for view in views]
    most = store.settings.limits.compared_words
    found, cut = passages(texts[0], texts[1], most)
    return Comparison(views[0].document, views[1].document, tuple(found), cut)


def passages(one: str, other: str, most: int) -> tuple[list[Passage], bool]:
    """The passages of two texts, and whether either has more than ``most`` words, of which the rest is left alone."""
    words = [[match.span() for match in _WORD.finditer(text)] for text in (one, other)]
    cut = any(len(some) > most for some in words)
    mine, theirs = words[0][:most], words[1][:most]
    stretches = list(_stretches(_plain(one, mine), _plain(other, theirs)))
    found: list[Passage] = []
    for at, (alike, here, there) in enumerate(stretches):
        if alike:
            found += _both(one, mine[here], first=at == 0, last=at == len(stretches) - 1)
        else:
            found += [_passage(Side.ONE, one, mine[here])] if mine[here] else []
            found += [_passage(Side.OTHER, other, theirs[there])] if theirs[there] else []
    return found, cut


def _plain(text: str, words: Sequence[tuple[int, int]]) -> list[str]:
    return [text[begin:end].rstrip() for begin, end in words]


def _stretches(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[bool, slice, slice]]:
    """Which words of both are alike, and which stand instead of which: in turns."""
    changes = Levenshtein.opcodes([hash(word) for word in one], [hash(word) for word in other])
    for alike, some in groupby(changes, key=lambda change: change.tag == "equal"):
        run = list(some)
        yield (
            alike,
            slice(run[0].src_start, run[-1].src_end),
            slice(run[0].dest_start, run[-1].dest_end),
        )


def _both(text: str, words: Sequence[tuple[int, int]], *, first: bool, last: bool) -> Iterator[Passage]:
    """What both say: beside a difference some words of it, and how many are left out between."""
    head, tail = 0 if first and not last else _AROUND, 0 if last else _AROUND
    if len(words) <= head + tail + 1:
        yield _passage(Side.BOTH, text, words)
        return
    if head:
        yield _passage(Side.BOTH, text, words[:head])
    yield Passage(Side.LEFT_OUT, "", len(words) - head - tail)
    if tail:
        yield _passage(Side.BOTH, text, words[-tail:])


def _passage(side: Side, text: str, words: Sequence[tuple[int, int]]) -> Passage:
    return Passage(side, text[words[0][0] : words[-1][1]], len(words))

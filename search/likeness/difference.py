"""How two texts differ, word for word: misread, worded otherwise, or about other people and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import Indel, Levenshtein

from search.likeness.words import Word

MOST_WORDS: Final = 10_000
"""Words of each that are laid side by side (40 pages): the memory it takes grows with the product, to 25 MB here."""
_ALIKE: Final = 0.6  # of two words' letters, from which one may be a misreading of the other
_ALIKE_RUNS: Final = 0.7  # of two runs of words: spaces are misread too


@dataclass(frozen=True, slots=True)
class Difference:
    """Shares (0–1): ``misread`` of all words of both; ``words`` of both that only one of the two has; ``facts`` (names
    and numbers) that only the one has, of its own, where that is less than of the other's: what is left out or added
    on one side only, a letterhead or a page, says nothing of another matter."""

    misread: float
    words: float
    facts: float


@dataclass(slots=True)
class _Count:
    misread: int = 0
    words: int = 0
    mine: int = 0  # facts
    theirs: int = 0


def difference(one: Sequence[Word], other: Sequence[Word]) -> Difference:
    """The least that must be changed to make one of the other (Levenshtein over words), told apart by what it is."""
    one, other = sorted((one[:MOST_WORDS], other[:MOST_WORDS]), key=_order)  # the same whichever comes first
    count = _Count()
    for mine, theirs in _changes(one, other):
        if len(mine) == len(theirs):
            for here, there in zip(mine, theirs, strict=True):
                _told(count, [here], [there])
        else:
            _told(count, mine, theirs)
    facts, others, total = _facts(one), _facts(other), len(one) + len(other)
    return Difference(
        misread=count.misread / max(total, 1),
        words=count.words / max(total - facts - others, 1),
        facts=min(count.mine / max(facts, 1), count.theirs / max(others, 1)),
    )


def _order(some: Sequence[Word]) -> tuple[int, list[int]]:
    return len(some), [word.hash for word in some]


def _facts(some: Sequence[Word]) -> int:
    return sum(word.is_fact for word in some)


def _changes(one: Sequence[Word], other: Sequence[Word]) -> Iterator[tuple[Sequence[Word], Sequence[Word]]]:
    for change in Levenshtein.opcodes([word.hash for word in one], [word.hash for word in other]):
        if change.tag != "equal":
            yield one[change.src_start : change.src_end], other[change.dest_start : change.dest_end]


def _told(count: _Count, mine: Sequence[Word], theirs: Sequence[Word]) -> None:
    if _is_misread([word.key for word in mine], [word.key for word in theirs]):
        count.misread += len(mine) + len(theirs)
    else:
        here, there = _facts(mine), _facts(theirs)
        count.mine, count.theirs = count.mine + here, count.theirs + there
        count.words += len(mine) + len(theirs) - here - there


def _is_misread(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether one may be the other misread. A number may not: that another stands there is what must be told."""
    if not mine or not theirs or (len(mine) == len(theirs) == 1 and mine[0].isdecimal() and theirs[0].isdecimal()):
        return False
    least = _ALIKE if len(mine) == len(theirs) else _ALIKE_RUNS
    return Indel.normalized_similarity("".join(mine), "".join(theirs), score_cutoff=least) >= least

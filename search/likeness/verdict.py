"""Whether two documents are alike, and how: by the shingles they share and by what they differ in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from models.likeness import Likeness
from search.likeness.difference import Difference, difference
from search.likeness.words import Word

LEAST: Final = 0.25
"""The Jaccard index of two words at a time from which two documents are looked at word for word. Measured on papers
misread and edited on purpose (``bench/near_duplicates.py``): one misread word in four leaves .3, three words in ten
edited .35, and papers of one template have less than .25 in 95 of 100 cases."""
_MAY_DIFFER: Final = 0.45
_FACTS_MAY_DIFFER: Final = 0.15
_FACTS_TO_WORDS: Final = 1.5
_OF_A_READING: Final = 0.02  # words that OCR leaves out or makes up on the best of scans
_TO_MISREAD: Final = 0.8  # words that it makes something else of altogether, to one that it misreads


def verdict(one: Sequence[Word], other: Sequence[Word], *, recognised: bool) -> Likeness | None:
    """How alike two documents are that share :data:`LEAST` of their shingles; None where they are not.

    ``recognised``: one of them was read by OCR, so that words may be misread. A VERSION is never said: what makes one
    is not in the text alone (:mod:`search.likeness.versions`).
    """
    if [word.hash for word in one] == [word.hash for word in other]:
        return Likeness.SAME
    found = difference(one, other)
    if recognised and _is_misreading(found):
        return Likeness.SAME
    return Likeness.SIMILAR if _is_edited(found) else None


def _is_misreading(found: Difference) -> bool:
    """Whether so little is otherwise that reading explains it: what OCR loses grows with what it misreads."""
    return max(found.words, found.facts) <= _TO_MISREAD * found.misread + _OF_A_READING


def _is_edited(found: Difference) -> bool:
    """Whether one may be the other edited. Of an edited paper its names and numbers change no more than its words;
    where they change and the words stay, it is another matter on the same template."""
    few_facts = found.facts <= max(_FACTS_MAY_DIFFER, _FACTS_TO_WORDS * found.words + 0.05)
    return max(found.words, found.facts) <= _MAY_DIFFER and few_facts

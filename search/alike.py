"""Which tokens a fuzzy word finds: one meaning for both back ends, for the marks and for the tests."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import OSA

from search.fitting import LONGEST
from search.query import Fuzzy


def alike(asked: Fuzzy, token: str) -> bool:
    """Whether the token is within the edits asked for.

    The optimal string alignment distance, as Lucene's automata reckon it (Schulz and Mihov 2002). Tokens beyond
    ``search.fitting.LONGEST`` are only alike to themselves, for of those the index keeps a part.
    """
    kept = asked.kept
    if token[:kept] != asked.word[:kept] or max(len(token), len(asked.word)) > LONGEST:
        return token == asked.word
    return OSA.distance(asked.word[kept:], token[kept:], score_cutoff=asked.distance) <= asked.distance


def among(asked: Fuzzy, tokens: Iterable[str]) -> list[str]:
    """Those of the tokens that are alike."""
    return [token for token in tokens if alike(asked, token)]

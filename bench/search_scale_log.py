"""Searches to time an index with: a short list that was always asked, and a long one by seed, in classes.

Words of the long list are drawn from the police notices by how many notices hold them: the 300 commonest, the next
2,700, and rarer ones. None of its searches is made to be quick.
"""

from __future__ import annotations

import re
from collections import Counter
from random import Random
from typing import Final

from bench.search_material import notice_text, notices

SHORT: Final = (
    "", "misshandel", "beslut", "polispatrull sjukhus", "trafikolycka personbil lastbil", "inbrott källare",
    "rån OR stöld", "brand -bil", '"polisen har inlett"', "målsäganden", "villa verktyg", "butik", "ambulans", "moped",
    "misstänkt gripen kniv", "narkotika", "vittnen", "skadegörelse fönster", "anmälan upprättas", "rattfylleri prov",
)  # fmt: skip
_COMMON: Final = 300
_MIDDLE: Final = 3_000
_RARE: Final = 20_000
_SAMPLED: Final = 5  # every fifth notice is counted


def long_log(each: int = 12, seed: int = 7) -> list[tuple[str, str]]:
    """(class, query), so many of each class."""
    random, texts = Random(seed), [notice_text(one) for one in notices()]
    held = Counter(word for text in texts[::_SAMPLED] for word in set(re.findall(r"[a-zåäöé]{3,}", text.lower())))
    ranked = sorted(held, key=lambda word: (-held[word], word))[:_RARE]
    return [search for _ in range(each) for search in _some(random, texts, ranked)]


def _some(random: Random, texts: list[str], ranked: list[str]) -> list[tuple[str, str]]:
    """One search of each class."""

    def common() -> str:
        return random.choice(ranked[:_COMMON])

    def middle() -> str:
        return random.choice(ranked[_COMMON:_MIDDLE])

    def rare() -> str:
        return random.choice(ranked[_MIDDLE:])

    words = re.findall(r"\w+", random.choice(texts))
    at = random.randrange(max(1, len(words) - 4))
    return [
        ("common", common()),
        ("middle", middle()),
        ("rare", rare()),
        ("two", f"{common()} {middle()}"),
        ("two common", f"{common()} {common()}"),
        ("three", f"{common()} {common()} {middle()}"),
        ("three common", f"{common()} {common()} {common()}"),
        ("or", f"{common()} OR {middle()}"),
        ("not", f"{common()} -{middle()}"),
        ("phrase", f'"{" ".join(words[at : at + 3])}"'),
        ("prefix", f"{middle()[:4]}*"),
        ("near", f"{common()} NEAR/5 {middle()}"),
        ("fuzzy", f"{rare()}~"),
    ]

"""Passages put together of what is written by hand in ``written/``: for each kind its titles, labels and sentences.

They hold what the trade writes and the phrasing bank may lack; everyone in them is made up, or nobody.
"""

from __future__ import annotations

import random
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Final

from training.kinds.example import Example

FOLDER: Final = Path(__file__).parent / "written"
PASSAGES: Final = 200
"""Of each kind."""
TITLES, WRITERS, LABELS, SENTENCES, CLOSINGS = "TWLSE"
_VALUES: Final = ("Xx Xx", "2023-05-14", "12 400 kronor", "ja", "nej", "se bilaga", "Xx AB", "14.30", "enligt ovan")


@cache
def phrases(kind: str) -> dict[str, tuple[str, ...]]:
    """What is written for a kind, by its sort."""
    sorts = defaultdict[str, list[str]](list)
    for line in (FOLDER / f"{kind}.txt").read_text("utf-8").splitlines():
        sort, _, phrase = line.partition(" ")
        if phrase and not line.startswith("#!"):
            sorts[sort].append(phrase)
    return {sort: tuple(found) for sort, found in sorts.items()}


def examples() -> list[Example]:
    """All passages; each is drawn anew from what is written."""
    chance = random.Random(11)
    kinds = sorted(path.stem for path in FOLDER.glob("*.txt"))
    return [_passage(kind, number, chance) for kind in kinds for number in range(PASSAGES)]


def _passage(kind: str, number: int, chance: random.Random) -> Example:
    known = phrases(kind)
    title = chance.choice(known.get(TITLES, ("Ärendet",)))
    parts = [title] if chance.random() < 0.8 or len(known.get(LABELS, ())) == 0 else []
    parts += [f"{label}: {chance.choice(_VALUES)}" for label in _some(known.get(LABELS, ()), 0, 7, chance)]
    parts.append(" ".join(_some(known.get(SENTENCES, ()), 1, 8, chance)))
    parts += _some(known.get(CLOSINGS, ()), 0, 2, chance)
    name = f"{title} {number}.pdf" if chance.random() < 0.5 else ""
    return Example(kind, f"written/{kind}", title, "\n".join(parts), name)


def _some(found: tuple[str, ...], least: int, most: int, chance: random.Random) -> list[str]:
    count = min(len(found), chance.randint(least, most))
    return chance.sample(found, count)

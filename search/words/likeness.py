"""What is said of documents alike: Swedish for one and for several of each relation to a hit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

ALIKE: Final[dict[str, str]] = {
    "same": "samma innehåll",
    "version": "version",
    "similar": "snarlik",
    "attachment": "bilaga",
}
_COUNTED: Final[dict[str, tuple[str, str]]] = {
    "version": ("1 annan version", "{} andra versioner"),
    "same": ("1 handling med samma innehåll", "{} handlingar med samma innehåll"),
    "similar": ("1 snarlik handling", "{} snarlika handlingar"),
    "attachment": ("1 bilaga", "{} bilagor"),
}


def counted(counts: Mapping[str, int]) -> list[str]:
    """How many there are of each relation, in words.

    >>> counted({"similar": 3, "attachment": 1})
    ['3 snarlika handlingar', '1 bilaga']
    """
    return [
        one if counts[relation] == 1 else several.format(counts[relation])
        for relation, (one, several) in _COUNTED.items()
        if counts.get(relation)
    ]

"""Tables of names (*namnlistor*): one value a line, Swedish order, the source in the first line."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent
_COMMENT: Final = "#"


@cache
def lines(name: str) -> tuple[str, ...]:
    """The values of ``<name>.txt``, in the file's order, without its header."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith(_COMMENT))


@cache
def words(name: str) -> frozenset[str]:
    """The same as a set, for asking whether a value is in it."""
    return frozenset(lines(name))


@cache
def pairs(name: str) -> dict[str, str]:
    """A table of two columns (tab between): from the first to the second."""
    return dict(line.split("\t", 1) for line in lines(name) if "\t" in line)

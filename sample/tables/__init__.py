"""Names by frequency, and which of them go together; README.md tells where they come from."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent


class Counted(NamedTuple):
    """A name, how many bear it, and the group it belongs to (empty for the most)."""

    name: str
    bearers: int
    group: str


def _lines(file: str) -> list[str]:
    return [line for line in (FOLDER / file).read_text("utf-8").splitlines() if not line.startswith("#")]


@cache
def counted(table: str) -> tuple[Counted, ...]:
    """The names of ``women``, ``men`` or ``surnames``, the most common first."""
    split = (line.split("\t") for line in _lines(f"{table}.tsv"))
    return tuple(Counted(name, int(bearers), group) for name, bearers, group in split)


@cache
def groups(table: str) -> dict[str, tuple[str, ...]]:
    """By group, the names of a table that go together."""
    split = (line.partition(": ") for line in _lines("groups.txt"))
    return {key.partition(".")[2]: tuple(names.split()) for key, _, names in split if key.startswith(f"{table}.")}


@cache
def generations() -> dict[str, frozenset[str]]:
    """``older`` and ``younger`` given names."""
    split = (line.partition(": ") for line in _lines("generations.txt"))
    return {key: frozenset(names.split()) for key, _, names in split}

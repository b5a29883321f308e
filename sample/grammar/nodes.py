"""What a line of a phrasing bank is made of, once it has been read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


class BankError(ValueError):
    """A bank that cannot be read or a paper that cannot be written from it; the text says where and why."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words as they stand; fixed names in them are marked already."""

    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the alternatives."""

    options: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Draw:
    """``least`` to ``most`` different entries of a pool; with ``held`` the same words each time it is drawn so."""

    pool: str
    least: int = 1
    most: int = 1
    held: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """Somebody or something of the made world."""

    name: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """Words that are noted in the gold: ``kind`` is tie, outcome, neg or field."""

    kind: str
    value: str
    inner: Node


@dataclass(frozen=True, slots=True)
class Row:
    """Nodes one after the other."""

    parts: tuple[Node, ...]


Node: TypeAlias = Text | Choice | Draw | Slot | Said | Row

"""What a situation picture says: tables of numbers, each with the search that it is the total of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from models.limits import LIMITS
from search.facet import FACET_TYPES
from search.situation.period import Period
from search.situation.scope import Scope

_LONGEST: Final = 2_000  # characters of a value


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a number is of, beside the picture's own question: chosen facet values, days, words, certain documents.

    Without a ``period`` documents of any day, and those without one.
    """

    period: Period | None
    include: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: str = ""
    among: tuple[str, ...] = ()

    def written(self) -> str:
        """As a button sends it."""
        days = [self.period.since.isoformat(), self.period.until.isoformat()] if self.period else []
        some = {"d": days, "i": {type: list(ids) for type, ids in self.include.items()}, "w": self.words}
        told = {name: value for name, value in {**some, "a": list(self.among)}.items() if value}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def read(cls, untrusted: str, most: int = LIMITS.situation_documents) -> Narrowing | None:
        """What :meth:`written` wrote, of so many documents at most; None for anything else."""
        try:
            told = json.loads(untrusted)
            days = [date.fromisoformat(_text(each)) for each in told.get("d", ())]
            period = Period(*days) if days else None
            include = {type: tuple(map(_text, ids)) for type, ids in told.get("i", {}).items()}
            among = tuple(map(_text, told.get("a", ())))
            words = _text(told.get("w", ""))
        except (ValueError, TypeError, AttributeError, RecursionError):
            return None
        if not include.keys() <= set(FACET_TYPES) or not all(include.values()) or len(among) > most:
            return None
        return cls(period, include, words, among)


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST or not value.isprintable():
        raise ValueError("no text")
    return value


@dataclass(frozen=True, slots=True)
class Number:
    """So many documents, and how to narrow the picture's question to them."""

    count: int
    to: Narrowing


@dataclass(frozen=True, slots=True)
class Row:
    """``numbers`` by the table's columns; ``parts`` are named numbers beside them (of each source). ``id`` is that of
    the entity, or of the facet value, that the row is about; empty where it is about a place or a street. ``note``
    tells namesakes apart. ``level`` 1: it stands under the row before it that has 0."""

    label: str
    numbers: tuple[Number | None, ...]
    type: str = ""
    id: str = ""
    level: int = 0
    parts: tuple[tuple[str, Number], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """``columns`` are codes of ``search/words/situation.py``, or days. ``left`` rows are not shown; ``cut`` says that
    not everything was looked through, and why, as a code. ``name``: a code, or a label of entities."""

    name: str
    columns: tuple[str | Period, ...]
    rows: tuple[Row, ...]
    left: int = 0
    cut: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the picture: ``name`` is its code. ``withheld``: it would list people by sensitive words."""

    name: str
    tables: tuple[Table, ...] = ()
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """``total`` documents of the period, ``before`` of the one before (None: there is none) and ``undated`` that the
    question finds without a date. ``newest``: the newest day that it finds at all, where the period has nothing."""

    scope: Scope
    total: Number
    before: Number | None
    undated: Number
    sections: tuple[Section, ...]
    newest: date | None = None
    sensitive: bool = False

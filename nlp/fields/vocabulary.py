"""Which field a label names (``labels.txt``): "Besöksdatum" before a date is ``visit_date``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from models.mention import Label

_FILLING: Final = re.compile(
    r"\s?\((?:er|en|ar|n|na|kr|sek|or|ska|bolag|företag|person|namn)\)|(?<=\w)[ -](?:nr|kr|namn|datum och tid)$"
)
_TWO_PARTS: Final = 34  # code points of a label of two parts: a longer one is a sentence
_AND: Final = re.compile(r"\s?/\s?|,\s| och ")


class _Row(NamedTuple):
    """A field, of which labels of mentions, its words in full, and those with any beginning or ending."""

    field: str
    of: frozenset[str]
    words: re.Pattern[str]
    endings: re.Pattern[str]


@cache
def _rows() -> tuple[_Row, ...]:
    lines = (Path(__file__).parent / "labels.txt").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple(_row(field, kinds, labels.split(";")) for field, kinds, labels in rows)


def _row(field: str, kinds: str, labels: list[str]) -> _Row:
    whole = [label for label in labels if "*" not in label]
    return _Row(field, frozenset(kinds.split()), _pattern(whole), _pattern([each for each in labels if "*" in each]))


def _pattern(labels: Iterable[str]) -> re.Pattern[str]:
    words = (re.escape(label.strip()).replace(r"\*", r".*") for label in labels if label.strip())
    return re.compile("|".join(sorted(words, key=len, reverse=True)) or "(?!)")


@lru_cache(maxsize=10_000)
def is_label(key: str) -> bool:
    """Whether ``key`` names a field of any sort."""
    return any(row.words.fullmatch(key) for row in _rows())


@lru_cache(maxsize=10_000)
def fields_of_label(key: str, label: Label) -> tuple[str, ...]:
    """The fields that ``key`` (of :func:`nlp.fields.keys.plain`) may name of such a mention, the likeliest first.

    A label of two parts ("datum/tid", "handläggare och inspektör") counts by either, the whole first.
    """
    whole = _FILLING.sub("", key)
    found: list[str] = []
    for part in (key, whole, *(_AND.split(whole) if len(whole) <= _TWO_PARTS else ())):
        named = [row for row in _rows() if label in row.of]
        found += [row.field for row in named if row.words.fullmatch(part)]
        found += [row.field for row in named if row.endings.fullmatch(part)]
    return tuple(dict.fromkeys(found))

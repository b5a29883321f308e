"""Which field a label names (``labels.txt``): "Besöksdatum" before a date is ``visit_date``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from models.mention import Label

_FILLING: Final = re.compile(
    r"\s?\((?:er|en|ar|n|na|kr|sek|or|ska|bolag|företag|person|namn)\)|(?<=\w)[ -](?:nr|kr|namn|datum och tid)$"
)
_AND: Final = re.compile(r"\s?/\s?|,\s| och ")


@cache
def _rows() -> tuple[tuple[str, frozenset[str], re.Pattern[str]], ...]:
    lines = (Path(__file__).parent / "labels.txt").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple((field, frozenset(kinds.split()), _pattern(labels.split(";"))) for field, kinds, labels in rows)


def _pattern(labels: Iterable[str]) -> re.Pattern[str]:
    words = (re.escape(label.strip()).replace(r"\*", r".*") for label in labels if label.strip())
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


@cache
def fields_of_label(key: str, label: Label) -> tuple[str, ...]:
    """The fields that ``key`` (of :func:`nlp.fields.keys.plain`) may name of such a mention, the likeliest first.

    A label of two parts ("datum/tid", "handläggare och inspektör") counts by either, the whole first.
    """
    whole = _FILLING.sub("", key)
    found: list[str] = []
    for part in (key, whole, *(_AND.split(whole))):
        found += [field for field, kinds, words in _rows() if label in kinds and words.fullmatch(part)]
    return tuple(dict.fromkeys(found))

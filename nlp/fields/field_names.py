"""The fields that there are: their names, Swedish titles and the kinds of documents that have them.

The table is ``field_names.txt``; ``docs/fields.md`` tells what each means and its normal form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

DATE: Final = "date"
CASE_NUMBER: Final = "case_number"
OUTCOME: Final = "outcome"
PERSON: Final = "person"
_EVERY: Final = "*"


@dataclass(frozen=True, slots=True)
class FieldName:
    """One row of the table: ``single`` fields stand once in a document; ``kinds`` is empty where every kind has it."""

    name: str
    title: str
    single: bool
    kinds: frozenset[str]

    def is_of(self, kind: str) -> bool:
        """Whether documents of ``kind`` have this field."""
        return not self.kinds or kind in self.kinds


@cache
def field_names() -> Mapping[str, FieldName]:
    """Every field by its name, in the order in which they are shown."""
    lines = (Path(__file__).parent / "field_names.txt").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {
        name: FieldName(name, title, count == "one", frozenset(() if kinds == _EVERY else kinds.split()))
        for name, title, count, kinds in rows
    }


def titles() -> dict[str, str]:
    """The Swedish title of each field, for the front end."""
    return {name: field.title for name, field in field_names().items()}

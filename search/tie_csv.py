"""Ties as a CSV file: a row for each relation that is said, and for each place where two are named together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TextIO

from search.csv_table import write_table
from search.tied import Link, Place, Tie, Ties
from search.words.relations import NEAR, RELATIONS

COLUMNS: Final = (
    "från id", "från typ", "från", "samband", "samband id", "till id", "till typ", "till", "i andra hand", "meningar",
    "sidor", "handlingar", "handling id", "handling", "källa", "ägare", "datum", "sida", "start", "slut", "ord",
    "mening",
)  # fmt: skip
"""``start`` and ``slut`` are offsets in code points of the page's text. The counts are those of the two."""


def write_csv(ties: Ties, out: TextIO) -> None:
    """As :func:`search.csv_table.write_table` writes it."""
    write_table(COLUMNS, (row for tie in ties.ties for row in _rows(ties, tie)), out)


def _rows(ties: Ties, tie: Tie) -> Iterator[list[str]]:
    for link in tie.links:
        said = (RELATIONS[link.relation], link.relation.value)
        reported = "ja" if link.reported else ""
        yield [
            *_ends(ties, tie, link.source, said, link.target, reported),
            *_where(ties, link),
            link.text,
            link.sentence,
        ]
    for place in tie.places:
        near = place.near.name.lower()
        yield [*_ends(ties, tie, tie.left, (NEAR[near], near), tie.right, ""), *_where(ties, place), "", place.text]


def _ends(ties: Ties, tie: Tie, source: str, said: tuple[str, str], target: str, reported: str) -> list[str]:
    left, right = ties.entities[source], ties.entities[target]
    counts = [str(count) for count in (tie.sentences, tie.pages, tie.documents)]
    return [source, left.label.value, left.name, *said, target, right.label.value, right.name, reported, *counts]


def _where(ties: Ties, place: Link | Place) -> list[str]:
    document = ties.documents[place.document]
    day = document.date.isoformat() if document.date else ""
    span = (str(place.page), str(place.start), str(place.end))
    return [document.id, document.name, document.source, document.owner, day, *span]

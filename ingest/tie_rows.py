"""Ties as the command line shows them: in JSON as docs/cli.md has it, and in words."""

from __future__ import annotations

from typing import Any, Final

from search.tied import Link, Place, Tie, Ties
from search.words.relations import NEAR, RELATIONS

_TEXT: Final = 160  # characters of a sentence on a terminal


def tie_row(ties: Ties, tie: Tie, id: str) -> dict[str, Any]:
    """A tie of the entity ``id``: the other one, how often, where, and what is said."""
    other = ties.entities[tie.other(id)]
    return {
        "entity": other.id,
        "label": other.label.value,
        "name": other.name,
        "sentences": tie.sentences,
        "pages": tie.pages,
        "documents": tie.documents,
        "relations": [_link_row(ties, link) for link in tie.links],
        "places": [_place_row(ties, place) for place in tie.places],
    }


def _link_row(ties: Ties, link: Link) -> dict[str, Any]:
    return {
        "relation": link.relation.value,
        "from": link.source,
        "to": link.target,
        "reported": link.reported,
        **_where(ties, link),
        "text": link.text,
        "sentence": link.sentence,
    }


def _place_row(ties: Ties, place: Place) -> dict[str, Any]:
    return {"near": place.near.name.lower(), **_where(ties, place), "text": place.text}


def _where(ties: Ties, place: Link | Place) -> dict[str, Any]:
    name = ties.documents[place.document].name
    return {"document": place.document, "name": name, "page": place.page, "start": place.start, "end": place.end}


def ties_text(answer: dict[str, Any]) -> str:
    """The answer of ``samsyn ties show`` in words."""
    head = f"{answer['name']} ({answer['label']}): {answer['total']} samband"
    return "\n".join([head, *(line for row in answer["ties"] for line in _lines(answer, row))])


def _lines(answer: dict[str, Any], row: dict[str, Any]) -> list[str]:
    counts = f"{row['sentences']} meningar, {row['pages']} sidor, {row['documents']} handlingar"
    lines = ["", f"{row['name']} ({row['label']}) {row['entity']}: {counts}"]
    for link in row["relations"]:
        names = (answer["name"], row["name"]) if link["from"] == answer["entity"] else (row["name"], answer["name"])
        said = f"{names[0]} {RELATIONS[link['relation']]} {names[1]}" + (" (uppgift i andra hand)" * link["reported"])
        lines.append(f"  {said}\n    ”{_cut(link['sentence'])}” {link['name']}, s. {link['page']}")
    for place in row["places"][:1] if not row["relations"] else ():
        words = f"”{_cut(place['text'])}” " if place["text"] else ""
        lines.append(f"  {NEAR[place['near']]}: {words}{place['name']}, s. {place['page']}")
    return lines


def _cut(text: str) -> str:
    return text if len(text) <= _TEXT else f"{text[:_TEXT]}…"

"""Ties as FollowTheMoney entities, one JSON object a line, which Aleph and yente load.

Schemata and properties are those that followthemoney publishes (followthemoney/schema/*.yaml, version 3). Values are
lists of strings; ids are stable: the same tie has the same id in every export.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple, TextIO

from models.mention import Entity, Label
from models.tie import Relation
from search.tied import Link, Place, Ties
from search.words.relations import RELATIONS

PREFIX: Final = "samsyn-"
_COMPANY: Final = re.compile(r"(?:^|\s)(?:AB|Aktiebolag|HB|Handelsbolag|KB|Kommanditbolag)(?:\s|$)", re.IGNORECASE)
_SCHEMATA: Final = {
    Label.PERSON: ("Person", "name"), Label.ADDRESS: ("Address", "full"), Label.LOC: ("Address", "full"),
    Label.PROPERTY: ("RealEstate", "registrationNumber"), Label.VEHICLE: ("Vehicle", "registrationNumber"),
    Label.ACCOUNT: ("BankAccount", "accountNumber"), Label.CASE: ("CourtCase", "caseNumber"),
}  # fmt: skip
"""What each label becomes, and the property that holds its number. Labels that are not here are no things there."""
_LEGAL: Final = frozenset({"Person", "Company", "Organization"})


class Edge(NamedTuple):
    """The schema of a relation, its two ends, and of which schemata these must be."""

    schema: str
    source: str
    target: str
    from_: frozenset[str]
    to: frozenset[str]


_BODIES: Final = frozenset({"Company", "Organization"})
_PEOPLE: Final = frozenset({"Person"})
_ASSETS: Final = frozenset({"Company", "RealEstate", "Vehicle", "BankAccount"})
EDGES: Final = {
    Relation.OWNS: Edge("Ownership", "owner", "asset", _LEGAL, _ASSETS),
    Relation.BOARD_MEMBER_OF: Edge("Directorship", "director", "organization", _LEGAL, _BODIES),
    Relation.REPRESENTS: Edge("Representation", "agent", "client", _LEGAL, _LEGAL),
    Relation.WORKS_FOR: Edge("Employment", "employee", "employer", _PEOPLE, _BODIES),
    Relation.LENDS_TO: Edge("Debt", "creditor", "debtor", _LEGAL, _LEGAL),
    Relation.PAYS: Edge("Payment", "payer", "beneficiary", _LEGAL, _LEGAL),
    Relation.RELATED_TO: Edge("Family", "person", "relative", _PEOPLE, _PEOPLE),
    Relation.KNOWS: Edge("Associate", "person", "associate", _PEOPLE, _PEOPLE),
}
"""Relations that followthemoney has a schema for. The others, and what does not fit it, are an UnknownLink."""
LINK: Final = Edge("UnknownLink", "subject", "object", frozenset(), frozenset())
_WITH_ROLE: Final = frozenset({"Ownership", "Directorship", "Representation", "Employment", "UnknownLink"})
_OF_PEOPLE: Final = frozenset({"Family", "Associate"})


def write_ftm(ties: Ties, out: TextIO) -> None:
    """Things, documents, where people and companies are named, then what ties them."""
    owned = {link.target for tie in ties.ties for link in tie.links if link.relation is Relation.OWNS}
    schemata = {id: schema for id, entity in ties.entities.items() if (schema := _schema(entity, id in owned))}
    for row in _rows(ties, schemata):
        out.write(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n")


def _rows(ties: Ties, schemata: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    used = {id for tie in ties.ties for id in (tie.left, tie.right)}
    for id in sorted(used & schemata.keys()):
        yield _row(PREFIX + id, schemata[id], _thing(ties.entities[id]))
    for id, document in sorted(ties.documents.items()):
        day = document.date.isoformat() if document.date else ""
        yield _row(_document(id), "Document", {"fileName": document.name, "title": document.title, "date": day})
    yield from _mentions(ties, schemata)
    for tie in ties.ties:
        if tie.left not in schemata or tie.right not in schemata:
            continue
        for link in tie.links:
            yield _link(ties, link, schemata)
        for place in tie.places:
            yield _together(tie.left, tie.right, place)


def _schema(entity: Entity, owned: bool) -> str:
    """An organisation that somebody owns, or that has a company's legal form, is a Company: only that is an asset."""
    if entity.label is Label.ORG:
        return "Company" if owned or _COMPANY.search(entity.name) else "Organization"
    return _SCHEMATA.get(entity.label, ("", ""))[0]


def _thing(entity: Entity) -> dict[str, str]:
    number = {} if entity.label is Label.ORG else {_SCHEMATA[entity.label][1]: entity.name}
    if entity.label is Label.ACCOUNT and re.fullmatch(r"[A-Z]{2}\d{2}\w+", entity.name):
        number = {"iban": entity.name}
    return {"name": entity.name, "country": "se", **number}


def _mentions(ties: Ties, schemata: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Where people and organisations are named: once for each document."""
    seen = set[tuple[str, str]]()
    for tie in ties.ties:
        documents = {one.document for one in tie.places} | {one.document for one in tie.links}
        seen |= {(id, one) for id in (tie.left, tie.right) if schemata.get(id) in _LEGAL for one in documents}
    for id, document in sorted(seen):
        entity = ties.entities[id]
        yield _row(
            _id("mention", id, document),
            "Mention",
            {
                "document": _document(document),
                "name": entity.name,
                "resolved": PREFIX + id,
                "detectedSchema": schemata[id],
            },
        )


def _link(ties: Ties, link: Link, schemata: Mapping[str, str]) -> dict[str, Any]:
    edge = EDGES.get(link.relation, LINK)
    if edge is not LINK and not (schemata[link.source] in edge.from_ and schemata[link.target] in edge.to):
        edge = LINK
    words, day = RELATIONS[link.relation], ties.documents[link.document].date
    values = {
        edge.source: PREFIX + link.source, edge.target: PREFIX + link.target, "summary": link.text,
        "description": link.sentence, "recordId": _place(link), "date": day.isoformat() if day else "",
    }  # fmt: skip
    if edge.schema in _WITH_ROLE:
        values |= {"role": words, "status": "uppgift i andra hand" if link.reported else ""}
    elif edge.schema in _OF_PEOPLE:
        values["relationship"] = words
    return _row(_id(link.relation.value, link.source, link.target, _place(link)), edge.schema, values)


def _together(left: str, right: str, place: Place) -> dict[str, Any]:
    near = place.near.name.lower()
    values = {
        LINK.source: PREFIX + left, LINK.target: PREFIX + right, "role": f"named in the same {near}",
        "description": place.text, "recordId": _place(place),
    }  # fmt: skip
    return _row(_id(near, left, right, _place(place)), LINK.schema, values)


def _place(place: Link | Place) -> str:
    return f"{place.document}:{place.page}:{place.start}-{place.end}"


def _document(id: str) -> str:
    return f"{PREFIX}document-{id}"


def _id(*parts: str) -> str:
    return f"{PREFIX}{parts[0]}-{hashlib.sha256('|'.join(parts).encode()).hexdigest()[:32]}"


def _row(id: str, schema: str, values: Mapping[str, str]) -> dict[str, Any]:
    return {"id": id, "schema": schema, "properties": {name: [value] for name, value in values.items() if value}}

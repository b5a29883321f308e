"""Ties for a viewer: the wall, the mask, the ledger, and the forms they are written in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import TextIO
from xml.etree import ElementTree

import pytest

from models.access import Purpose, Viewer
from models.errors import AccessDeniedError, InvalidQueryError
from models.mention import Label
from models.store.store import Store
from models.tie import Near, Relation
from nlp.ties import TIES
from search.tie_csv import write_csv
from search.tie_ftm import write_ftm
from search.tie_graphml import write_graphml
from search.tied import Tie, Ties
from search.ties import Request, export_ties, ties_of
from tests.search.archive import HEALTH, NUMBER, POLICE, Paper, everyone, put

WHY = Purpose("tillsyn", "MBN 2024-1")
ANNA, FIRM, CAR = (Label.PERSON, "Anna Berg"), (Label.ORG, "Norrlands Matkompani AB"), (Label.VEHICLE, "KGT42R")
NAMES = [(label, text, text) for label, text in (ANNA, FIRM, CAR)]
REPORT = "Anna Berg (19850312-2391) äger Norrlands Matkompani AB. Hon svarade."
MEMO = "Anna Berg kör KGT42R. En annan mening.\n\nNorrlands Matkompani AB = <ok> & annat."
PNR = (Label.PERSONNUMMER, "19850312-2391", NUMBER)


@pytest.fixture
def ids(store: Store) -> dict[str, str]:
    papers = [
        Paper("rapport.txt", "tillsyn", [REPORT, "Sidan 2: Anna Berg."], names=[*NAMES, PNR]),
        Paper("pm.txt", "promemorior", [MEMO], names=NAMES),
    ]  # fmt: skip
    put_ids = {paper.name: put(store, None, paper) for paper in papers}
    for label, name in (ANNA, FIRM, CAR):
        (put_ids[name],) = store.entities.find(everyone(), label.value, name)
    return put_ids


def tied(found: Ties, one: str, other: str) -> Tie:
    (tie,) = (tie for tie in found.ties if {tie.left, tie.right} == {one, other})
    return tie


def test_what_is_said_and_where_they_are_named_together(store: Store, ids: dict[str, str]) -> None:
    found = ties_of(everyone(), WHY, store, ids["Anna Berg"], TIES)
    tie = tied(found, ids["Anna Berg"], ids["Norrlands Matkompani AB"])
    assert (tie.sentences, tie.pages, tie.documents) == (1, 2, 2)
    assert [(place.near, place.document, place.page) for place in tie.places] == [
        (Near.SENTENCE, ids["rapport.txt"], 1),
        (Near.PAGE, ids["pm.txt"], 1),
    ]
    (link,) = tie.links
    assert (link.relation, link.source, link.target) == (
        Relation.OWNS,
        ids["Anna Berg"],
        ids["Norrlands Matkompani AB"],
    )
    text = store.documents.page(everyone(), link.document, link.page).text
    assert text[link.start : link.end] == "Anna Berg (19850312-2391) äger Norrlands Matkompani AB"
    assert [tie.links[0].relation for tie in found.ties[:2]] == [Relation.OWNS, Relation.DRIVES]
    assert found.total == len(found.ties) == 3  # the personnummer too


def test_one_page_goes_through_the_newest_alone(store: Store, ids: dict[str, str]) -> None:
    store.settings = replace(store.settings, limits=replace(store.settings.limits, network_documents=1))
    some, every = (ties_of(everyone(), WHY, store, ids["Anna Berg"], TIES, sparing=each) for each in (True, False))
    assert (len(some.documents), some.unread) == (1, 1)
    assert (len(every.documents), every.unread) == (2, 0)


def test_personnummer_are_masked_unless_there_is_a_reason(store: Store, ids: dict[str, str]) -> None:
    masked, shown = io.StringIO(), io.StringIO()
    for write in (write_csv, write_graphml, write_ftm):
        write(export_ties(everyone(), WHY, store, Request(), TIES), masked)
        write(export_ties(everyone(), WHY, store, Request(unmask="utredning"), TIES), shown)
    assert "2391" not in masked.getvalue()
    assert "850312-XXXX" in masked.getvalue()
    assert shown.getvalue().count("19850312-2391") > 1
    events = [(one.event.action.value, one.event.details) for one in store.ledger.last()]
    assert ("unmask", {"reason": "utredning"}) in events


def test_the_ledger_has_it_before_the_answer(store: Store, ids: dict[str, str]) -> None:
    ties_of(everyone(), WHY, store, ids["Anna Berg"], TIES)
    export_ties(everyone(), WHY, store, Request(), TIES)
    with pytest.raises(AccessDeniedError):
        ties_of(everyone(), WHY, store, "0" * 32, TIES)
    with pytest.raises(AccessDeniedError):
        export_ties(everyone(), WHY, store, Request(owners=("någon annan",)), TIES)
    told = [(one.event.action.value, one.event.target, one.event.case) for one in reversed(store.ledger.last(4))]
    assert told == [
        ("read_entity", ids["Anna Berg"], WHY.case),
        ("export", "", WHY.case),
        ("refused", "0" * 32, WHY.case),
        ("refused", "", WHY.case),
    ]


def test_nothing_of_an_owner_that_may_not_be_read(store: Store, ids: dict[str, str]) -> None:
    health = Viewer("anna", frozenset({HEALTH}))
    found = export_ties(health, WHY, store, Request(), TIES)
    assert {document.owner for document in found.documents.values()} == {HEALTH}
    assert ids["KGT42R"] not in found.entities
    assert {link.relation for tie in found.ties for link in tie.links} == {Relation.OWNS}
    with pytest.raises(AccessDeniedError):
        ties_of(health, WHY, store, ids["KGT42R"], TIES)
    with pytest.raises(AccessDeniedError):
        export_ties(health, WHY, store, Request(owners=(POLICE,)), TIES)
    with pytest.raises(AccessDeniedError):
        export_ties(health, WHY, store, Request(entities=(ids["KGT42R"],)), TIES)


def test_an_export_is_narrowed(store: Store, ids: dict[str, str]) -> None:
    by_source = export_ties(everyone(), WHY, store, Request(sources=("promemorior",)), TIES)
    by_owner = export_ties(everyone(), WHY, store, Request(owners=(POLICE,)), TIES)
    assert by_source == by_owner
    assert set(by_source.documents) == {ids["pm.txt"]}
    car = export_ties(everyone(), WHY, store, Request(entities=(ids["KGT42R"],)), TIES)
    assert all(ids["KGT42R"] in (tie.left, tie.right) for tie in car.ties)
    near = export_ties(everyone(), WHY, store, Request(within=Near.SENTENCE), TIES)
    assert {place.near for tie in near.ties for place in tie.places} == {Near.SENTENCE}


def test_an_export_of_too_many_is_refused(store: Store, ids: dict[str, str]) -> None:
    store.settings = replace(store.settings, limits=replace(store.settings.limits, tie_pairs=2))
    with pytest.raises(InvalidQueryError):
        export_ties(everyone(), WHY, store, Request(), TIES)
    assert export_ties(everyone(), WHY, store, Request(within=Near.SENTENCE, sources=("promemorior",)), TIES).total == 1


def written(store: Store, write: Callable[[Ties, TextIO], None]) -> str:
    out = io.StringIO(newline="")
    write(export_ties(everyone(), WHY, store, Request(), TIES), out)
    return out.getvalue()


def test_graphml_is_read_back(store: Store, ids: dict[str, str]) -> None:
    networkx = pytest.importorskip("networkx")
    graph = networkx.parse_graphml(written(store, write_graphml), force_multigraph=True)
    assert graph.nodes[ids["Anna Berg"]] == {"label": "Anna Berg", "type": "PERSON", "owner": HEALTH}
    edges = [(left, right, data) for left, right, data in graph.edges(data=True) if data["relation"] == "owns"]
    ((left, right, data),) = edges
    assert (left, right) == (ids["Anna Berg"], ids["Norrlands Matkompani AB"])
    assert (data["document"], data["page"], data["start"], data["mutual"]) == (ids["rapport.txt"], 1, 0, False)
    together = graph.get_edge_data(*sorted((left, right)))
    assert {"sentences": 1, "pages": 2, "documents": 2}.items() <= next(
        each for each in together.values() if each["relation"] == "together"
    ).items()


def test_graphml_has_what_its_schema_asks(store: Store, ids: dict[str, str]) -> None:
    root = ElementTree.fromstring(written(store, write_graphml))
    space = "{http://graphml.graphdrawing.org/xmlns}"
    keys = {key.get("id"): key.get("for") for key in root.iter(f"{space}key")}
    nodes = {node.get("id") for node in root.iter(f"{space}node")}
    for edge in root.iter(f"{space}edge"):
        assert {edge.get("source"), edge.get("target")} <= nodes
        assert all(keys[data.get("key")] == "edge" for data in edge)


def test_csv_has_a_row_for_each_place_and_no_formulas(store: Store, ids: dict[str, str]) -> None:
    put(store, None, Paper("x.txt", "tillsyn", ["=SUM(A1) Anna Berg äger KGT42R."], names=NAMES))
    text = written(store, write_csv)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))
    (owns, _more) = sorted((row for row in rows if row["samband id"] == "owns"), key=lambda row: row["handling"])
    assert (owns["från"], owns["till"], owns["handling"]) == ("Anna Berg", "Norrlands Matkompani AB", "rapport.txt")
    assert (owns["sida"], owns["start"], owns["slut"]) == ("1", "0", "54")
    assert {row["samband id"] for row in rows} == {"owns", "drives", "sentence", "page", "document"} & {
        row["samband id"] for row in rows
    }
    assert not any(cell.startswith("=") for row in rows for cell in row.values())


SCHEMATA = {
    "Person": {"name", "country"}, "Company": {"name", "country"}, "Organization": {"name", "country"},
    "Vehicle": {"name", "country", "registrationNumber"}, "Document": {"fileName", "title", "date"},
    "Mention": {"document", "name", "resolved", "detectedSchema"},
    "Ownership": {"owner", "asset", "role", "status", "summary", "description", "recordId", "date"},
    "UnknownLink": {"subject", "object", "role", "status", "summary", "description", "recordId", "date"},
}  # fmt: skip
"""Of followthemoney 3, followthemoney/schema/*.yaml: properties of each schema and of those that it extends."""


def test_followthemoney(store: Store, ids: dict[str, str]) -> None:
    text = written(store, write_ftm)
    rows = {row["id"]: row for row in map(json.loads, text.splitlines())}
    assert len(rows) == len(text.splitlines())
    assert text == written(store, write_ftm)  # ids are stable
    for row in rows.values():
        assert set(row) == {"id", "schema", "properties"}
        assert set(row["properties"]) <= SCHEMATA[row["schema"]]
        assert all(isinstance(values, list) and all(values) for values in row["properties"].values())
    (owns,) = (row["properties"] for row in rows.values() if row["schema"] == "Ownership")
    assert rows[owns["owner"][0]]["properties"]["name"] == ["Anna Berg"]
    assert rows[owns["asset"][0]]["schema"] == "Company"
    assert owns["recordId"] == [f"{ids['rapport.txt']}:1:0-54"]
    for row in rows.values():
        for name in ("owner", "asset", "subject", "object", "document", "resolved"):
            assert all(id in rows for id in row["properties"].get(name, ()))

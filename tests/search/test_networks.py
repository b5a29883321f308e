"""The network around somebody: whom it shows, by which filter, what each tie rests on; within the wall."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models import sought
from models.access import Purpose, Viewer
from models.audit import Action
from models.errors import AccessDeniedError
from models.limits import Limits
from models.mention import Label
from models.store.ledger_lookups import LedgerLookups
from models.store.store import Store
from models.tie import Near, Relation
from nlp.ties import TIES
from search.network import TOGETHER, Filter, Network, NetworkRequest
from search.networks import export_network, network_of
from search.tie_evidence import Evidence, evidence
from tests.search.archive import HEALTH, Paper, everyone, put

WHY = Purpose("tillsyn", "MBN 2024-1")
ANNA, FIRM, CAR = (Label.PERSON, "Anna Berg"), (Label.ORG, "Norrlands Matkompani AB"), (Label.VEHICLE, "KGT42R")
KURT = (Label.PERSON, "Kurt Ek")
NAMES = [(label, text, text) for label, text in (ANNA, FIRM, CAR, KURT)]
PNR = (Label.PERSONNUMMER, "19850312-2391", "198503122391")
REPORT = "Anna Berg (19850312-2391) äger Norrlands Matkompani AB.\n\nSedan kom Kurt Ek."
LETTER = ["Norrlands Matkompani AB och Kurt Ek svarade.", "Anna Berg teg."]
MEMO = "Anna Berg kör KGT42R. Kurt Ek stod bredvid."
PAPERS = (
    Paper("rapport.txt", "tillsyn", [REPORT], date(2024, 5, 1), "inspection_report", [*NAMES, PNR]),
    Paper("brev.txt", "tillsyn", LETTER, date(2023, 1, 1), "other", NAMES),
    Paper("pm.txt", "promemorior", [MEMO], date(2022, 1, 1), "police_memo", NAMES),
)
ALL = Filter()


@pytest.fixture
def ids(store: Store) -> dict[str, str]:
    found = {paper.name: put(store, None, paper) for paper in PAPERS}
    for label, name in (ANNA, FIRM, CAR, KURT):
        (found[name],) = store.entities.find(everyone(), label.value, name)
    return found


def _network(store: Store, *centres: str, viewer: Viewer | None = None, **filter: object) -> Network:
    asked = NetworkRequest(centres, filter=Filter(**filter))  # type: ignore[arg-type]
    return network_of(viewer or everyone(), WHY, store, asked, TIES)


def _names(network: Network) -> list[str]:
    return [network.told.entities[id].name for id in network.nodes]


def _ties(network: Network) -> set[frozenset[str]]:
    names = network.told.entities
    return {frozenset({names[tie.left].name, names[tie.right].name}) for tie in network.told.ties}


ANNA_FIRM, ANNA_CAR, ANNA_KURT = (
    frozenset({"Anna Berg", name}) for name in ("Norrlands Matkompani AB", "KGT42R", "Kurt Ek")
)
FIRM_KURT, CAR_KURT = frozenset({"Norrlands Matkompani AB", "Kurt Ek"}), frozenset({"KGT42R", "Kurt Ek"})


def test_who_is_around_somebody_and_how_they_hang_together(store: Store, ids: dict[str, str]) -> None:
    network = _network(store, ids["Anna Berg"])
    assert _names(network)[0] == "Anna Berg"
    assert set(_names(network)) == {"Anna Berg", "Norrlands Matkompani AB", "KGT42R", "Kurt Ek"}  # no personnummer
    assert _ties(network) == {ANNA_FIRM, ANNA_CAR, ANNA_KURT, FIRM_KURT, CAR_KURT}
    assert network.tied()[ids["Anna Berg"]] == 3
    assert (network.nodes_left, network.ties_left, network.unread, network.documents) == (0, 0, 0, 3)
    assert network.sources == ("promemorior", "tillsyn")
    assert _ties(_network(store, ids["Anna Berg"], across=False)) == {ANNA_FIRM, ANNA_CAR, ANNA_KURT}


@pytest.mark.parametrize(
    ("filter", "told"),
    [
        ({"sources": ("tillsyn",)}, {ANNA_FIRM, ANNA_KURT, FIRM_KURT}),
        ({"kinds": ("police_memo",)}, {ANNA_CAR, ANNA_KURT, CAR_KURT}),
        ({"since": date(2023, 6, 1)}, {ANNA_FIRM, ANNA_KURT, FIRM_KURT}),
        ({"until": date(2022, 12, 31)}, {ANNA_CAR, ANNA_KURT, CAR_KURT}),
        ({"labels": ("VEHICLE",)}, {ANNA_CAR}),
        ({"labels": ("PERSONNUMMER",)}, {frozenset({"Anna Berg", "850312-XXXX"})}),
        ({"types": (Relation.OWNS,)}, {ANNA_FIRM}),
        ({"types": (TOGETHER,)}, {ANNA_FIRM, ANNA_CAR, ANNA_KURT, FIRM_KURT, CAR_KURT}),
        ({"within": Near.SENTENCE}, {ANNA_FIRM, ANNA_CAR}),
        ({"within": Near.DOCUMENT, "least": 3}, {ANNA_KURT}),
    ],
)  # fmt: skip
def test_each_filter(store: Store, ids: dict[str, str], filter: dict[str, object], told: set[frozenset[str]]) -> None:
    assert _ties(_network(store, ids["Anna Berg"], **filter)) == told


def test_what_is_held_is_shown_without_all_its_ties_and_what_is_removed_is_not(
    store: Store, ids: dict[str, str]
) -> None:
    two = NetworkRequest((), (ids["Anna Berg"], ids["KGT42R"]))
    assert _ties(network_of(everyone(), WHY, store, two, TIES)) == {ANNA_CAR}
    without = NetworkRequest((ids["Anna Berg"],), removed=(ids["Kurt Ek"],))
    assert _ties(network_of(everyone(), WHY, store, without, TIES)) == {ANNA_FIRM, ANNA_CAR}
    assert network_of(everyone(), WHY, store, NetworkRequest(), TIES).nodes == ()


def _with_limits(store: Store, **limits: int) -> Store:
    store.settings = replace(store.settings, limits=replace(store.settings.limits, **limits))
    return store


def test_the_strongest_are_shown_and_the_others_counted(store: Store, ids: dict[str, str]) -> None:
    few = _network(_with_limits(store, network_nodes=3, network_ties=1), ids["Anna Berg"])
    assert _names(few)[0] == "Anna Berg"
    assert set(_names(few)[1:]) == {"Norrlands Matkompani AB", "KGT42R"}  # of whom something is said
    assert _ties(few) <= {ANNA_FIRM, ANNA_CAR}
    assert (few.nodes_left, few.ties_left) == (1, 1)
    held = network_of(everyone(), WHY, store, NetworkRequest((), (ids["Kurt Ek"], *few.nodes)), TIES)
    assert (len(held.nodes), held.nodes_left) == (3, 1)
    assert Limits().network_nodes == 300
    assert Limits().network_ties == 1_000


def test_the_newest_documents_are_gone_through(store: Store, ids: dict[str, str]) -> None:
    few = _network(_with_limits(store, network_documents=2), ids["Anna Berg"], within=Near.DOCUMENT)
    assert ANNA_CAR not in _ties(few)
    assert (few.documents, few.unread) == (2, 1)
    for pages, documents in ((4, 3), (3, 2), (0, 1)):
        thin = _network(_with_limits(store, network_documents=3, network_pages=pages), ids["Anna Berg"])
        assert (thin.documents, thin.unread) == (documents, 3 - documents)


def _evidence(store: Store, one: str, other: str, viewer: Viewer | None = None, filter: Filter = ALL) -> Evidence:
    return evidence(viewer or everyone(), WHY, store, one, other, filter, TIES)


def test_a_tie_is_opened_with_all_that_it_rests_on(store: Store, ids: dict[str, str]) -> None:
    found = _evidence(store, ids["Norrlands Matkompani AB"], ids["Anna Berg"], filter=Filter(within=Near.DOCUMENT))
    assert found.tie is not None
    (sentence,) = found.sentences
    assert (sentence.document.name, sentence.page) == ("rapport.txt", 1)
    assert [sentence.text[start:end] for start, end in sentence.marks] == ["Anna Berg", "Norrlands Matkompani AB"]
    assert [link.relation for link in sentence.links] == [Relation.OWNS]
    assert "2391" not in sentence.text
    assert [document.name for document, _ in found.papers] == ["brev.txt"]
    assert found.pages == ()
    assert [document.name for document, _ in _evidence(store, ids["Kurt Ek"], ids["Anna Berg"]).pages] == [
        "rapport.txt",
        "pm.txt",
    ]
    only = _with_limits(store, network_places=1)
    assert len(_evidence(only, ids["Kurt Ek"], ids["Anna Berg"]).pages) == 1


def test_nothing_of_another_owner_is_told(store: Store, ids: dict[str, str]) -> None:
    ours = Viewer("ines", frozenset({HEALTH}))
    network = _network(store, ids["Anna Berg"], viewer=ours)
    assert _ties(network) == {ANNA_FIRM, ANNA_KURT, FIRM_KURT}
    assert network.sources == ("tillsyn",)
    assert _evidence(store, ids["Anna Berg"], ids["Kurt Ek"], ours).tie == replace(
        _evidence(store, ids["Anna Berg"], ids["Kurt Ek"], filter=Filter(sources=("tillsyn",))).tie  # type: ignore[type-var]
    )
    assert _network(store, ids["KGT42R"], viewer=ours).nodes == ()  # as one that does not exist
    assert _network(store, "0" * 32, viewer=ours).nodes == ()
    with pytest.raises(AccessDeniedError):
        _evidence(store, ids["Anna Berg"], ids["KGT42R"], ours)


def test_the_ledger_has_it(store: Store, ids: dict[str, str]) -> None:
    _network(store, ids["Anna Berg"])
    (event,) = (record.event for record in store.ledger.last(1))
    assert (event.action, event.target) == (Action.READ_ENTITY, ids["Anna Berg"])
    export_network(everyone(), WHY, store, NetworkRequest((ids["Anna Berg"],)), TIES)
    (event,) = (record.event for record in store.ledger.last(1))
    assert (event.action, event.details) == (Action.EXPORT, {"ties": 5})
    kurt, paper = sought.entity(ids["Kurt Ek"]), sought.document(ids["pm.txt"])
    for about, actions in ((kurt, {Action.READ_ENTITY, Action.EXPORT}), (paper, {Action.EXPORT})):
        found = LedgerLookups(store.database, store.ledger).about(everyone(), [], [about], 10).records
        assert {record.event.action for record in found} == actions
    _evidence(store, ids["Anna Berg"], ids["Kurt Ek"])
    assert {record.event.target for record in store.ledger.last(2)} == {ids["Anna Berg"], ids["Kurt Ek"]}


def test_what_is_lent_is_shown_and_not_carried_away(store: Store, ids: dict[str, str]) -> None:
    borrower = Viewer("ines", frozenset({HEALTH, "polisen"}), shared=frozenset({"polisen"}))
    asked = NetworkRequest((ids["Anna Berg"],))
    assert len(network_of(borrower, WHY, store, asked, TIES).told.ties) == 5
    carried = export_network(borrower, WHY, store, asked, TIES)
    assert {document.source for document in carried.documents.values()} == {"tillsyn"}

"""Every number of a picture is the total of the search that it opens; what each section tells, on made-up papers."""

from __future__ import annotations

from datetime import date

import pytest

from models.access import Viewer
from models.audit import Action
from models.marking import MarkingScope
from models.store.service import service
from models.store.store import Store
from search.index import Index
from search.indexing import drain
from search.saved import SavedSearch
from search.situation.period import Period
from search.situation.picture import Picture, Row, Table
from search.situation.scope import Scope
from search.situation.service import situation
from tests.search.archive import HEALTH, POLICE, SOCIAL
from tests.search.situation.checking import EVERYONE, SCOPES, WHY, check
from tests.search.situation.papers import CAR, KROG, MAN, OFFICE, PERIOD, PROPERTY, STREET, VARD, WOMAN


def table(picture: Picture, name: str) -> Table:
    return next(table for section in picture.sections for table in section.tables if table.name == name)


def counts(row: Row) -> list[int]:
    return [each.count if each else 0 for each in row.numbers]


def rows(picture: Picture, name: str) -> dict[str, list[int]]:
    return {row.label: counts(row) for row in table(picture, name).rows}


@pytest.mark.usefixtures("ids")
@pytest.mark.parametrize("viewer", [EVERYONE, Viewer("inspektör", frozenset({HEALTH}))], ids=["all", "own"])
def test_every_number_is_the_total_of_the_search_that_it_opens(viewer: Viewer, store: Store, index: Index) -> None:
    for scope in SCOPES.values():
        check(viewer, store, index, scope)


@pytest.mark.usefixtures("ids")
def test_so_it_is_within_a_saved_search_with_chosen_values(store: Store, index: Index) -> None:
    people = [store.entities.find(EVERYONE, "PERSON", name)[0] for name in (MAN, WOMAN)]
    chosen = (
        {"PERSON": tuple(people)},
        {"PERSON": (MAN,), "kind": ("inspection_report", "police_memo", "permit_decision")},
    )
    for some in chosen:
        for all_of in ((), ("PERSON",)):
            kept = SavedSearch("", include=some, exclude={"source": ("promemorior",)}, all_of=all_of).kept()
            saved = store.saved.add(EVERYONE, "vald", kept)
            check(EVERYONE, store, index, Scope(PERIOD, saved=saved.id, least=2))


def test_the_sections(store: Store, index: Index, ids: dict[str, str]) -> None:
    picture = check(EVERYONE, store, index, SCOPES["all"])
    assert (picture.total.count, picture.before and picture.before.count, picture.undated.count) == (11, 12, 1)
    by_source = {row.label: counts(row) for row in table(picture, "by_source").rows if not row.level}
    assert by_source == {
        "tillsyn": [6, 12, 0, 2, 1, 0, 1, 2],
        "utbetalningar": [3, 0, 1, 0, 0, 0, 2, 0],
        "promemorior": [2, 0, 0, 0, 0, 2, 0, 0],
    }
    assert rows(picture, "by_kind")["permit_decision"] == [3, 0, 0, 1, 0, 0, 0, 2]
    assert [(row.type, row.label, *counts(row)) for row in table(picture, "towns").rows] == [
        ("town", "Provstad", 7),
        ("district", "Norrmalm", 2),
        ("street", "Rådhusgatan", 6),
        ("street", "Provgatan", 3),
        ("no_town", "", 0),
        ("street", "Provgatan", 1),
    ]
    assert rows(picture, "other_places") == {"Bortby": [1]}
    assert set(rows(picture, "standing")) <= {MAN, KROG, CAR}
    assert rows(picture, "PERSON") == {MAN: [5]}
    (man,) = table(picture, "PERSON").rows
    assert [(name, each.count) for name, each in man.parts] == [
        ("promemorior", 2),
        ("tillsyn", 2),
        ("utbetalningar", 1),
    ]
    assert rows(picture, "ADDRESS") == {}
    assert rows(picture, "providers") == {VARD: [2, 1, 2]}
    assert rows(picture, "same_place") == {STREET: [1, 2], PROPERTY: [1, 1]}
    assert OFFICE not in rows(picture, "same_place")
    (place,) = [row for row in table(picture, "same_place").rows if row.label == STREET]
    assert place.numbers[0] is not None
    assert place.numbers[0].to.among == (ids["lov1.pdf"],)


@pytest.mark.usefixtures("ids")
def test_two_sources_are_enough_where_that_is_asked_for(store: Store, index: Index) -> None:
    picture = situation(EVERYONE, WHY, Scope(PERIOD, least=2), store=store, index=index)
    assert rows(picture, "ORG") == {KROG: [4]}
    assert rows(picture, "VEHICLE") == {CAR: [3]}
    own = situation(Viewer("p", frozenset({HEALTH, SOCIAL})), WHY, Scope(PERIOD, least=2), store=store, index=index)
    assert rows(own, "PERSON") == {MAN: [3]}
    assert rows(own, "VEHICLE") == {}


@pytest.mark.usefixtures("ids")
def test_sensitive_words_list_nobody(store: Store, index: Index) -> None:
    picture = situation(EVERYONE, WHY, SCOPES["sensitive"], store=store, index=index)
    assert picture.sensitive
    assert {each.name for each in picture.sections if each.withheld} == {"where", "standing", "audits", "same_place"}
    assert {table.name for section in picture.sections for table in section.tables} == {"by_source", "by_kind", "ORG"}
    assert [each.event.action for each in store.ledger.last(2)] == [Action.SEARCH, Action.REFUSED]


@pytest.mark.usefixtures("ids")
def test_an_empty_period_tells_the_newest_day(store: Store, index: Index) -> None:
    late = Period(date(2025, 1, 1), date(2025, 12, 31))
    picture = situation(EVERYONE, WHY, Scope(late), store=store, index=index)
    assert (picture.total.count, picture.newest, picture.sections) == (0, date(2024, 6, 2), ())


@pytest.mark.usefixtures("ids")
def test_the_event_says_who_why_and_what_was_asked(store: Store, index: Index) -> None:
    situation(EVERYONE, WHY, Scope(PERIOD, theme="krogen"), store=store, index=index)
    (event,) = [each.event for each in store.ledger.last(1)]
    assert (event.action, event.purpose, event.case, event.words) == (Action.SEARCH, WHY.text, WHY.case, "krogen")
    assert event.details == {"list": "situation", "hits": 0}
    assert event.owners == tuple(sorted((HEALTH, POLICE, SOCIAL)))


@pytest.mark.parametrize("index", ["embedded"], indirect=True)  # the oracle knows of no compartments
def test_what_is_kept_from_somebody_counts_in_no_part(store: Store, index: Index, ids: dict[str, str]) -> None:
    """The permit of the street, and one audit: as if they were not there, in fields too."""
    keeper = service(store, "prov")
    for name in ("lov1.pdf", "granskning1.pdf"):
        store.markings.set(keeper, MarkingScope.DOCUMENT, ids[name], group="förundersökning", ground="OSL 18:1")
    drain(store, index)
    picture = check(EVERYONE, store, index, SCOPES["all"])
    assert rows(picture, "same_place") == {PROPERTY: [1, 1]}
    assert rows(picture, "providers") == {VARD: [1, 0, 1]}
    assert picture.total.count == 9

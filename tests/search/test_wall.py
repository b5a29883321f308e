"""The wall, by exact visible sets: hits, totals, facet values and counts, fragments, documents, entities."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import chain, combinations, product

import pytest

from models.access import Purpose, Viewer, has_grant
from models.errors import AccessDeniedError
from models.mention import Label
from models.store.store import Store
from search import reading
from search.index import Index
from search.request import SearchRequest
from search.service import search
from search.wall import make_filter
from tests.search.archive import HEALTH, PAPERS, POLICE, SOCIAL, SOURCES, fill

OWNERS = (HEALTH, POLICE, SOCIAL)
SETS = [frozenset(some) for some in chain.from_iterable(combinations(OWNERS, size) for size in range(4))]


def readable(viewer: Viewer) -> set[str]:
    return {paper.name for paper in PAPERS if has_grant(viewer, SOURCES[paper.source])}


def named(papers: set[str], label: Label) -> dict[str, int]:
    """How many of the papers name each value."""
    counts: dict[str, int] = {}
    for paper in (each for each in PAPERS if each.name in papers):
        for value in {value for kind, _, value in paper.names if kind is label}:
            counts[value] = counts.get(value, 0) + 1
    return counts


QUERIES = ("", "-finnsinte", "beslut OR tillstånd OR öst OR bil", "*")


def test_a_viewer_sees_exactly_what_they_have_a_grant_for(
    store: Store, index: Index, ids: dict[str, str], purpose: Purpose
) -> None:
    for owners, query in product(SETS, QUERIES):
        viewer = Viewer("prov", owners)
        result = search(viewer, purpose, SearchRequest(query, limit=100), store=store, index=index)
        visible = readable(viewer)
        assert {hit.document for hit in result.hits} == {ids[name] for name in visible}
        assert result.total == len(visible)
        counted = {value.id for value in result.facets["owner"].values}
        assert counted == {SOURCES[paper.source] for paper in PAPERS if paper.name in visible}
        for label in (Label.PERSON, Label.ORG, Label.VEHICLE):
            assert {value.label: value.count for value in result.facets[label].values} == named(visible, label)


@pytest.mark.parametrize("owner", [POLICE, "finns inte"])
def test_choosing_an_owner_never_widens(
    owner: str, store: Store, index: Index, ids: dict[str, str], purpose: Purpose
) -> None:
    viewer = Viewer("prov", frozenset({HEALTH}))
    result = search(viewer, purpose, SearchRequest(include={"owner": (owner,)}), store=store, index=index)
    assert (result.total, result.hits) == (0, ())
    assert {value.id for value in result.facets["owner"].values} == {HEALTH}


def test_the_filter_has_the_viewers_owners_and_no_others() -> None:
    assert make_filter(Viewer("a", frozenset({HEALTH})), include={"owner": (POLICE,)}).owners == {HEALTH}
    assert make_filter(Viewer("a", frozenset())).owners == frozenset()


def test_a_type_in_which_nothing_was_chosen_is_no_choice() -> None:
    assert make_filter(Viewer("a", frozenset()), include={"year": ()}, exclude={"kind": ()}).include == {}


def test_only_what_may_be_read_opens(store: Store, purpose: Purpose) -> None:
    ids = fill(store, None)
    for paper, owners in product(PAPERS, SETS):
        viewer, id = Viewer("prov", owners), ids[paper.name]
        ways: list[Callable[[], object]] = [
            partial(reading.read_document, viewer, purpose, store, id),
            partial(reading.read_page, viewer, purpose, store, id, 1, "beslut"),
            partial(reading.original, viewer, purpose, store, id, reason="prov"),
        ]
        for way in ways:
            if has_grant(viewer, SOURCES[paper.source]):
                assert way()
            else:
                with pytest.raises(AccessDeniedError):
                    way()


def test_an_entity_shows_only_documents_that_may_be_read(store: Store, purpose: Purpose) -> None:
    ids = fill(store, None)
    (person,) = store.entities.find(Viewer("alla", frozenset(OWNERS)), "PERSON", "Britt-Marie Öst")
    for owners in SETS:
        viewer = Viewer("prov", owners)
        expected = {ids[paper.name] for paper in PAPERS if SOURCES[paper.source] in owners and paper.names}
        expected &= {ids[name] for name in readable(viewer)}
        if expected:
            view = reading.read_entity(viewer, purpose, store, person)
            assert {document.id for document, _ in view.documents} == expected
            few = reading.read_entity(viewer, purpose, store, person, most=1)
            assert (few.documents, few.total, few.mentions) == (view.documents[:1], view.total, view.mentions)
            assert few.days == view.days == [document.date for document, _ in view.documents]
        else:
            with pytest.raises(AccessDeniedError):
                reading.read_entity(viewer, purpose, store, person)

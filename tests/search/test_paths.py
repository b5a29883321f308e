"""The shortest ways from one to another, over who shares a page with whom; within the wall and the limits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.access import Purpose, Viewer
from models.errors import AccessDeniedError
from models.mention import Label
from models.store.store import Store
from search.network import Filter
from search.paths import Paths, paths
from tests.search.archive import HEALTH, Paper, everyone, put

WHY = Purpose("tillsyn", "MBN 2024-1")
OURS = ("ada bo", "bo cia", "cia dan", "ada kommun", "kommun dan", "kommun eva", "kommun fia", "hal")
PAGES = [*(("tillsyn", text) for text in OURS), ("promemorior", "ada gun"), ("promemorior", "gun dan")]
ALL = Filter()
PEOPLE = ("ada", "bo", "cia", "dan", "kommun", "eva", "fia", "gun", "hal")


@pytest.fixture
def ids(store: Store) -> dict[str, str]:
    names = [(Label.PERSON, name, name) for name in PEOPLE]
    for number, (source, text) in enumerate(PAGES):
        put(store, None, Paper(f"{number}.txt", source, [text], names=names))
    return {name: store.entities.find(everyone(), "PERSON", name)[0] for name in PEOPLE}


def _ways(store: Store, ids: dict[str, str], one: str, other: str, *, removed: str = "", **asked: object) -> list[str]:
    found = _paths(store, ids, one, other, removed=removed, **asked)
    return [" ".join(found.names[id] for id in way) for way in found.ways]


def _paths(store: Store, ids: dict[str, str], one: str, other: str, *, removed: str = "", viewer: Viewer | None = None,
           filter: Filter = ALL) -> Paths:  # fmt: skip
    gone = [ids[name] for name in removed.split()]
    return paths(viewer or everyone(), WHY, store, ids[one], ids[other], filter, gone)


def _with_limits(store: Store, **limits: int) -> Store:
    store.settings = replace(store.settings, limits=replace(store.settings.limits, **limits))
    return store


def test_the_rarest_names_come_first(store: Store, ids: dict[str, str]) -> None:
    assert _ways(store, ids, "ada", "dan") == ["ada gun dan", "ada kommun dan"]
    assert _ways(store, ids, "dan", "ada") == ["dan gun ada", "dan kommun ada"]
    one = _paths(_with_limits(store, paths=1), ids, "ada", "dan")
    assert (len(one.ways), one.total) == (1, 2)


def test_those_side_by_side_and_those_that_nothing_ties(store: Store, ids: dict[str, str]) -> None:
    assert _ways(store, ids, "ada", "bo") == ["ada bo"]
    assert _ways(store, ids, "ada", "hal") == []
    assert _ways(store, ids, "ada", "ada") == []


def test_no_way_goes_over_what_was_removed_or_filtered(store: Store, ids: dict[str, str]) -> None:
    assert _ways(store, ids, "ada", "dan", removed="kommun gun") == ["ada bo cia dan"]
    assert _ways(store, ids, "ada", "dan", filter=Filter(sources=("tillsyn",))) == ["ada kommun dan"]
    assert _ways(store, ids, "ada", "dan", filter=Filter(labels=("ORG",))) == []
    assert _ways(store, ids, "ada", "bo", filter=Filter(labels=("ORG",))) == ["ada bo"]  # they were asked for


def test_no_way_is_longer_than_the_limit(store: Store, ids: dict[str, str]) -> None:
    assert _ways(_with_limits(store, path_ties=2), ids, "ada", "dan", removed="kommun gun") == []
    assert _ways(_with_limits(store, path_ties=3), ids, "ada", "dan", removed="kommun gun") == ["ada bo cia dan"]


def test_a_search_that_would_go_through_too_much_is_stopped(store: Store, ids: dict[str, str]) -> None:
    found = _paths(_with_limits(store, path_documents=1), ids, "ada", "dan", removed="kommun gun")
    assert (found.ways, found.stopped) == ((), True)


def test_whom_too_many_papers_name_is_reached_from_the_other(store: Store, ids: dict[str, str]) -> None:
    few = _with_limits(store, path_documents=1)
    assert _ways(few, ids, "kommun", "eva") == ["kommun eva"]
    assert _ways(few, ids, "eva", "kommun") == ["eva kommun"]


def test_long_lists_tie_nobody(store: Store, ids: dict[str, str]) -> None:
    assert _ways(_with_limits(store, tie_page_entities=1), ids, "ada", "bo") == []


def test_nothing_of_another_owner_is_a_way(store: Store, ids: dict[str, str]) -> None:
    ours = Viewer("ines", frozenset({HEALTH}))
    found = _paths(store, ids, "ada", "dan", viewer=ours)
    assert [[found.names[id] for id in way] for way in found.ways] == [["ada", "kommun", "dan"]]
    assert found.total == 1
    with pytest.raises(AccessDeniedError):
        _paths(store, ids, "ada", "gun", viewer=ours)

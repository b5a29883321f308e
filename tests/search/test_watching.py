"""A watch list: what a row asks for, each row with its hits, and what is wrong with one named without stopping."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.access import Purpose, Viewer
from models.audit import Action
from models.limits import Limits
from models.store.store import Store
from search.index import Index
from search.parsing import parse
from search.query import Everything
from search.watch_row import PROBLEMS, WatchRow, question
from search.watching import WatchedRow, watch
from tests.search.archive import HEALTH, POLICE, everyone

NAME, NUMBER = "Britt-Marie Öst", "850312-2391"


def found(rows: list[WatchRow], viewer: Viewer, store: Store, index: Index, unmask: str = "") -> dict[int, WatchedRow]:
    answer = watch(viewer, Purpose("prov"), rows, store=store, index=index, unmask=unmask)
    return {each.row.number: each for each in answer}


def names(row: WatchedRow) -> set[str]:
    return {hit.name for hit in row.hits}


@pytest.mark.parametrize(
    ("wanted", "query"),
    [
        (("Adam Provsson",), "(Adam NEAR/2 Provsson)"),
        (("Provsson, Adam", "850412-2391"), '(Provsson NEAR/2 Adam) OR "850412-2391"'),
        (("OR AND",), "(or NEAR/2 and)"),
        (("-krog*", 'a"b', "person:Öst"), "(krog) OR (a NEAR/2 b) OR (person NEAR/2 Öst)"),
        (("---", "", "&"), ""),
    ],
)
def test_a_row_as_a_question(wanted: tuple[str, ...], query: str) -> None:
    assert question(wanted) == query
    assert isinstance(parse(query).tree, Everything) == (query == "")


def test_each_row_has_its_hits(store: Store, index: Index, ids: dict[str, str]) -> None:
    rows = [
        WatchRow(2, (NAME,)),
        WatchRow(3, ("Öst, Britt-Marie",)),
        WatchRow(4, ("KGT42R",)),
        WatchRow(5, ("19850312-2391", "5560160680")),
        WatchRow(7, ("Ingen Sådan",)),
    ]
    answer = found(rows, everyone(), store, index)
    assert {number: row.total for number, row in answer.items()} == {2: 2, 3: 2, 4: 1, 5: 2, 7: 0}
    assert names(answer[2]) == names(answer[3]) == {"Inspektion_Norrlands_Mat.pdf", "PM 12.pdf"}
    assert {hit.document for hit in answer[4].hits} == {ids["PM 12.pdf"]}


def test_what_is_wrong_with_a_row_is_named_and_the_next_is_searched(
    store: Store, index: Index, ids: dict[str, str]
) -> None:
    rows = [
        WatchRow(1, ("---",)),
        WatchRow(2, (), problem="no_words"),
        WatchRow(3, ("x" * 2_001,)),
        WatchRow(4, (NUMBER,), problem="wrong_personnummer"),
        WatchRow(5, (NAME,)),
    ]
    answer = found(rows, everyone(), store, index)
    problems = {number: row.row.problem for number, row in answer.items()}
    assert problems == {1: "no_words", 2: "no_words", 3: "too_long", 4: "wrong_personnummer", 5: ""}
    assert set(problems.values()) - {""} <= set(PROBLEMS)
    assert [answer[number].total for number in (1, 2, 3, 4, 5)] == [0, 0, 0, 2, 2]


@pytest.mark.parametrize("owners", [{HEALTH}, {POLICE}, set()])
def test_a_list_finds_what_its_viewer_may_read(
    owners: set[str], store: Store, index: Index, ids: dict[str, str]
) -> None:
    answer = found([WatchRow(1, (NAME,))], Viewer("prov", frozenset(owners)), store, index)
    assert {hit.owner for hit in answer[1].hits} == owners
    event = store.ledger.last(1)[0].event
    assert (event.action, set(event.owners)) == (Action.EXPORT, owners)
    assert event.details == {"rows": 1, "hits": len(owners)}


def test_numbers_are_masked_unless_for_a_reason(store: Store, index: Index, ids: dict[str, str]) -> None:
    rows = [WatchRow(1, (NUMBER,))]
    assert "2391" not in repr(found(rows, everyone(), store, index)[1].hits)
    assert "2391" in repr(found(rows, everyone(), store, index, unmask="utredning")[1].hits)
    assert Action.UNMASK in {record.event.action for record in store.ledger.last(3)}


def test_a_list_is_no_longer_than_the_limit(store: Store, index: Index, ids: dict[str, str]) -> None:
    small(store, watch_rows=2)
    answer = found([WatchRow(number, (NAME,)) for number in range(1, 6)], everyone(), store, index)
    assert {number: row.row.problem for number, row in answer.items()} == {1: "", 2: "", 3: "too_many_rows"}
    assert answer[3].total == 0


def test_more_hits_than_are_told_are_counted(store: Store, index: Index, ids: dict[str, str]) -> None:
    small(store, watch_hits=1)
    row = found([WatchRow(1, (NAME,))], everyone(), store, index)[1]
    assert (row.total, len(row.hits)) == (2, 1)


def small(store: Store, **limits: int) -> None:
    store.settings = replace(store.settings, limits=replace(Limits(), **limits))

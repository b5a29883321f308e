"""Killed at any step of an erasure, each document is whole or gone, never half; the same order goes on, and nothing of
what it erased is left in any byte."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from tests.erasure.scanning import files_of, found_in
from tests.faults.scenes import by_name
from tests.faults.state import State
from tests.faults.steps import all_steps
from tests.faults.theatre import Played, Theatre

FULL: Final = bool(os.environ.get("SAMSYN_TEST_FULL"))
SEEDS: Final = 20
_ITS_OWN: Final = ("erasure_items", "outbox", "alerts", "expected_files")
"""Where the order's own work names what is gone; an alert is gone with the document."""
_FOLLOWS: Final = {("documents", "withdrawn"), ("documents", "superseded"), ("likenesses", "grouped")}
_WORDS: Final = {"bilagan": "Se bilagan från", "namnet": "brev.eml"}


class Watching(Theatre):
    """Looks at each home as the kill left it, before the same is asked for again."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, [by_name("erasing/erased")])
        self.halves: list[str] = []

    def _once_more(self, played: Played, home: Path) -> list[str]:
        looked_at = self.fresh(home)
        now = self.state(looked_at)
        self.forget(looked_at)
        self.halves += _half(played.state("before"), now, played.state("after"), played.aside)
        faults = super()._once_more(played, home)
        left = found_in(files_of(home), _WORDS)
        return [*faults, *(f"left: {name} in {places}" for name, places in left.items())]


def _half(before: State, now: State, after: State, aside: frozenset[tuple[str, str]]) -> list[str]:
    """Documents that are neither as they were nor as they are to be: gone, or without their place in what is gone."""
    told = []
    for document in [str(row["id"]) for row in before.tables["documents"]]:
        here, was, will = (_rows_of(document, each, aside) for each in (now, before, after))
        if here not in (was, will):
            told += [f"{document}: {sorted({*map(str, was.items())} ^ {*map(str, here.items())})}"]
    return told


def _rows_of(document: str, state: State, aside: frozenset[tuple[str, str]]) -> Mapping[str, list[str]]:
    """Every row that names the document, by table."""
    found: dict[str, list[str]] = {}
    for table, rows in state.tables.items():
        mine = [_plain(table, row, aside) for row in rows if document in map(str, row.values())]
        if mine and table not in _ITS_OWN:
            found[table] = sorted(mine)
    return found


def _plain(table: str, row: Mapping[str, Any], aside: frozenset[tuple[str, str]]) -> str:
    kept = {name: value for name, value in row.items() if not {(table, name)} & (aside | _FOLLOWS)}
    return json.dumps(kept, sort_keys=True, default=str)


@pytest.fixture(scope="module")
def theatre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watching]:
    theatre = Watching(tmp_path_factory.mktemp("gallring"))
    yield theatre
    theatre.close()


@pytest.mark.skipif(not FULL, reason="SAMSYN_TEST_FULL is not set")
@pytest.mark.timeout(4 * 3600)
def test_whole_or_gone(theatre: Watching) -> None:
    """At each step with 20 seeds. ``make test`` draws kills in this scene as in the others (``tests/faults``)."""
    (act,) = (name for name in theatre.played if name.endswith("/erase"))
    steps = [step for step in all_steps() if theatre.played[act].counts[step.name]]
    assert len(steps) > 20
    cases = [case for step in steps for case in theatre.cases(step, SEEDS) if case.act == act]
    faults = {str(case): list(outcome.faults) for case in cases if (outcome := theatre.kill(case)).faults}
    assert faults == {}
    assert theatre.halves == []


def test_what_is_half_is_told() -> None:
    """The oracle itself: a row that is gone, of a document that is there."""
    document = {"id": "d" * 32, "name": "a.txt"}
    page = {"document": "d" * 32, "number": 1}
    whole = State({"documents": [document], "pages": [page]}, {})
    gone = State({"documents": [], "pages": []}, {})
    for fine in (whole, gone):
        assert _half(whole, fine, gone, frozenset()) == []
    for half in ({"documents": [document], "pages": []}, {"documents": [], "pages": [page]}):
        assert _half(whole, State(half, {}), gone, frozenset()) != []

"""The name of the making heeds everything that a print or a verdict is made by."""

from __future__ import annotations

from pathlib import Path

from search.likeness.identity import MAKING, likeness_identity
from tests.search.test_identity import ROOT, imported

_ELSEWHERE = ("search/likeness/identity.py",)


def test_everything_that_makes_a_print_is_heeded() -> None:
    todo, seen = {ROOT / "search/likeness/placing.py"}, set[Path]()
    while todo:
        seen |= todo
        todo = {each for path in todo for each in imported(path) if each.is_relative_to(ROOT / "search")} - seen
    names = {path.relative_to(ROOT).as_posix() for path in seen} - {*_ELSEWHERE}
    assert {name for name in names if not name.endswith("__init__.py")} <= set(MAKING)


def test_the_name_stays_while_nothing_changes() -> None:
    assert likeness_identity() == likeness_identity.__wrapped__()
    assert likeness_identity().startswith("likeness-")

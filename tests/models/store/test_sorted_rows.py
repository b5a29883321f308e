"""Hashes and rows by the million: in a file of SQLite's own, in order, and full when the disk is."""

from __future__ import annotations

import sqlite3
from random import Random

import pytest

from models.errors import DiskFullError
from models.store.hash_set import HashSet
from models.store.sorted_rows import SortedRows


def test_rows_come_by_the_first_cell_as_python_sorts_them() -> None:
    rows = [
        (path, "läge", str(number)) for number, path in enumerate(["/å", "/a", "/Ö/1", "/z", "/\U0001f600", "/a b", ""])
    ]
    Random(1).shuffle(rows)
    with SortedRows() as held:
        held.add(rows[:3])
        held.add(rows[3:])
        assert list(held) == sorted(rows)


def test_rows_alike_come_by_what_else_they_say_and_not_as_they_came() -> None:
    with SortedRows() as held:
        held.add([("/a", "2"), ("/a", "1")])
        assert list(held) == [("/a", "1"), ("/a", "2")]


def test_a_hash_is_new_once() -> None:
    with HashSet() as held:
        assert [held.add(["a"]), held.add(["a"]), held.add(["b", "a", "c"])] == [1, 0, 2]
        assert "b" in held
        assert "d" not in held
        assert list(held) == ["a", "b", "c"]


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = sqlite3.connect

    def small(_: str) -> sqlite3.Connection:
        made = connect(":memory:")
        made.execute("PRAGMA max_page_count = 3")
        return made

    monkeypatch.setattr(sqlite3, "connect", small)
    with HashSet() as hashes, SortedRows() as rows:
        for add in (
            lambda: hashes.add(f"{number:064x}" for number in range(999)),
            lambda: rows.add([("a" * 9999, "")]),
        ):
            with pytest.raises(DiskFullError) as raised:
                add()
            assert raised.value.next

"""The file of what has vectors: whoever reads beside its making finds none, or one with its tables."""

from __future__ import annotations

import os
from pathlib import Path

import apsw
import pytest

from search.meaning import file_schema
from search.meaning.file_schema import State, create, opened, state
from search.meaning.files import FileVectors

MADE = State("", 0, "", 0, 0)


class KilledError(Exception):
    """Stands for the end of the process."""


def test_a_reader_beside_the_making_finds_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vectors, looked = FileVectors(tmp_path), list[str]()

    def look(path: Path) -> None:
        path.touch()
        looked.append(vectors.embedder("Polisen"))
        raise KilledError

    monkeypatch.setattr(file_schema, "_make", look)
    with pytest.raises(KilledError):
        vectors.begin("Polisen", "e", 2)
    assert looked == [""]
    assert vectors.finished("Polisen") == {}
    monkeypatch.undo()
    vectors.begin("Polisen", "e", 2)
    assert vectors.embedder("Polisen") == "e"
    assert not list(tmp_path.glob("*.making*"))


def test_it_is_whole_in_wal_and_only_its_owners(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    create(path)
    with opened(path) as connection:
        assert state(connection) == MADE
        assert connection.pragma("journal_mode") == "wal"
    assert os.stat(path).st_mode & 0o777 == 0o600


def test_one_that_is_there_stays_and_a_half_made_one_of_an_earlier_version_gets_its_tables(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    path.touch()
    create(path)
    with opened(path) as connection:
        connection.execute("UPDATE state SET next = 7")
    create(path)
    with opened(path) as connection:
        assert state(connection).next == 7
        with pytest.raises(apsw.SQLError):
            connection.execute("SELECT * FROM nothing")

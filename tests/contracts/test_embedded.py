"""The embedded back end keeps the contract, and what only it promises."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import apsw
import pytest

from models.errors import IndexUnavailableError
from search.embedded import connections, schema
from search.embedded.index import EmbeddedIndex
from search.embedded.schema import opened
from search.index import Filter
from search.key_counts import Key, KeyCounts
from search.query import WORD_FIELDS, Everything, TokenField
from tests.contracts.asking import A, document, found, word
from tests.contracts.index_contract import IndexContract
from tests.contracts.made_up import made_up_units

_WRITER = """
import sys
from pathlib import Path
from search.embedded.index import EmbeddedIndex
from tests.contracts.asking import document
index = EmbeddedIndex(Path(sys.argv[1]))
for at in range(20):
    index.put([document(f"{sys.argv[2]}{at}", "lås")])
"""


@pytest.fixture
def index(tmp_path: Path) -> Iterator[EmbeddedIndex]:
    index = EmbeddedIndex(tmp_path / "index")
    yield index
    index.close()


class TestEmbedded(IndexContract):
    pass


def test_keys_are_counted_as_often_as_they_were_put_in(index: EmbeddedIndex) -> None:
    units = made_up_units(Random(3), 30)
    index.put(units)
    tokens = {(unit.document, page.number): page.tokens for unit in units if unit.owner == A for page in unit.pages}
    words = {(field, word) for held in tokens.values() for field in WORD_FIELDS for word in held.get(field, ())}
    keys = frozenset(Key(field, word) for field, word in words) | {Key(TokenField.EXACT, "l", begins=True)}
    filter = Filter(frozenset({A}))
    found = index.key_counts(keys, filter, [*tokens, ("nothing", 1), (units[0].document, 99)])
    assert found.keys() == tokens.keys()
    for place, held in tokens.items():
        right = {key: _times(held.get(key.field, ()), key) for key in keys}
        assert found[place] == KeyCounts(len(held.get(TokenField.EXACT, ())), {k: n for k, n in right.items() if n})


def _times(held: Sequence[str], key: Key) -> int:
    return sum(each.startswith(key.text) if key.begins else each == key.text for each in held)


def test_the_same_word_again_and_again_is_counted_each_time(index: EmbeddedIndex) -> None:
    index.put([document("d1", "lås lås lås dörr lås")])
    keys = frozenset({Key(TokenField.EXACT, "lås"), Key(TokenField.EXACT, "ort")})
    told = index.key_counts(keys, Filter(frozenset({A})), [("d1", 1)])
    assert told == {("d1", 1): KeyCounts(5, {Key(TokenField.EXACT, "lås"): 4})}
    assert index.key_counts(keys, Filter(frozenset()), [("d1", 1)]) == {}
    assert index.key_counts(keys, Filter(frozenset({A}), include={"kind": ("pm",)}), [("d1", 1)]) == {}


def test_a_deleted_word_is_no_longer_in_any_file(index: EmbeddedIndex, tmp_path: Path) -> None:
    index.put([document("keep", "annat")])
    index.put([document("gone", "hemligheten", name="hemlignamnet", kind=("pm",))])
    assert _stands_in_files(tmp_path, b"igheten")  # FTS5 keeps a word as what differs from the one before
    index.delete(A, ["gone"])
    assert not _stands_in_files(tmp_path, b"igheten")
    assert found(index, Everything()) == {"keep"}


def _stands_in_files(folder: Path, words: bytes) -> bool:
    return any(words in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_to_take_out_what_is_not_there_changes_no_file(index: EmbeddedIndex, tmp_path: Path) -> None:
    index.put([document("d1", "lås")])
    version = index.new_version(A)
    version.put([document("d2", "lås")])

    def generations() -> list[int]:
        told = []
        for path in sorted(tmp_path.rglob("*.sqlite3")):
            with opened(path) as connection:
                told.append(schema.generation(connection))
        return told

    before = generations()
    index.delete(A, ["d3"])
    assert (len(before), generations()) == (2, before)
    index.delete(A, ["d2", "d3"])
    assert generations() == [before[0], before[1] + 1]
    assert version.count() == 0


def test_processes_may_write_at_once_while_another_reads(index: EmbeddedIndex, tmp_path: Path) -> None:
    folder = str(tmp_path / "index")
    writers = [subprocess.Popen([sys.executable, "-c", _WRITER, folder, name]) for name in ("x", "y")]
    seen: set[str] = set()
    while any(writer.poll() is None for writer in writers):
        now = found(index, word("lås"))
        assert now >= seen
        seen = now
    assert [writer.returncode for writer in writers] == [0, 0]
    assert found(index, word("lås")) == {f"{name}{at}" for name in ("x", "y") for at in range(20)}


def test_threads_may_search_while_versions_are_swapped(index: EmbeddedIndex) -> None:
    index.put([document("d1", "lås")])
    faults: list[BaseException] = []
    over = threading.Event()

    def search() -> None:
        try:
            while not over.is_set():
                assert found(index, word("lås")) == {"d1"}
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(10):
        version = index.new_version(A)
        version.put([document("d1", "lås")])
        version.swap()
    over.set()
    for thread in threads:
        thread.join()
    assert faults == []


def test_a_version_that_is_swapped_as_it_is_opened_is_not_read(
    index: EmbeddedIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.put([document("d1", "lås")])
    version = index.new_version(A)
    version.put([document("d1", "lås"), document("d2", "lås")])
    swapped: list[Path] = []

    def slowly(path: Path) -> apsw.Connection:
        connection = schema.connect(path)
        if not swapped:
            swapped.append(path)
            version.swap()
        return connection

    monkeypatch.setattr(connections, "connect", slowly)
    reader = EmbeddedIndex(tmp_path / "index")
    assert found(reader, word("lås")) == {"d1", "d2"}
    assert swapped
    assert not swapped[0].exists()


def test_a_damaged_file_is_an_unavailable_index(index: EmbeddedIndex, tmp_path: Path) -> None:
    index.put([document("d1", "lås")])
    index.close()
    for path in (tmp_path / "index").glob("*.sqlite3*"):
        path.write_bytes(b"not a database" * 1000)
    with pytest.raises(IndexUnavailableError, match="inbyggda indexet"):
        found(index, word("lås"))


def test_a_version_whose_file_is_gone_fails_until_it_is_built_again(index: EmbeddedIndex, tmp_path: Path) -> None:
    index.put([document("d1", "lås")])
    index.close()
    for path in (tmp_path / "index").glob("*.sqlite3*"):
        path.unlink()
    for attempt in (lambda: index.put([document("d2", "lås")]), lambda: index.delete(A, ["d1"])):
        with pytest.raises(IndexUnavailableError, match="saknar sin fil"):
            attempt()
    version = index.new_version(A)
    index.put([document("d2", "lås")])
    with pytest.raises(IndexUnavailableError):
        found(index, word("lås"))
    version.put([document("d1", "lås")])
    version.swap()
    assert found(index, word("lås")) == {"d1", "d2"}


def test_a_file_that_no_pointer_names_is_never_taken_for_the_one_in_use(index: EmbeddedIndex, tmp_path: Path) -> None:
    index.put([document("left", "lås")])
    index.close()
    for pointer in (tmp_path / "index").glob("*.current"):
        pointer.unlink()
    index.put([document("d1", "lås")])
    assert found(index, word("lås")) == {"d1"}


def test_a_folder_that_is_gone_is_made_again(index: EmbeddedIndex, tmp_path: Path) -> None:
    index.put([document("d1", "lås")])
    shutil.rmtree(tmp_path / "index")
    assert index.version(A) == 0
    index.put([document("d2", "lås")])
    assert found(index, word("lås")) == {"d2"}


def test_a_change_is_on_the_disk_when_the_put_returns(index: EmbeddedIndex, tmp_path: Path) -> None:
    index.put([document("d1", "lås")])
    with opened(next((tmp_path / "index").glob("*.sqlite3"))) as connection:
        assert connection.pragma("synchronous") == 2  # FULL: the log is flushed at each commit


def test_only_the_user_that_runs_it_may_read_the_files(index: EmbeddedIndex, tmp_path: Path) -> None:
    index.put([document("d1", "lås")])
    modes = {path.stat().st_mode & 0o077 for path in (tmp_path / "index").glob("*.sqlite3*")}
    assert modes == {0}
    assert (tmp_path / "index").stat().st_mode & 0o077 == 0


def test_a_file_of_an_earlier_analysis_is_written_to_and_searched_until_it_is_built_again(
    index: EmbeddedIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        lacking = schema._SCHEMA.replace("sound, named, ", "").replace("sound BLOB NOT NULL, named BLOB NOT NULL, ", "")
        earlier.setattr(schema, "_SCHEMA", re.sub(r"CREATE TABLE IF NOT EXISTS vocabulary[^;]*;", "", lacking))
        earlier.setattr(schema, "keys_identity", lambda: "keys-0")
        index.put([document("d1", "lås")])
    index.put([document("d2", "lås"), document("gone", "lås"), document("d1", "gammal lås")])
    index.delete(A, ["gone"])
    assert (found(index, word("lås")), found(index, word("gammal"))) == ({"d1", "d2"}, {"d1"})
    with pytest.raises(IndexUnavailableError, match="tidigare version") as told:
        found(index, word("person:lås", TokenField.NAMED))
    assert "samsyn redo keys" in told.value.next
    version = index.new_version(A)
    version.put([document("d1", "lås")])
    index.put([document("d2", "lås")])
    version.swap()
    assert found(index, word("lås")) == {"d1", "d2"}
    assert found(index, word("person:lås", TokenField.NAMED)) == set()

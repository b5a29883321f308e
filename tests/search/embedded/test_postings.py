"""Lists of postings: counted rightly, kept true while the file changes, and bounded."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import apsw
import numpy as np
import pytest

from search.embedded.catalogue import Catalogue
from search.embedded.encoding import tokenizer
from search.embedded.expression import WEIGHTS
from search.embedded.index import EmbeddedIndex
from search.embedded.kept import Array, Kept, Postings
from search.embedded.loading import load
from search.embedded.postings import PostingLists, worth
from search.embedded.schema import COLUMNS, opened
from search.embedded.snapshot import Snapshot
from search.index import IndexUnit
from search.query import Near, TokenField
from tests.contracts.asking import A, document, word
from tests.search.embedded.changing import WORDS, changed, file_of, some_document

PHRASES = [f'exact : "{word}"' for word in WORDS] + ['exact : "krog bil"', 'lemma : "krog"', 'exact : "saknas"']

NEARS = [Near(word("krog"), word("bil"), 1), Near(word("krog"), word("bil"), 9)]


def test_what_is_counted_is_how_often_a_word_stands_there(tmp_path: Path) -> None:
    index, random = EmbeddedIndex(tmp_path), Random(3)
    units = {unit.document: unit for unit in (some_document(random) for _ in range(60))}
    units["tiny"] = document("tiny", "krog")
    units["long"] = document("long", " ".join(["krog bil"] * 5_000))
    index.put(list(units.values()))
    with opened(file_of(tmp_path)) as connection:
        snapshot = load(connection, A, Catalogue())
        for each in WORDS:
            found = _lists().of(connection, snapshot, f'exact : "{each}"', counted=True)
            assert found.often is not None
            told = dict(zip(snapshot.positions[found.numbers].tolist(), found.often.tolist(), strict=True))
            right = {at: _often(units[id], each) for at, id in enumerate(snapshot.ids) if _often(units[id], each)}
            assert told == pytest.approx(right, rel=1e-4)
    index.close()


@pytest.mark.parametrize("seed", range(4))
def test_a_list_that_is_kept_stays_true_while_documents_come_and_go(tmp_path: Path, seed: int) -> None:
    index, random, catalogue, lists = EmbeddedIndex(tmp_path), Random(seed), Catalogue(), _lists()
    index.put([some_document(random) for _ in range(30)])
    snapshot = None
    for _ in range(20):
        changed(index, random)
        with opened(file_of(tmp_path)) as connection:
            snapshot = load(connection, A, catalogue, snapshot)
            for phrase in random.sample(PHRASES, 6):
                for counted in (False, True) if random.random() < 0.5 else (True, False):
                    kept = lists.of(connection, snapshot, phrase, counted=counted)
                    anew = _lists().of(connection, snapshot, phrase, counted=counted)
                    assert sorted(kept.numbers.tolist()) == sorted(anew.numbers.tolist())
                    if counted:
                        assert _scores(snapshot, kept) == pytest.approx(_scores(snapshot, anew), rel=1e-5)
            for near in NEARS:
                told, anew = (each.near(connection, snapshot, near) for each in (lists, _lists()))
                assert sorted(told.numbers.tolist()) == sorted(anew.numbers.tolist())
    index.close()


def test_what_was_counted_once_stays_counted_after_a_change(tmp_path: Path) -> None:
    index, catalogue, lists = EmbeddedIndex(tmp_path), Catalogue(), _lists()
    index.put([document(f"d{at}", "krog") for at in range(20)])
    with opened(file_of(tmp_path)) as connection:
        first = load(connection, A, catalogue)
        lists.of(connection, first, PHRASES[0], counted=True)
        index.put([document("new", "krog krog")])
        found = lists.of(connection, load(connection, A, catalogue, first), PHRASES[0], counted=False)
    assert found.often is not None
    assert sorted(found.often.tolist()) == pytest.approx([1.0] * 20 + [2.0])
    index.close()


def test_a_thread_that_reads_an_earlier_moment_gets_its_own_list(tmp_path: Path) -> None:
    index, catalogue, lists = EmbeddedIndex(tmp_path), Catalogue(), _lists()
    index.put([document("d1", "krog")])
    with opened(file_of(tmp_path)) as earlier, opened(file_of(tmp_path)) as later:
        earlier.execute("BEGIN")
        old = load(earlier, A, catalogue)
        index.put([document("d2", "krog")])
        new = load(later, A, catalogue)
        for _ in range(2):
            assert len(lists.of(later, new, PHRASES[0], counted=True).numbers) == 2
            assert len(lists.of(earlier, old, PHRASES[0], counted=True).numbers) == 1
    index.close()


def test_ranks_are_those_of_fts5(tmp_path: Path) -> None:
    """Against a table that keeps the lengths, as FTS5 does on its own."""
    index, random = EmbeddedIndex(tmp_path / "index"), Random(5)
    units = {unit.document: unit for unit in (some_document(random) for _ in range(80))}
    index.put(list(units.values()))
    plain = apsw.Connection(":memory:")
    plain.execute(f"CREATE VIRTUAL TABLE words USING fts5({', '.join(COLUMNS)}, content='', {tokenizer()})")
    with opened(file_of(tmp_path / "index")) as connection:
        snapshot = load(connection, A, Catalogue())
        for place, id in enumerate(snapshot.ids):
            plain.execute(
                f"INSERT INTO words (rowid, {', '.join(COLUMNS)}) VALUES (?{', ?' * 8})", _row(place, units[id])
            )
        for phrase in PHRASES:
            mine = _scores(snapshot, _lists().of(connection, snapshot, phrase, counted=True))
            weights = ", ".join(map(str, WEIGHTS.values()))
            sql = f"SELECT rowid - 1, -bm25(words, {weights}) FROM words WHERE words MATCH ?"
            assert mine == pytest.approx(dict(plain.execute(sql, (phrase,))), rel=1e-4)
    index.close()


def test_lists_take_no_more_room_than_they_may(tmp_path: Path) -> None:
    index, kept = EmbeddedIndex(tmp_path), Kept[Postings](3_000)
    index.put([document(f"d{at}", " ".join(WORDS)) for at in range(50)])
    with opened(file_of(tmp_path)) as connection:
        snapshot = load(connection, A, Catalogue())
        for file, phrase in [(file, phrase) for file in "ab" for phrase in PHRASES] * 2:
            PostingLists(kept, Kept[Array](0), file).of(connection, snapshot, phrase, counted=True)
            assert kept.bytes == sum(each.bytes for each in kept._held.values()) <= 3_000
    assert 1 < len(kept) < len(PHRASES)
    index.close()


def test_what_a_word_comes_to_is_made_once_in_each_generation_and_changed_by_nobody(tmp_path: Path) -> None:
    index, lists, made = EmbeddedIndex(tmp_path), _lists(), list[object]()

    def make() -> np.ndarray[Any, Any]:
        made.append(0)
        return np.ones(1, dtype=bool)

    for generation in range(2):
        index.put([document(f"d{generation}", "krog")])
        with opened(file_of(tmp_path)) as connection:
            snapshot = load(connection, A, Catalogue())
        for _ in range(2):
            found = lists.array(snapshot, word("krog"), 1, make)
            assert len(made) == generation + 1
            with pytest.raises(ValueError, match="read-only"):
                found &= False
    index.close()


def _lists() -> PostingLists:
    return PostingLists(Kept(1_000_000), Kept(1_000_000), A)


def _often(unit: IndexUnit, word: str) -> int:
    return sum(page.tokens[TokenField.EXACT].count(word) for page in unit.pages)


def _row(place: int, unit: IndexUnit) -> tuple[object, ...]:
    columns = [" \ufdd2 ".join(" ".join(page.tokens[TokenField(name)]) for page in unit.pages) for name in COLUMNS[:-1]]
    return (place + 1, *columns, "")


def _scores(snapshot: Snapshot, found: Postings) -> dict[int, float]:
    places, scores = worth(snapshot, found)
    assert np.isfinite(scores).all()
    return dict(zip(places.tolist(), scores.tolist(), strict=True))

"""A snapshot brought up to date is the one that is read whole."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path
from random import Random

import apsw
import numpy as np
import pytest

from search.embedded import loading
from search.embedded.catalogue import Catalogue
from search.embedded.index import EmbeddedIndex
from search.embedded.loading import load
from search.embedded.schema import opened
from search.embedded.snapshot import Snapshot
from tests.contracts.asking import A, document
from tests.search.embedded.changing import changed, file_of


@pytest.mark.parametrize("seed", range(6))
def test_a_snapshot_brought_up_to_date_is_the_one_read_whole(tmp_path: Path, seed: int) -> None:
    index, random, catalogue = EmbeddedIndex(tmp_path), Random(seed), Catalogue()
    index.put([document("d1", "krog", PERSON=("p1", "p2"))])
    kept = None
    for _ in range(25):
        changed(index, random)
        with opened(file_of(tmp_path)) as connection:
            kept = load(connection, A, catalogue, kept)
            assert _plain(kept, catalogue) == _plain(load(connection, A, Catalogue()), catalogue)
            assert set(kept.ids) == index.documents(A)
    index.close()


def test_only_what_is_new_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index, catalogue = EmbeddedIndex(tmp_path), Catalogue()
    index.put([document(f"d{at}", "krog", PERSON=(f"p{at}",)) for at in range(50)])
    with opened(file_of(tmp_path)) as connection:
        kept = load(connection, A, catalogue)
        index.put([document("d7", "bil", PERSON=("p7",)), document("new", "bil", PERSON=("p99",))])
        index.delete(A, ["d3"])
        read: list[tuple[str, int]] = []
        fresh = loading._fresh
        monkeypatch.setattr(loading, "_fresh", lambda *about: _told(fresh(*about), read))
        now = load(connection, A, catalogue, kept)
    assert read == [("d7", 1), ("new", 1)]
    assert len(now.ids) == 50
    index.close()


def test_what_is_only_counted_anew_keeps_its_words_where_they_lie(tmp_path: Path) -> None:
    """To take words out of FTS5 costs a large file more than all else that a new document asks of it."""
    index, catalogue = EmbeddedIndex(tmp_path), Catalogue()
    index.put([document("d1", "krog", PERSON=("p1",)), document("d2", "bil", PERSON=("p2",))])
    with opened(file_of(tmp_path)) as connection:
        kept = load(connection, A, catalogue)
        words = connection.execute("SELECT * FROM words_data ORDER BY id").fetchall()
        index.put([document("d1", "krog", day=date(2024, 5, 19), PERSON=("p2", "p3"))])
        assert connection.execute("SELECT * FROM words_data ORDER BY id").fetchall() == words
        now = load(connection, A, catalogue, kept)
        assert _plain(now, catalogue) == _plain(load(connection, A, Catalogue()), catalogue)
        assert _plain(now, catalogue) != _plain(kept, catalogue)
        assert now.numbers.tolist() == kept.numbers.tolist()
        assert now.changed.tolist() == kept.changed.tolist(), "no list of postings is asked for again"
        index.put([document("d1", "krog bil", PERSON=("p2", "p3"))])
        assert connection.execute("SELECT count(*) FROM counted_anew").get == 0
    index.close()


def test_a_file_without_a_place_for_that_has_it_put_in_anew(tmp_path: Path) -> None:
    index, catalogue = EmbeddedIndex(tmp_path), Catalogue()
    index.put([document("d1", "krog", PERSON=("p1",)), document("d2", "bil")])
    with opened(file_of(tmp_path)) as connection:
        connection.execute("DROP TABLE counted_anew")
        kept = load(connection, A, catalogue)
        index.put([document("d1", "krog", PERSON=("p2",))])
        now = load(connection, A, catalogue, kept)
        assert _plain(now, catalogue) == _plain(load(connection, A, Catalogue()), catalogue)
    assert now.numbers.tolist() != kept.numbers.tolist()
    index.close()


def test_a_file_of_an_earlier_layout_is_read_whole(tmp_path: Path) -> None:
    index, catalogue = EmbeddedIndex(tmp_path), Catalogue()
    index.put([document("d1", "krog"), document("d2", "bil")])
    with opened(file_of(tmp_path)) as connection:
        _made_earlier(connection)
        kept = load(connection, A, catalogue)
        now = load(connection, A, catalogue, kept)
    assert (now.ids, now.columns, kept.columns) == (("d1", "d2"), 0, 0)
    assert now.changed.tolist() == [now.generation] * 2
    index.close()


def _made_earlier(connection: apsw.Connection) -> None:
    connection.execute("ALTER TABLE document DROP COLUMN generation; ALTER TABLE document DROP COLUMN length")


def _told(fresh: loading._Fresh, read: list[tuple[str, int]]) -> loading._Fresh:
    read += zip(fresh.ids, np.bincount(fresh.row_of).tolist(), strict=True)
    return fresh


def _plain(snapshot: Snapshot, catalogue: Catalogue) -> dict[str, object]:
    """The snapshot in plain values; facets by document, since the order of pairs means nothing."""
    plain: dict[str, object] = {
        each.name: value.tolist()
        for each in fields(snapshot)
        if isinstance(value := getattr(snapshot, each.name), np.ndarray)
    }
    plain["ids"] = snapshot.ids
    for kind, pairs in snapshot.facets.items():
        if kind == "kind":  # both catalogues number its values as they first came: by their number in the file
            plain[kind] = sorted(zip(pairs.document_of.tolist(), pairs.value_of.tolist(), strict=True))
        plain[f"{kind} any"] = pairs.any.tolist()
        plain[f"{kind} pairs"] = sorted(pairs.document_of.tolist())
    return plain

"""Vectors in files and in OpenSearch keep the contract, and what only one of them promises."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from opensearchpy import OpenSearch

from deploy.opensearch.release import DEFAULT
from models.errors import IndexUnavailableError
from search.meaning.files import FileVectors
from search.opensearch.vectors import OpenSearchVectors, has_knn
from tests.contracts.vectors_contract import ONE, A, VectorsContract, along, found, place, put
from tests.opensearch_nodes import SECONDS, in_a_hurry, remove_indices


class TestFiles(VectorsContract):
    @pytest.fixture
    def vectors(self, tmp_path: Path) -> Iterator[FileVectors]:
        vectors = FileVectors(tmp_path / "vectors")
        yield vectors
        vectors.close()

    def test_rows_of_what_is_gone_are_empty(self, vectors: FileVectors, tmp_path: Path) -> None:
        put(vectors, A, "d1", along(0))
        put(vectors, A, "d2", along(1))
        vectors.delete(A, ["d1"])
        (file,) = (tmp_path / "vectors").glob("*.i8")
        assert file.read_bytes() == bytes(8) + np.rint(along(1) * 127).astype(np.int8).tobytes()

    def test_the_file_of_another_embedder_is_gone(self, vectors: FileVectors, tmp_path: Path) -> None:
        put(vectors, A, "d1", along(0))
        put(vectors, A, "d1", along(0), embedder="prov-2")
        assert len(list((tmp_path / "vectors").glob("*.i8"))) == 1

    def test_a_row_that_nothing_names_is_written_over(self, vectors: FileVectors, tmp_path: Path) -> None:
        """What a kill between the two files leaves behind."""
        put(vectors, A, "d1", along(0))
        (file,) = (tmp_path / "vectors").glob("*.i8")
        file.write_bytes(file.read_bytes() + bytes([5] * 11))
        put(vectors, A, "d2", along(1))
        assert found(vectors, along(1), {A: None}) == ["d2", "d1"]
        assert len(file.read_bytes()) == 8 + 11 or len(file.read_bytes()) == 16

    def test_another_process_sees_what_was_put(self, vectors: FileVectors, tmp_path: Path) -> None:
        put(vectors, A, "d1", along(0))
        other = FileVectors(tmp_path / "vectors")
        assert found(other, along(0), {A: None}) == ["d1"]
        put(vectors, A, "d2", along(0))
        assert found(other, along(0), {A: None}) == ["d1", "d2"]

    def test_what_changes_nothing_lets_nobody_read_anew(
        self, vectors: FileVectors, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(vectors, A, "d1", along(0))
        assert found(vectors, along(0), {A: None}) == ["d1"]
        monkeypatch.setattr("search.meaning.files.load", None)
        vectors.keep(A, "d1", [place()], "w")
        vectors.delete(A, ["unknown"])
        assert found(vectors, along(0), {A: None}) == ["d1"]

    def test_files_are_the_users_own(self, vectors: FileVectors, tmp_path: Path) -> None:
        put(vectors, A, "d1", along(0))
        assert (tmp_path / "vectors").stat().st_mode & 0o077 == 0
        assert {path.stat().st_mode & 0o077 for path in (tmp_path / "vectors").glob("*.[is]*")} == {0}

    def test_a_file_of_rows_that_is_gone_is_told_and_made_again(self, vectors: FileVectors, tmp_path: Path) -> None:
        put(vectors, A, "d1", along(0))
        for path in (tmp_path / "vectors").glob("*.i8"):
            path.unlink()
        vectors.close()
        with pytest.raises(IndexUnavailableError):
            vectors.nearest(along(0), {A: None}, 5)
        vectors.delete(A, ["d1"])
        assert vectors.nearest(along(0), {A: None}, 5) == ()


@pytest.mark.opensearch
class TestOpenSearch(VectorsContract):
    @pytest.fixture
    def vectors(
        self, opensearch_url: str, opensearch_prefix: str, monkeypatch: pytest.MonkeyPatch
    ) -> Iterator[OpenSearchVectors]:
        in_a_hurry(monkeypatch, opensearch_url, opensearch_prefix)
        assert has_knn(opensearch_url, opensearch_prefix)
        vectors = OpenSearchVectors(opensearch_url, opensearch_prefix)
        yield vectors
        vectors.close()
        remove_indices(opensearch_url, opensearch_prefix)

    def test_more_documents_than_one_clause_takes(
        self, vectors: OpenSearchVectors, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("search.opensearch.vectors._TERMS", 3)
        for at in range(8):
            put(vectors, A, f"d{at}", along(0, 0.1 * at))
        wanted = frozenset(f"d{at}" for at in range(1, 8))
        assert found(vectors, along(0), {A: wanted}) == sorted(wanted)


@pytest.mark.opensearch
def test_a_node_without_the_plug_in_is_known(each_opensearch_url: str, opensearch_prefix: str) -> None:
    with OpenSearch(each_opensearch_url, timeout=SECONDS) as client:
        version = client.info()["version"]["number"]
    assert has_knn(each_opensearch_url, opensearch_prefix) is (version == DEFAULT.version)


def test_a_node_that_is_gone_is_unavailable() -> None:
    vectors = OpenSearchVectors("http://127.0.0.1:9", "t")
    for attempt in (
        lambda: has_knn("http://127.0.0.1:9", "t"),
        lambda: vectors.embedder(A),
        lambda: vectors.nearest(along(0), {A: None}, 5),
        lambda: vectors.add(A, "d1", [place()], along(0)[None]),
        lambda: vectors.begin(A, ONE, 8),
    ):
        with pytest.raises(IndexUnavailableError):
            attempt()

"""Compartments around both back ends: they keep the contract of an index, and what they promise besides."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from models.settings import Settings
from models.store.compartments import Compartment, Compartments
from models.store.store import Store
from search.backends import open_index
from search.compartments import CompartmentIndex
from search.embedded.index import EmbeddedIndex
from search.index import Filter
from search.opensearch.index import OpenSearchIndex
from search.query import Everything
from tests.contracts.asking import A, document, found
from tests.contracts.compartments_contract import CompartmentsContract, G, kept, register_at
from tests.contracts.index_contract import IndexContract
from tests.opensearch_nodes import in_a_hurry, remove_indices


@pytest.fixture
def compartments(tmp_path: Path) -> Iterator[Compartments]:
    compartments = register_at(tmp_path / "register.sqlite3")
    yield compartments
    compartments.close()


class TestEmbedded(IndexContract, CompartmentsContract):
    @pytest.fixture
    def index(self, compartments: Compartments, tmp_path: Path) -> Iterator[CompartmentIndex]:
        index = CompartmentIndex(EmbeddedIndex(tmp_path / "index"), compartments)
        yield index
        index.close()


@contextmanager
def _around(
    url: str, prefix: str, compartments: Compartments, monkeypatch: pytest.MonkeyPatch
) -> Iterator[CompartmentIndex]:
    in_a_hurry(monkeypatch, url, prefix)
    index = CompartmentIndex(OpenSearchIndex(url, prefix), compartments)
    yield index
    index.close()
    remove_indices(url, prefix)


@pytest.mark.opensearch
class TestOpenSearch(CompartmentsContract):
    @pytest.fixture
    def index(
        self,
        compartments: Compartments,
        each_opensearch_url: str,
        opensearch_prefix: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> Iterator[CompartmentIndex]:
        with _around(each_opensearch_url, opensearch_prefix, compartments, monkeypatch) as index:
            yield index


@pytest.mark.opensearch
class TestIndexOnOpenSearch(IndexContract):
    """On one version: that each keeps the contract by itself, ``test_opensearch.py`` shows."""

    @pytest.fixture
    def index(
        self, compartments: Compartments, opensearch_url: str, opensearch_prefix: str, monkeypatch: pytest.MonkeyPatch
    ) -> Iterator[CompartmentIndex]:
        with _around(opensearch_url, opensearch_prefix, compartments, monkeypatch) as index:
            yield index


def test_without_a_register_an_index_is_opened_and_makes_none(settings: Settings) -> None:
    index = open_index(settings)
    index.put([document("d1", "lås")])
    assert found(index, Everything()) == {"d1"}
    index.close()
    assert not (settings.home / "register.sqlite3").exists()


def test_without_markings_the_index_is_as_the_back_end_alone_makes_it(store: Store) -> None:
    index = open_index(store.settings)
    index.put([document("d1", "lås"), document("d2", "ort", owner="Polisen")])
    index.close()
    alone = EmbeddedIndex(store.settings.home / "index")
    assert found(alone, Everything()) == {"d1", "d2"}
    assert alone.documents(A) == {"d1"}
    alone.close()


def test_a_compartment_is_called_as_no_owner_is_and_tells_of_no_group(store: Store) -> None:
    name = Compartment(A, frozenset({G})).name
    assert name.startswith(A)
    assert G not in name
    some = [Compartment(A, frozenset(one), frozenset(other)) for one in ("", "ab") for other in ("", "b")]
    assert len({each.name for each in some}) == 4
    index = open_index(store.settings)
    index.put([kept(document("d1", "lås"), G)])
    assert found(index, Everything(), Filter(frozenset({A}), groups=frozenset({G}))) == {"d1"}
    assert not [path for path in (store.settings.home / "index").iterdir() if "grupp" in path.name]
    index.close()

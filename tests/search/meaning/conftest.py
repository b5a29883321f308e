"""An archive with vectors, in the embedded index and in OpenSearch with k-NN: made by the tiny embedder."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from models.access import Purpose
from models.settings import Settings
from models.store.store import Store
from search.backends import open_index
from search.index import Index
from search.meaning import embedder as embedders
from search.meaning.embedder import open_embedder
from search.meaning.embedding import Embedded, embed, lacking
from search.meaning.opening import open_vectors
from search.request import SearchRequest
from search.result import SearchResult
from search.service import search
from tests.conftest import viewer_of
from tests.opensearch_nodes import default_node, remove_indices
from tests.search.archive import SOURCES, Paper, put
from tests.search.meaning import tiny_embedder
from tests.servers import url_of

OWNERS = tuple(SOURCES.values())
BACK_ENDS: Final = ["embedded", pytest.param("opensearch", marks=pytest.mark.opensearch)]


class Archive:
    """A home with an index and an embedder."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.store, self.index = Store.open(settings, create=True), open_index(settings)
        self.names: dict[str, str] = {}  # by id

    def put(self, *papers: Paper) -> list[str]:
        ids = [put(self.store, self.index, paper) for paper in papers]
        self.names |= {id: paper.name for id, paper in zip(ids, papers, strict=True)}
        return ids

    def embed(self) -> Embedded:
        found = open_embedder(self.settings)
        assert found is not None
        vectors = open_vectors(self.settings)
        wanted = lacking(self.store, vectors, found, self.store.sources.owners())
        return embed(self.store, vectors, found, wanted)

    def search(self, query: str, *owners: str, **more: object) -> SearchResult:
        viewer = viewer_of(*(owners or OWNERS))
        asked = replace(SearchRequest(query, meaning=True, facets=("source", "year")), **more)  # type: ignore[arg-type]
        return search(viewer, Purpose("prov", "1"), asked, store=self.store, index=self.index)

    def found(self, query: str, *owners: str, **more: object) -> dict[str, str]:
        """The names of the hits in order, each with its tier."""
        return {self.names[hit.document]: hit.tier.value for hit in self.search(query, *owners, **more).hits}

    def close(self) -> None:
        self.index.close()
        self.store.close()


def tiny_in(folder: Path, patched: pytest.MonkeyPatch) -> Path:
    """The tiny embedder as a site's own file."""
    patched.setattr(embedders, "ALLOWED", ["tests.search.meaning.*"])
    return tiny_embedder.write(folder / "embedder.yaml")


@contextmanager
def archive_on(back_end: str, settings: Settings, config: pytest.Config) -> Iterator[Archive]:
    """On one of ``BACK_ENDS``; its indices are gone afterwards."""
    prefix = f"t{secrets.token_hex(6)}"
    if back_end == "opensearch":
        settings = replace(settings, opensearch_url=url_of(config, default_node), opensearch_prefix=prefix)
    archive = Archive(settings)
    yield archive
    archive.close()
    if settings.opensearch_url:
        remove_indices(settings.opensearch_url, prefix)


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return tiny_in(tmp_path, monkeypatch)


@pytest.fixture
def embedded(settings: Settings, tiny: Path) -> Iterator[Archive]:
    archive = Archive(replace(settings, meaning_embedder=str(tiny)))
    yield archive
    archive.close()


@pytest.fixture(params=BACK_ENDS)
def archive(request: pytest.FixtureRequest, settings: Settings, tiny: Path) -> Iterator[Archive]:
    """On either back end."""
    with archive_on(request.param, replace(settings, meaning_embedder=str(tiny)), request.config) as archive:
        yield archive


Making = Callable[..., Paper]


def paper(name: str, text: str, source: str = "tillsyn", **more: object) -> Paper:
    return replace(Paper(name, source, [text]), **more)  # type: ignore[arg-type]


def index_of(archive: Archive) -> Index:
    return archive.index

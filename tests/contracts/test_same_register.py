"""Both back ends built from one register, the sample archive's, give the same hits and facet counts to every question.

The questions are drawn from the archive's own words and facet values and asked through the whole search: query parser,
wall, back end, facet labels, fragments.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any

import pytest

from ingest.run import IngestRun, RunOptions
from models.access import Purpose, Viewer
from models.settings import Settings
from models.store.service import service
from models.store.store import Store
from sample.archive import make_archive
from search.backends import open_index
from search.column_order import ColumnOrder
from search.index import Index, Sort
from search.rebuilding import reindex
from search.request import SearchRequest
from search.service import search
from search.table import sortable
from tests.opensearch_nodes import remove_indices

pytestmark = pytest.mark.timeout(900)  # an archive is read first, and an index made of it

QUESTIONS = 250 if os.environ.get("SAMSYN_TEST_FULL") else 60
PURPOSE = Purpose("prov")
NARROWING = ("source", "owner", "kind", "year", "method", "PERSON", "ORG", "PROPERTY", "VEHICLE")


@dataclass(frozen=True)
class Archive:
    store: Store
    embedded: Index
    words: list[str]
    values: Mapping[str, list[str]]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The sample archive without its scans (reading those is tested elsewhere), through the real ingest."""
    folder = tmp_path_factory.mktemp("register")
    made = make_archive(folder / "made", size=60, seed=3, scans=False)
    settings = Settings(home=folder / "home")
    store, embedded = Store.open(settings, create=True), open_index(settings)
    for source, papers in made.sources:
        store.sources.add(source)
        paths = [path for path in sorted(papers.rglob("*")) if path.suffix in (".docx", ".eml", ".txt")]
        IngestRun(store, embedded, source.name, RunOptions(workers=1), lambda _: None).go(paths)
    viewer = service(store, "prov")
    ids = [id for owner in store.sources.owners() for id in store.documents.ids(viewer, owner)]
    words = sorted({word for id in ids for page in store.documents.pages(viewer, id) for word in page.text.split()})
    values: dict[str, set[str]] = {}
    for id in ids:
        for type, found in store.documents.facets(viewer, id).items():
            values.setdefault(type, set()).update(found)
    yield Archive(store, embedded, words, {type: sorted(found) for type, found in values.items()})
    embedded.close()
    store.close()


@pytest.mark.opensearch
def test_the_same_hits_and_counts(archive: Archive, each_opensearch_url: str, opensearch_prefix: str) -> None:
    settings = replace(archive.store.settings, opensearch_url=each_opensearch_url, opensearch_prefix=opensearch_prefix)
    other, random, telling = open_index(settings), Random(4), 0
    reindex(archive.store, other)
    for _ in range(QUESTIONS):
        viewer, request = _viewer(archive, random), _question(archive, random)
        mine, theirs = (_answer(viewer, request, archive.store, index) for index in (archive.embedded, other))
        assert mine == theirs, request
        telling += 0 < mine["total"] < 40
    assert telling > QUESTIONS / 4, "too few of the questions tell anything"
    other.close()
    remove_indices(each_opensearch_url, opensearch_prefix)


def test_reindexing_changes_no_answer(archive: Archive) -> None:
    random = Random(5)
    asked = [(_viewer(archive, random), _question(archive, random)) for _ in range(20)]
    before = [_answer(viewer, request, archive.store, archive.embedded) for viewer, request in asked]
    reindex(archive.store, archive.embedded)
    assert [_answer(viewer, request, archive.store, archive.embedded) for viewer, request in asked] == before


def _answer(viewer: Viewer, request: SearchRequest, store: Store, index: Index) -> dict[str, Any]:
    """What must be the same: everything but the order by relevance and the scores."""
    result = search(viewer, PURPOSE, request, store=store, index=index)
    return {
        "total": result.total,
        "exact": result.exact,
        "documents": {hit.document: _shown(hit) for hit in result.hits},
        "facets": {type: facet.values for type, facet in result.facets.items()},
        "order": [hit.document for hit in result.hits] if request.by or request.sort is not Sort.RELEVANCE else [],
        "by": result.by,
    }


def _shown(hit: Any) -> Any:
    pages = {page.number: [(each.text, each.marks) for each in page.fragments] for page in hit.pages}
    return hit.name, hit.owner, hit.source, hit.kind, hit.date, hit.tier, pages


def _viewer(archive: Archive, random: Random) -> Viewer:
    owners = archive.store.sources.owners()
    return Viewer("prov", frozenset(random.sample(owners, random.randint(1, len(owners)))))


def _question(archive: Archive, random: Random) -> SearchRequest:
    return SearchRequest(
        query=_query(archive.words, random),
        include=_choice(archive, random),
        exclude=_choice(archive, random) if random.random() < 0.3 else {},
        sort=random.choice(list(Sort)),
        limit=1000,
        facet_limit=random.choice([3, 20, 1000]),
        tolerant=random.random() < 0.2,
        by=ColumnOrder(random.choice(sortable("")), random.random() < 0.5) if random.random() < 0.3 else None,
    )


def _query(words: list[str], random: Random) -> str:
    first, second, third = random.sample(words, 3)
    shapes = ("", first, f"{first} {second}", f"{first} OR {second}", f'"{first} {second}"', f"{first[:3]}*",
              f"-{first}", f"({first} OR {second}) -{third}", f"NOT ({first} {second})")  # fmt: skip
    return random.choice(shapes)


def _choice(archive: Archive, random: Random) -> dict[str, tuple[str, ...]]:
    chosen = {}
    for type in random.sample(NARROWING, random.choice([0, 0, 1, 1, 2])):
        values = archive.values.get(type, [])
        chosen[type] = tuple(random.sample(values, min(len(values), random.randint(1, 2))))
    return {type: values for type, values in chosen.items() if values}

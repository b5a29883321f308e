"""OpenSearch falls away in the middle and comes back: it is said, documents open, ingest goes on, nothing is missed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.errors import IndexUnavailableError
from models.settings import Settings
from models.store.store import Store
from search.differing import differences
from search.indexing import drain, draining
from search.opensearch.index import OpenSearchIndex
from tests.faults.severed import Line
from tests.opensearch_nodes import remove_indices
from tests.web import archive
from tests.web.browsing import words
from tests.web.conftest import Site
from web.app import create_app

pytestmark = pytest.mark.opensearch


@pytest.fixture
def line(opensearch_url: str) -> Iterator[Line]:
    with Line(opensearch_url) as line:
        yield line


@pytest.fixture
def site(line: Line, opensearch_url: str, opensearch_prefix: str, tmp_path: Path) -> Iterator[Site]:
    store = Store.open(Settings(home=tmp_path / "site"), create=True)
    index = OpenSearchIndex(line.url, opensearch_prefix)
    yield Site(create_app(store, index, demo=True), store, index, archive.fill(store))
    index.close()
    store.close()
    remove_indices(opensearch_url, opensearch_prefix)


def test_the_outbox_waits_and_drains_when_the_server_is_back(site: Site, line: Line) -> None:
    waiting = site.store.outbox.count()
    line.cut()
    with pytest.raises(IndexUnavailableError):
        drain(site.store, site.index)
    assert site.store.outbox.count() == waiting > 0
    line.mend()
    assert drain(site.store, site.index) > 0
    assert (site.store.outbox.count(), differences(site.store, site.index)) == (0, [])


def test_a_cut_in_the_middle_of_a_drain_leaves_nothing_half_done(site: Site, line: Line) -> None:
    def cut() -> None:
        """After the first batch, which is one owner's; another is on its way."""
        for _ in draining(site.store, site.index):
            site.store.outbox.add(row.document, row.owner, "put")
            left.append(site.store.outbox.count())
            line.cut()

    row, waiting, left = site.store.outbox.take(1)[0], site.store.outbox.count(), list[int]()
    with pytest.raises(IndexUnavailableError):
        cut()
    assert left == [site.store.outbox.count()]
    assert 0 < left[0] < waiting
    line.mend()
    drain(site.store, site.index)
    assert (site.store.outbox.count(), differences(site.store, site.index)) == (0, [])


def test_the_front_end_says_so_and_documents_open_meanwhile(site: Site, line: Line) -> None:
    drain(site.store, site.index)
    ines, id = site.sign_in("ines"), site.ids["anteckning.txt"]
    line.cut()
    asked = ines.get(ines.post("/sok", q="madrasser").location)
    assert asked.status_code == 503
    assert "Sökningen är tillfälligt ur drift" in words(asked)
    for address in (f"/d/{id}/1", f"/d/{id}/original"):
        assert ines.get(address).status_code == 200
    line.mend()
    assert ines.get(ines.post("/sok", q="madrasser").location).status_code == 200

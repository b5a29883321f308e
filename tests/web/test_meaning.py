"""The switch for meaning: there where there are vectors, kept from page to page, and honest about what it counts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.settings import Settings
from models.store.store import Store
from search.backends import open_index
from search.meaning import embedder as embedders
from search.meaning.embedder import open_embedder
from search.meaning.embedding import embed, lacking
from search.meaning.opening import open_vectors
from tests.search.meaning import tiny_embedder
from tests.web.browsing import Browsing, facet, hits, total
from tests.web.conftest import Filled, Site
from web.app import create_app

SWITCH = 'name="meaning" value="1"'
ON = f"{SWITCH} checked"


@pytest.fixture
def prepared(filled: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browsing]:
    """Alva at a site with vectors of the tiny embedder."""
    monkeypatch.setattr(embedders, "ALLOWED", ["tests.search.meaning.*"])
    shutil.copytree(filled.home, tmp_path / "site")
    settings = Settings(home=tmp_path / "site", meaning_embedder=str(tiny_embedder.write(tmp_path / "embedder.yaml")))
    store, index, found = Store.open(settings), open_index(settings), open_embedder(settings)
    assert found is not None
    vectors = open_vectors(settings)
    embed(store, vectors, found, lacking(store, vectors, found, store.sources.owners()))
    yield Site(create_app(store, index, demo=True), store, index, dict(filled.ids)).sign_in("alva")
    index.close()
    store.close()


def test_without_vectors_there_is_no_switch(alva: Browsing) -> None:
    assert SWITCH not in alva.get("/").text


def test_a_hit_by_meaning_is_marked_and_not_counted(prepared: Browsing) -> None:
    assert ON in prepared.get("/").text
    page = prepared.search("personvagn", meaning="1")
    assert "pm-fordon.pdf" in hits(page)
    assert total(page) == 0
    assert facet(page, "source") == {}
    assert "liknande innebörd" in page.text
    assert "Antalet och filtren gäller orden" in page.text
    assert ON in page.text


def test_it_is_turned_off_and_stays_off(prepared: Browsing) -> None:
    page = prepared.search("personvagn")
    assert hits(page) == []
    assert SWITCH in page.text
    assert ON not in page.text


def test_who_asks_at_the_top_of_another_page_asks_by_meaning_too(prepared: Browsing) -> None:
    page = prepared.get(prepared.post("/sok", q="personvagn").location)
    assert "pm-fordon.pdf" in hits(page)
    assert ON in page.text


def test_it_stays_on_when_a_filter_is_chosen(prepared: Browsing) -> None:
    page = prepared.search("Kebnekrogen", meaning="1", toggle="source:inspektioner")
    assert ON in page.text
    assert total(page) == 2

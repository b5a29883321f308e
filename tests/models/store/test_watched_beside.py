"""Looking at a watched folder beside whoever has its source in hand."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from models.settings import Settings
from models.source import Source
from models.store.schema import sources
from models.store.store import Store
from models.watched_folder import Complete, Facts

_FAILS_INSTEAD_OF_WAITING = "options=-c%20lock_timeout%3D5s"


@pytest.mark.postgresql
def test_it_does_not_wait_for_who_reads_into_the_same_source(settings: Settings, postgresql_url: str) -> None:
    url = f"{postgresql_url}&{_FAILS_INSTEAD_OF_WAITING}"
    with closing(Store.open(replace(settings, database_url=url), create=True)) as store:
        store.sources.add(Source("tillsyn", "Nämnden"))
        id = store.watched.add(Path("/in"), "tillsyn")
        folder = store.watched.get(id)
        with store.database.write() as other:
            other.execute(select(sources).with_for_update(read=True))
            assert store.watched.hold(id, "ett:1:x:y")
            assert store.watched.queue(folder, Complete("a.txt", Facts(3, 1), "a" * 64, "/in/a.txt"))
            store.watched.lost(folder, "b.txt", Facts(3, 1), "/in/b.txt", "too_large")
        assert set(store.watched.files(id)) == {"a.txt", "b.txt"}

"""A folder that is watched, with files that are complete as soon as they are there, and somebody who works."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from ingest.watched.completeness import Settling
from ingest.watched.looking import Look
from ingest.worker_command import Workbench
from models.limits import Limits
from models.settings import Settings
from models.source import Source
from models.store.service import service
from models.store.store import Store
from models.watched_folder import FolderReport, Sight
from search.backends import open_index
from tests.ingest.midnight import away_from_midnight

LIMITS = Limits(watch_settle_seconds=0.001, watch_unended_seconds=0.001, watch_retry_seconds=0.001)


@dataclass(frozen=True, slots=True)
class Watching:
    """``look`` looks once, ``work`` does what waits."""

    store: Store
    folder: Path
    id: str

    def look(self, limits: Limits = LIMITS, **change: object) -> Sight | None:
        folder = replace(self.store.watched.get(self.id), **change)  # type: ignore[arg-type]
        settling = Settling(0.0, 0.0)
        self.store.settings = replace(self.store.settings, limits=limits)
        return Look(self.store, folder, settling, lambda: True).go()

    def work(self) -> int:
        index = open_index(self.store.settings)
        bench = Workbench(self.store, index, lasting=False)
        while bench.turn():
            pass
        index.close()
        return bench.done

    def report(self) -> FolderReport:
        return self.store.watched_reports.get(service(self.store, "prov"), self.id)

    def papers(self) -> dict[str, str]:
        """State by path, of what search finds or waits."""
        viewer = service(self.store, "prov")
        found = self.store.documents.of_owner(viewer, "Nämnden")
        return {
            place.path.removeprefix(f"{self.folder}/"): document.state.value
            for document in found
            for place in self.store.documents.occurrences(viewer, document.id)
        }


@pytest.fixture(autouse=True)
def ahead(monkeypatch: pytest.MonkeyPatch) -> timedelta:
    """How far the clock goes ahead: a folder's files are told of by the day."""
    return away_from_midnight(monkeypatch)


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Watching]:
    settings = Settings(home=tmp_path / "home", nlp_pipeline="rules", limits=LIMITS)
    store = Store.open(settings, create=True)
    store.sources.add(Source("tillsyn", "Nämnden"))
    folder = tmp_path / "in"
    folder.mkdir()
    yield Watching(store, folder, store.watched.add(folder, "tillsyn", settle=0.0))
    store.close()

"""An intake of one watched folder from beginning to end, as it is done in the processes that are killed."""

from __future__ import annotations

from pathlib import Path

from ingest.watched.lookout import Looker
from ingest.worker_command import Workbench
from models.settings import Settings
from models.source import Source
from models.store.store import Store
from search.backends import open_index
from tests.ingest.watched.conftest import LIMITS


def settings(home: Path) -> Settings:
    return Settings(home=home, nlp_pipeline="rules", limits=LIMITS)


def prepared(home: Path, folder: Path) -> Settings:
    store = Store.open(settings(home), create=True)
    store.sources.add(Source("tillsyn", "Nämnden"))
    store.watched.add(folder, "tillsyn", settle=0.0)
    store.close()
    return settings(home)


def take_in(chosen: Settings) -> None:
    """Look and work until there is nothing left, as a worker does."""
    store, index = Store.open(chosen), open_index(chosen)
    bench = Workbench(store, index, lasting=False)
    looker = Looker(store, store.watched.all()[0].id, bench.stop)
    look_until_done(looker, bench)
    index.close()
    store.close()


def look_until_done(looker: Looker, bench: Workbench) -> None:
    for _ in range(3):  # what does not end as it should waits for a second look
        looker.look()
        while bench.turn():
            pass

"""The worker's work, for a journey that waits for a file."""

from __future__ import annotations

from pathlib import Path

from ingest.work import do
from models.settings import Settings
from models.store.store import Store
from search.backends import open_index
from search.index import Index


def work(home: Path) -> None:
    """What the worker does beside a server: every job that waits."""
    settings = Settings(home=home)
    store, index = Store.open(settings), open_index(settings)
    work_off(store, index)
    index.close()
    store.close()


def work_off(store: Store, index: Index) -> None:
    """The same where both are open."""
    while (job := store.jobs.take("prov")) is not None:
        store.jobs.finish(job.id, "prov", do(store, index, job, lambda _: None))

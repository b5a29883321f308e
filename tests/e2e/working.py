"""The worker's work, for a journey that waits for a file."""

from __future__ import annotations

from pathlib import Path

from ingest.work import do
from models.settings import Settings
from models.store.store import Store
from search.backends import open_index


def work(home: Path) -> None:
    """What the worker does beside a server: every job that waits."""
    settings = Settings(home=home)
    store, index = Store.open(settings), open_index(settings)
    while (job := store.jobs.take("prov")) is not None:
        store.jobs.finish(job.id, "prov", do(store, index, job, lambda _: None))
    index.close()
    store.close()

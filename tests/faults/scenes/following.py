"""The index is followed by a process beside other work."""

from __future__ import annotations

from tests.faults.scenes.commands import with_papers
from tests.faults.scenes.homes import OWNER, documents, with_index


def with_much(home: str, material: str) -> None:
    """More waits for the index than is done between two documents."""
    from ingest.follower import MANY

    with_papers(home, material)
    with with_index(home) as (store, _):
        ids = sorted(documents(store).values())
        for number in range(2 * MANY):
            store.outbox.add(ids[number % len(ids)], OWNER, "put")


def follow_beside(home: str, _material: str) -> None:
    from ingest.follower import Follower

    with with_index(home) as (store, index), Follower(store, index) as follower:
        follower.follow()
        follower.finish()

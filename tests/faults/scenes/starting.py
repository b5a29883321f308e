"""A home comes to be: its keys, its register, the index of its first owner."""

from __future__ import annotations

from pathlib import Path

from tests.faults.scenes.homes import OWNER, must, with_index


def nothing(home: str, _material: str) -> None:
    Path(home).mkdir()


def start(_home: str, _material: str) -> None:
    must("source", "add", "tillsyn", "--owner", OWNER)


def first_file(home: str, material: str) -> None:
    """Brings the index into being."""
    from tests.search.archive import Paper, put

    with with_index(home) as (store, index):
        from models.source import Source
        from search.indexing import drain

        store.sources.add(Source("tillsyn", OWNER))
        if not store.sources.owners():
            put(store, index, Paper("a.txt", "tillsyn", ["x"]))
        drain(store, index)

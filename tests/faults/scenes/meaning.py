"""Vectors are made, follow what changes, and are made anew by another embedder."""

from __future__ import annotations

import os
from pathlib import Path

from tests.faults.scenes.commands import with_papers
from tests.faults.scenes.homes import CLERK, documents, must, opened, with_index


def with_embedder(home: str, material: str) -> None:
    with_papers(home, material)
    write_embedders(Path(material))


def write_embedders(material: Path) -> None:
    """Beside the papers: one, and another."""
    from tests.search.meaning import tiny_embedder

    material.parent.mkdir(parents=True, exist_ok=True)
    tiny_embedder.write(material.with_suffix(".yaml"))
    tiny_embedder.write(material.with_suffix(".other.yaml"), "en annan")


def embed(_home: str, material: str) -> None:
    embed_with(Path(material).with_suffix(".yaml"))


def embed_other(_home: str, material: str) -> None:
    embed_with(Path(material).with_suffix(".other.yaml"))


def retire(home: str, _material: str) -> None:
    """A document leaves the search, and its vectors with it."""
    from models.withdrawal import Scope
    from search.indexing import drain

    with opened(home) as store:
        if not store.withdrawals.all(CLERK):
            store.withdrawals.take(CLERK, Scope.DOCUMENT, documents(store)["inre.txt"], "fel")
    with with_index(home) as (store, index):
        drain(store, index)


def embed_with(embedder: Path) -> None:
    """By the embedder of this file."""
    from search.meaning import embedder as embedders

    os.environ["SAMSYN_MEANING_EMBEDDER"] = str(embedder)
    embedders.ALLOWED = [*embedders.ALLOWED, "tests.*"]  # type: ignore[misc]
    must("embed", "--json")

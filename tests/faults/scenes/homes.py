"""Homes in which scenes begin, and what their acts stand on: the command line, the store."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from models.access import EVERYDAY, Purpose, Role, Viewer
from models.settings import Settings, read_settings
from models.sharing import Agreement, Mode
from models.store.store import Store
from search.index import Index

WORKERS: Final = "STEPS_WORKERS"
OWNER, OTHER = "Nämnden", "Polisen"
WHY = Purpose("prov", "PROV-1")
OFFICER = Viewer(
    "chef",
    frozenset({OWNER}),
    roles=EVERYDAY | {Role.OFFICER},
    officer_of=frozenset({OWNER}),
    groups=frozenset({"barn"}),
)
CLERK = Viewer("ines", frozenset({OWNER}))
_MATRIX: Final = f"""
[[owners]]
name = "{OWNER}"
kind = "board"

[[owners]]
name = "{OTHER}"
kind = "police"

[[sharing]]
owner = "{OWNER}"
reader = "{OTHER}"
purpose = "Utredning av bidragsbrott"
basis = "lag 2025:170"
mode = "request"
"""
_ASKS: Final = Viewer("pal", frozenset({OTHER}))


def command(*words: str | Path) -> int:
    """``samsyn WORDS``, in this process."""
    from samsyn import main

    return main([str(word) for word in words])


def must(*words: str | Path) -> None:
    status = command(*words)
    assert status == 0, (words, status)


def must_restore(home: str, folder: Path) -> None:
    """Unless it is done: a home that is whole is refused, and rightly."""
    if not Path(home, "secret.key").is_file() or Path(home, "restoring.json").exists():
        must("restore", folder, "--json")


def with_source(home: Path, material: Path, *papers: Callable[[Path], None]) -> None:
    """An empty home with a source, and the papers where they are to be taken from."""
    material.mkdir(parents=True, exist_ok=True)
    for make in papers:
        make(material)
    must("source", "add", "tillsyn", "--owner", OWNER)


def with_read(home: Path, material: Path, *papers: Callable[[Path], None]) -> None:
    """The same, and the papers are taken in."""
    with_source(home, material, *papers)
    must("ingest", material, "--source", "tillsyn", "--workers", "1")


def settings_at(home: str | Path) -> Settings:
    return replace(read_settings(), home=Path(home))


@contextmanager
def opened(home: str | Path) -> Iterator[Store]:
    store = Store.open(settings_at(home))
    try:
        yield store
    finally:
        store.close()


@contextmanager
def with_index(home: str | Path) -> Iterator[tuple[Store, Index]]:
    from search.backends import open_index

    with opened(home) as store:
        index = open_index(store.settings)
        try:
            yield store, index
        finally:
            index.close()


def drain(home: str, _material: str) -> None:
    """As the next worker would."""
    from search.indexing import drain as follow

    with with_index(home) as (store, index):
        follow(store, index)


def documents(store: Store) -> dict[str, str]:
    """Ids by name."""
    from models.store.service import service

    return {each.name: each.id for each in store.documents.of_owner(service(store, "prov"), OWNER)}


def asked_by_another(store: Store) -> str:
    """Another owner's staff asks for something; the request's id."""
    agreed = Agreement(OWNER, OTHER, "Utredning av bidragsbrott", "lag 2025:170", Mode.REQUEST)
    asked = store.requests.make(_ASKS, agreed, "K-1", "allt om tillsyn")
    store.requests.add(_ASKS, asked)
    return asked.id


def share(home: str) -> None:
    """The matrix by which :func:`asked_by_another` asks, in settings of the home's own."""
    (Path(home) / "samsyn.toml").write_text(_MATRIX, "utf-8")


def with_settings(home: str) -> None:
    """Have commands read the home's own settings, where it has any."""
    if (Path(home) / "samsyn.toml").is_file():
        os.environ["SAMSYN_CONFIG"] = f"{home}/samsyn.toml"


def workers() -> str:
    """How many a run is to have: drawn with the seed."""
    return os.environ.get(WORKERS, "1")

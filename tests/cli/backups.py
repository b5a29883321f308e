"""Homes to take backups of, and what is asked of one that is put back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import update

from models.settings import Settings
from models.source import Source
from models.store.schema import pages
from models.store.service import service
from models.store.store import Store
from search.backends import open_index
from search.indexing import drain
from tests.cli.command import Answer, samsyn_here
from tests.contracts.registered import put

RULES: Final = {"nlp_pipeline": "rules"}
OWNER: Final = "Nämnden"


def call(home: Path, *words: str | Path, **settings: str) -> Answer:
    return samsyn_here(home, *words, "--json", **{**RULES, **settings})


def more(home: Path, number: int | str, **settings: str) -> str:
    """One more paper, as an intake puts it."""
    with opened(home, **settings) as store:
        text = f"Tillsyn nummer {number} hos Provkrog AB."
        return put(store, "tillsyn", text.encode(), name=f"{number}.txt", text=text)


@contextmanager
def opened(home: Path, **settings: str) -> Iterator[Store]:
    with closing(Store.open(Settings(home=home, **settings))) as store:
        yield store


def contents(home: Path, **settings: str) -> dict[str, Any]:
    """Every document with its pages and names, each by itself whole."""
    found = {}
    with opened(home, **settings) as store:
        viewer = service(store, "prov")
        for owner in store.sources.owners():
            for each in store.documents.of_owner(viewer, owner):
                pages = [(page.method, page.text, page.image) for page in store.documents.pages(viewer, each.id)]
                names = sorted((m.page, m.start, m.value) for m, _ in store.documents.mentions(viewer, each.id))
                found[each.id] = (each.name, each.state, store.vault.intact(each.sha256), pages, names)
    return found


def found(home: Path, query: str) -> list[str]:
    return sorted(hit["name"] for hit in call(home, "search", query).value["hits"])


def begin(home: Path, **settings: str) -> None:
    """A home with six papers, one of which has a page image."""
    with closing(Store.open(Settings(home=home, **settings), create=True)) as store:
        store.sources.add(Source("tillsyn", OWNER))
        image = store.vault.put(b"en sidbild")
    first, *_ = [more(home, number, **settings) for number in range(6)]
    with opened(home, **settings) as store, closing(open_index(store.settings)) as index:
        with store.database.write() as connection:
            connection.execute(update(pages).where(pages.c.document == first).values(image=image))
        drain(store, index)


def doctor(home: Path) -> dict[str, Any]:
    (check,) = (each for each in call(home, "doctor").value["checks"] if each["name"] == "restored")
    return dict(check)

"""What the contracts of notes and dossiers begin with: papers of two owners, and people who read some of them."""

from __future__ import annotations

from typing import Final

import pytest

from models.access import Viewer
from models.document import DocumentKind, DocumentState, Page, PageMethod, Reading
from models.marking import MarkingScope
from models.mention import Label, Mention
from models.protected import Identity
from models.source import Source
from models.store.store import Store

OWNER: Final = "Nämnden"
ANNA: Final = Viewer("anna", frozenset({OWNER}), groups=frozenset({"barn", "krog"}))
BO: Final = Viewer("bo", frozenset({OWNER}), groups=frozenset({"krog"}))
CEM: Final = Viewer("cem", frozenset({OWNER}))
PAL: Final = Viewer("pål", frozenset({"Polisen"}))
BORROWER: Final = Viewer("granne", frozenset({OWNER, "Polisen"}), shared=frozenset({OWNER}))
OFFICER: Final = Viewer("ansvarig", frozenset({OWNER}), officer_of=frozenset({OWNER}))
PAGES: Final = ("Kontroll av köket hos Åkes Krog.", "Bo Ek berättade om frysen. Bo Ek gick.", "Beslut tas senare.")


def put(store: Store, name: str, pages: tuple[str, ...] = PAGES, source: str = "tillsyn") -> str:
    """A document that is read, or read again."""
    content = name.encode()
    sha256 = store.vault.put(content)
    found = store.arrivals.arrive(store.sources.get(source), sha256, len(content), path=f"/in/{name}", name=name)
    read(store, found.document, pages)
    return found.document


def read(store: Store, id: str, pages: tuple[str, ...]) -> None:
    store.registration.claim(id, "prov")
    told = tuple(Page(at, PageMethod.TEXT, "", text, 1.0) for at, text in enumerate(pages, 1))
    store.registration.keep_reading(id, Reading("text/plain", DocumentState.READ, "", told))
    named = [
        Mention(label, at, text.index(name), text.index(name) + len(name), name, name, 0.9, "rule:prov")
        for at, text in enumerate(pages, 1)
        for label, name in ((Label.PERSON, "Bo Ek"), (Label.ORG, "Åkes Krog"))
        if name in text
    ]
    store.registration.keep_knowledge(id, named, DocumentKind("", 0.0, ""), [], None)
    store.registration.finish(id, "prov", DocumentState.READ)


def mark(store: Store, id: str, page: int = 0) -> str:
    """Keep it for the group *barn*, of which anna is and bo is not; the marking."""
    scope = MarkingScope.PAGE if page else MarkingScope.DOCUMENT
    return store.markings.set(OFFICER, scope, id, group="barn", ground="OSL 26:1", page=page)[0].id


def protect(store: Store) -> None:
    """Nobody but the officer sees Bo Ek any more."""
    store.protected.add(OFFICER, OWNER, Identity(given=("Bo",), surnames=("Ek",)), "rad 1", "beslut")
    store.protected.sweep(OWNER)


def entity(store: Store, viewer: Viewer, label: Label, name: str) -> str:
    (found,) = store.entities.find(viewer, label, name)
    return found


class Written:
    """Each test gets an empty ``store`` with the sources ``tillsyn`` (Nämnden) and ``pm`` (Polisen)."""

    @pytest.fixture(autouse=True)
    def _two_sources(self, store: Store) -> None:
        store.sources.add(Source("tillsyn", OWNER))
        store.sources.add(Source("pm", "Polisen"))

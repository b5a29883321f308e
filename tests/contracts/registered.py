"""What the contracts of the register begin with: two sources, and documents put in as an intake puts them."""

from __future__ import annotations

from datetime import date

import pytest

from models.document import DocumentKind, DocumentState, Field, Page, PageMethod, Reading, Word
from models.mention import Label, Mention
from models.source import Source
from models.store.store import Store

TEXT = "Tillsyn hos Åkes Krog, 850412-9805"
KIND = DocumentKind("inspection_report", 0.9, "tillsyn")


def put(store: Store, source: str, content: bytes, *, name: str = "rapport.txt", text: str = TEXT) -> str:
    """A read document of one page in the register."""
    sha256 = store.vault.put(content)
    arrival = store.arrivals.arrive(store.sources.get(source), sha256, len(content), path=f"/in/{name}", name=name)
    words = (Word("Tillsyn", 0, 7, 10.0, 20.0, 55.25, 31.5, 0.875),)
    page = Page(1, PageMethod.OCR, "no_text", text, 0.9, 595.0, 842.0, words, None)
    store.registration.claim(arrival.document, "prov")
    store.registration.keep_reading(
        arrival.document, Reading("text/plain", DocumentState.READ, "", (page,), title="Titel")
    )
    found = [Mention(Label.ORG, 1, 12, 21, "Åkes Krog", "Åkes Krog", 0.8, "rule:org")]
    fields = [Field("date", "2024-05-19", "19 maj 2024", None, None, None, None)]
    store.registration.keep_knowledge(arrival.document, found, KIND, fields, date(2024, 5, 19))
    store.registration.finish(arrival.document, "prov", DocumentState.READ)
    return arrival.document


class Registered:
    """Each test gets an empty ``store`` with the sources ``tillsyn`` (Nämnden) and ``pm`` (Polisen)."""

    @pytest.fixture(autouse=True)
    def _sources(self, store: Store) -> None:
        store.sources.add(Source("tillsyn", "Nämnden"))
        store.sources.add(Source("pm", "Polisen", "police"))

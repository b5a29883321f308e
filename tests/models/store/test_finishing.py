"""What finishing a document asks of the database while nobody else of its owner may finish one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event, func, select

from models.document import DocumentKind, DocumentState, Page, PageMethod, Reading
from models.mention import Label, Mention
from models.source import Source
from models.store.schema import entities
from models.store.store import Store


def _finished(store: Store, amounts: int) -> int:
    """A document that names so many amounts is finished; returns how many statements that took."""
    text = " ".join(f"{number} kr" for number in range(amounts))
    sha256 = store.vault.put(text.encode())
    arrival = store.arrivals.arrive(store.sources.get("tillsyn"), sha256, 1, path=f"/in/{amounts}", name="a.txt")
    store.registration.claim(arrival.document, "prov")
    page = Page(1, PageMethod.TEXT, "", text, 1.0)
    store.registration.keep_reading(arrival.document, Reading("text/plain", DocumentState.READ, "", (page,)))
    found = [Mention(Label.AMOUNT, 1, at, at + 1, "1", f"{amounts}.{at}", 1.0, "rule:amount") for at in range(amounts)]
    store.registration.keep_knowledge(arrival.document, found, DocumentKind("other", 0.5, ""), (), None)
    asked = list[str]()

    def note(_connection: Any, _cursor: Any, words: str, *_rest: Any) -> None:
        asked.append(words)

    event.listen(store.database.engine, "before_cursor_execute", note)
    store.registration.finish(arrival.document, "prov", DocumentState.READ)
    event.remove(store.database.engine, "before_cursor_execute", note)
    return len(asked)


def test_it_asks_as_often_of_a_document_that_names_much(store: Store) -> None:
    store.sources.add(Source("tillsyn", "Nämnden"))
    _finished(store, 1)  # what is asked once
    assert _finished(store, 40) == _finished(store, 2)
    with store.database.read() as connection:
        assert connection.execute(select(func.count()).select_from(entities)).scalar_one() == 43

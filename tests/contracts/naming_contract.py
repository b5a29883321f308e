"""The part of the register's contract that is about which pipeline named a document, and naming it anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from models.document import DocumentKind, DocumentState, Field, Page, PageMethod, Reading
from models.mention import Label, Mention
from models.rival import Rival
from models.source import Source
from models.store.rereading import Poor
from models.store.store import Store
from tests.conftest import viewer_of

TEXT = "Tillsyn hos Åkes Krog i Byn"
KROG = Mention(Label.ORG, 1, 12, 21, "Åkes Krog", "Åkes Krog", 0.8, "rule:org")
BYN = Mention(Label.LOC, 1, 24, 27, "Byn", "Byn", 0.7, "model:fast")
BOTH = viewer_of("Nämnden", "Polisen")
KIND = DocumentKind("tip", 0.9, "prov")
DAY = Field("date", "2024-05-19", "19 maj 2024")


def read(store: Store, source: str, content: bytes, named_by: str) -> str:
    """A document of one page that the pipeline ``named_by`` has named."""
    sha256 = store.vault.put(content)
    arrival = store.arrivals.arrive(
        store.sources.get(source), sha256, len(content), path=f"/in/{sha256[:8]}", name="a.txt"
    )
    store.registration.claim(arrival.document, "prov")
    page = Page(1, PageMethod.TEXT, "file_text", TEXT, 1.0)
    store.registration.keep_reading(arrival.document, Reading("text/plain", DocumentState.READ, "", (page,)))
    _say(store, arrival.document, [KROG], named_by)
    store.registration.finish(arrival.document, "prov", DocumentState.READ)
    return arrival.document


def name_anew(store: Store, document: str, found: Sequence[Mention], named_by: str, kind: DocumentKind = KIND) -> bool:
    """The pages as they are, with what they are now found to name; whether that is anything new."""
    store.registration.claim(document, "prov")
    store.registration.keep_pages_again(document)
    _say(store, document, found, named_by, kind)
    changed = store.naming.differs(document)
    store.registration.finish(document, "prov", DocumentState.READ, follow=changed)
    return changed


def _say(store: Store, document: str, found: Sequence[Mention], named_by: str, kind: DocumentKind = KIND) -> None:
    store.registration.keep_knowledge(document, found, kind, [DAY], date(2024, 5, 19), named_by=named_by)


class NamingContract:
    """Each test gets an empty ``store``."""

    @pytest.fixture(autouse=True)
    def _sources_to_name(self, store: Store) -> None:
        store.sources.add(Source("tillsyn", "Nämnden"))
        store.sources.add(Source("pm", "Polisen", "police"))

    def test_what_another_pipeline_named_is_behind(self, store: Store) -> None:
        old, new = read(store, "tillsyn", b"ett", "rules-1"), read(store, "tillsyn", b"tva", "rules-2")
        theirs, unknown = read(store, "pm", b"tre", "rules-1"), read(store, "pm", b"fyra", "")
        assert store.naming.behind(BOTH, "rules-2", [], []) == sorted([old, theirs, unknown])
        assert store.naming.behind(BOTH, "rules-1", ["tillsyn"], []) == [new]
        assert store.naming.behind(BOTH, "rules-2", [], ["Polisen"]) == sorted([theirs, unknown])
        assert store.naming.behind(BOTH, "rules-2", ["tillsyn"], ["Polisen"]) == []
        assert store.naming.behind(viewer_of("Nämnden"), "rules-2", [], []) == [old]

    def test_what_was_never_read_is_not_behind(self, store: Store) -> None:
        arrival = store.arrivals.arrive(store.sources.get("tillsyn"), store.vault.put(b"x"), 1, path="/x", name="x")
        assert store.naming.behind(BOTH, "rules-2", [], []) == []
        store.registration.claim(arrival.document, "prov")
        store.registration.finish(arrival.document, "prov", DocumentState.QUARANTINED, "corrupt")
        assert store.naming.behind(BOTH, "rules-2", [], []) == []

    def test_new_names_take_the_place_of_the_old_and_the_index_is_asked_to_follow(self, store: Store) -> None:
        id = read(store, "tillsyn", b"ett", "rules-1")
        store.outbox.done([row.sequence for row in store.outbox.all()])
        before = dict(store.documents.mentions(BOTH, id))
        assert name_anew(store, id, [KROG, BYN], "fast-1")
        after = dict(store.documents.mentions(BOTH, id))
        assert list(after) == [KROG, BYN]
        assert after[KROG] == before[KROG]  # the entity keeps its id
        assert store.entities.get(BOTH, after[BYN]).name == "Byn"
        assert [(row.document, row.operation) for row in store.outbox.all()] == [(id, "put")]
        assert store.documents.page(BOTH, id, 1).text == TEXT
        assert store.naming.behind(BOTH, "fast-1", [], []) == []
        assert store.naming.mentions(BOTH, [id]) == 2
        assert store.naming.mentions(viewer_of("Polisen"), [id]) == 0

    def test_the_same_names_again_are_no_change_and_the_index_is_left_alone(self, store: Store) -> None:
        id = read(store, "tillsyn", b"ett", "rules-1")
        store.outbox.done([row.sequence for row in store.outbox.all()])
        assert not name_anew(store, id, [KROG], "rules-2")
        assert store.outbox.count() == 0
        assert store.naming.behind(BOTH, "rules-2", [], []) == []
        assert list(dict(store.documents.mentions(BOTH, id))) == [KROG]

    def test_another_kind_is_a_change_too(self, store: Store) -> None:
        id = read(store, "tillsyn", b"ett", "rules-1")
        assert name_anew(store, id, [KROG], "rules-2", DocumentKind("minutes", 0.9, "prov"))
        assert store.documents.get(BOTH, id).kind == "minutes"

    def test_a_naming_that_stops_midway_leaves_the_document_as_it_was(self, store: Store) -> None:
        id = read(store, "tillsyn", b"ett", "rules-1")
        store.registration.claim(id, "prov")
        store.registration.keep_pages_again(id)
        _say(store, id, [BYN], "fast-1")
        assert list(dict(store.documents.mentions(BOTH, id))) == [KROG]
        assert store.naming.behind(BOTH, "fast-1", [], []) == [id]

    def test_pages_that_were_read_badly_are_behind_until_this_has_read_them(self, store: Store) -> None:
        id, words = read(store, "tillsyn", b"ett", "rules-1"), "Tillsyn"
        ways = (
            ("ocr", 0.5),
            ("ocr", 0.9),
            ("text", 0.1),
            ("blank", 0.0),
            ("unread", 0.0),
            ("mixed", 0.5),
            ("ocr", 0.5),
        )
        pages = tuple(Page(at, PageMethod(way), "", words, quality) for at, (way, quality) in enumerate(ways, 1))
        theirs = Rival(7, read(store, "pm", b"alto", "rules-1"), 1, True, 0.2, 0.9, "more_to_trust")
        store.registration.claim(id, "prov")
        store.registration.keep_reading(id, Reading("image/tiff", DocumentState.PARTIAL, "", pages), [theirs])
        store.registration.finish(id, "prov", DocumentState.READ)
        poor = Poor(0.6, "ocr-2")
        assert store.rereading.behind(BOTH, poor, [], []) == [(id, 3)]
        assert store.rereading.pages(BOTH, id, poor) == [1, 5, 6]
        assert (
            store.rereading.behind(BOTH, poor, ["pm"], []) == store.rereading.behind(BOTH, poor, [], ["Polisen"]) == []
        )
        assert store.rereading.behind(viewer_of("Polisen"), poor, [], []) == []
        assert store.rereading.pages(viewer_of("Polisen"), id, poor) == []

        store.registration.claim(id, "prov")
        store.registration.keep_pages_again(id)
        store.rereading.keep(id, [Page(1, PageMethod.OCR, "", "Bättre", 0.8)], [1, 5, 6], "ocr-2")
        store.registration.finish(id, "prov", DocumentState.READ)
        assert [page.text for page in store.documents.pages(BOTH, id)] == ["Bättre", *[words] * 6]
        assert store.rereading.behind(BOTH, poor, [], []) == []
        assert store.rereading.behind(BOTH, Poor(0.6, "ocr-2", anyway=True), [], []) == [(id, 2)]
        assert store.rereading.pages(BOTH, id, Poor(0.6, "ocr-3")) == [5, 6]

    def test_a_superseded_document_is_named_and_stays_out_of_the_index(self, store: Store) -> None:
        old, content = read(store, "tillsyn", b"ett", "rules-1"), b"ny lydelse"
        first = store.documents.occurrences(BOTH, old)[0]
        arrival = store.arrivals.arrive(
            store.sources.get("tillsyn"), store.vault.put(content), len(content), path=first.path, name="a.txt"
        )
        new = arrival.document
        store.registration.claim(new, "prov")
        store.registration.keep_reading(new, Reading("text/plain", DocumentState.READ, "", ()))
        _say(store, new, [], "fast-1")
        store.registration.finish(new, "prov", DocumentState.READ)
        assert store.documents.get(BOTH, old).superseded
        store.outbox.done([row.sequence for row in store.outbox.all()])
        assert store.naming.behind(BOTH, "fast-1", [], []) == [old]
        assert name_anew(store, old, [BYN], "fast-1")
        assert store.outbox.count() == 0
        assert store.documents.get(BOTH, old).superseded

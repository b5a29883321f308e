"""What a person says of words that a line end broke is said of the words, as what the pipeline finds there is."""

from __future__ import annotations

from models.access import Purpose
from models.document import DocumentKind, DocumentState, Page, PageMethod, Reading
from models.layout import Layout
from models.mention import Label
from models.source import Source
from models.store.store import Store
from nlp import judging
from nlp.anchoring import spelled
from tests.conftest import viewer_of

NAMNDEN = viewer_of("Nämnden")
TEXT = "Vid besöket talade vi med Anna Anders-\nson om köket."
BREAK = TEXT.index("-\n")
FIRST, LAST = TEXT.index("Anna"), TEXT.index(" om köket")


def test_marked_put_right_and_called_something_else(store: Store, purpose: Purpose) -> None:
    id = _document(store)
    marked = judging.mark(NAMNDEN, purpose, store, id, spelled(1, FIRST, LAST), Label.PERSON, "står där")
    assert marked.said["value"] == "Anna Andersson"
    (mention,) = [mention for mention, _ in store.documents.mentions(NAMNDEN, id)]
    assert (mention.text, mention.value) == ("Anna Anders-\nson", "Anna Andersson")
    shorter = judging.boundary(NAMNDEN, purpose, store, id, spelled(1, FIRST, LAST), f"{FIRST + 5}-{LAST}", "efternamn")
    assert shorter.said["value"] == "Andersson"
    place = judging.relabel(NAMNDEN, purpose, store, id, spelled(1, FIRST + 5, LAST), Label.LOC, "en gård")
    assert place.said["value"] == "Andersson"


def _document(store: Store) -> str:
    store.sources.add(Source("tillsyn", "Nämnden"))
    sha256 = store.vault.put(TEXT.encode())
    arrival = store.arrivals.arrive(store.sources.get("tillsyn"), sha256, len(TEXT), path="/in/1", name="1.pdf")
    store.registration.claim(arrival.document, "prov")
    layout = Layout(joins=((BREAK, BREAK + 2),))
    page = Page(1, PageMethod.TEXT, "text_layer", TEXT, 1.0, 595.0, 842.0, layout=layout)
    store.registration.keep_reading(arrival.document, Reading("application/pdf", DocumentState.READ, "", (page,)))
    kind = DocumentKind("tip", 0.9, "prov")
    store.registration.keep_knowledge(arrival.document, [], kind, [], None, named_by="rules-1")
    store.registration.finish(arrival.document, "prov", DocumentState.READ)
    return arrival.document

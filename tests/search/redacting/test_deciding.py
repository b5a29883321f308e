"""What is proposed, what is decided of it, and when a copy can be made."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.access import Purpose
from models.audit import Action
from models.document import Document, DocumentKind, DocumentState, Page, PageMethod, Reading
from models.errors import AccessDeniedError, ProvisionError, RedactionChangedError, RedactionUnfinishedError
from models.layout import Layout, Region
from models.marking import MarkingScope
from models.mention import Label, Mention
from models.redaction import Place, Redaction, Verdict
from models.source import Source
from models.store.store import Store
from search.redacting import deciding
from search.redacting.suggesting import Suggestion, Why, groups, suggestions
from tests.contracts.writing import ANNA, OFFICER, OWNER, PAL, protect

WHY = Purpose("utlämnande", "N-1")
PAGES = (
    "Bo Ek, 850412-2391, ringde. Ek bor på Storgatan 5.",
    "Åkes Krog är ren. Numret 19850412-2391 står här, och Bo  Ek.",
)


@pytest.fixture
def document(store: Store) -> Document:
    store.sources.add(Source("tillsyn", OWNER))
    id = store.arrivals.arrive(store.sources.get("tillsyn"), store.vault.put(b"x"), 1, path="/a", name="a").document
    _read(store, id, PAGES)
    return store.documents.get(ANNA, id)


def _read(store: Store, id: str, texts: tuple[str, ...]) -> None:
    store.registration.claim(id, "prov")
    told = [Page(at, PageMethod.TEXT, "", text, 1.0) for at, text in enumerate(texts, 1)]
    seen = Layout(regions=(Region(10.0, 20.0, 60.0, 40.0, "handwriting"),))
    image = store.vault.put(b"bild")
    told.append(Page(3, PageMethod.OCR, "", "Skrivet för hand", 1.0, 595.0, 842.0, (), image, seen))
    told.append(Page(4, PageMethod.UNREAD, "handwriting", "", 0.0, 595.0, 842.0, (), image))
    store.registration.keep_reading(id, Reading("text/plain", DocumentState.READ, "", tuple(told)))
    wanted = ((Label.PERSON, "Bo Ek", 1), (Label.PERSONNUMMER, "850412-2391", 1), (Label.ADDRESS, "Storgatan 5", 1),
              (Label.ORG, "Åkes Krog", 2))  # fmt: skip
    named = [
        Mention(label, page, at, at + len(name), name, name, 0.9, "rule:prov")
        for label, name, page in wanted
        for at in [texts[page - 1].index(name)]
    ]
    store.registration.keep_knowledge(id, named, DocumentKind("", 0.0, ""), [], None)
    store.registration.finish(id, "prov", DocumentState.READ)


def begun(store: Store, document: Document) -> Redaction:
    return deciding.begin(ANNA, WHY, store, document.id)


def told(some: list[Suggestion]) -> list[tuple[int, Why, str]]:
    return [(each.place.page, each.why, each.text) for each in some]


def test_what_is_named_and_what_is_alike_is_proposed(store: Store, document: Document) -> None:
    some = suggestions(ANNA, store, begun(store, document))
    assert told(some) == [
        (1, Why.NAMED, "Bo Ek"),
        (1, Why.NAMED, "850412-XXXX"),
        (1, Why.NAMED, "Storgatan 5"),
        (2, Why.ALIKE, "19850412-XXXX"),
        (2, Why.ALIKE, "Bo Ek"),
        (3, Why.UNREAD, ""),
        (4, Why.UNREAD, ""),
    ]
    person = next(group for group in groups(some) if group.label is Label.PERSON)
    assert (person.name, [each.place.page for each in person.members]) == ("Bo Ek", [1, 2])


def test_people_that_are_protected_and_marked_pages_are_proposed(store: Store, document: Document) -> None:
    protect(store)
    store.markings.set(OFFICER, MarkingScope.PAGE, document.id, group="barn", ground="OSL 26:1", page=2)
    some = suggestions(OFFICER, store, deciding.begin(OFFICER, WHY, store, document.id))
    assert [each.provision for each in some if each.why is Why.MARKED] == ["OSL 26:1"]
    assert {each.place.page for each in some if each.why in (Why.PROTECTED, Why.NAMED) and "Bo" in each.text} == {1, 2}


def test_all_is_decided_before_it_can_be_made(store: Store, document: Document) -> None:
    copy = begun(store, document)
    some = suggestions(ANNA, store, copy)
    with pytest.raises(RedactionUnfinishedError):
        deciding.check_ready(deciding.standing(ANNA, store, copy), seen=True)
    copy = deciding.decide(ANNA, store, copy, Verdict.MASK, [some[0].place], "osl 21 kap. 1 §")
    assert copy.masks[0].provision == copy.provision == "OSL 21:1"
    copy = deciding.decide(ANNA, store, copy, Verdict.LEAVE, [each.place for each in some[1:]])
    now = deciding.standing(ANNA, store, copy)
    assert now.undecided == ()
    assert now.shows_numbers
    with pytest.raises(RedactionUnfinishedError):
        deciding.check_ready(now, seen=False)
    deciding.check_ready(now, seen=True)
    whole = deciding.decide(ANNA, store, copy, Verdict.MASK, [Place(1)])
    assert not any(each.place.page == 1 for each in deciding.standing(ANNA, store, whole).left)


def test_a_mask_has_a_provision_and_lies_in_the_document(store: Store, document: Document) -> None:
    copy = begun(store, document)
    with pytest.raises(ProvisionError):
        deciding.decide(ANNA, store, copy, Verdict.MASK, [Place(1, (0, 5))])
    for place in (
        Place(9),
        Place(1, (0, 500)),
        Place(1, area=(0.0, 0.0, 9.0, 9.0)),
        Place(3, area=(0.0, 0.0, 900.0, 9.0)),
    ):
        with pytest.raises(AccessDeniedError):
            deciding.decide(ANNA, store, copy, Verdict.MASK, [place], "OSL 21:1")
    assert store.redactions.get(ANNA, copy.id).acts == ()


def test_words_are_found_wherever_they_stand(store: Store, document: Document) -> None:
    copy = begun(store, document)
    assert deciding.occurrences(ANNA, store, copy, "bo ek") == [
        Place(1, (0, 5)),
        Place(2, (PAGES[1].index("Bo  Ek"), len(PAGES[1]) - 1)),
    ]
    assert deciding.occurrences(ANNA, store, copy, "finns inte") == []


def test_one_goes_on_with_ones_own_draft(store: Store, document: Document) -> None:
    copy = begun(store, document)
    assert begun(store, document) == copy
    assert deciding.begin(OFFICER, WHY, store, document.id).id != copy.id
    with pytest.raises(AccessDeniedError):
        deciding.begin(PAL, WHY, store, document.id)
    assert [each.event.action for each in store.ledger.last(1)] == [Action.REFUSED]


def test_nothing_is_decided_of_another_reading(store: Store, document: Document) -> None:
    copy = begun(store, document)
    _read(store, document.id, (PAGES[0].replace("ringde", "skrev"), PAGES[1]))
    with pytest.raises(RedactionChangedError):
        deciding.decide(ANNA, store, copy, Verdict.MASK, [Place(1)], "OSL 21:1")


def test_undone_is_as_before(store: Store, document: Document) -> None:
    copy = begun(store, document)
    after = deciding.decide(ANNA, store, copy, Verdict.MASK, [Place(1)], "OSL 21:1")
    deciding.undo(ANNA, store, after)
    assert store.redactions.get(ANNA, copy.id) == replace(copy, provision="OSL 21:1")

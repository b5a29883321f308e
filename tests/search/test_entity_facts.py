"""What documents say of an entity: its spellings, the numbers and addresses by it, the fields it stands in."""

from __future__ import annotations

from datetime import date

from models.access import Purpose
from models.document import Field
from models.mention import Label
from models.store.store import Store
from search.entity_facts import Facts, facts_of
from search.reading import read_entity
from tests.search.archive import Paper, everyone, put

TEXT = "Anna Berg (850312-2391) bor på Storgatan 4, 903 26 Umeå. Sökande: Anna Berg. Tel 090-12 34 56."
NAMES = [
    (Label.PERSON, "Anna Berg", "Anna Berg"),
    (Label.PERSONNUMMER, "850312-2391", "198503122391"),
    (Label.ADDRESS, "Storgatan 4, 903 26 Umeå", "Storgatan 4, 903 26 Umeå"),
    (Label.PHONE, "090-12 34 56", "+4690123456"),
]
FIELDS = [
    Field("applicant", "Anna Berg", "Anna Berg", 1, 0, 9, "applicant"),
    Field("property", "Umeå 1:1", "Umeå 1:1", 1, 90, 95),
    Field("subject", "Anna Berg", "Anna Berg"),
]


def _facts(store: Store) -> Facts:
    put(store, None, Paper("a.txt", "tillsyn", [TEXT, "Anna Berg igen."], date(2024, 1, 1), names=NAMES, fields=FIELDS))
    put(store, None, Paper("b.txt", "promemorior", ["Anna Berg, 850312-2391."], None, names=NAMES))
    (id,) = store.entities.find(everyone(), "PERSON", "Anna Berg")
    view = read_entity(everyone(), Purpose("prov", "P 1"), store, id)
    return facts_of(everyone(), store, view.entity, [document for document, _ in view.documents])


def test_what_stands_by_the_name(store: Store) -> None:
    facts = _facts(store)
    assert facts.names == (("Anna Berg", 3),)
    (number,) = facts.numbers  # the telephone number does not stand by the name
    assert number.text == "850312-XXXX"
    assert sorted((where.document.name, where.page) for where in number.places) == [("a.txt", 1), ("b.txt", 1)]
    (address,) = facts.addresses
    assert (address.text, address.town) == ("Storgatan 4, 903 26 Umeå", "Umeå")


def test_a_number_does_not_stand_by_itself(store: Store) -> None:
    phone = (Label.PHONE, "090-12 34 56", "+4690123456")
    put(store, None, Paper("c.txt", "tillsyn", ["Tel 090-12 34 56, 090-12 34 56."], None, names=[phone]))
    (id,) = store.entities.find(everyone(), "PHONE", "+4690123456")
    view = read_entity(everyone(), Purpose("prov", "P 1"), store, id)
    assert facts_of(everyone(), store, view.entity, [document for document, _ in view.documents]).numbers == ()


def test_fields_with_a_span_on_the_name(store: Store) -> None:
    (fact,) = _facts(store).facts
    assert (fact.name, fact.role, [where.page for where in fact.places]) == ("applicant", "applicant", [1])

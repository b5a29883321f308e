"""What documents are counted by: codes agree with those who write them, and the register says which each has."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.page_choice import GARBLED, GOOD_OVER_IMAGE
from models.access import Viewer
from models.document import DocumentKind, DocumentState, Field, Page, PageMethod, Reading
from models.errors import AccessDeniedError
from models.quality import GOOD_FROM, POOR_BELOW, QualityBand, band
from models.source import Source
from models.store.store import Store
from nlp.fields.outcome import OUTCOMES
from nlp.roles import ROLES
from search.facet import FACETS
from search.opensearch.mappings import FACET_FIELDS
from search.words import titles

OWNER = "polisen"
READER = Viewer("prov", frozenset({OWNER}))
PAGES = (
    Page(1, PageMethod.TEXT, "", "Vittne: Bo Ek. Anmälan läggs ned.", 0.97),
    Page(2, PageMethod.OCR, "", "lns,pek tion", 0.3),
    Page(3, PageMethod.BLANK, "", "", 0.0),
)
FIELDS = [
    Field("outcome", "no_action", "läggs ned"),
    Field("person", "Bo Ek", "Bo Ek", role="witness"),
    Field("person", "Ada Ek", "Ada Ek", role="mentioned"),
    Field("date", "2024-03-05", "5 mars 2024"),
]


@pytest.fixture
def document(store: Store) -> str:
    source = Source("pm", OWNER)
    store.sources.add(source)
    id = store.arrivals.arrive(source, store.vault.put(b"x"), 1, path="/in/pm.txt", name="pm.txt").document
    store.registration.claim(id, "prov")
    store.registration.keep_reading(id, Reading("text/plain", DocumentState.READ, "", PAGES))
    kind = DocumentKind("police_memo", 1.0, "prov")
    store.registration.keep_knowledge(id, [], kind, FIELDS, date(2024, 3, 5))
    store.registration.finish(id, "prov", DocumentState.READ)
    return id


def test_a_document_has_what_any_page_and_any_field_has(store: Store, document: str) -> None:
    facets = store.documents.facets(READER, document)
    assert facets["outcome"] == ("no_action",)
    assert facets["role"] == ("mentioned", "witness")
    assert (facets["year"], facets["month"]) == (("2024",), ("2024-03",))
    assert facets["method"] == ("blank", "ocr", "text")
    assert facets["quality"] == ("good", "poor")  # the blank page was not read badly


def test_what_may_not_be_read_is_not_counted(store: Store, document: str) -> None:
    with pytest.raises(AccessDeniedError):
        store.documents.facets(Viewer("annan", frozenset({"miljönämnden"})), document)


def test_outcomes_are_those_of_the_fields() -> None:
    assert {code: title.lower() for code, title in titles.OUTCOMES.items()} == dict(OUTCOMES)


def test_roles_are_those_that_fields_of_people_have() -> None:
    assert set(titles.ROLES) == {*ROLES, "official", "applicant", "complainant", "subject"}


@pytest.mark.parametrize(
    ("quality", "wanted"),
    [(1.0, "good"), (0.85, "good"), (0.849, "fair"), (0.45, "fair"), (0.449, "poor"), (0, "poor")],
)
def test_bands_meet_at_their_limits(quality: float, wanted: str) -> None:
    assert band(quality) == wanted


def test_bands_are_those_of_the_page_decision() -> None:
    assert (POOR_BELOW, GOOD_FROM) == (GARBLED, GOOD_OVER_IMAGE)
    assert set(titles.QUALITIES) == set(QualityBand)


def test_every_facet_has_a_field_in_opensearch() -> None:
    assert set(FACETS) == set(FACET_FIELDS) == set(titles.TYPES)

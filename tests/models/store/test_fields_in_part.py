"""A field without a page was told from the whole document: it is not told where a page of it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.access import Viewer
from models.document import Field
from models.marking import MarkingScope
from models.store.store import Store
from tests.search.archive import HEALTH, REPORT, put

OFFICER = Viewer("ansvarig", frozenset({HEALTH}), officer_of=frozenset({HEALTH}))
CLERK = Viewer("handläggare", frozenset({HEALTH}))
FIELDS = (
    Field("document_date", "2024-01-02", "2024-01-02"),
    Field("outcome", "rejected", "avslag"),
    Field("party", "Bo Ek", "Bo Ek", role="klagande"),
    Field("outcome", "granted", "bifall", 1, 0, 2),
    Field("party", "Eva By", "Eva By", 1, 0, 2, "sökande"),
    Field("party", "Åke Lo", "Åke Lo", 2, 0, 2, "motpart"),
)


def test_fields_and_what_is_counted_of_them_stand_on_open_pages(store: Store) -> None:
    id = put(store, None, replace(REPORT, dated=date(2024, 1, 2), fields=FIELDS))
    facets = store.documents.facets(CLERK, id)
    assert store.documents.fields(CLERK, id) == list(FIELDS)
    assert facets["outcome"] == ("granted", "rejected")
    assert facets["role"] == ("klagande", "motpart", "sökande")

    store.markings.set(OFFICER, MarkingScope.PAGE, id, page=2, group="barn", ground="OSL 26:1")
    assert store.documents.fields(CLERK, id) == list(FIELDS[3:5])
    facets = store.documents.facets(CLERK, id)
    assert (facets["outcome"], facets["role"]) == (("granted",), ("sökande",))
    assert store.documents.fields(OFFICER, id) == list(FIELDS)
    assert store.documents.facets(OFFICER, id)["outcome"] == ("granted", "rejected")

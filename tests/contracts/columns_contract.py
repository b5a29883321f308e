"""What every register says of many documents in one column: the same as of each, to whoever asks."""

from __future__ import annotations

from dataclasses import replace

from models.document import DocumentKind, DocumentState, Field
from models.protected import PROTECTED, Identity
from models.store.store import Store
from search.column_order import NAME
from search.table import COLUMNS, cells, said
from tests.contracts.markings_contract import BORROWER, CLERK, OFFICER, OUTSIDER, OWNER, mark, put
from tests.contracts.registered import Registered

PERSON = "Vilma Hemligsson"
VIEWERS = (CLERK, OUTSIDER, OFFICER, BORROWER, replace(OUTSIDER, groups=frozenset({PROTECTED})))
FIELDS = (
    Field("object", "köket på sida 2", "köket"),  # told from the whole
    Field("fee_amount", "900.00", "900", 1, 0, 4),
    Field("fee_amount", "15000.00", "15 000", 2, 0, 4),
    Field("handled_by", PERSON, PERSON),
    Field("subject", PERSON, PERSON, 3, 0, 4, "subject"),
    Field("subject", "850312-2391", "850312-2391", 1, 0, 4),  # no party: it has no role
)


def filled(store: Store) -> list[str]:
    """A document that is open, one kept whole, and one of which the second page is kept."""
    store.protected.add(OFFICER, OWNER, Identity(("Vilma",), ("Hemligsson",), ()), "person 1", "beslut")
    ids = [put(store, f"{name} {PERSON}.txt") for name in ("öppen", "märkt", "delvis")]
    for id in ids:
        store.registration.claim(id, "w")
        store.registration.keep_pages_again(id)
        store.registration.keep_knowledge(id, [], DocumentKind("tip", 1.0, ""), list(FIELDS), None)
        store.registration.finish(id, "w", DocumentState.READ)
    mark(store, ids[1])
    mark(store, ids[2], page=2)
    return ids


class ColumnsContract(Registered):
    def test_a_column_of_many_says_what_each_row_says(self, store: Store) -> None:
        ids = [*filled(store), "f" * 32]
        for viewer in VIEWERS:
            rows, known = cells(viewer, store, ids, COLUMNS), store.documents.many(viewer, ids)
            for column in COLUMNS:
                told = said(viewer, store, ids, column)
                assert {id: row[column] for id, row in rows.items() if row[column]} == {
                    id: values for id, values in told.items() if values
                }, (viewer, column)
            assert said(viewer, store, ids, NAME) == {id: (each.name,) for id, each in known.items()}

    def test_what_is_kept_or_covered_is_as_absent(self, store: Store) -> None:
        whole, kept, part = filled(store)
        assert said(OUTSIDER, store, [whole, kept, part], "fee_amount") == {
            whole: ("900.00", "15000.00"),
            part: ("900.00",),
        }
        assert said(OUTSIDER, store, [part], "object") == {}
        assert said(CLERK, store, [part], "object") == {part: ("köket på sida 2",)}
        assert PERSON not in str(said(OUTSIDER, store, [whole], "parties"))
        assert said(VIEWERS[-1], store, [whole], "parties") == {whole: (PERSON,)}
        assert PERSON.split()[1] not in said(OUTSIDER, store, [whole], NAME)[whole][0]

    def test_more_than_one_question_takes(self, store: Store) -> None:
        whole, *_ = filled(store)
        asked = [f"{number:032x}" for number in range(1_000)] + [whole]
        for column in (NAME, "kind", "fee_amount"):
            assert said(CLERK, store, asked, column).keys() == {whole}

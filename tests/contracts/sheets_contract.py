"""Sheets that are called by somebody with protected identity, on pages where nothing else says the name. To inherit,
with a ``store``."""

from __future__ import annotations

from typing import Final

from models.document import DocumentKind, DocumentState, Page, PageMethod, Reading
from models.layout import Block, BlockKind, Layout
from models.store.store import Store
from tests.contracts.writing import CEM, OFFICER, Written, protect

_TEXT: Final = "Timmar\t100"
_BLOCKS: Final = (
    Block(0, len(_TEXT), BlockKind.ROW, "Bo Ek!7"),
    Block(0, 6, BlockKind.CELL, "Bo Ek!A7"),
    Block(7, len(_TEXT), BlockKind.CELL, "Bo Ek!B7"),
)


class SheetsContract(Written):
    def test_their_names_are_covered_in_the_places_of_rows_and_cells(self, store: Store) -> None:
        sha256 = store.vault.put(b"blad")
        source = store.sources.get("tillsyn")
        id = store.arrivals.arrive(source, sha256, 4, path="/in/a.xlsx", name="a.xlsx").document
        page = Page(1, PageMethod.TEXT, "", _TEXT, 1.0, layout=Layout(_BLOCKS))
        store.registration.claim(id, "prov")
        store.registration.keep_reading(id, Reading("text/plain", DocumentState.READ, "", (page,)))
        store.registration.keep_knowledge(id, [], DocumentKind("", 0.0, ""), [], None)
        store.registration.finish(id, "prov", DocumentState.READ)
        protect(store)
        for viewer, name in ((CEM, "█████"), (OFFICER, "Bo Ek")):
            _, laid_out = store.documents.laid_out(viewer, [(id, 1)])[id, 1]
            (one,) = store.documents.pages(viewer, id)
            for layout in (laid_out, one.layout, store.documents.page(viewer, id, 1).layout):
                assert [each.place for each in layout.blocks] == [f"{name}!7", f"{name}!A7", f"{name}!B7"]
            assert one.text == _TEXT

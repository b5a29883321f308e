"""Where a find stands is told without the names of others: a sheet of a workbook may be called by one."""

from __future__ import annotations

from typing import Final

from ingest.extract_gathering import gather
from models.access import Purpose
from models.document import DocumentKind, DocumentState, Page, PageMethod, Reading
from models.extract import Asked, ExtractLaw, Find
from models.layout import Block, BlockKind, Layout
from models.source import Source
from models.store.store import Store
from search import extracting
from search.extract_content import place_of
from tests.contracts.writing import OFFICER, OWNER

_WHY: Final = Purpose("registerutdrag", "R-7")
_ROW: Final = "Vilma Hemligsson\t4 500,00"
_NOTE: Final = "Vilma Hemligsson ringde."
_TEXT: Final = f"Erik Svensson\n{_ROW}\n\n{_NOTE}"


def found_in(store: Store, row: str, cell: str, beside: str) -> list[Find]:
    """What is found of Vilma on a page whose row, its first cell and what lies beside it stand at these places."""
    store.sources.add(Source("tillsyn", OWNER))
    sha256 = store.vault.put(b"blad")
    arrival = store.arrivals.arrive(store.sources.get("tillsyn"), sha256, 4, path="/in/a.xlsx", name="a.xlsx")
    start, note = _TEXT.index(_ROW), _TEXT.index(_NOTE)
    blocks = (
        Block(start, start + len(_ROW), BlockKind.ROW, row),
        Block(start, _TEXT.index("\t"), BlockKind.CELL, cell),
        Block(note, len(_TEXT), BlockKind.PARAGRAPH, beside),
    )
    page = Page(1, PageMethod.TEXT, "", _TEXT, 1.0, layout=Layout(blocks))
    store.registration.claim(arrival.document, "prov")
    store.registration.keep_reading(arrival.document, Reading("text/plain", DocumentState.READ, "", (page,)))
    store.registration.keep_knowledge(arrival.document, [], DocumentKind("", 0.0, ""), [], None)
    store.registration.finish(arrival.document, "prov", DocumentState.READ)
    who = Asked.read({"given": "Vilma", "surnames": "Hemligsson", "numbers": "19850412-2391"})
    new = extracting.begin(OFFICER, _WHY, store, OWNER, "R-7", ExtractLaw.REGULATION, who, "tillsyn")
    gather(OFFICER, _WHY, store, new.id)
    return store.extracts.finds(OFFICER, new.id)


def test_a_sheet_is_not_told_by_somebody_elses_name(store: Store) -> None:
    found = found_in(store, "Erik Svensson!14", "Erik Svensson!A14", "Erik Svensson, textruta")
    told = [place_of(find) for find in found]
    assert told[0] == "sidan 1, [namn]!A14"
    assert told[1].startswith("sidan 1, [namn]")
    assert not any(name in place for place in told for name in ("Erik", "Svensson"))


def test_a_place_that_is_counted_is_told_as_it_is(store: Store) -> None:
    found = found_in(store, "tabell 2, rad 3", "tabell 2, rad 3, kolumn 1", "stycke 4")
    assert [place_of(find) for find in found] == ["sidan 1, tabell 2, rad 3, kolumn 1", "sidan 1, stycke 4"]

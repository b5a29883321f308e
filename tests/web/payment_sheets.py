"""The planted sheets of payments and visits as a reader gives them, put into the small archive: no child, no model."""

from __future__ import annotations

import csv
import io
import re
from typing import Final

from models.document import DocumentKind, DocumentState, Field, Page, PageMethod, Reading
from models.layout import Block, BlockKind, Layout
from models.mention import Label, Mention
from models.source import Source
from models.store.store import Store
from models.table_places import LinePlaces
from nlp.payments.rows import payment_rows
from tests.payment_papers import LUGN, NORD, VAST, papers
from tests.web.archive import MILJO

SHEETS: Final = Source("utbetalningar", MILJO.owner, "ekonomi")
_ABOUT: Final = re.compile("|".join(map(re.escape, (NORD, VAST, LUGN))))


def fill(store: Store) -> dict[str, str]:
    """The CSV files; document ids by name."""
    store.sources.add(SHEETS)
    return {paper.name: _put(store, paper.name, paper.content) for paper in papers() if paper.name.endswith(".csv")}


def _put(store: Store, name: str, content: bytes) -> str:
    sha256 = store.vault.put(content)
    id = store.arrivals.arrive(SHEETS, sha256, len(content), path=f"/in/{name}", name=name).document
    store.registration.claim(id, "prov")
    page = _page(content)
    store.registration.keep_reading(id, Reading("text/csv", DocumentState.READ, "", (page,)))
    found = [  # a head of "Utförare: NAME, number" says whom the paper is about
        Mention(Label.ORG, 1, at.start(), at.end(), at.group(), at.group(), 0.9, "rule:test")
        for at in _ABOUT.finditer(page.text)
    ]
    about = [
        Field("provider", one.value, one.text, 1, one.start, one.end) for one in found if f"\t{one.text}," in page.text
    ]
    store.registration.keep_knowledge(id, found, DocumentKind("payment_audit", 0.9, "rubrik"), about, None)
    store.payments.keep(id, payment_rows([(1, page.text, page.layout)], found, about))
    store.registration.finish(id, "prov", DocumentState.READ)
    return id


def _page(content: bytes) -> Page:
    """A line a row, its cells parted by tabs."""
    text, blocks = "", list[Block]()
    for number, cells in enumerate(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"), 1):
        places, start = LinePlaces(number), len(text)
        for column, cell in enumerate(cells, 1):
            text += "\t" if column > 1 else ""
            blocks += [Block(len(text), len(text) + len(cell), BlockKind.CELL, places.cell(column))] if cell else []
            text += cell
        blocks += [Block(start, len(text), BlockKind.ROW, places.row())] if cells else []
        text += "\n"
    return Page(1, PageMethod.TEXT, "file_text", text, 1.0, layout=Layout(tuple(blocks)))

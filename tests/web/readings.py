"""Documents with pages made to order: tables, uncertain words, headers of mails."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from models.document import DocumentKind, DocumentState, Field, Page, PageMethod, Reading
from models.layout import Block, BlockKind, Layout
from models.mention import Mention
from models.source import Source
from models.store.store import Store
from tests.web.archive import MILJO, Paper, page_of


def put_read(
    store: Store,
    name: str,
    pages: Sequence[Page],
    *,
    source: Source = MILJO,
    media_type: str = "application/pdf",
    mentions: Sequence[Mention] = (),
    fields: Sequence[Field] = (),
    facts: Mapping[str, str] | None = None,
    day: date | None = None,
) -> str:
    """Register a document as it would be after such a reading; its id."""
    content = f"{name} {pages}".encode()
    sha256 = store.vault.put(content)
    id = store.arrivals.arrive(source, sha256, len(content), path=f"/in/{name}", name=name).document
    store.registration.claim(id, "prov")
    read = Reading(media_type, DocumentState.READ, "", tuple(pages), facts=facts or {})
    store.registration.keep_reading(id, read)
    store.registration.keep_knowledge(id, mentions, DocumentKind("other", 0.9, "rubrik"), fields, day)
    store.registration.finish(id, "prov", DocumentState.READ)
    return id


def scanned(store: Store, text: str, sure: Mapping[str, float], number: int = 1, layout: Layout | None = None) -> Page:
    """A page read with OCR, on which these words were read with such confidence."""
    page = page_of(store, number, text, Paper(MILJO, "skannad.tif", "other", None, (), method=PageMethod.OCR))
    words = tuple(replace(word, confidence=sure.get(word.text, 0.97)) for word in page.words)
    return replace(page, words=words, layout=layout or page.layout)


def sheet(rows: Sequence[Sequence[str]], place: str = "rad {row}", cell: str = "rad {row}, kolumn {column}") -> Page:
    """A page of rows, tabs between cells, as the readers of CSV (and, by ``place``, of workbooks) make it."""
    text, blocks = "", list[Block]()
    for row, cells in enumerate(rows, 1):
        start = len(text)
        spans = []
        for column, said in enumerate(cells, 1):
            told = cell.format(row=row, column=column, letter="ABCDEFGH"[column - 1])
            spans.append(Block(len(text), len(text) + len(said), BlockKind.CELL, told))
            text += f"{said}\t"
        text = text[:-1]
        blocks += [Block(start, len(text), BlockKind.ROW, place.format(row=row)), *spans]
        text += "\n"
    return Page(1, PageMethod.TEXT, "file_text", text.rstrip("\n"), 1.0, layout=Layout(tuple(blocks)))


def spans(text: str, words: str) -> list[tuple[int, int]]:
    """Where the words stand in the text."""
    return [found.span() for found in re.finditer(re.escape(words), text)]

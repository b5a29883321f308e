"""A paper registered as an ingest would have: its pages with pictures and words, what it names, and its fields."""

from __future__ import annotations

import io
from collections.abc import Iterable

from PIL import Image, ImageDraw

from models.document import DocumentKind, DocumentState, Field, Page, PageMethod, Reading, Word
from models.layout import Layout
from models.mention import Label, Mention
from models.source import Source
from models.store.store import Store
from nlp.resolution.within import references
from tests.secrecy.papers import Paper, Sheet
from tests.secrecy.payment_rows import rows_of


def put_in(store: Store, paper: Paper, content: bytes, parent: str | None) -> str:
    """Returns the document's id."""
    sha256 = store.vault.put(content)
    source = Source(paper.source, paper.owner)
    path = f"{parent}/{paper.name}" if parent else f"/in/{paper.source}/{paper.name}"
    id = store.arrivals.arrive(source, sha256, len(content), path=path, name=paper.name, parent=parent).document
    if paper.fate == "unread":
        return id
    store.registration.claim(id, "prov")
    pages = tuple(_page(store, sheet) for sheet in paper.sheets)
    title = "" if paper.in_part else f"Titel {paper.mark}"
    mail = paper.kind == "other" and not paper.in_part
    facts = {"message_id": f"<{paper.mark}@prov.example>", "references": "<första@prov.example>"} if mail else {}
    sort = "message/rfc822" if paper.kind == "other" else "application/pdf"
    store.registration.keep_reading(id, Reading(sort, DocumentState.READ, title, pages, facts=facts))
    kind = DocumentKind("", 0.0, "") if paper.in_part else DocumentKind(paper.kind, 1.0, f"rubrik {paper.mark}")
    named = sorted(mentions_of(paper), key=lambda each: (each.page, each.start))
    said = references([(sheet.number, sheet.text) for sheet in paper.sheets], named)
    told, by = _fields(paper), f"prov {paper.mark}"
    store.registration.keep_knowledge(id, named, kind, told, paper.dated, references=said, named_by=by)
    store.payments.keep(id, rows_of(paper))
    store.registration.finish(id, "prov", DocumentState.READ)
    return id


def _page(store: Store, sheet: Sheet) -> Page:
    picture = store.vault.put(_picture(sheet.canaries.word))
    words, at = [], 0
    for column, run in enumerate(sheet.text.split()):
        at = sheet.text.index(run, at)
        words.append(Word(run, at, at + len(run), 5.0 * column, 0.0, 5.0 * column + 4, 10.0))
        at += len(run)
    return Page(
        sheet.number,
        PageMethod.OCR,
        "",
        sheet.text,
        1.0,
        595.0,
        842.0,
        tuple(words),
        picture,
        Layout(joins=sheet.joins),
    )


def _picture(word: str) -> bytes:
    """A small picture with the word on it, and within it."""
    image, out = Image.new("L", (120, 40), 250), io.BytesIO()
    ImageDraw.Draw(image).text((2, 10), word, fill=10)
    image.save(out, "JPEG", comment=word.encode())
    return out.getvalue()


def mentions_of(paper: Paper) -> Iterable[Mention]:
    for sheet in paper.sheets:
        for label, start, end, value in sheet.spans():
            sure = 0.6 if label is Label.VEHICLE else 1.0  # cars wait to be judged
            yield Mention(label, sheet.number, start, end, sheet.text[start:end], value, sure, "prov")


def _fields(paper: Paper) -> list[Field]:
    """Whom each page is about; the paper's day, which the second page says; and, of the whole, what each page says."""
    found = []
    for sheet in paper.sheets:
        person, at = sheet.canaries.person, sheet.text.index(sheet.canaries.person)
        found.append(Field("person", person, person, sheet.number, at, at + len(person), "mentioned"))
        if sheet.number == 2 and paper.dated:
            day = paper.dated.isoformat()
            found.append(Field("date", day, day, 2, 0, len(day)))
    if not paper.in_part:
        every = " ".join(f"{sheet.canaries.word} {sheet.canaries.person}" for sheet in paper.sheets)
        found.append(Field("object", every, every))
    return found

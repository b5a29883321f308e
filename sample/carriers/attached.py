"""A PDF that carries other files: a paper's tables as CSV, or papers of their own."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from sample.carriers.layout import lay_out_all
from sample.carriers.makers import MAKERS
from sample.carriers.objects import Book, text_string
from sample.carriers.pdf import gold
from sample.carriers.plain import Written
from sample.carriers.rows import csv_file
from sample.draft import Draft
from sample.spans import plain

_TYPES = {
    ".csv": "text#2Fcsv", ".pdf": "application#2Fpdf", ".txt": "text#2Fplain", ".html": "text#2Fhtml",
    ".rtf": "application#2Frtf", ".eml": "message#2Frfc822",
}  # fmt: skip


def bundle_file(draft: Draft, rng: Random, style: str = "",
                carry: Callable[[Draft, str, Random], Written] | None = None,
                ) -> tuple[Written, list[tuple[str, Draft, Written]]]:  # fmt: skip
    """The PDF, and what it carries as (name, draft, file), each with gold of its own.

    ``carry`` makes the draft's attachments by the ending of their names; a draft without any (or without ``carry``)
    carries its own tables and particulars as CSV.
    """
    sheets = lay_out_all(draft, rng, style)
    carried = list[tuple[str, Draft, Written]]()
    if carry:
        carried = [(name, one, carry(one, name.rpartition(".")[2], rng)) for name, one in draft.attachments]
    if not carried:
        carried = [
            (rng.choice(("underlag.csv", "Bilaga 1.csv", "utdrag_ur_register.csv")), draft, csv_file(draft, rng))
        ]
    book = Book()
    for sheet in sheets:
        book.page(sheet)
    attach(book, [(name, file) for name, _, file in carried])
    content = book.bound(plain(draft.title), plain(draft.owner.unit), draft.date, rng.choice(MAKERS))
    return Written(content, ".pdf", gold(sheets)), carried


def attach(book: Book, files: list[tuple[str, Written]]) -> None:
    """Puts files into a PDF, by their names in order, as its name tree wants."""
    objects, entries = book.objects, list[str]()
    for name, file in sorted(files, key=lambda one: text_string(one[0])):
        sort = _TYPES.get(file.suffix, "application#2Foctet-stream")
        entry = f"/Type /EmbeddedFile /Subtype /{sort} /Params << /Size {len(file.content)} >>"
        stream = objects.stream(file.content, entry)
        told = text_string(name)
        said = objects.add(f"<< /Type /Filespec /F {told} /UF {told} /EF << /F {stream} 0 R /UF {stream} 0 R >> >>")
        entries.append(f"{told} {said} 0 R")
    names = objects.add(f"<< /Names [{' '.join(entries)}] >>")
    book.catalog.append(f"/Names << /EmbeddedFiles {names} 0 R >> /PageMode /UseAttachments")


def attached_file(draft: Draft, rng: Random, style: str = "") -> Written:
    """The PDF alone: see :func:`bundle_file`, which gives the gold of what it carries too."""
    return bundle_file(draft, rng, style)[0]

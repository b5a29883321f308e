"""A register extract taken out as a file: written in the ledger first, with each document that it tells of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from enum import StrEnum

from models import sought, swedish
from models.access import Purpose, Viewer
from models.audit import Action
from models.extract import Verdict
from models.secrecy_errors import InvalidExtractError
from models.store.store import Store
from search.csv_table import csv_table
from search.extract_content import Content, content, head, source_said, withheld_said
from search.extract_pdf import extract_pdf
from search.extract_storage import storage_times
from search.extracting import as_officer, known, told
from search.pdf_page import Made
from search.words.extracts import NOTHING

_COLUMNS = ("nummer", "handling", "källa", "datum", "slag", "plats", "funnet på", "text")


class ExtractForm(StrEnum):
    PDF = "pdf"
    CSV = "csv"
    JSON = "json"


def take_out(viewer: Viewer, purpose: Purpose, store: Store, id: str, form: ExtractForm) -> bytes:
    """The file, of the finds as they are decided now. Nothing of it is kept.

    Raises :class:`models.errors.AccessDeniedError`, and :class:`InvalidExtractError` while finds wait for a decision,
    or when the content is erased.
    """
    extract = known(viewer, purpose, store, id)
    finds = store.extracts.finds(viewer, id)
    if extract.gathered is None or extract.forgotten or any(find.verdict is Verdict.OPEN for find in finds):
        raise InvalidExtractError("Det finns fynd som väntar på beslut" if finds else "Utdraget är inte färdigt")
    shown = sorted({find.document for find in finds if find.verdict is Verdict.ACCEPTED and find.document})
    storage = storage_times(as_officer(viewer, extract.owner), store, shown)
    made = Made(store.users.display(viewer.name), swedish.local(swedish.now()), purpose.text, purpose.case)
    about = tuple(map(sought.document, shown))
    told(viewer, purpose, store, extract, "file", action=Action.EXPORT, documents=about, list="extract",
         format=form.value)  # fmt: skip
    return written(content(extract, finds, storage), made, form)


def written(what: Content, made: Made, form: ExtractForm) -> bytes:
    """The content in one of its forms."""
    if form is ExtractForm.PDF:
        return extract_pdf(what, made)
    return _json(what, made) if form is ExtractForm.JSON else _csv(what, made)


def _json(what: Content, made: Made) -> bytes:
    """Field names as the reader's language has them: it is for the person, or for a program of theirs."""
    said = {
        "registerutdrag": {name.lower(): value for name, value in head(what, made.at)},
        "ändamål": what.processing,
        "kategorier": what.categories,
        "källor": [{"källa": source, "handlingar": count} for source, count in what.sources],
        "mottagare": what.recipients,
        "lagringstid": what.storage,
        "uppgifter": [dict(zip(_COLUMNS, asdict(line).values(), strict=True)) for line in what.lines],
        "undantaget": [{"bestämmelse": each.provision, "skyddar": each.words, "uppgifter": each.count}
                       for each in what.withheld],
        "upplysning": f"{NOTHING} {what.masked}" if what.is_empty else what.masked,
        "rättigheter": what.rights,
    }  # fmt: skip
    return json.dumps(said, ensure_ascii=False, indent=2).encode()


def _csv(what: Content, made: Made) -> bytes:
    """One table: what each line is of, and the columns of the finds; what is no find stands in the last of them."""
    return csv_table(("avsnitt", *_COLUMNS), _rows(what, made))


def _rows(what: Content, made: Made) -> Iterator[list[str]]:
    for name, value in head(what, made.at):
        yield _row(name, value)
    yield _row("Ändamål", what.processing)
    for section, every in (
        ("Slag av uppgifter", what.categories),
        ("Källa", [source_said(*each) for each in what.sources]),
        ("Mottagare", what.recipients),
        ("Lagringstid", what.storage),
    ):
        yield from (_row(section, each) for each in every)
    for line in what.lines:
        yield ["Uppgift", *map(str, asdict(line).values())]
    if what.is_empty:
        yield _row("Uppgift", NOTHING)
    yield from (_row("Undantaget", withheld_said(each)) for each in what.withheld)
    yield _row("Upplysning", what.masked)
    yield from (_row("Rättighet", each) for each in what.rights)


def _row(section: str, said: str) -> list[str]:
    return [section, *[""] * (len(_COLUMNS) - 1), said]

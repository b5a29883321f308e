"""Small hand-made gold: papers whose mentions are given by what is written, and the files of docs/evaluate.md."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Record = dict[str, Any]


def paper(path: str, *texts: str, mentions: Iterable[Record] = (), **others: Any) -> Record:
    """A document of the gold with a page for each text."""
    pages = [
        {"number": number, "text": text, "carrier": "txt", "method": "text"} for number, text in enumerate(texts, 1)
    ]
    return {"path": path, "parent": None, "kind": "other", "date": "", "headers": None, "pages": pages,
            "mentions": list(mentions), "fields": [], "decoys": [], **others}  # fmt: skip


def picture(path: str, text: str, carrier: str, **others: Any) -> Record:
    """A document of one page that is a picture."""
    page = {"number": 1, "text": text, "carrier": carrier, "method": "ocr"}
    return paper(path, **others) | {"pages": [page]}


def span(text: str, form: str, **others: Any) -> Record:
    """A place on page 1: that of ``form`` in ``text``."""
    start = text.index(form)
    return {"page": 1, "start": start, "end": start + len(form), "text": form, **others}


def mention(text: str, form: str, label: str, value: str = "", entity: str = "") -> Record:
    """A mention on page 1; its normal form is what is written if no other is given."""
    return span(text, form, label=label, value=value or form, entity=entity, role="")


def write(archive: Path, documents: Iterable[Record] | None, queries: Iterable[Record] | None = None) -> Path:
    """The gold of an archive, in its folder ``gold/``; returns the archive."""
    gold = archive / "gold"
    gold.mkdir(parents=True)
    (gold / "archive.json").write_text(json.dumps({"format": 2}), "utf-8")
    for name, records in (("documents", documents), ("queries", queries)):
        if records is not None:
            lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
            (gold / f"{name}.jsonl").write_text("".join(lines), "utf-8")
    return archive

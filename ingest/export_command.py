"""``samsyn export pdf``: the archive copy of a document."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import click

from ingest.asking import asked
from models.console import emit
from models.errors import MissingPathError
from search.operator import asked_by

_UNSAFE: Final = re.compile(r"[^\w .,()-]+")


@click.group("export")
def export() -> None:
    """Ta ut: handlingar i former som andra program läser."""


@export.command("pdf")
@click.argument("document")
@click.option("--to", "target", type=click.Path(path_type=Path), help="Fil eller mapp att skriva till; annars hit.")
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def pdf(document: str, target: Path | None, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Skriv DOCUMENT som sökbar PDF: sidbilderna, med texten under dem."""
    from ingest.archive_copy import archive_copy

    store, viewer, why = asked(as_user, purpose, case)
    content = archive_copy(viewer, why, store, document)
    path = _place(target, f"{Path(store.documents.get(viewer, document).name).stem}.sökbar.pdf")
    try:
        path.write_bytes(content)
    except OSError as error:
        raise MissingPathError(f"Filen kan inte skrivas: {path} ({error.strerror})") from error
    emit({"document": document, "path": str(path), "bytes": len(content)}, as_json, _worded)


def _place(target: Path | None, name: str) -> Path:
    if target is not None and not target.is_dir():
        return target
    return (target or Path()) / (_UNSAFE.sub("_", name).strip(". ") or "handling.pdf")


def _worded(answer: dict[str, Any]) -> str:
    return f"{answer['path']} ({answer['bytes'] / 1024:.0f} kB)"

"""A case folder as ZIP: originals, the folder as PDF, a manifest (CSV and JSON), and hashes for ``sha256sum -c``."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import IO, Any, Final, Self

from search.csv_table import csv_table
from search.dossier_pdf import KINDS
from search.dossier_reading import DossierView, ShownItem
from search.pdf_page import Made

_COLUMNS: Final = (
    "sökväg", "handling", "namn", "källa", "ägare", "sha256", "storlek", "sidor", "därför", "anmärkning",
)  # fmt: skip
_LONGEST: Final = 100  # characters of a file's name
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the same content gives the same file
LEFT_OUT: Final = "originalet lämnas inte ut: det visar mer än vad som får läsas"
INFECTED: Final = "originalet lämnas inte ut: viruskontrollen fann skadlig kod"


@dataclass(frozen=True, slots=True)
class Row:
    """A document of the folder: where its original lies in the ZIP (empty: left out), and why it is in the folder.

    ``pages`` are those that were collected; empty where the whole document was.
    """

    path: str
    document: str
    name: str
    source: str
    owner: str
    sha256: str
    size: int
    pages: tuple[int, ...]
    why: tuple[str, ...]
    remark: str = ""


class Package:
    """A ZIP that is being written: within ``with`` call :meth:`put` for each file; the hashes come last."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self._sums: list[tuple[str, str]] = []

    def put(self, path: str, content: bytes) -> str:
        """Add a file; its SHA-256."""
        sha256 = hashlib.sha256(content).hexdigest()
        self._sums.append((sha256, path))
        self._write(path, content)
        return sha256

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._write("SHA256SUMS", "".join(f"{sha256}  {path}\n" for sha256, path in self._sums).encode())
        self._zip.close()

    def _write(self, path: str, content: bytes) -> None:
        entry = zipfile.ZipInfo(path, _EPOCH)
        entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
        self._zip.writestr(entry, content)


def path_of(number: int, name: str) -> str:
    """Where an original lies: its number, and of its name what every system takes."""
    kept = "".join(sign for sign in name if sign.isprintable() and sign not in '/\\:*?"<>|')
    stem, dot, ending = kept.strip(" .").rpartition(".")
    short = f"{stem[: _LONGEST - len(ending)]}{dot}{ending}" if len(ending) < 12 else kept[:_LONGEST]
    return f"original/{number:03d}_{short.strip(' .') or 'handling'}"


def why_collected(items: Iterable[ShownItem], document: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Which pages of the document are in the folder (none: the whole), and as what, with what is said of each."""
    mine = [item for item in items if item.document and item.document.id == document]
    pages = () if any(not item.page for item in mine) else tuple(sorted({item.page for item in mine}))
    return pages, tuple(_why(item) for item in mine)


def manifest_csv(rows: Sequence[Row]) -> bytes:
    return csv_table(_COLUMNS, map(_cells, rows))


def _cells(row: Row) -> list[str]:
    pages = ", ".join(map(str, row.pages)) or "alla"
    told = (row.path, row.document, row.name, row.source, row.owner, row.sha256, str(row.size), pages)
    return [*told, " | ".join(row.why), row.remark]


def manifest_json(view: DossierView, rows: Sequence[Row], made: Made) -> bytes:
    """The same, and what is in the folder item by item."""
    dossier = view.dossier
    about = {"id": dossier.id, "title": dossier.title, "reference": dossier.reference, "owner": dossier.owner}
    told: dict[str, Any] = {
        "dossier": {**about, "words": dossier.words},
        "made": {"by": made.by, "at": made.at.isoformat(), "purpose": made.purpose, "case": made.case},
        "documents": [asdict(row) for row in rows],
        "items": told_items(view),
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def told_items(view: DossierView) -> list[dict[str, Any]]:
    """What is in the folder, item by item, as JSON objects."""
    return [
        {"section": part.section.title if part.section else "", **_item(item)}
        for part in view.parts
        for item in part.items
    ]


def _item(item: ShownItem) -> Mapping[str, Any]:
    return {
        "number": item.number,
        "kind": item.kind.value,
        "document": item.document.id if item.document else "",
        "page": item.page or None,
        "citation": item.citation.said if item.citation else "",
        "quote": item.quote,
        "lost": item.lost,
        "named": [{"label": entity.label.value, "name": name} for entity, name in item.named],
        "words": item.item.words,
        "by": item.item.by,
        "at": item.item.at.isoformat(),
    }


def _why(item: ShownItem) -> str:
    said = " ".join(item.item.words.split())
    return f"{item.number}. {KINDS[item.kind]}{f': {said}' if said else ''}"

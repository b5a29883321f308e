"""A list that came with the files (``--metadata``): for each path what the archive says of it.

CSV in UTF-8, UTF-16, Windows-1252 or Latin-1, with a line of headings; comma, semicolon or tab between. One column is
the path, as it was given to ``samsyn ingest`` or from the folder that the list lies in. Known headings become the names
of docs/kinds.md; any other is kept under its own.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import Final

from ingest.text.decoding import decode
from models.errors import InvalidMetadataError, MissingPathError

_KNOWN: Final = {
    **dict.fromkeys(("path", "sökväg", "fil", "filnamn", "file", "filename"), "path"),
    **dict.fromkeys(("date", "datum", "handlingsdatum", "dokumentdatum"), "date"),
    **dict.fromkeys(("diarienummer", "dnr", "ärende", "ärendenummer", "case", "case_number"), "case_number"),
    **dict.fromkeys(("kind", "handlingstyp", "typ", "slag"), "kind"),
    **dict.fromkeys(("closed", "avslutat", "avslutad", "avslutsdatum"), "closed"),
    **dict.fromkeys(("marking", "markering", "sekretess", "sekretessmarkering"), "marking"),
    **dict.fromkeys(("title", "titel", "rubrik", "ärendemening"), "title"),
}
_MOST_BYTES: Final = 64 * 1024 * 1024  # a hundred thousand files with ten columns are 20 MB
_LONGEST: Final = 2_000  # code points of a value
_OTHER_NAME: Final = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is said of each file, by its absolute path; ``lines`` says where in the list each stands."""

    said: Mapping[str, Mapping[str, str]]
    lines: Mapping[str, int]

    def of(self, path: Path) -> Mapping[str, str] | None:
        """What is said of the file at ``path``; None where the list does not name it."""
        return self.said.get(os.path.abspath(path))


NONE: Final = Metadata({}, {})


def read_metadata(path: Path | None) -> Metadata:
    """The list at ``path``. Raises MissingPathError, and :class:`InvalidMetadataError`, which names the line."""
    if path is None:
        return NONE
    rows = _rows(_text(path))
    headings = _headings(next(rows, (0, []))[1])
    said: dict[str, Mapping[str, str]] = {}
    lines: dict[str, int] = {}
    for line, row in rows:
        values = _values(headings, row, line)
        where = os.path.abspath(path.parent / _native(values.pop("path")))
        if where in said and said[where] != values:
            raise InvalidMetadataError(f"Rad {line}: filen står också på rad {lines[where]}, med andra uppgifter")
        said[where], lines[where] = values, line
    return Metadata(said, lines)


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise MissingPathError(f"Listan finns inte eller kan inte läsas: {path.name}") from error
    text = decode(content)
    if text is None or len(content) > _MOST_BYTES:
        raise InvalidMetadataError("Listan är ingen text, eller större än 64 MB")
    return text.removeprefix("\ufeff")


def _rows(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Each row that is not empty, with the number of its last line."""
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, row
    except csv.Error as error:
        raise InvalidMetadataError(f"Rad {reader.line_num + 1} går inte att tolka som CSV") from error


def _headings(row: Sequence[str]) -> Sequence[str]:
    names = [_KNOWN.get(cell.strip().lower(), _OTHER_NAME.sub("_", cell.strip().lower()).strip("_")) for cell in row]
    if "path" not in names:
        raise InvalidMetadataError("Listan har ingen kolumn för sökvägen")
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise InvalidMetadataError(f"Två kolumner betyder samma sak: {', '.join(twice)}")
    return names


def _values(headings: Sequence[str], row: Sequence[str], line: int) -> dict[str, str]:
    if len(row) > len(headings):
        raise InvalidMetadataError(f"Rad {line} har fler fält än rubrikraden")
    values = {name: cell.strip() for name, cell in zip(headings, row, strict=False) if name and cell.strip()}
    if "path" not in values:
        raise InvalidMetadataError(f"Rad {line} saknar sökväg")
    if any(len(value) > _LONGEST for value in values.values()):
        raise InvalidMetadataError(f"Rad {line} har ett värde med fler än {_LONGEST} tecken")
    return values


def _native(path: str) -> str:
    return PureWindowsPath(path).as_posix() if "\\" in path else path

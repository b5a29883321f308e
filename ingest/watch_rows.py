"""The rows of a watch list, read from a CSV file or a workbook by the same confined reader as any other file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from ingest.reading import read_file
from models.document import DocumentState, Page, Reading
from models.errors import CorruptFileError, UnreadableFileError, UnsupportedTypeError, by_code
from models.layout import Block, BlockKind
from models.settings import Settings
from models.table_places import table_place
from nlp.rules.checks import digits, luhn
from search.watch_row import WatchRow

_TYPES: Final = frozenset(
    {
        "text/csv",
        "text/plain",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.ms-excel",
    }
)
_PERSON, _COMPANY, _GIVEN, _FAMILY, _ANY = "personnummer", "orgnr", "given", "family", "any"
_HEADINGS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("personnummer", "pnr", "persnr", "personnr", "samordningsnummer", "personal number"), _PERSON),
    **dict.fromkeys(("orgnr", "org.nr", "org nr", "organisationsnummer", "organisation number"), _COMPANY),
    **dict.fromkeys(("förnamn", "tilltalsnamn", "given name", "first name"), _GIVEN),
    **dict.fromkeys(("efternamn", "surname", "last name", "family name"), _FAMILY),
    **dict.fromkeys(("namn", "name", "person", "företag", "bolag", "firma", "organisation", "företagsnamn"), _ANY),
    **dict.fromkeys(("nummer", "nr", "number", "regnr", "registreringsnummer", "fastighet", "telefon"), _ANY),
    **dict.fromkeys(("fastighetsbeteckning", "dnr", "diarienummer", "ärende", "ärendenummer", "konto"), _ANY),
    **dict.fromkeys(("bankgiro", "plusgiro", "e-post", "epost", "adress", "sök", "sökord", "query"), _ANY),
}
"""What a column holds, by its heading. Others are notes: not searched."""
_DIGITS: Final = (10, 12)  # with the century; with "16" before an organisationsnummer
_CHECKED: Final = 10  # digits that the check digit is reckoned on


class Line(NamedTuple):
    """A row as it stands: column, from 1 → text."""

    sheet: str
    number: int
    cells: Mapping[int, str]


def read_watch_rows(path: Path, settings: Settings, name: str = "") -> list[WatchRow]:
    """The rows of the file at ``path``, called ``name`` by its sender, the empty ones left out.

    With a line of headings first (of a sheet), the columns known by them are searched; without, the first one that
    holds something. Raises :class:`UnreadableFileError` where the file cannot be read at all, and
    :class:`MissingPathError`.
    """
    reading = read_file(path, settings, name=name)
    if reading.state is DocumentState.QUARANTINED:
        raise by_code(UnreadableFileError).get(reading.reason, CorruptFileError)("Listan går inte att läsa")
    if reading.media_type not in _TYPES:
        raise UnsupportedTypeError(
            "Listan är ingen CSV-fil och inget kalkylblad", next="Spara om den som CSV eller XLSX och försök igen."
        )
    return [*_rows(lines(reading)), *_unread(reading)]


def lines(reading: Reading) -> Iterator[Line]:
    """The rows of the file, with the numbers that they have there."""
    for page in reading.pages:
        blocks = page.layout.blocks
        rows = [each for each in blocks if each.kind is BlockKind.ROW]
        cells = [each for each in blocks if each.kind is BlockKind.CELL]
        if rows:
            yield from _table(page, rows, cells)
        else:
            yield from _list(page)


def _table(page: Page, rows: Iterable[Block], cells: list[Block]) -> Iterator[Line]:
    waiting = iter(sorted(cells, key=lambda each: each.start))
    cell = next(waiting, None)
    for row in rows:
        found: dict[int, str] = {}
        while cell is not None and cell.start < row.end:
            found[_column(cell.place, len(found) + 1)] = page.text[cell.start : cell.end].strip()
            cell = next(waiting, None)
        if place := table_place(row.place):
            yield Line(place.table, place.row, found or {1: page.text[row.start : row.end].strip()})


def _list(page: Page) -> Iterator[Line]:
    """Of a plain text: a name or number on each line."""
    for block in page.layout.blocks:
        number = re.search(r"\d+", block.place)
        if number and page.text[block.start : block.end].strip():
            yield Line("", int(number.group()), {1: page.text[block.start : block.end].strip()})


def _column(place: str, otherwise: int) -> int:
    told = table_place(place)
    return told.column if told and told.column else otherwise


def _rows(given: Iterable[Line]) -> Iterator[WatchRow]:
    columns: Mapping[int, str] = {}
    sheet: str | None = None
    for line in given:
        if line.sheet != sheet:  # the first row of the file, or of a sheet
            sheet, columns = line.sheet, _headings(line.cells)
            if columns:
                continue
        yield _row(line, columns)


def _headings(cells: Mapping[int, str]) -> Mapping[int, str]:
    """What each column holds, where this is a line of headings."""
    known = {column: _HEADINGS.get(text.strip(" :").casefold(), "") for column, text in cells.items()}
    return {column: what for column, what in known.items() if what}


def _row(line: Line, columns: Mapping[int, str]) -> WatchRow:
    if not columns:
        return WatchRow(line.number, tuple(list(line.cells.values())[:1]), line.sheet)
    said = {what: [line.cells[at] for at in columns if columns[at] == what and at in line.cells] for what in _ORDER}
    wrong = [problem for what, problem in _WRONG.items() if any(not _holds(text) for text in said[what])]
    whole = " ".join([*said[_GIVEN], *said[_FAMILY]])
    numbers = [text for what in _WRONG for text in said[what]]  # a wrong one too: papers have the same misprint
    wanted = [text for text in (whole, *said[_ANY], *numbers) if text]
    problem = wrong[0] if wrong else "" if wanted else "no_words"
    return WatchRow(line.number, tuple(dict.fromkeys(wanted)), line.sheet, problem)


_ORDER: Final = (_GIVEN, _FAMILY, _ANY, _PERSON, _COMPANY)
_WRONG: Final = {_PERSON: "wrong_personnummer", _COMPANY: "wrong_orgnr"}


def _holds(text: str) -> bool:
    """Whether a personnummer or organisationsnummer has the digits that it should, the last one right."""
    found = digits(text)
    return len(found) in _DIGITS and luhn(found[-_CHECKED:])


def _unread(reading: Reading) -> list[WatchRow]:
    """A row for what of the file could not be read, so that nobody takes the list for searched."""
    return [WatchRow(0, (), "", "unread")] if reading.state is DocumentState.PARTIAL else []

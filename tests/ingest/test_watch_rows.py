"""The rows of a watch list as they stand in a CSV file, a workbook and a plain list; the workbook that is written."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from ingest.watch_book import watch_book
from ingest.watch_rows import read_watch_rows
from models.errors import EmptyFileError, MissingPathError, UnreadableFileError, UnsupportedTypeError
from models.settings import Settings
from search.result import Hit, Tier
from search.watch_row import WatchRow
from search.watching import WatchedRow

WRONG = "850412-2399"


def given(folder: Path, text: str, name: str = "lista.csv", encoding: str = "utf-8") -> list[WatchRow]:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return read_watch_rows(path, Settings(home=folder))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_columns_are_known_by_their_headings(tmp_path: Path, encoding: str) -> None:
    text = "Efternamn;Förnamn;Regnr;Anteckning\nÖst;Britt-Marie;;granne\n\nHolm;Åke;KGT 42R;x\n;;;bara en anteckning\n"
    assert given(tmp_path, text, encoding=encoding) == [
        WatchRow(2, ("Britt-Marie Öst",)),
        WatchRow(4, ("Åke Holm", "KGT 42R")),
        WatchRow(5, (), problem="no_words"),
    ]


def test_a_wrong_check_digit_is_named_and_searched_for(tmp_path: Path) -> None:
    rows = given(tmp_path, f"Namn,Personnummer,Orgnr\nAdam Provsson,{WRONG},\nB AB,,556016-0680\nC AB,,12\n")
    assert [row.problem for row in rows] == ["wrong_personnummer", "", "wrong_orgnr"]
    assert rows[0].wanted == ("Adam Provsson", WRONG)


def test_without_headings_the_first_of_each_row(tmp_path: Path) -> None:
    assert given(tmp_path, "Adam Provsson;x\n;Bertil Exempel\n") == [
        WatchRow(1, ("Adam Provsson",)),
        WatchRow(2, ("Bertil Exempel",)),
    ]
    plain = given(tmp_path, "Öst, Britt-Marie\n\n850412-2391\n", "lista.txt")
    assert [(row.number, row.wanted) for row in plain] == [(1, ("Öst, Britt-Marie",)), (3, ("850412-2391",))]


def test_a_workbook_sheet_by_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first, second = book.active, book.create_sheet("Bilar")
    assert first is not None
    first.title = "Folk"
    for row in (["Namn", "Notering"], ["Adam Provsson", "x"], [None, "tom"], ["Åke Holm", None]):
        first.append(row)
    second.append(["KGT 42R"])
    book.save(tmp_path / "lista.xlsx")
    assert read_watch_rows(tmp_path / "lista.xlsx", Settings(home=tmp_path)) == [
        WatchRow(2, ("Adam Provsson",), "Folk"),
        WatchRow(3, (), "Folk", "no_words"),
        WatchRow(4, ("Åke Holm",), "Folk"),
        WatchRow(1, ("KGT 42R",), "Bilar"),
    ]


def test_what_is_no_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingPathError):
        read_watch_rows(tmp_path / "ingen.csv", Settings(home=tmp_path))
    with pytest.raises(EmptyFileError):
        given(tmp_path, "")
    with pytest.raises(UnsupportedTypeError):
        given(tmp_path, "<html><body><p>Hej</p></body></html>", "sida.html")
    with pytest.raises(UnreadableFileError):
        given(tmp_path, "PK\x03\x04slut", "lista.xlsx")


def test_the_workbook_tells_addresses_and_runs_nothing() -> None:
    hit = Hit("a" * 32, "=cmd()|x", "", "tillsyn", "Nämnden", "tip", None, 1.0, Tier.EXACT, ())
    found = [
        WatchedRow(WatchRow(2, ("@SUM(1)\x01",), "Blad1"), 1, (hit,)),
        WatchedRow(WatchRow(3, (WRONG,), problem="wrong_personnummer")),
    ]
    book = openpyxl.load_workbook(io.BytesIO(watch_book(found, "http://127.0.0.1:8400/")))
    hits, rows = book["Träffar"], book["Rader"]
    (told,) = list(hits.iter_rows(min_row=2))
    assert [cell.value for cell in told[:5]] == [2, "Blad1", "'@SUM(1)", "'=cmd()|x", "Tips"]
    assert {cell.data_type for cell in told} <= {"s", "n", "inlineStr"}  # no formula
    assert told[-1].value == f"http://127.0.0.1:8400/d/{'a' * 32}"
    assert all(cell.hyperlink is None for cell in (*told, *next(rows.iter_rows(min_row=2))))  # nothing to follow
    second = [cell.value for cell in next(iter(rows.iter_rows(min_row=3)))]
    assert second[0] == 3
    assert second[2:] == ["850412-XXXX", 0, "personnumrets kontrollsiffra stämmer inte"]
    assert _has(watch_book(found, unmask=True), WRONG)


def _has(content: bytes, text: str) -> bool:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return any(text == cell.value for sheet in book for row in sheet.iter_rows() for cell in row)

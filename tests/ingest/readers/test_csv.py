"""CSV and TSV: dialects, encodings, quotes, and the lines that rows stand on."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.readers.csv_rows import open_csv
from models.layout import BlockKind
from tests.ingest.readers.direct import pages, placed

ROWS = (("Namn", "Konto", "Belopp"), ("Åsa Öst; AB", "", "12 500,00"), ('Kalle "K" Ek', "1010", "7,50"))


def written(delimiter: str, end: str = "\r\n") -> str:
    quoted = [
        ['"' + cell.replace('"', '""') + '"' if set('";,\n') & set(cell) else cell for cell in row] for row in ROWS
    ]
    return end.join(delimiter.join(row) for row in quoted) + end


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_dialects(tmp_path: Path, delimiter: str, encoding: str) -> None:
    (tmp_path / "a.csv").write_bytes(written(delimiter).encode(encoding))
    (page,) = pages(open_csv, tmp_path / "a.csv")
    assert page.text.split("\n") == ["\t".join(filter(None, row)) for row in ROWS]
    assert placed(page, BlockKind.CELL)["rad 2, kolumn 3"] == "12 500,00"


def test_lines_within_cells_and_empty_lines(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('sep=;\na;b\n"två\nrader";x\n\n;;\nsist;y\n', encoding="utf-8")
    (page,) = pages(open_csv, tmp_path / "a.csv")
    assert placed(page, BlockKind.ROW) == {"rad 2": "a\tb", "rad 3": "två rader\tx", "rad 7": "sist\ty"}


def test_a_quote_that_nobody_closed(tmp_path: Path) -> None:
    rows = "\n".join(f"rad {number};x" for number in range(200_000))
    (tmp_path / "a.csv").write_text(f'a;b\n"{rows}', encoding="utf-8")
    text = "\n".join(page.text for page in pages(open_csv, tmp_path / "a.csv"))
    assert "rad 0;x\nrad 1;x" in text
    assert text.endswith("rad 199999;x")


def test_prose_and_single_columns(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Namn\nÅsa, Öst\nKalle\n", encoding="utf-8")
    assert "Kalle" in pages(open_csv, tmp_path / "a.csv")[0].text

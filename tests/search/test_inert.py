"""Nothing that is exported begins a formula in a spreadsheet, whatever the papers say; every export goes this way."""

from __future__ import annotations

import ast
import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.csv_table import Figure, csv_pieces, csv_table, write_table
from search.inert import inert

ROOT = Path(__file__).parents[2]
PACKAGES = ("models", "ingest", "nlp", "search", "web", "sample")
EXPORTS = {"ingest/provider_book.py", "ingest/watch_book.py", "search/csv_table.py"}
"""Every module that writes a table for a spreadsheet: two workbooks, and the one by which all CSV goes."""
SIGNS = "=+-@＝＋－＠﹢﹣﹦﹫−"
_WRITES = re.compile(r"csv\.(?:Dict)?[wW]riter\b|\bWorkbook\(|\bxlsxwriter\b|\bto_csv\(|\bto_excel\(")


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", ["", " ", "\t", "\r", "\n", "\x00", "\u200b", "\ufeff", "\u00a0", "\u3000"])
def test_a_sign_that_begins_a_formula_is_held(sign: str, before: str) -> None:
    assert inert(f"{before}{sign}cmd|'/c calc'!A0").startswith("'")


@pytest.mark.parametrize("cell", ["\tx", "\rx", "\nx"])
def test_a_sign_that_a_spreadsheet_drops_is_held(cell: str) -> None:
    assert inert(cell).startswith("'")


@pytest.mark.parametrize("text", ["Anna", "", "Umeå Stadsliden 6:7", "2024-05-19", "a=b", "e-post", "skäl: ja, nej"])
def test_what_is_no_formula_stands_as_it_is(text: str) -> None:
    assert inert(text) == text


@given(st.text(alphabet=st.sampled_from(list("ab 1\"',;|\t=+-@＝－\n")), max_size=30))
def test_whatever_parts_the_cells_none_begins_with_a_sign(text: str) -> None:
    """The file is written with semicolons; another spreadsheet takes commas, tabs or bars."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerow([inert(text), "slut"])
    for delimiter in ";,|\t":
        for row in csv.reader(io.StringIO(out.getvalue(), newline=""), delimiter=delimiter):
            for cell in row:
                assert not cell.strip().startswith(tuple(SIGNS)), (delimiter, row)


def test_csv_is_as_swedish_excel_opens_it_byte_for_byte() -> None:
    rows = [['Anna; "Å"', "=1+1", "", "två\nrader"], ["-5", Figure("-5,00"), "a,+b", "b"]]
    said = '\ufeffnamn;tal;två ord;=\r\n"Anna; ""Å""";\'=1+1;;"två\nrader"\r\n\'-5;-5,00;a,\'+b;b\r\n'
    columns = ("namn", "tal", "två ord", "=")
    assert csv_table(columns, rows) == said.encode()
    out = io.StringIO(newline="")
    write_table(columns, rows, out)
    assert out.getvalue() == said
    many = rows * 600
    assert len(pieces := list(csv_pieces(columns, many))) == 3
    assert b"".join(pieces) == csv_table(columns, many)


def _modules() -> list[Path]:
    return [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]


def test_there_is_no_export_that_is_not_listed() -> None:
    """The sample archive's own made-up papers are no export of anybody's."""
    writing = {str(path.relative_to(ROOT)) for path in _modules() if _WRITES.search(path.read_text("utf-8"))}
    assert {path for path in writing if not path.startswith(("sample/", "ingest/readers/"))} == EXPORTS


@pytest.mark.parametrize("export", sorted(EXPORTS))
def test_every_export_makes_its_cells_inert(export: str) -> None:
    tree = ast.parse((ROOT / export).read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert any(isinstance(call.func, ast.Name) and call.func.id == "inert" for call in calls)

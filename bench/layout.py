"""How well pages are laid out: reading order, cells, headers and footers, hyphens.

    python -m bench.layout [--pages N] [--seed S] [--peer] [--samples N] [--real FOLDER]

On made pages (``bench/layout_pages.py``, ``bench/layout_headers.py``), against their truth: the share of lines that
follow the right line, with pdfium's own order beside it; cells and particulars found whole; headers and footers.
``--peer`` finds the same tables with pdfplumber.
``--real`` (default ``../shared/data/documents/swedish/files``, skipped where it is absent) counts joins, tables and
headers on real PDFs, the time a page takes, and prints so many joins for the eye.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pypdfium2

from bench.layout_headers import Headed, headed
from bench.layout_pages import Columns, Tables, columns, tables
from ingest.layout.furniture import with_furniture
from ingest.layout.hyphens import joins_of
from ingest.layout.page import LaidPage, laid_page
from ingest.page_text import WORD, lay_out
from ingest.raw_page import Line
from ingest.readers.pdf_objects import objects_of
from ingest.readers.pdf_rulings import rulings_of
from ingest.readers.pdf_words import frame_of, lines_of
from ingest.readers.torn_lines import mend
from models.document import Page, PageMethod, Word
from models.layout import BlockKind

REAL = Path(__file__).parents[2] / "shared/data/documents/swedish/files"


def main() -> int:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=200, help="of each sort made")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peer", action="store_true", help="find the tables with pdfplumber too")
    parser.add_argument("--samples", type=int, default=0, help="joins of real files to print")
    parser.add_argument("--real", type=Path, default=REAL)
    arguments = parser.parse_args()
    report: dict[str, Any] = {"order": order(list(columns(arguments.pages, arguments.seed)))}
    made = list(tables(arguments.pages, arguments.seed))
    report["tables"] = {"ours": cells(made, ours)} | (
        {"pdfplumber": cells(made, pdfplumber_s)} if arguments.peer else {}
    )
    report["pairs"] = pairs(made)
    report["headers"] = headers(list(headed(arguments.pages, arguments.seed)))
    if arguments.real.is_dir():
        report["real"] = real(arguments.real, arguments.samples, arguments.seed)
    print(json.dumps(report, ensure_ascii=False, indent=1))
    return 0


def read(content: bytes | Path) -> Iterator[tuple[list[Line], LaidPage, Page, float]]:
    """Each page: its lines as pdfium has them, as we lay it out, as the register would have it, and the CPU seconds."""
    document = pypdfium2.PdfDocument(content)
    for number in range(len(document)):
        page = document[number]
        frame = frame_of(page.raw)
        lines = mend(lines_of(page.raw, frame)[0])
        paths = objects_of(page.raw, frame).paths
        started = time.process_time()
        laid = laid_page(lines, rulings_of(page.raw, frame, paths))
        seconds = time.process_time() - started
        spans = (match.span() for match in WORD.finditer(laid.text))
        words = tuple(Word(laid.text[a:b], a, b, *box) for (a, b), box in zip(spans, laid.boxes, strict=True))
        as_page = Page(number + 1, PageMethod.TEXT, "good_text", laid.text, 1.0, frame.width, frame.height, words)
        yield lines, laid, as_page, seconds


def order(made: Sequence[Columns]) -> dict[str, dict[str, float]]:
    """By how the page was drawn: the share of lines that the right line follows."""
    sums: dict[str, Counter[str]] = {}
    for each in made:
        ((lines, laid, _, _),) = read(each.content)
        count = sums.setdefault(each.way, Counter())
        count["lines"] += len(each.lines) - 1
        count["ours"] += _follow(each.lines, laid.text)
        count["pdfium"] += _follow(each.lines, lay_out(lines)[0])
    return {
        way: {who: round(count[who] / count["lines"], 4) for who in ("ours", "pdfium")} for way, count in sums.items()
    }


def _follow(truth: Sequence[str], text: str) -> int:
    words = " ".join(text.split())
    return sum(f"{line} {after}" in words for line, after in pairwise(truth))


def ours(content: bytes) -> list[list[str]]:
    """The rows of all tables, each cell's text."""
    rows: list[list[str]] = []
    for _, laid, _, _ in read(content):
        for block in laid.layout.blocks:
            if block.kind is BlockKind.ROW:
                rows.append([])
            elif block.kind is BlockKind.CELL:
                rows[-1].append(" ".join(laid.text[block.start : block.end].split()))
    return rows


def pdfplumber_s(content: bytes) -> list[list[str]]:
    """The same from pdfplumber's finder, first by lines, then (where that finds nothing) by text."""
    import io

    import pdfplumber

    rows = []
    with pdfplumber.open(io.BytesIO(content)) as document:
        for page in document.pages:
            by_text = {"vertical_strategy": "text", "horizontal_strategy": "text"}
            for table in page.extract_tables() or page.extract_tables(by_text):
                rows += [[" ".join(cell.split()) for cell in row if cell and cell.strip()] for row in table]
    return rows


def cells(made: Sequence[Tables], reader: Any) -> dict[str, float]:
    """Cells and whole rows found; ``precision`` is of the rows told that hold a cell of the truth's, or of pairs."""
    count: Counter[str] = Counter()
    started = time.process_time()
    for each in made:
        told = reader(each.content)
        truth = [tuple(filter(None, row)) for row in each.rows]
        beside = {tuple(pair) for pair in each.pairs}
        found = Counter(cell for row in told for cell in row)
        wanted = Counter(cell for row in truth for cell in row)
        count["cells"] += wanted.total()
        count["cells_found"] += (found & wanted).total()
        count["rows"] += len(truth)
        count["rows_found"] += (Counter(map(tuple, told)) & Counter(truth)).total()
        count["told"] += sum(len(row) > 1 and tuple(row) not in beside for row in told)
    return {
        "cell_recall": round(count["cells_found"] / count["cells"], 4),
        "row_recall": round(count["rows_found"] / count["rows"], 4),
        "row_precision": round(count["rows_found"] / max(1, count["told"]), 4),
        "ms_a_paper": round(1000 * (time.process_time() - started) / len(made), 1),
    }


def pairs(made: Sequence[Tables]) -> dict[str, float]:
    """Particulars whose label and value stand together: as key and value, or as two cells of a row."""
    found = 0
    for each in made:
        told = set()
        for _, laid, _, _ in read(each.content):
            spans = [
                laid.text[b.start : b.end] for b in laid.layout.blocks if b.kind in (BlockKind.KEY, BlockKind.VALUE)
            ]
            told |= {(key.rstrip(":"), value) for key, value in zip(spans[::2], spans[1::2], strict=True)}
        told |= {tuple(row) for row in ours(each.content)}
        found += len(told & set(each.pairs))
    return {"recall": round(found / sum(len(each.pairs) for each in made), 4)}


def headers(made: Sequence[Headed]) -> dict[str, float]:
    """Lines told to be headers or footers, against those that are."""
    count: Counter[str] = Counter()
    for each in made:
        pages = with_furniture([page for _, _, page, _ in read(each.content)])
        for page, truth in zip(pages, each.truth, strict=True):
            text = "\n".join(page.text[block.start : block.end] for block in page.layout.blocks)
            told = {" ".join(line.split()) for line in text.split("\n") if line}
            count["told"] += len(told)
            count["are"] += len(truth)
            count["right"] += len(told & truth)
    return {"precision": round(count["right"] / count["told"], 4), "recall": round(count["right"] / count["are"], 4)}


def real(folder: Path, samples: int, seed: int) -> dict[str, Any]:
    """Counts on real PDFs, and joins to judge."""
    count: Counter[str] = Counter()
    joins, seconds = [], 0.0
    for file in sorted(folder.iterdir()):
        if file.suffix.lower() != ".pdf":
            continue
        pages = []
        for lines, laid, page, took in read(file):
            pages.append(page)
            seconds += took
            count["pages"] += 1
            count["moved"] += laid.text.split() != lay_out(lines)[0].split()
            count.update(f"{block.kind.value}s" for block in laid.layout.blocks)
            joins += [f"{file.name}: {_around(laid.text, *span)}" for span in joins_of(laid.text, laid.boxes)]
        for page in with_furniture(pages):
            count.update(f"{block.kind.value}s" for block in page.layout.blocks)
    count["joins"] = len(joins)
    chosen = Random(seed).sample(joins, min(samples, len(joins)))
    return {**count, "ms_a_page": round(1000 * seconds / max(1, count["pages"]), 2), "samples": chosen}


def _around(text: str, start: int, end: int) -> str:
    before, after = text[:start].split()[-1:], text[end:].split()[:1]
    return "".join([*before, f"[{text[start:end]}]".replace("\n", "⏎"), *after])


if __name__ == "__main__":
    raise SystemExit(main())

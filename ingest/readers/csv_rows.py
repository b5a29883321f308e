"""CSV and TSV: each record a row, in the dialect that its own lines show."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ingest.ocr.engine import PageOcr
from ingest.readers.flow import OpenFlow
from ingest.readers.flow_text import FlowText
from ingest.request import ReadRequest
from ingest.text.decoding import decode
from models.errors import CorruptFileError
from models.table_places import LinePlaces

_DELIMITERS: Final = ";\t,|"  # in the order in which they are believed where lines fit several
_SAMPLE: Final = 100_000  # characters
_SAMPLE_ROWS: Final = 200
_TOLD: Final = re.compile(r"sep=(.)\n", re.I)  # Excel's own first line


def open_csv(path: Path, request: ReadRequest, engine: PageOcr) -> OpenFlow:
    """A line for each record; a cell that holds line breaks is one line of text."""
    text = decode(path.read_bytes())
    if text is None:
        raise CorruptFileError("Texten har ingen känd teckenkodning")
    csv.field_size_limit(request.limits.page_text_characters)
    flow = FlowText()
    try:
        for number, cells in records(text):
            shown = {column: " ".join(cell.split()) for column, cell in enumerate(cells, start=1)}
            flow.add_row(shown, LinePlaces(number))
    except csv.Error:  # a cell longer than a page: a quote that nobody closed
        return OpenFlow(text, request.limits)
    return OpenFlow(flow, request.limits)


def records(text: str) -> Iterator[tuple[int, list[str]]]:
    """The line on which each record begins, from 1, and its cells."""
    told = _TOLD.match(text)
    delimiter = told.group(1) if told else _delimiter(text[:_SAMPLE])
    skipped = 1 if told else 0
    lines = io.StringIO(text[told.end() :] if told else text, newline="")
    reader = csv.reader(lines, delimiter=delimiter, doublequote=True, strict=False)
    before = 0
    for cells in reader:
        yield before + 1 + skipped, cells
        before = reader.line_num


def _delimiter(sample: str) -> str:
    """The sign that cuts most of the lines into the same number of cells, and into more than one."""
    return max(_DELIMITERS, key=lambda sign: (_fit(sample, sign), -_DELIMITERS.index(sign)))


def _fit(sample: str, delimiter: str) -> float:
    """How well the sign fits: the share of rows with the usual number of cells, more cells counting for a little."""
    rows = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    widths: Counter[int] = Counter()
    try:
        for row, _ in zip(rows, range(_SAMPLE_ROWS), strict=False):
            widths[len(row)] += bool(row)
    except csv.Error:
        return 0.0
    width, count = max(widths.items(), key=lambda pair: (pair[0] > 1, pair[1]), default=(0, 0))
    return 0.0 if width < 2 else count / widths.total() + 0.01 * min(width, 20)

"""Tesseract's TSV (level, page, block, paragraph, line, word, left, top, width, height, confidence, text) as lines."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.raw_page import Line, PlacedWord

_WORD_LEVEL = "5"


def lines_of(tsv: str) -> tuple[Line, ...]:
    """The recognised words by line, in pixels; an empty line between paragraphs. Words without letters are kept."""
    return tuple(_lines(tsv))


def _lines(tsv: str) -> Iterator[Line]:
    line: list[PlacedWord] = []
    last: list[str] = []
    for row in tsv.splitlines():
        columns = row.split("\t", 11)
        if columns[0] != _WORD_LEVEL or len(columns) < 12 or not columns[11].strip():
            continue
        place = columns[1:5]
        if last and place != last:
            yield tuple(line)
            line = []
            if place[:3] != last[:3]:
                yield ()
        last = place
        line.append(_word(columns))
    if line:
        yield tuple(line)


def _word(columns: list[str]) -> PlacedWord:
    left, top, width, height = map(float, columns[6:10])
    confidence = min(1.0, max(0.0, float(columns[10]) / 100.0))
    return PlacedWord(columns[11].strip(), left, top, left + width, top + height, round(confidence, 3))

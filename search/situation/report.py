"""A situation picture as PDF: its scope, every number, and the documents that the numbers rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from search.citing import Citation
from search.pdf_page import LARGE, SIZE, SMALL, WIDTH, Made, heading, pair, pdf, table, width, words
from search.pdf_type import BOLD, ITALIC, PLAIN
from search.situation.naming import row_name
from search.situation.period import Period
from search.situation.picture import Number, Picture, Row, Section, Table
from search.situation.sources import EACH, Sources, cited, ranges
from search.words.situation import COLUMNS, CUTS, NOTES, SECTIONS, TABLES
from search.words.titles import TYPES

_NAME: Final = 110.0  # points of the first column, at least
_CITED: Final = 72.0  # of the last: the numbers of documents
_GAP: Final = 5.0  # between columns
_TINY: Final = 6.8
_SIZES: Final = (SMALL, 7.6, _TINY, 6.0, 5.2)
_FEW: Final = 6  # columns that there is room for in full
_SHORT: Final = {"now": "Nu", "before": "Före"}


def report(picture: Picture, sources: Sources, within: str, made: Made) -> bytes:
    """The file. ``within``: the name of the saved search that the picture is of, or empty."""
    least = picture.scope.least
    body = [part for section in picture.sections for part in _section(section, sources, least)]
    documents = sources.known()
    last = _documents(sources, sources.citations(documents))
    return pdf("Lägesbild", made, [*_head(picture, within, made), *body, *last])


def _head(picture: Picture, within: str, made: Made) -> Iterator[Any]:
    scope = picture.scope
    yield words("Lägesbild", BOLD, LARGE, after=6)
    for name, value in (
        ("Plats", scope.place),
        ("Tema", scope.theme),
        ("Inom", within),
        ("Period", f"{scope.period.since} till {scope.period.until}: {_documents_said(picture.total)}"),
        ("Perioden före", _before(picture)),
        ("Utan datum, inte med", _documents_said(picture.undated) if picture.undated.count else ""),
        ("Uttagen", f"{made.at:%Y-%m-%d %H:%M} av {made.by}"),
        ("Ändamål", made.why),
    ):
        if value:
            yield pair(name, value)
    told = (
        "Räknar och visar vad handlingarna säger; bedömer ingen. Visar vad den som tog ut rapporten fick läsa då, "
        "utom det som bara var lånat: sidans tal kan därför vara högre. "
        f"Personnummer är maskerade. Siffrorna längst till höger är handlingar i förteckningen, de {EACH} nyaste av "
        "varje rad."
    )
    yield words(told, ITALIC, SMALL, before=8, after=4)


def _before(picture: Picture) -> str:
    days = picture.scope.period.before
    if days is None or picture.before is None:
        return ""
    return (
        f"{days.since} till {days.until}: {_documents_said(picture.before)}{_difference(picture.total, picture.before)}"
    )


def _documents_said(number: Number) -> str:
    return f"{number.count} handling" if number.count == 1 else f"{number.count} handlingar"


def _difference(now: Number, before: Number) -> str:
    more = now.count - before.count
    return f" ({more} fler nu)" if more > 0 else f" ({-more} färre nu)" if more < 0 else " (lika många)"


def _section(section: Section, sources: Sources, least: int) -> Iterator[Any]:
    yield heading(SECTIONS[section.name], 13, before=14)
    yield words(NOTES[section.name], ITALIC, SMALL, after=2)
    for each in section.tables:
        yield heading(TABLES.get(each.name) or TYPES[each.name], SIZE, before=6)
        if each.rows:
            yield _table(each, cited(each, sources))
        elif each.cut != "nothing_before":
            yield words("Inga i perioden." if each.name in TABLES else f"Inga i minst {least} källor.", PLAIN, SMALL)
        if each.left:
            yield words(f"{each.left} till visas inte.", ITALIC, SMALL)
        if each.cut:
            yield words(CUTS[each.cut], ITALIC, SMALL)


def _table(each: Table, refs: Sequence[tuple[int, ...]]) -> Any:
    """Each column as wide as what stands in it, in the largest type that leaves room for the names."""
    parts = any(row.parts for row in each.rows)
    room = WIDTH - _NAME - _CITED - (_NAME if parts else 0)
    size = next((size for size in _SIZES if sum(_widths(each, size)) <= room), _SIZES[-1])
    numbers = _widths(each, size)
    head = [words("Namn", BOLD, SMALL), *(words(_column(each, code), BOLD, size, right=True) for code in each.columns)]
    head += [words("Källor", BOLD, SMALL, left=8)] if parts else []
    rest = WIDTH - sum(numbers) - _CITED
    widths = [*([_NAME, *numbers, rest - _NAME] if parts else [rest, *numbers]), _CITED]
    rows = [list(_cells(row, numbers, size)) for row, numbers in zip(each.rows, refs, strict=True)]
    return table([*head, words("I förteckningen", BOLD, _TINY, right=True)], rows, widths)


def _widths(each: Table, size: float) -> list[float]:
    """Of the columns of numbers: what is broken over two lines is another number."""
    columns = zip(*(row.numbers for row in each.rows), strict=True)
    told = ([_column(each, code), *(str(number.count) for number in some if number)]
            for code, some in zip(each.columns, columns, strict=True))  # fmt: skip
    return [max(width(text, BOLD, size) for text in texts) + _GAP for texts in told]


def _column(each: Table, code: str | Period) -> str:
    """Where there are many, over two lines: the month and its year."""
    if len(each.columns) <= _FEW:
        return code.said if isinstance(code, Period) else COLUMNS[code]
    if isinstance(code, str):
        return _SHORT.get(code, COLUMNS[code])
    if "–" in code.said:
        return code.said.replace("–", "–\n")
    return code.said.removeprefix("20").replace("-", "\n", 1).replace(" ", "\n", 1)


def _cells(row: Row, numbers: Iterable[int], size: float) -> Iterator[Any]:
    yield words(row_name(row), PLAIN, SMALL, left=10 * row.level)
    for each in row.numbers:
        yield words(str(each.count) if each else "", PLAIN, size, right=True)
    if row.parts:
        told = ", ".join(f"{name} {number.count}" for name, number in row.parts)
        yield words(f"{len(row.parts)}: {told}", PLAIN, SMALL, left=8)
    yield words(ranges(numbers), PLAIN, _TINY, right=True)


def _documents(sources: Sources, citations: Sequence[tuple[int, Citation]]) -> Iterator[Any]:
    """The list of sources, and every document that is cited."""
    if not citations:
        return
    yield heading("Källor", 13, before=14)
    for (source, owner), times in _by_source(citation for _, citation in citations).items():
        yield words(f"{source}, {owner}: {times} av handlingarna i förteckningen", PLAIN, SMALL)
    yield heading("Handlingar", 13, before=14)
    if sources.left:
        cut = f"{sources.left} rader bygger på fler handlingar än de som står här: de nyaste är med."
        yield words(cut, ITALIC, SMALL, after=2)
    for number, citation in citations:
        yield words(f"{number}. {citation.said}", PLAIN, SMALL)


def _by_source(citations: Iterable[Citation]) -> Mapping[tuple[str, str], int]:
    found = dict[tuple[str, str], int]()
    for each in citations:
        key = (each.source, each.owner)
        found[key] = found.get(key, 0) + 1
    return dict(sorted(found.items()))

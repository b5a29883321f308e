"""The yearly report of retention as PDF, to print and file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from models.access import Purpose
from models.store.erased_counts import FEW, ErasedCount
from search.pdf_page import LARGE, SMALL, WIDTH, Made, heading, pair, pdf, table, words
from search.pdf_type import BOLD, ITALIC, PLAIN
from search.retention.report import HoldYear, Report, kind_said

_TITLE: Final = "Gallringsredovisning"
_COUNT: Final = 42.0  # points of a number's column
_DAY: Final = 56.0


def as_pdf(told: Report, by: str, purpose: Purpose) -> bytes:
    """The file. ``by``: who took it out."""
    made = Made(by, told.at, purpose.text, purpose.case)
    return pdf(f"{_TITLE} {told.year}", made, [*_head(told, made), *_erased(told), *_holds(told.holds)])


def _head(told: Report, made: Made) -> Iterator[Any]:
    yield words(f"{_TITLE} {told.year}", BOLD, LARGE, after=6)
    yield pair("Ägare", ", ".join(each.owner for each in told.holds))
    yield pair("Gallrade handlingar", str(told.erased))
    yield pair("Uttagen", f"{made.at:%Y-%m-%d %H:%M} av {made.by}")
    yield pair("Ändamål", made.why)
    said = "Räknar vad som har gallrats, och säger inget om vad det var. Åren är av handlingarnas egna datum."
    yield words(f"{said} Av färre än {FEW} handlingar sägs bara hur många de var.", ITALIC, SMALL, before=8, after=4)


def _erased(told: Report) -> Iterator[Any]:
    yield heading("Gallrat", 13, before=14)
    if not told.counts:
        yield words("Inget gallrades under året.", PLAIN, SMALL)
        return
    right = {"right": True}
    head = [*(words(each, BOLD, SMALL) for each in ("Grund och stöd", "Källa", "Handlingstyp")),
            *(words(each, BOLD, SMALL, **right) for each in ("Antal", "Tidigast", "Senast"))]  # fmt: skip
    rest = WIDTH - _COUNT - 2 * _DAY
    widths = [rest * 0.46, rest * 0.27, rest * 0.27, _COUNT, _DAY, _DAY]
    yield table(head, [list(_cells(told, each)) for each in told.counts], widths)


def _cells(told: Report, each: ErasedCount) -> Iterator[Any]:
    owner = f"{each.owner}. " if len(told.holds) > 1 else ""
    for text in (f"{owner}{told.ground(each)}. {each.provision}", each.source, kind_said(each.kind)):
        yield words(text, PLAIN, SMALL)
    for text in (str(each.erased), str(each.earliest or "–"), str(each.latest or "–")):
        yield words(text, PLAIN, SMALL, right=True)


def _holds(holds: Sequence[HoldYear]) -> Iterator[Any]:
    yield heading("Spärrar", 13, before=14)
    names = ("Satta", "Hävda", "I kraft vid årets slut")
    head = [words("Ägare", BOLD, SMALL), *(words(name, BOLD, SMALL, right=True) for name in names)]
    rows = [
        [words(each.owner, PLAIN, SMALL)]
        + [words(str(count), PLAIN, SMALL, right=True) for count in (each.placed, each.lifted, each.standing)]
        for each in holds
    ]
    rest = WIDTH - 2 * _DAY - 2 * _DAY
    yield table(head, rows, [rest, _DAY, _DAY, 2 * _DAY])

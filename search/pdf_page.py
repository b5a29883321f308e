"""A PDF that is made here: pages with a foot, words and tables in our faces. The same content gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from search.pdf_type import BOLD, PLAIN, marked_up, printable

MARGIN: Final = 56.7  # points: 20 mm
WIDTH: Final = 595 - 2 * MARGIN
"""Between the margins of A4."""
_PAGE: Final = 842 - 2 * MARGIN - 60
"""Of a page's height what a row of a table has below its head."""
SMALL: Final = 8.5
SIZE: Final = 10.0
LARGE: Final = 17.0


@dataclass(frozen=True, slots=True)
class Made:
    """By whom and when: the file shows what this person might read then."""

    by: str
    at: datetime
    purpose: str
    case: str

    @property
    def why(self) -> str:
        return f"{self.purpose}, {self.case}" if self.case else self.purpose


def pdf(title: str, made: Made, story: Iterable[Any]) -> bytes:
    """The file, with its title, moment and page number at the foot of each page."""
    from reportlab.platypus import SimpleDocTemplate

    out, title = io.BytesIO(), printable(title)
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), MARGIN)
    document = SimpleDocTemplate(out, title=title, author="samsyn", invariant=1, lang="sv-SE", **margins)

    def foot(canvas: Any, _document: Any) -> None:
        canvas.setFont(PLAIN, 7.5)
        canvas.drawString(MARGIN, 28, printable(f"{title[:80]} · {made.at:%Y-%m-%d %H:%M}"))
        canvas.drawRightString(document.pagesize[0] - MARGIN, 28, f"Sida {canvas.getPageNumber()}")

    document.build(list(story), onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


def pair(name: str, value: str) -> Any:
    return _paragraph(f'<font name="{BOLD}">{marked_up(name)}:</font> {marked_up(value)}', PLAIN, SIZE)


def words(text: str, face: str, size: float, **room: Any) -> Any:
    """A paragraph of plain words; ``room`` as :func:`_paragraph` takes it."""
    return _paragraph(marked_up(text), face, size, **room)


def heading(text: str, size: float, *, before: float) -> Any:
    """It stands on the page of what follows."""
    return words(text, BOLD, size, before=before, after=2, keep=True)


def table(head: Sequence[Any], rows: Iterable[Sequence[Any]], widths: Sequence[float]) -> Any:
    """A table whose head stands on each page that it reaches over. Head and cells are paragraphs. A row goes on at the
    next page only where it is too long for one."""
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import Table, TableStyle

    rule, strong = HexColor("#d9dedc"), HexColor("#87938f")
    style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, 0), 0.7, strong),
             ("LINEBELOW", (0, 1), (-1, -1), 0.3, rule), ("LEFTPADDING", (0, 0), (-1, -1), 0),
             ("RIGHTPADDING", (0, 0), (-1, -1), 4), ("TOPPADDING", (0, 0), (-1, -1), 1.5),
             ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5)]  # fmt: skip
    cells = [list(row) for row in rows]
    long = any(cell.wrap(wide - 4, _PAGE)[1] > _PAGE for row in cells for cell, wide in zip(row, widths, strict=True))
    shape = {"colWidths": list(widths), "repeatRows": 1, "splitInRow": int(long), "hAlign": "LEFT"}
    return Table([head, *cells], style=TableStyle(style), **shape)


def width(text: str, face: str, size: float) -> float:
    """Of the longest of its lines, in points."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return max(float(stringWidth(line, face, size)) for line in printable(text).split("\n"))


def _paragraph(
    markup: str,
    face: str,
    size: float,
    *,
    before: float = 0,
    after: float = 0,
    left: float = 0,
    right: bool = False,
    keep: bool = False,
) -> Any:
    """``before``, ``after`` and ``left`` of it are points; ``right``: its lines end at the right; ``keep``: on one page
    with what follows."""
    from reportlab.lib.enums import TA_LEFT, TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    room = {"spaceBefore": before, "spaceAfter": after, "leftIndent": left, "keepWithNext": int(keep)}
    shape = {"leading": size * 1.35, "splitLongWords": 1, "alignment": TA_RIGHT if right else TA_LEFT}
    return Paragraph(markup, ParagraphStyle(face, fontName=face, fontSize=size, **shape, **room))

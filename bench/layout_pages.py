"""Pages made with their truth for ``bench/layout.py``: columns, and tables in the sample archive's typed looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from random import Random

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from sample.carriers.registry import CARRIERS
from sample.carriers.style import STYLES
from sample.draft import Draft, Heading, Pairs, Para, Table
from sample.owners import OWNERS

_TEXT = """
    nämnden beslutar att ansökan ska avslås eftersom kontrollen visade brister i lokalen och bolaget har inte åtgärdat
    dem trots flera påminnelser under våren ventilationen saknar underhåll och köket används av fler än tillståndet
    anger handlingarna har lämnats till polisen som utreder om vittnen kan höras på nytt innan sommaren
    """
_WORDS = _TEXT.split()
_NAMES = ("Anna Ek", "Norrby Bygg AB", "Eks Måleri", "Lotta Öberg", "Sjölunda Städ och Fönsterputs AB", "Karim Aziz")


@dataclass(frozen=True, slots=True)
class Columns:
    """A page of running text in columns. ``lines`` is the truth, in reading order."""

    content: bytes
    way: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """A paper with one table. ``rows`` is the truth, ``pairs`` its particulars."""

    content: bytes
    rows: tuple[tuple[str, ...], ...]
    pairs: tuple[tuple[str, str], ...]


def columns(count: int, seed: int) -> Iterator[Columns]:
    """Pages of two and three columns, drawn column by column, across both, or from the last column to the first."""
    rng = Random(seed)
    for number in range(count):
        way = ("across", "by_column", "backwards", "one_column")[number % 4]
        yield _column_page(rng, way, rng.choice((2, 3)))


def _column_page(rng: Random, way: str, wide: int) -> Columns:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    size = rng.choice((8, 9, 10))
    canvas.setFont("Helvetica", size)
    wide = 1 if way == "one_column" else wide
    gap = rng.uniform(14, 28)
    width = (A4[0] - 100 - gap * (wide - 1)) / wide
    height = rng.randint(18, 40)
    folded = [[_line(rng, canvas, width, size, column, row) for row in range(height)] for column in range(wide)]
    places = [(column, row) for column in range(wide) for row in range(height)]
    if way == "across":
        places.sort(key=lambda place: place[1])
    elif way == "backwards":
        places.sort(key=lambda place: (-place[0], place[1]))
    for column, row in places:
        canvas.drawString(50 + column * (width + gap), 740 - row * size * 1.3, folded[column][row])
    canvas.showPage()
    canvas.save()
    return Columns(buffer.getvalue(), way, tuple(line for column in folded for line in column))


def _line(rng: Random, canvas: Canvas, width: float, size: float, column: int, row: int) -> str:
    """A line that fills its column; its first word tells it from all others."""
    line = f"r{column}x{row}"
    end = rng.uniform(0.35, 0.6) if rng.random() < 0.15 else 1.0  # a paragraph's last line
    while canvas.stringWidth(f"{line} {(word := rng.choice(_WORDS))}", "Helvetica", size) < width * end:
        line = f"{line} {word}"
    return line


def tables(count: int, seed: int) -> Iterator[Tables]:
    """Papers of the sample's typed looks, in turn; three in four in the standard faces."""
    rng = Random(seed)
    for number in range(count):
        style = sorted(STYLES)[number % len(STYLES)]
        yield _paper(rng, style, "pdf-truetype" if number % 4 == 3 else "pdf")


def _paper(rng: Random, style: str, carrier: str) -> Tables:
    owner = rng.choice(OWNERS)
    head = ("Mottagare", "Period", "Anmärkning", "Belopp")
    rows = tuple(_row(rng) for _ in range(rng.randint(4, 12)))
    pairs = (
        ("Sökande", rng.choice(_NAMES)),
        ("Telefon", f"0901-{rng.randint(100, 999)} 00"),
        ("Fastighet", "Norrby 1:23"),
    )
    blocks = (
        Heading("Bakgrund"), Para(_prose(rng, 40)), Pairs(pairs), Heading("Utbetalningar"), Para(_prose(rng, 12)),
        Table(head, rows, (0.3, 0.2, 0.3, 0.2), (3,)), Para(_prose(rng, 30)),
    )  # fmt: skip
    draft = Draft(owner, "decision", date(2024, 5, 19), "Granskning av utbetalningar", (("Dnr", "2024-118"),), blocks)
    return Tables(CARRIERS[carrier](draft, rng, style).content, (head, *rows), pairs)


def _row(rng: Random) -> tuple[str, ...]:
    amount = f"{rng.randint(1, 99)} {rng.randint(0, 999):03},{rng.randint(0, 99):02}"
    note = _prose(rng, rng.choice((1, 2, 6))) if rng.random() < 0.8 else "-"
    return rng.choice(_NAMES), f"2024-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}", note, amount


def _prose(rng: Random, words: int) -> str:
    return " ".join(rng.choice(_WORDS) for _ in range(words)).capitalize() + "."

"""Documents made with headers, footers and page numbers for ``bench/layout.py``, and lists that look like them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from random import Random

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

_NUMBERS = ("{n}", "Sida {n} ({of})", "{n}({of})", "{n}/{of}", "- {n} -", "Sid {n} av {of}")
_HEADS = ("Norrby kommun", "Miljö- och byggnadsnämnden", "HÖGSTA DOMSTOLEN T 170-08", "Dnr MHN 2024-118", "2024-05-19")
_FEET = ("Postadress: 901 00 Norrby", "Storgatan 1, 901 00 Norrby  0901-100 00", "Exempelhandling – påhittad")
_WORDS = ("nämnden", "bolaget", "beslutar", "lokalen", "brister", "avslår", "kontroll", "ansökan", "under", "våren")


@dataclass(frozen=True, slots=True)
class Headed:
    """``truth`` has, for each page, the lines that are its header and footer."""

    content: bytes
    truth: tuple[frozenset[str], ...]


def headed(count: int, seed: int) -> Iterator[Headed]:
    """Documents of two to twelve pages; every fourth is a list of payments that fills its pages, without a header."""
    rng = Random(seed)
    for number in range(count):
        yield _list(rng) if number % 4 == 3 else _document(rng)


def _document(rng: Random) -> Headed:
    of = rng.randint(2, 12)
    form, heads, foot = rng.choice(_NUMBERS), rng.sample(_HEADS, rng.randint(0, 2)), rng.choice(("", *_FEET))
    if of < 3:
        heads, foot = [], ""  # two pages are too few for anything but their numbers
    at_top, first_differs = rng.random() < 0.5, rng.random() < 0.3 and of > 3
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    truth = []
    for n in range(1, of + 1):
        number = form.format(n=n, of=of)
        mine = [number, *([] if first_differs and n == 1 else heads), *([foot] if foot else [])]
        x = 500 if n % 2 or not at_top else 60  # left and right pages
        canvas.drawString(x, 800 if at_top else 30, number)
        for row, head in enumerate(heads if number and not (first_differs and n == 1) else ()):
            canvas.drawString(60, 785 - 14 * row, head)
        if foot:
            canvas.drawString(60, 45, foot)
        _body(rng, canvas, n)
        canvas.showPage()
        truth.append(frozenset(" ".join(line.split()) for line in mine))
    canvas.save()
    return Headed(buffer.getvalue(), tuple(truth))


def _body(rng: Random, canvas: Canvas, n: int) -> None:
    for row in range(rng.randint(20, 45)):
        begin = f"{n}.{row} " if row % 12 == 0 else ""
        canvas.drawString(60, 740 - 15 * row, begin + " ".join(rng.choices(_WORDS, k=rng.randint(4, 10))))


def _list(rng: Random) -> Headed:
    of = rng.randint(2, 8)
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for _ in range(of):
        for row in range(48):
            canvas.drawString(60, 800 - 15.5 * row, f"Hyra {rng.randint(1000, 99999)} kr")
            canvas.drawString(300, 800 - 15.5 * row, f"2024-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}")
        canvas.showPage()
    canvas.save()
    return Headed(buffer.getvalue(), (frozenset(),) * of)

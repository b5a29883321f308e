"""Scans with the reading that somebody else made of them: the words of :func:`tests.ingest.readers.made.lines`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Final

from PIL import Image, ImageFilter
from reportlab.pdfbase.pdfmetrics import stringWidth

from models.document import Page, PageMethod
from models.words import Words
from tests.ingest.readers.made import scan as drawn_scan

FIRST: Final = (
    "Miljönämnden beslutar att förelägga bolaget om åtgärder.",
    "Inspektionen genomfördes den 14 mars på Storgatan 12 i Ängsbacka.",
    "Köket var inte rengjort och kylen höll för hög temperatur.",
    "Verksamheten ska åtgärda bristerna senast den 30 april.",
    "Beslutet kan överklagas hos länsstyrelsen inom tre veckor.",
)
SECOND: Final = (
    "Bygglov beviljas för tillbyggnad av garage vid Rönnvägen.",
    "Grannarna har hörts och ingen har framfört några synpunkter.",
    "Åtgärden får påbörjas när startbesked har lämnats skriftligen.",
    "Avgiften framgår av taxan som fullmäktige har fastställt.",
    "Sökanden ansvarar för att ritningarna följs under arbetet.",
)
THIRD: Final = (
    "Hemtjänsten fakturerade timmar som aldrig utfördes enligt schemat.",
    "Revisorn begärde underlag från kommunens leverantör under hösten.",
    "Kvittona saknade datum och flera underskrifter liknade varandra.",
    "Polisen tog emot anmälan och inledde förundersökning samma vecka.",
    "Utbetalningarna stoppades medan ärendet granskades av juristen.",
)
PAPER: Final = (595.0, 240.0)  # a strip of paper: OCR of a whole page takes three times as long
SIZE: Final = 14.0
_TOP: Final = 158.0  # from the bottom, of the first line
Row = tuple[str, float, float, float, float]
"""A word and its box in points from the top left."""


def words_of(texts: Sequence[str]) -> list[list[Row]]:
    """Where the words of each line stand on the page that :func:`scan` draws."""
    found = []
    for number, text in enumerate(texts):
        base, x, row = PAPER[1] - _TOP + number * SIZE * 1.6, 72.0, []
        for word in text.split():
            width = stringWidth(word, "Helvetica", SIZE)
            row.append((word, x, base - 0.72 * SIZE, x + width, base + 0.2 * SIZE))
            x += width + stringWidth(" ", "Helvetica", SIZE)
        found.append(row)
    return found


def scan(texts: Sequence[str], dpi: float = 200.0) -> Image.Image:
    """A clean grey scan."""
    return drawn_scan(texts, dpi, PAPER, _TOP)


def worn_scan(texts: Sequence[str]) -> Image.Image:
    """A scan at 200 dpi that can hardly be read any more."""
    size = scan(()).size
    return scan(texts, 52.0).filter(ImageFilter.GaussianBlur(0.9)).resize(size, Image.Resampling.BICUBIC)


def garbled(texts: Sequence[str]) -> tuple[str, ...]:
    """As an engine reads that knows no Swedish and has the page upside down."""
    table = str.maketrans("aeioubcdfglmnprståäö", "qx~j^zk¤wq%vhx#zqw§¤")
    return tuple(text.translate(table) for text in texts)


def alto(
    *pages: Sequence[str],
    per_point: float = 200 / 72,
    unit: str = "pixel",
    size: tuple[float, float] | None = PAPER,
    shift: tuple[float, float] = (0.0, 0.0),
    picture: str = "",
    numbers: Sequence[int] = (),
) -> str:
    """ALTO of pages with these lines; ``per_point`` units make a point; ``size`` is the page's, in points."""
    named = f"<sourceImageInformation><fileName>{escape(picture)}</fileName></sourceImageInformation>"
    body = "".join(
        _alto_page(texts, per_point, size, shift, numbers[at] if numbers else None) for at, texts in enumerate(pages)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v3#">'
        f"<Description><MeasurementUnit>{unit}</MeasurementUnit>{named if picture else ''}</Description>"
        f"<Layout>{body}</Layout></alto>"
    )


def _alto_page(
    texts: Sequence[str],
    per_point: float,
    size: tuple[float, float] | None,
    shift: tuple[float, float],
    number: int | None,
) -> str:
    sides = f' WIDTH="{round(size[0] * per_point)}" HEIGHT="{round(size[1] * per_point)}"' if size else ""
    counted = "" if number is None else f' PHYSICAL_IMG_NR="{number}"'
    rows = []
    for row in words_of(texts):
        strings = [
            f'<String CONTENT="{escape(text)}" HPOS="{round((x0 + shift[0]) * per_point)}" '
            f'VPOS="{round((y0 + shift[1]) * per_point)}" WIDTH="{round((x1 - x0) * per_point)}" '
            f'HEIGHT="{round((y1 - y0) * per_point)}"/>'
            for text, x0, y0, x1, y1 in row
        ]
        rows.append(f"<TextLine>{'<SP/>'.join(strings)}</TextLine>")
    return f"<Page{sides}{counted}><PrintSpace><TextBlock>{''.join(rows)}</TextBlock></PrintSpace></Page>"


def hocr(*pages: Sequence[str], dpi: float = 300.0, picture: str = "") -> str:
    """hOCR as Tesseract writes it, its boxes in pixels of a scan at ``dpi``."""
    scale, body = dpi / 72.0, []
    for number, texts in enumerate(pages):
        rows = []
        for row in words_of(texts):
            spans = [
                f"<span class='ocrx_word' title='bbox {_box(word, scale)}; x_wconf 95'>{escape(word[0])}</span>"
                for word in row
            ]
            rows.append(f"<span class='ocr_line' title='bbox 0 0 9 9'>{' '.join(spans)}</span>")
        named = f'image "{picture}"; ' if picture else ""
        title = f"{named}bbox 0 0 {round(PAPER[0] * scale)} {round(PAPER[1] * scale)}; ppageno {number}"
        body.append(f"<div class='ocr_page' title='{title}'><p class='ocr_par'>{''.join(rows)}</p></div>")
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{''.join(body)}</body></html>"


def _box(word: Row, scale: float) -> str:
    return " ".join(str(round(side * scale)) for side in word[1:])


def page(
    texts: Sequence[str],
    number: int = 1,
    method: PageMethod = PageMethod.OCR,
    reason: str = "picture",
    move: Callable[[float, float], tuple[float, float]] = lambda x, y: (x, y),
    size: tuple[float, float] = PAPER,
) -> Page:
    """A page as read, its words where ``move`` puts what :func:`words_of` says."""
    rows, text = [], ""
    for row in words_of(texts):
        for word, x0, y0, x1, y1 in row:
            text += (" " if text and not text.endswith("\n") else "") + word
            rows.append((len(text) - len(word), len(text), (*move(x0, y0), *move(x1, y1)), 0.9))
        text += "\n"
    text = text.rstrip("\n")
    return Page(number, method, reason, text, 0.9, *size, words=Words(text, rows))


def save(path: Path, *pictures: Image.Image) -> Path:
    """The pictures as a TIFF of 200 dpi, or whatever else the name says."""
    path.parent.mkdir(parents=True, exist_ok=True)
    first, *others = pictures
    if others:
        first.save(path, dpi=(200, 200), save_all=True, append_images=others)
    else:
        first.save(path, dpi=(200, 200))
    return path

"""The pages that ``bench/page_decision.py`` makes: born-digital ones, easy and odd. The scans stand apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from random import Random

import reportlab
from PIL import Image, ImageFilter

from bench.page_drawing import A4, Draw, both, image, letters_apart, page, text
from bench.page_languages import FOREIGN, OTHER_SCRIPTS
from sample.carriers.plain import lines
from sample.draft import Draft, Signature
from sample.drafts import draft
from sample.grammar.bank import open_bank
from sample.orders import Order
from sample.spans import plain
from sample.varieties import VARIETIES
from sample.world import World

TEXT, OCR, MIXED, BLANK = (frozenset({way}) for way in ("text", "ocr", "mixed", "blank"))
VERA = str(Path(reportlab.__file__).parent / "fonts/Vera.ttf")
DEJAVU = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


@dataclass(frozen=True, slots=True)
class Page:
    """A page and how it may be read. ``truth`` is what a person would read on it, empty where that is not the point.

    ``failure`` names the peer's issue that the page is like. ``spoiled`` text is wrong as it stands in the file: read
    as text, the page is right only because it is mended.
    """

    group: str
    content: bytes
    right: frozenset[str]
    truth: str = ""
    failure: str = ""
    spoiled: bool = False


@lru_cache(maxsize=1)
def _papers() -> dict[str, list[str]]:
    world, bank, day = World(16), open_bank("first"), date(2021, 5, 18)
    orders = {name: [Order(6_000_000 + at, name, day) for at in range(3)] for name in VARIETIES}
    return {name: [_body(draft(world, bank, "first", one)[0]) for one in asked] for name, asked in orders.items()}


def _body(paper: Draft) -> str:
    blocks = [block for block in (*paper.blocks, *paper.annex) if not isinstance(block, Signature)]
    return "\n".join(plain(words) for block in blocks for words in lines(block))


def paper(name: str, number: int = 0) -> str:
    """The text of a made paper of this variety, a page at most."""
    return _papers()[name][number].replace("\t", "   ").replace("\u2011", "-")[:1600]


def born_digital() -> Iterator[Page]:
    """A page of each variety of the sample archive, in a standard face and in an embedded one."""
    for at, name in enumerate(VARIETIES):
        words = paper(name, at % 3)
        font = VERA if at % 2 else "Helvetica"
        yield Page("born digital", page(text(words, font=font, size=9.5)), TEXT, words)


def odd_text() -> Iterator[Page]:
    """Text that a rule may take for garble, and is none."""
    rng = Random(5)
    numbers = "\n".join(" ".join(f"{rng.randrange(10 ** rng.randint(2, 6)):>7}" for _ in range(9)) for _ in range(40))
    amounts = "\n".join(f"2024-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}  BG {rng.randrange(10**7, 10**8)}  "
                        f"{rng.randrange(10**6) / 100:.2f}" for _ in range(35))  # fmt: skip
    plates = "\n".join("  ".join("".join(rng.choices("ABCDEFGHJKLMNPRSTUWXYZ", k=3)) + f" {rng.randrange(1000):03d}"
                                 for _ in range(6)) for _ in range(30))  # fmt: skip
    codes = "\n".join("".join(rng.choices("0123456789ABCDEFGHJKLMNPRSTVWXYZ", k=17)) + f"   {rng.randrange(999)}"
                      for _ in range(30))  # fmt: skip
    for words in (numbers, amounts, plates, codes):
        yield Page("tables of numbers", page(text(words, size=9)), TEXT)
    people = (
        "Provberg, Ines\nTestlund, Arvid\nExempelsson, Majken\nPåhittström, Örjan\nDikterud, Sanna\nSagoqvist, Åke\n"
    )
    for words in (people * 6, paper("register", 1), people.upper() * 3):
        yield Page("lists of names", page(text(words)), TEXT)
    for name in ("police_memo", "minutes", "procurement"):
        yield Page("capitals", page(text(paper(name, 1).upper(), size=9)), TEXT)
    form = "\n".join(f"{label}: {'.' * 70}" for label in ("Sökande", "Personnummer", "Fastighet", "Telefon") * 6)
    rules = "\n".join(f"{label} {'_' * 40}" for label in ("Datum", "Namn", "Ort", "Underskrift") * 4)
    yield Page("forms with lines", page(text(form)), TEXT)
    yield Page("forms with lines", page(text(rules)), TEXT)
    receipt = "ICA Provet\nKvitto 0042\nMjölk 1,5 l   15,90\nBröd   32,00\nTotalt SEK   47,90\nMoms 12 %   5,13\nTack!"
    yield Page("receipts", page(text(receipt, size=8, box=(10, 10, 180, 280)), size=(200, 300)), TEXT, receipt)
    yield Page("receipts", page(text(receipt, font="Courier", size=7, box=(5, 5, 190, 280)), size=(200, 300)), TEXT)
    contents = "\n".join(f"{at}. {name} {'.' * 50} {at * 3}" for at, name in enumerate(VARIETIES, 1))
    yield Page("lists of contents", page(text(contents)), TEXT)
    short = ("Bilaga 3", "Sidan är avsiktligt tom", "Handlingar i målet\nB 12-24")
    for words in short:
        yield Page("few words", page(text(words, size=20)), TEXT, words)


def languages() -> Iterator[Page]:
    for words in FOREIGN.values():
        yield Page("other languages", page(text(words * 3)), TEXT, words)
    if Path(DEJAVU).is_file():
        for words in OTHER_SCRIPTS.values():
            yield Page("other languages", page(text(words * 6, font=DEJAVU)), TEXT)


def grounds() -> Iterator[Page]:
    """Backgrounds, photographs, drawings, white and hidden text, text off the page, text drawn twice, empty pages."""
    rng = Random(7)
    pale = Image.linear_gradient("L").point([225 + level // 9 for level in range(256)])
    light = (
        Image.effect_noise((300, 420), 20)
        .filter(ImageFilter.GaussianBlur(8))
        .point([min(255, v + 90) for v in range(256)])
    )
    for ground in (pale, light, Image.new("L", (40, 60), 236)):
        for name in ("letter", "contract"):
            words = paper(name)
            yield Page("background picture", page(both(image(ground), text(words, size=10))), TEXT, words)
        yield Page("blank page", page(image(ground)), BLANK)
    yield Page("blank page", page(lambda canvas: None), BLANK)
    yield Page("blank page", page(lambda canvas: canvas.rect(0, 0, *A4, stroke=0, fill=0)), BLANK)
    words, other = paper("file_note"), paper("letter", 2)
    yield Page("text drawn twice", page(both(text(words), text(words))), TEXT, words)
    yield Page("text drawn twice", page(both(text(words), text(words, box=(70.3, 60, 455, 720)))), TEXT, words)
    off = text(other, box=(700, 60, 455, 720))
    yield Page("text off the page", page(both(text(words), off)), TEXT, words)
    yield Page("text off the page", page(both(text("Rubriken"), text(other, box=(70, -900, 455, 720)))), TEXT)
    white = text(other, colour=(1, 1, 1), box=(70, 60, 455, 300), size=8)
    yield Page("hidden text", page(both(text(words, box=(70, 400, 455, 380)), white)), TEXT, words[:300])
    yield Page("hidden text", page(text(other, colour=(1, 1, 1))), TEXT, other[:300])
    yield Page("hidden text", page(text(other, mode=3)), TEXT, other[:300])
    yield Page(
        "white on dark",
        page(both(_band, text("Beslut om avgift", colour=(1, 1, 1)), text(words, box=(70, 60, 455, 600)))),
        TEXT,
    )
    for words in ("Plan 1  Kök  Hall  Sovrum 12 m2", "Sektion A-A  Skala 1:100  Nockhöjd 7,2"):
        yield Page("drawings", page(both(_lines(rng), text(words, size=9))), TEXT, words)
    photo = Image.effect_noise((600, 400), 60).convert("L")
    for box in ((90, 150, 400, 260), (60, 80, 480, 380)):
        yield Page(
            "photograph beside text",
            page(both(text(paper("tip"), box=(70, 480, 455, 320), size=9), image(photo, box))),
            TEXT | MIXED,
        )


def _band(canvas: object) -> None:
    canvas.setFillGray(0.2)  # type: ignore[attr-defined]
    canvas.rect(60, 755, 475, 30, stroke=0, fill=1)  # type: ignore[attr-defined]


def _lines(rng: Random) -> Draw:
    spots = [
        (rng.uniform(50, 540), rng.uniform(50, 700), rng.uniform(-150, 150), rng.uniform(-150, 150)) for _ in range(90)
    ]

    def draw(canvas: object) -> None:
        for x, y, dx, dy in spots:
            canvas.line(x, y, x + dx, y + (dy if rng.random() < 0.2 else 0))  # type: ignore[attr-defined]

    return draw


def spaced() -> Iterator[Page]:
    """Letters that stand apart: words can be told by their gaps, or they cannot."""
    for name in ("letter", "police_event", "invoice"):
        words = "\n".join(paper(name).split(".")[:12])
        words = "\n".join(line.strip()[:48] for line in words.split("\n"))
        yield Page("letters apart", page(letters_apart(words, 3.5, 11, 9)), TEXT | OCR, words, spoiled=True)
        yield Page("letters apart", page(letters_apart(words, 3.5, 14, 8)), TEXT | OCR, words, spoiled=True)
    heading = both(
        letters_apart("BESLUT OM BYGGLOV", 5, 14, 14), text(paper("building_permit"), box=(70, 60, 455, 640), size=10)
    )
    yield Page("letters apart", page(heading), TEXT, "BESLUT OM BYGGLOV", spoiled=True)

"""The made pages of ``bench/page_decision.py`` whose text layer is missing, partial, garbled or bad; mixed ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from bench.page_drawing import Draw, both, image, letters_apart, page, picture_of, scan, shapes, stripes, text
from bench.page_languages import FOREIGN
from bench.page_made import MIXED, OCR, TEXT, VERA, Page, paper
from sample.carriers.scans.under import misread
from sample.carriers.scans.wear import BLEED, COPY, FAX, OFFICE, TYPEWRITER

_WEARS = (OFFICE, COPY, FAX, TYPEWRITER, BLEED)
_NAMES = ("food_inspection", "police_memo", "minutes", "letter", "judgment", "contract", "form", "tip", "procurement")
_BATES, _HEADER = "UMB-2021-000417", "Miljö- och byggnadsnämnden   2021-05-18   Dnr 2021-417"
_SIGNED = "Digitally signed by Provberg Ines\nDate: 2021.05.18 10:15:22 +02'00'\nReason: Attest"


def _small(words: str, x: float, y: float, mode: int = 0) -> Draw:
    return text(words, size=8, box=(x, y, 400, 60), mode=mode)


def scans() -> Iterator[Page]:
    """Pictures of pages with no text, or with no more than a number, a stamp, a header or a signature's caption."""
    rng = Random(11)
    for at, wear in enumerate(_WEARS):
        words = paper(_NAMES[at])
        yield Page("scan without text", page(image(scan(words, rng, wear))), OCR, words)
    for at in (5, 6):
        words = paper(_NAMES[at])
        yield Page("tagged without text", page(image(scan(words, rng))), OCR, words, "paperless-ngx #13349")
    for at, count in ((0, 3), (7, 8), (3, 40)):
        words = paper(_NAMES[at], 1)
        strips = stripes(scan(words, rng), count)
        yield Page("picture in stripes", page(strips), OCR, words, "aleph #3170")
        yield Page("picture in stripes", page(both(strips, _small("Sida 3 (9)", 500, 10))), OCR, words, "aleph #3170")
    captions = {
        "Bates stamp": (_small(_BATES, 450, 5),),
        "page number": (_small("- 7 -", 290, 10, mode=3),),
        "header and footer": (_small(_HEADER, 60, 770), _small(f"{_BATES}  Sida 2 av 3", 60, 5)),
        "signature caption": (_small(_SIGNED, 330, 40),),
    }
    for at, (name, drawn) in enumerate(captions.items()):
        for number in (0, 1):
            words = paper(_NAMES[at + number], 2)
            yield Page(f"scan with {name}", page(both(image(scan(words, rng)), *drawn)), OCR | MIXED, words)


def layers() -> Iterator[Page]:
    """Scans with an invisible layer of an older OCR: good, bad, partial, in fragments, letter by letter."""
    rng = Random(12)
    for at in range(5):
        words = paper(_NAMES[at], 1)
        yield Page("good layer under a scan", page(_under(words, words, rng)), TEXT, words)
    for name in ("English", "Finnish", "German"):
        words = FOREIGN[name] * 3
        yield Page("good layer under a scan", page(_under(words, words, rng)), TEXT, words)
    names = paper("register", 2)
    yield Page("good layer under a scan", page(_under(names, names, rng)), TEXT | OCR, names)
    for at in range(6):
        words = paper(_NAMES[at], 2)
        yield Page("bad layer under a scan", page(_under(words, misread(words, rng, 0.16), rng)), OCR, words)
    for at in range(3):
        words = paper(_NAMES[at + 3], 0)
        part = " ".join(words.split()[:25])
        yield Page("layer of a part only", page(_under(words, part, rng)), OCR | MIXED, words)
        pieces = [word[: rng.randint(1, 3)] for word in misread(words, rng, 0.2).split()[::3]]
        yield Page("layer in fragments", page(_under(words, "\n".join(pieces[:40]), rng)), OCR, words,
                   "paperless-ngx #2231")  # fmt: skip
        loose = both(letters_apart(misread(words, rng, 0.1)[:600], 4, 4), image(scan(words, rng)))
        yield Page("layer letter by letter", page(loose), OCR, words, "paperless-ngx #2231")
        shifted = "".join(chr(ord(sign) + 1) if sign > " " else sign for sign in words)
        yield Page("shifted layer", page(_under(words, shifted, rng)), OCR, words)


def _under(seen: str, said: str, rng: Random) -> Draw:
    return both(text(said.encode("cp1252", "replace").decode("cp1252"), mode=3), image(scan(seen, rng)))


def _coded(code: str) -> Callable[[str], str]:
    return lambda sign: sign.encode(code, "replace").decode("cp1252", "replace") if sign in "åäöÅÄÖ§é" else sign


_SEVEN_BIT = dict(zip("åäöÅÄÖ", "}{|][\\", strict=True))
_LIES: dict[str, Callable[[str], str]] = {
    "codes as signs (-29)": lambda sign: chr(max(1, ord(sign) - 29)),
    "codes as signs (+1)": lambda sign: chr(ord(sign) + 1),
    "rotated alphabet": lambda sign: _rotated(sign, 13),
    "shifted alphabet": lambda sign: _rotated(sign, 3),
    "private signs": lambda sign: chr(0xE000 + ord(sign)),
    "high signs (ÿþ)": lambda sign: chr(0xFF - ord(sign) % 0x60) if sign > " " else sign,
    "other scripts": lambda sign: chr(0x1200 + 37 * ord(sign)) if sign > " " else sign,
    "symbols": lambda sign: chr(0x2190 + ord(sign)) if sign > " " else sign,
    "å, ä, ö lost": lambda sign: {"å": "a", "ä": "a", "ö": "o"}.get(sign, sign),
}
_CODES: dict[str, Callable[[str], str]] = {
    "Macintosh letters": _coded("mac_roman"), "CP850 letters": _coded("cp850"),
    "seven-bit letters": lambda sign: _SEVEN_BIT.get(sign, sign),
}  # fmt: skip


def _rotated(sign: str, steps: int) -> str:
    first = "a" if sign.islower() else "A"
    return chr((ord(sign) - ord(first) + steps) % 26 + ord(first)) if sign.isascii() and sign.isalpha() else sign


def garbled() -> Iterator[Page]:
    """Born-digital pages whose font lies about its letters, and text in the wrong code."""
    for at, (name, lie) in enumerate(_LIES.items()):
        for number in (0, 1):
            words = paper(_NAMES[(at + number) % 6], number)
            yield Page(f"garble: {name}", page(text(words, font=VERA), lie), OCR, words)
    for at, (name, lie) in enumerate(_CODES.items()):
        words = paper(_NAMES[at], 1)
        yield Page(f"wrong code: {name}", page(text(words, font=VERA), lie), TEXT | OCR, words, spoiled=True)
    for at in (3, 4):
        words = paper(_NAMES[at])
        wrong = words.encode("utf-8").decode("cp1252", "replace").replace("\ufffd", "?")
        yield Page("wrong code: mojibake", page(text(wrong)), TEXT | OCR, words, spoiled=True)
        yield Page("wrong code: mojibake", page(_under(words, wrong, Random(at))), TEXT | OCR, words, spoiled=True)


def drawn() -> Iterator[Page]:
    """Letters turned to curves: alone, or with a header and a page number as text."""
    for at in range(4):
        words = paper(_NAMES[at + 3], 1)
        curves = shapes(picture_of(text(words), 110))
        header = both(_small(_HEADER, 60, 775), _small("Sida 4", 500, 5))
        yield Page("letters as curves", page(both(curves, header) if at % 2 else curves), OCR | MIXED, words)


def mixed() -> Iterator[Page]:
    """Text with an inserted scan: whole, in strips, most of the page; a scanned form filled in by machine."""
    rng = Random(14)
    for at, box in enumerate(((90, 120, 400, 260), (70, 80, 455, 330), (300, 100, 230, 330), (60, 60, 300, 150))):
        words, inner = paper(_NAMES[at]), paper(_NAMES[at + 2], 1)[:380]
        inset = scan(inner, rng, OFFICE, 170, size=10, box=(15, 10, box[2] - 30, box[3] - 20))
        inset = inset.crop((0, inset.height - round(box[3] * 170 / 72), round(box[2] * 170 / 72), inset.height))
        around = text(words, size=10, box=(70, 450, 455, 340))
        put = stripes(inset, 9, box) if at % 2 else image(inset, box)
        yield Page("inserted scan", page(both(around, put)), MIXED, inner)
    words, inner = paper("minutes", 1), paper("tip", 1)[:900]
    big = scan(inner, rng, OFFICE, 150, size=10, box=(60, 30, 470, 540))
    low = big.crop((0, big.height - round(580 * 150 / 72), big.width, big.height))
    yield Page("inserted scan", page(both(text(words, size=9, box=(70, 600, 455, 200)), image(low, (0, 0, 595, 580)))),
               MIXED | OCR, inner)  # fmt: skip
    labels = ("Sökandens namn", "Fastighetens beteckning", "Beskriv vad ansökan gäller", "Ort och datum")
    form = "\n\n".join(f"{label}: {'.' * 36}" for label in labels)
    filled = "\n\n".join(("Ines Provberg", "Exempel 3:14", "Uteservering vid torget", "Provköping den 3 maj"))
    typed = text(filled, size=11, box=(260, 60, 300, 722))
    yield Page("typed on a scanned form", page(both(image(scan(form, rng, OFFICE, size=11)), typed)), OCR | MIXED,
               "Sökandens Fastighetens beteckning Beskriv ansökan gäller Ines Provberg Uteservering")  # fmt: skip


def merged() -> Iterator[Iterator[Page]]:
    """Documents with pages of both sorts: a decision for the whole file loses some."""
    rng = Random(15)
    issue = "paperless-ngx #13859"
    for at in range(3):
        born, scanned, old = (paper(_NAMES[at + step], step) for step in range(3))
        pages = [
            Page("merged file", page(text(born, size=10)), TEXT, born, issue),
            Page("merged file", page(image(scan(scanned, rng, _WEARS[at]))), OCR, scanned, issue),
            Page("merged file", page(_under(old, misread(old, rng, 0.16), rng)), OCR, old, issue),
        ]
        yield iter(pages if at % 2 else pages[::-1])

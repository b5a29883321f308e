"""How much handwriting is left out of the text, and how much print is lost with it.

    python -m bench.handwriting [--papers 24]

Papers of the sample archive with a note in the margin, worn six ways (their gold has the boxes of the notes; signatures
are drawn by hand too and count as neither), then the real scans and copies of ``../shared/data/documents/swedish``,
which hold print only, and its letter of 1882, which holds handwriting only.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Final

from PIL import Image

from bench.sample_archive import written
from bench.section_sign import SCANS, Choice, real_pages
from ingest.ocr.engine import open_engine
from ingest.ocr.handwriting import handwriting
from ingest.raw_page import Line, PlacedWord
from sample.carriers.layout import lay_out
from sample.carriers.scans.hand import Box, scribble
from sample.carriers.scans.pictures import scanned
from sample.carriers.scans.wear import COPY, COPY_OF_COPY, FAX, OFFICE, TYPEWRITER, Wear
from sample.world import World

_WEARS: Final = (OFFICE, COPY, COPY_OF_COPY, TYPEWRITER, FAX, Wear(1.4, 10, 25, 58))


def main() -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=24)
    arguments = parser.parse_args()
    engine = open_engine(Choice("swe"))
    in_notes = left_out = lost = words = 0
    for picture, dpi, notes in margins(arguments.papers):
        lines = engine.recognise(picture, dpi, 120).lines
        gone = _gone(lines, picture)
        hand = [word for line in lines for word in line if any(_touch(word, note) for note in notes)]
        in_notes, left_out = in_notes + len(hand), left_out + sum(word in gone for word in hand)
        words += sum(map(len, lines))
        lost += len([word for word in gone if word not in hand])
    print(
        f"margin notes: {left_out} of {in_notes} words left out; of {words} words {lost} others (signatures among them)"
    )
    if SCANS.is_dir():
        _real()
    return 0


def margins(papers: int) -> Iterator[tuple[Image.Image, float, tuple[Box, ...]]]:
    """First pages with a note in the margin: picture, dpi and the boxes of the note's lines in pixels."""
    world = World(1)
    for number, paper in enumerate(written(world, "first", "serving_permit", papers)):
        rng = world.rng("hand", number)
        sheet = lay_out(paper, rng, "")[0]
        boxes, wear = scribble(sheet, rng), _WEARS[number % len(_WEARS)]
        (page,) = scanned([sheet], wear, rng, "margin", [boxes])
        scale = wear.dpi / 72
        notes = tuple((x0 * scale, y0 * scale, x1 * scale, y1 * scale) for x0, y0, x1, y1 in page.page.handwriting)
        yield page.image.convert("L"), wear.dpi, notes


def _real() -> None:
    engine = open_engine(Choice("swe"))
    sums: dict[str, list[int]] = {}
    for group, truth, picture, dpi in real_pages():
        lines = engine.recognise(picture, dpi, 120).lines
        known = {token.strip(".,;:()") for token in truth.split() if len(token) > 2}
        gone = _gone(lines, picture)
        row = sums.setdefault(group, [0, 0, 0])
        row[0] += sum(map(len, lines))
        row[1] += len(gone)
        row[2] += sum(word.text.strip(".,;:()") in known for word in gone)
    for group, (count, left_out, print_lost) in sums.items():
        print(f"{group}: of {count} words {left_out} left out, {print_lost} of them rightly read print")
    with Image.open(SCANS / "files/handskrivet-brev-1882.jpg") as letter:
        picture = letter.convert("L")
    lines = engine.recognise(picture, 300, 120).lines
    print(f"letter of 1882: {len(_gone(lines, picture))} of {sum(map(len, lines))} words left out")


def _gone(lines: tuple[Line, ...], picture: Image.Image) -> list[PlacedWord]:
    kept = {id(word) for line in handwriting(lines, picture)[0] for word in line}
    return [word for line in lines for word in line if id(word) not in kept]


def _touch(word: PlacedWord, box: Box) -> bool:
    return word.x0 < box[2] and word.x1 > box[0] and word.y0 < box[3] and word.y1 > box[1]


if __name__ == "__main__":
    raise SystemExit(main())

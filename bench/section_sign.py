"""How many "§" and "%" are read right: by Tesseract's Swedish model, by swe+eng, by a second look with eng, and by us.

    python -m bench.section_sign [--pages 3] [--seed 7] [--misses]

Draws statute lines of ``../shared/data/nlp`` as worn pictures (bench/section_sign_pages.py: eight kinds of three pages,
each with 18 lines with "§" and lines of confusers between), and reads the real scans with a ground truth of
``../shared/data/documents/swedish``. A sign counts as found where it stands against one of the truth where
the two lines are aligned.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pypdfium2
from PIL import Image
from rapidfuzz.distance import Levenshtein

from bench.section_sign_pages import STATUTES, MadePage, made_pages
from ingest.ocr.engine import OcrEngine, open_engine
from ingest.ocr.repair import repaired
from ingest.ocr.sign_places import suspects
from ingest.raw_page import Line, PlacedWord

SCANS: Final = Path(__file__).parents[2] / "shared/data/documents/swedish"
_SECONDS: Final = 120.0


@dataclass(frozen=True, slots=True)
class Choice:
    """Which engine."""

    ocr_languages: str
    ocr_engine: str = "auto"


@dataclass(slots=True)
class Tally:
    """``found`` of ``true`` signs, and ``said`` in all."""

    found: int = 0
    true: int = 0
    said: int = 0

    def add(self, truth: str, text: str, sign: str) -> bool:
        """Counts a line; says whether it is right. Spaces do not count: Tesseract glues "2 §"."""
        truth, text = "".join(truth.split()), "".join(text.split())
        found = sum(
            truth[op.src_start + step] == sign
            for op in Levenshtein.opcodes(truth, text)
            if op.tag == "equal"
            for step in range(op.src_end - op.src_start)
        )
        self.found += found
        self.true += truth.count(sign)
        self.said += text.count(sign)
        return found == truth.count(sign) == text.count(sign)

    def __str__(self) -> str:
        recall = f"{self.found / self.true:.3f}" if self.true else "–"
        return f"{recall} / {self.found / self.said:.3f}" if self.said else f"{recall} / –"


class Readers:
    """The four ways to read a picture."""

    def __init__(self) -> None:
        self._swe, self._both, self._eng = (open_engine(Choice(one)) for one in ("swe", "swe+eng", "eng"))
        self.seconds: dict[str, float] = {"swe": 0.0, "ours": 0.0, "eng look": 0.0}

    def read(self, picture: Image.Image, dpi: float) -> dict[str, tuple[Line, ...]]:
        """The lines by each way, in pixels."""
        plain = self._timed("swe", lambda: self._swe.recognise(picture, dpi, _SECONDS).lines)
        return {
            "swe": plain,
            "swe+eng": self._both.recognise(picture, dpi, _SECONDS).lines,
            "eng look": self._timed("eng look", lambda: _second_look(self._eng, plain, picture, dpi)),
            "ours": self._timed("ours", lambda: repaired(plain, picture)),
        }

    def _timed(self, name: str, work: Callable[[], tuple[Line, ...]]) -> tuple[Line, ...]:
        started = time.process_time()
        lines = work()
        self.seconds[name] += time.process_time() - started
        return lines


def _second_look(engine: OcrEngine, lines: tuple[Line, ...], picture: Image.Image, dpi: float) -> tuple[Line, ...]:
    """The other way to look twice: each suspect's picture read alone by the English model."""

    def word(line: Line, place: int) -> PlacedWord:
        known = line[place]
        if not any(suspects(line, place)):
            return known
        edge = 0.3 * (known.y1 - known.y0)
        box = (round(known.x0 - edge), round(known.y0 - edge), round(known.x1 + edge), round(known.y1 + edge))
        read = engine.recognise(picture.crop(box), dpi, _SECONDS, single_line=True).lines
        text = "".join(found.text for one in read for found in one)
        return replace(known, text=text) if "§" in text else known

    return tuple(tuple(word(line, place) for place in range(len(line))) for line in lines)


def lines_of(page: MadePage, lines: tuple[Line, ...]) -> list[str]:
    """What was read of each line that was drawn, told by where it stands."""
    words = sorted((word for line in lines for word in line), key=lambda word: word.x0)
    places = [round(((word.y0 + word.y1) / 2 - page.top) / page.step) for word in words]
    return [
        " ".join(word.text for word, at in zip(words, places, strict=True) if at == place)
        for place in range(len(page.lines))
    ]


def real_pages() -> Iterator[tuple[str, str, Image.Image, float]]:
    """Group, truth, picture and dpi of each real scan that has a ground truth."""
    for truth in sorted((SCANS / "gt").glob("*.gt.txt")):
        name, number = truth.name.removesuffix(".gt.txt").rsplit("-p", 1)
        file = SCANS / "files" / f"{name}.pdf"
        if file.is_file():
            yield "real scan", truth.read_text("utf-8"), _rendered(file, int(number) - 1), 300.0
    for truth in sorted((SCANS / "degraded").glob("*.gt.txt")):
        for file in sorted(truth.parent.glob(f"{truth.name.removesuffix('.gt.txt')}.*[!t]")):
            if file.suffix == ".tif":
                yield "fax", truth.read_text("utf-8"), Image.open(file).convert("L"), 200.0
            elif file.suffix == ".pdf":
                yield file.name.split(".")[1], truth.read_text("utf-8"), _rendered(file, 0), 300.0


def _rendered(file: Path, page: int) -> Image.Image:
    with pypdfium2.PdfDocument(file) as document:
        picture: Image.Image = document[page].render(scale=300 / 72, grayscale=True).to_pil()
        return picture.convert("L")


def main() -> int:
    """Prints recall / precision of each way by kind of picture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=3, help="pages of each kind")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--misses", action="store_true", help="print each line that we read wrong")
    arguments = parser.parse_args()
    if not STATUTES.is_file():
        print("skipped: ../shared/data/nlp is not here")
        return 0
    readers = Readers()
    on_drawn(readers, arguments.pages, arguments.seed, misses=arguments.misses)
    on_scans(readers)
    print("CPU seconds: " + ", ".join(f"{way} {spent:.1f}" for way, spent in readers.seconds.items()))
    return 0


def on_drawn(readers: Readers, pages: int, seed: int, *, misses: bool) -> None:
    """Reads the drawn pages and prints the table."""
    tallies, lines = dict[tuple[str, str, str], Tally](), 0
    for page in made_pages(pages, seed):
        lines += sum("§" in line for line in page.lines)
        for way, read in readers.read(page.picture, page.dpi).items():
            for truth, text in zip(page.lines, lines_of(page, read), strict=True):
                for sign in "§%":
                    right = tallies.setdefault((page.kind, way, sign), Tally()).add(truth, text, sign)
                    if misses and way == "ours" and not right:
                        print(f"{page.kind}, {page.face}\n  truth {truth}\n  ours  {text}")
    print(f"{lines} drawn lines with §; recall / precision")
    report(tallies)


def on_scans(readers: Readers) -> None:
    """Reads the real scans, where they are, and prints the table."""
    tallies = dict[tuple[str, str, str], Tally]()
    for group, whole, picture, dpi in real_pages():
        for way, read in readers.read(picture, dpi).items():
            text = " ".join(word.text for line in read for word in line)
            for sign in "§%":
                tallies.setdefault((group, way, sign), Tally()).add(whole, text, sign)
    print("real scans; recall / precision")
    report(tallies)


def report(tallies: dict[tuple[str, str, str], Tally]) -> None:
    """A table: a row for each kind and sign, a column for each way to read; the sums last."""
    ways = ("swe", "swe+eng", "eng look", "ours")
    kinds = list(dict.fromkeys(kind for kind, _, _ in tallies))
    for sign in "§%":
        sys.stdout.write(f"{sign:26}{'true':>5}" + "".join(f"{way:>16}" for way in ways) + "\n")
        for kind in [*kinds, "all"]:
            rows = {way: _sum(tallies, kind, way, sign) for way in ways}
            if rows["ours"].true or rows["ours"].said:
                figures = "".join(f"{rows[way]!s:>16}" for way in ways)
                sys.stdout.write(f"{kind:26}{rows['ours'].true:5}{figures}\n")


def _sum(tallies: dict[tuple[str, str, str], Tally], kind: str, way: str, sign: str) -> Tally:
    chosen = [one for (at, by, what), one in tallies.items() if kind in (at, "all") and by == way and what == sign]
    return Tally(sum(one.found for one in chosen), sum(one.true for one in chosen), sum(one.said for one in chosen))


if __name__ == "__main__":
    raise SystemExit(main())

"""How well "@" is read: e-mail addresses on drawn and worn lines, and on the scans of a sample archive.

    python -m bench.at_sign [--pages 2] [--seed 7] [--misses]

An address counts as found where its line has it letter by letter. Lines without an address tell what is put there
falsely. The names and hosts are made up. "before" is what the pages gave without the second look.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from random import Random
from typing import Final

from PIL import Image

from bench.section_sign import Choice, lines_of
from bench.section_sign_pages import FACES, KINDS, LINES_A_PAGE, TYPEWRITER_FACES, MadePage, page_of
from ingest.ocr.at_sign import with_at_signs
from ingest.ocr.engine import OcrEngine, open_engine
from ingest.ocr.repair import repaired
from ingest.raw_page import Line

_SECONDS: Final = 120.0
_NAMES: Final = (
    "anna.lind", "info", "registrator", "tillstand", "miljo.kontoret", "per-erik.holm", "k.berg", "bygglov", "j.sandh",
    "malin_ek", "kund99", "brf.granen", "upphandling", "o.aberg", "dag", "qvist.g", "ks-nord", "ove_d.2", "mvg",
)  # fmt: skip
_HOSTS: Final = (
    "alvhamra.se", "kommun.exempel.se", "example.com", "norrby-bygg.se", "mail.example.org", "sjovik.nu", "oreby.se",
    "gmail.example.com", "lansstyrelsen.example.se", "cafe8.se", "dammen.se", "quarnen.example", "aa-el.se",
)  # fmt: skip
_WITH: Final = ("E-post: %s", "Kontakta oss på %s eller ring", "%s", "Mejl %s, tfn 070-000 00 00", "Frågor (%s).")
_WITHOUT: Final = (
    "Se www.%s eller ring oss", "%s, Quist & Olsson AB", "Bilaga Q3.pdf och rapport.docx på %s", "Cafe O & Q, %s",
    "(Ölandsgatan.nu) G. Ek, %s", "8 600 kr & 90 kr till %s", "Hemsida %s",
)  # fmt: skip


def main() -> int:
    """Prints, by kind of picture, how many addresses are found before and after, and what was put there falsely."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=2, help="pages of each kind")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--misses", action="store_true", help="print each line that is read wrong")
    asked = parser.parse_args()
    engine, rng, counts, seconds = open_engine(Choice("swe")), Random(asked.seed), Counter[tuple[str, str]](), [0.0] * 2
    for kind in KINDS:
        for _ in range(asked.pages):
            _measure(engine, _page(kind, rng), counts, seconds, misses=asked.misses)
    sys.stdout.write(f"{'':26}{'true':>6}{'before':>8}{'after':>8}{'false':>8}\n")
    for kind in [*KINDS, "all"]:
        rows = [sum(n for (at, what), n in counts.items() if kind in (at, "all") and what == name) for name in _COLUMNS]
        sys.stdout.write(f"{kind:26}{rows[0]:6}{rows[1]:8}{rows[2]:8}{rows[3]:8}\n")
    sys.stdout.write(f"CPU seconds: Tesseract {seconds[0]:.1f}, second look {seconds[1]:.1f}\n")
    return 0


_COLUMNS: Final = ("true", "before", "after", "false")


def _page(kind: str, rng: Random) -> MadePage:
    """A page whose every fourth line has no address."""
    with_address = [rng.choice(_WITH) % f"{rng.choice(_NAMES)}@{rng.choice(_HOSTS)}" for _ in range(20)]
    lines = with_address + [rng.choice(_WITHOUT) % rng.choice(_HOSTS) for _ in range(LINES_A_PAGE - 20)]
    rng.shuffle(lines)
    faces = TYPEWRITER_FACES if kind.startswith("typewriter") else FACES
    return page_of(kind, KINDS[kind], rng.choice(faces), lines, rng)


def _measure(
    engine: OcrEngine, page: MadePage, counts: Counter[tuple[str, str]], seconds: list[float], *, misses: bool
) -> None:
    def again(strip: Image.Image) -> tuple[Line, ...]:
        return engine.recognise(strip, page.dpi, _SECONDS, single_line=True).lines

    started = time.process_time()
    before = repaired(engine.recognise(page.picture, page.dpi, _SECONDS).lines, page.picture)
    looked = time.process_time()
    after = tuple(with_at_signs(line, page.picture, again) for line in before)
    seconds[0] += looked - started
    seconds[1] += time.process_time() - looked
    for truth, old, new in zip(page.lines, lines_of(page, before), lines_of(page, after), strict=True):
        address = next((word.strip("(),.") for word in truth.split() if "@" in word), "")
        counts[page.kind, "true"] += bool(address)
        counts[page.kind, "before"] += bool(address) and address in old
        counts[page.kind, "after"] += bool(address) and address in new
        counts[page.kind, "false"] += "@" in new and (not address or address not in new)
        if misses and (address not in new or ("@" in new) != bool(address)):
            sys.stdout.write(f"{page.kind}, {page.face}\n  truth {truth}\n  first {old}\n  then  {new}\n")


if __name__ == "__main__":
    raise SystemExit(main())

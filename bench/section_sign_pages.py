"""Pages of statute lines as worn pictures, with the truth of each line: what ``bench.section_sign`` reads."""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from sample.carriers.scans.wear import COPY, COPY_OF_COPY, FAX, OFFICE, TYPEWRITER, Wear, worn

STATUTES: Final = Path(__file__).parents[2] / "shared/data/nlp/raw-sfs-legalize-se/sfs-md.tar.gz"
LINES_A_PAGE: Final = 26
_WITH, _WITHOUT = 18, 4  # of a page's lines, with "§" and without; the rest are confusers
_POINTS, _STEP, _MARGIN = 11.5, 25.0, 60.0
_CONTROLS: Final = re.compile(r"[^\w\s§.,:;()/–\-%]")
FACES: Final = (
    "LiberationSerif-Regular.ttf", "LiberationSans-Regular.ttf", "DejaVuSans.ttf", "LiberationSerif-Bold.ttf",
    "NotoSerif-Regular.ttf", "Carlito-Regular.ttf", "P052-Roman.otf", "texgyreschola-regular.otf",
    "LiberationSans-Bold.ttf", "LinLibertine_R.otf", "NimbusRoman-Regular.otf", "NimbusSans-Regular.otf",
)  # fmt: skip
TYPEWRITER_FACES: Final = ("Courier Prime.otf", "LiberationMono-Regular.ttf", "FreeMono.ttf")
CLEAN: Final = Wear(0.0, 2, 0, 90)


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of picture: its wear and its resolution in dots per inch."""

    wear: Wear
    dpi: int


KINDS: Final = {
    "clean, 300 dpi": Kind(CLEAN, 300),
    "clean, 200 dpi": Kind(CLEAN, 200),
    "office, 300 dpi": Kind(OFFICE, 300),
    "office, 200 dpi": Kind(OFFICE, 200),
    "copy, 200 dpi": Kind(COPY, 200),
    "copy of a copy, 300 dpi": Kind(COPY_OF_COPY, 300),
    "fax, 200 dpi": Kind(FAX, 200),
    "typewriter, 200 dpi": Kind(TYPEWRITER, 200),
}


@dataclass(frozen=True, slots=True)
class MadePage:
    """``lines`` are the true texts; the middle of line n lies at ``top + n * step`` pixels, before any skew."""

    kind: str
    face: str
    picture: Image.Image
    dpi: int
    lines: tuple[str, ...]
    top: float
    step: float


def made_pages(pages_a_kind: int, seed: int = 7) -> Iterator[MadePage]:
    """Pages of each kind, each in another face."""
    rng = Random(seed)
    with_sign, without = _statute_lines(rng, pages_a_kind * len(KINDS))
    for name, kind in KINDS.items():
        faces = TYPEWRITER_FACES if name.startswith("typewriter") else tuple(rng.sample(FACES, len(FACES)))
        for number in range(pages_a_kind):
            lines = [*(with_sign.pop() for _ in range(_WITH)), *(without.pop() for _ in range(_WITHOUT))]
            lines += [_confuser(rng) for _ in range(LINES_A_PAGE - len(lines))]
            rng.shuffle(lines)
            yield page_of(name, kind, faces[number % len(faces)], lines, rng)


def _statute_lines(rng: Random, pages: int) -> tuple[list[str], list[str]]:
    """Enough lines of statutes with "§", and enough without."""
    with_sign, without = list[str](), list[str]()
    with tarfile.open(STATUTES) as archive:
        members = [member for member in archive.getmembers() if member.name.endswith(".md")]
        for member in rng.sample(members, len(members)):
            handle = archive.extractfile(member)
            text = handle.read().decode("utf-8").split("## Författningstext")[-1] if handle else ""
            lines = [line.strip() for line in text.splitlines() if 30 <= len(line.strip()) <= 78]
            lines = [line for line in lines if not _CONTROLS.search(line) and not line.startswith("/")]
            with_sign += rng.sample([line for line in lines if "§" in line], min(3, sum("§" in line for line in lines)))
            without += [line for line in lines if "§" not in line][:2]
            if len(with_sign) >= pages * _WITH and len(without) >= pages * _WITHOUT:
                break
    return with_sign, without


def _confuser(rng: Random) -> str:
    """A line of figures and signs that are not "§", or of a sign that stands before its number."""
    amount, small = rng.randint(11, 98) * 100 + rng.choice((5, 8, 58, 85)), rng.randint(2, 9)
    return rng.choice(
        (
            f"Fakturan gäller {small} 8 portioner och $ {amount} i frakt, summa {amount + 58} kr",
            f"Betalningen om {amount} $ bokfördes den {small} maj på konto {rng.randint(1000, 9999)} 8",
            f"Klass {small} S och klass {small} B har {rng.randint(15, 29)} 5 elever enligt lista {small}",
            f"Rum {rng.randint(10, 99)} 8, plan {small} 5, byggnad S, uppgång {rng.randint(1, 9)}B",
            f"Andelen var {rng.randint(2, 98)} % år 1998 och {rng.randint(2, 98)},5 % år 2008",
            f"{rng.randint(1, 9)}8 Personer deltog, varav {rng.randint(2, 9)}5 var barn och {small}9 vuxna",
            f"Vikt {small} g och {rng.randint(2, 90)} 9 kg, Andersson & Söner, kod {small}&8",
            f"§ {rng.randint(10, 215)} Svar på skrivelse, se även §§ {small}–{small + 8} i protokollet",
        )
    )


def page_of(name: str, kind: Kind, face: str, lines: list[str], rng: Random) -> MadePage:
    """A page of these lines in a typeface, worn as its kind is."""
    scale = kind.dpi / 72.0
    picture = Image.new("L", (round(595 * scale), round(842 * scale)), 255)
    draw, font = ImageDraw.Draw(picture), _font(face, _POINTS * scale)
    for number, line in enumerate(lines):
        draw.text((_MARGIN * scale, (_MARGIN + number * _STEP) * scale), line, font=font, fill=0)
    image = worn(picture, kind.wear, rng).convert("L")
    angle = rng.uniform(-kind.wear.skew, kind.wear.skew) / 3
    image = image.rotate(angle, Image.Resampling.BILINEAR, fillcolor=kind.wear.paper)
    middle = (_MARGIN + _POINTS * 0.6) * scale
    return MadePage(name, face, image, kind.dpi, tuple(lines), middle, _STEP * scale)


def _font(name: str, pixels: float) -> ImageFont.FreeTypeFont:
    for folder in (Path("/usr/share/fonts"), Path("/usr/share/texmf/fonts")):
        for path in sorted(folder.rglob(name)):
            return ImageFont.truetype(str(path), round(pixels))
    raise FileNotFoundError(f"{name}: training/typefaces.py names the packages")

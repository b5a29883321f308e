"""Trains the small network that tells handwriting from print by its strokes: ingest/ocr/handwriting.npz.

    python -m training.handwriting [--examples 18000] [--output FILE]

Print is made-up words in the machine's typefaces; handwriting is drawn as joined loops, or set in faces that imitate
a hand (apt-get install fonts-kristi fonts-dkg-handwriting fonts-breip fonts-femkeklaver fonts-ecolier-court
fonts-rufscript fonts-dancingscript fonts-isabella fonts-levien-typoscript). All of it is worn as in training/wear.py.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

import numpy
from PIL import Image, ImageDraw, ImageFont

from ingest.ocr.strokes import strokes
from training.network import fitted, shares, written
from training.typefaces import held_out, learnt
from training.wear import WEARS, Chance

HIDDEN: Final = 24
OUTPUT: Final = Path(__file__).parents[1] / "ingest" / "ocr" / "handwriting.npz"
_HANDS: Final = ("Kristi.ttf", "dkg.ttf", "dkgIt.ttf", "Breip.ttf", "femkeklaver.ttf", "Ecolier-court.ttf",
                 "Rufscript010.ttf", "DancingScript-Regular.otf", "TypoScript.otf", "Isabella.ttf")  # fmt: skip
_LETTERS: Final = "eeeaaannnrrrtttsssiiiddlllooomgkvåäöfhupbcyjx"


def main() -> None:
    """Draws, learns, tests on typefaces never seen, and writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", type=int, default=18_000)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    hands = [path for path in sorted(Path("/usr/share/fonts").rglob("*")) if path.name in _HANDS]
    inputs, labels = table(learnt(), hands[:-2], arguments.examples, seed=1)
    weights = fitted(inputs, labels, HIDDEN, epochs=20)
    test_inputs, test_labels = table(held_out(), hands, arguments.examples // 8, seed=2)
    said = shares(weights, test_inputs)[:, 1]
    for least in (0.5, 0.8, 0.95):
        sys.stdout.write(
            f"at {least}: of handwriting {(said[test_labels == 1] >= least).mean():.3f}, "
            f"of print {(said[test_labels == 0] >= least).mean():.4f}\n"
        )
    sys.stdout.write(f"{written(weights, arguments.output)}\n")


def table(print_faces: list[Path], hands: list[Path], count: int, seed: int) -> tuple[numpy.ndarray, numpy.ndarray]:
    """``count`` words as rows of stroke features, half of them by hand (label 1)."""
    chance = numpy.random.default_rng(seed)
    rows, labels = list[numpy.ndarray](), list[int]()
    while len(rows) < count:
        by_hand = len(rows) % 2
        if by_hand and chance.random() < 0.6:
            picture, box = _loops(chance)
        elif not by_hand and chance.random() < 0.2:
            picture, box = _dirt(chance)
        else:
            picture, box = _word(_pick(hands if by_hand else print_faces, chance), chance)
        worn = list(WEARS.values())[int(chance.integers(0, len(WEARS)))](picture, chance)
        x0, y0, x1, y1 = (side + float(chance.integers(-2, 3)) for side in box)
        found = strokes(worn, (x0, y0, x1, y1))
        if found is not None:
            rows.append(found)
            labels.append(by_hand)
    return numpy.stack(rows), numpy.array(labels, dtype=numpy.int64)


def _pick(options: list[Path], chance: Chance) -> Path:
    return options[int(chance.integers(0, len(options)))]


def _word(face: Path, chance: Chance) -> tuple[Image.Image, tuple[float, float, float, float]]:
    letters = "".join(_LETTERS[int(chance.integers(0, len(_LETTERS)))] for _ in range(int(chance.integers(1, 13))))
    draw = chance.random()
    text = letters.upper() if draw < 0.12 else letters.capitalize() if draw < 0.3 else letters
    if chance.random() < 0.12:
        text = "".join(str(chance.integers(0, 10)) for _ in range(int(chance.integers(2, 8))))
    pixels = int(chance.integers(20, 70))
    font = ImageFont.truetype(str(face), pixels)
    picture = Image.new("L", (round(font.getlength(text)) + 2 * pixels, 3 * pixels), 255)
    ImageDraw.Draw(picture).text((pixels, pixels), text, font=font, fill=0)
    x0, y0, x1, y1 = font.getbbox(text)
    return picture, (pixels + x0, pixels + y0, pixels + x1, pixels + y1)


def _loops(chance: Chance) -> tuple[Image.Image, tuple[float, float, float, float]]:
    """A joined word: waves of uneven height along a line, leaning, in a pen of even width."""
    unit = float(chance.uniform(8, 40))
    waves = int(chance.integers(3, 16))
    heights = chance.choice([0.6, 0.7, 0.7, 0.8, 1.0, 1.6, 2.0, -0.7], waves) * unit * chance.uniform(0.8, 1.2, waves)
    steps, lean, wobble = chance.uniform(0.5, 1.1, waves) * unit * 0.7, float(chance.uniform(-0.1, 0.9)), unit * 0.08
    turns = numpy.linspace(0, 2 * numpy.pi, 18)
    points, x, y = [], 0.0, 0.0
    for height, step in zip(heights, steps, strict=True):
        lift = height * (1 - numpy.cos(turns)) / 2
        along = x + step * turns / (2 * numpy.pi) + lean * lift - 0.25 * step * numpy.sin(turns)
        points += list(zip(along, y - lift, strict=True))
        x, y = x + step, y + float(chance.normal(0, wobble))
    xs, ys = numpy.array([point[0] for point in points]), numpy.array([point[1] for point in points])
    margin, width = 30, max(1, round(unit * float(chance.uniform(0.06, 0.22))))
    xs, ys = xs - xs.min() + margin, ys - ys.min() + margin
    picture = Image.new("L", (round(xs.max()) + margin, round(ys.max()) + margin), 255)
    ImageDraw.Draw(picture).line(list(zip(xs.tolist(), ys.tolist(), strict=True)), fill=0, width=width, joint="curve")
    return picture, (float(xs.min()) - 1, float(ys.min()) - 1, float(xs.max()) + 1, float(ys.max()) + 1)


def _dirt(chance: Chance) -> tuple[Image.Image, tuple[float, float, float, float]]:
    """A stain of a copy: grains that lie close in the middle; no hand, and counted with the print."""
    height, width = int(chance.integers(20, 110)), int(chance.integers(20, 200))
    grey = numpy.full((height + 60, width + 60), 255.0)
    for _ in range(int(chance.integers(10, 160))):
        row, column = chance.normal(30 + height / 2, height / 4), chance.normal(30 + width / 2, width / 4)
        side = int(chance.integers(2, 9))
        y, x = max(0, round(row)), max(0, round(column))
        grey[y : y + side, x : x + int(chance.integers(2, 9))] = chance.uniform(0, 120)
    return Image.fromarray(grey.astype(numpy.uint8)), (30.0, 30.0, 30.0 + width, 30.0 + height)


if __name__ == "__main__":
    main()

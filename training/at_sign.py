"""Trains the small network that tells "@" from other glyphs: ingest/ocr/at_sign.npz.

    python -m training.at_sign [--examples 30000] [--epochs 12] [--output FILE]

As training.section_sign, on strips of e-mail addresses ("erik.holm@alv", "kund9Qnorr") whose sign is an "@" or
something else. Prints recall and precision on faces that it never saw.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

from training.network import fitted, written
from training.section_sign import report
from training.strips import Drawn, table
from training.typefaces import held_out, learnt
from training.wear import Chance

HIDDEN: Final = 24
CLASSES: Final = "?@"
OUTPUT: Final = Path(__file__).parents[1] / "ingest" / "ocr" / "at_sign.npz"
_LETTERS: Final = "aaabcddeeefgghiijklllmmnnnoooprrrsssttuuvxyzåäö"
_NAME: Final = _LETTERS + "0123456789.-"
_CONFUSED: Final = "QQOOGCDBW&&©®€$£eagqdbpo0689Ö(§%mw"


def main() -> None:
    """Draws, learns, tests and writes the weights as float16."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", type=int, default=30_000)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    inputs, labels = table(learnt(), arguments.examples, 1, ADDRESSES)
    weights = fitted(inputs, labels, HIDDEN, arguments.epochs)
    test_inputs, test_labels = table(held_out(), arguments.examples // 8, 2, ADDRESSES)
    sys.stdout.write(f"{report(weights, test_inputs, test_labels, CLASSES)}\n")
    sys.stdout.write(f"{written(weights, arguments.output)}\n")


def _wanted(chance: Chance) -> tuple[str, range, range]:
    """Some letters, a sign and some letters; those beside it that are measured are on either side."""
    name, host = _some(_NAME, chance), _some(_LETTERS, chance)
    sign = "@" if chance.random() < 0.5 else _CONFUSED[int(chance.integers(0, len(_CONFUSED)))]
    text, at = name + sign + host, range(len(name), len(name) + 1)
    return text, at, range(len(name) + 1, len(text)) if chance.random() < 0.6 else range(len(name))


def _some(letters: str, chance: Chance) -> str:
    return "".join(letters[int(chance.integers(0, len(letters)))] for _ in range(int(chance.integers(3, 8))))


ADDRESSES: Final = Drawn(_wanted, CLASSES, (16, 56))

if __name__ == "__main__":
    main()

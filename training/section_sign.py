"""Trains the small network that tells "§" and "%" from other glyphs: ingest/ocr/section_sign.npz.

    python -m training.section_sign [--examples 140000] [--epochs 14] [--output FILE]

One hidden layer, learnt by Adam on glyphs drawn in the machine's typefaces and worn (training/strips.py). Prints
recall and precision on faces that it never saw. Needs numpy and Pillow only; takes about ten minutes on one core.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

import numpy

from training.network import Weights, fitted, shares, written
from training.strips import CLASSES, table
from training.typefaces import held_out, learnt

HIDDEN: Final = 40
OUTPUT: Final = Path(__file__).parents[1] / "ingest" / "ocr" / "section_sign.npz"


def main() -> None:
    """Draws, learns, tests and writes the weights as float16."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", type=int, default=140_000)
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    inputs, labels = table(learnt(), arguments.examples, seed=1)
    weights = fitted(inputs, labels, HIDDEN, arguments.epochs)
    test_inputs, test_labels = table(held_out(), arguments.examples // 8, seed=2)
    sys.stdout.write(f"{report(weights, test_inputs, test_labels)}\n{written(weights, arguments.output)}\n")


def report(weights: Weights, inputs: numpy.ndarray, labels: numpy.ndarray, classes: str = CLASSES) -> str:
    """Recall and precision of each sign, at several thresholds."""
    given = shares(weights, inputs)
    lines = []
    for place, sign in enumerate(classes[1:], start=1):
        for least in (0.5, 0.9, 0.99):
            said, true = given[:, place] >= least, labels == place
            right = int((said & true).sum())
            lines.append(
                f"{sign} at {least}: recall {right / true.sum():.4f}, precision {right / max(1, said.sum()):.4f} "
                f"({true.sum()} true, {said.sum() - right} false)"
            )
    return "\n".join(lines)


if __name__ == "__main__":
    main()

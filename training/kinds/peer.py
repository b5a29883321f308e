"""spaCy's own text categorisers on the same papers, beside ours: what decision 23 compares.

    python -m training.kinds.peer WORK [--way bow|ensemble] [--share S] [--epochs N] [--papers FILE …]

Fits ``TextCatBOW`` (n-grams of 1 to 3 words) or the ensemble (the same beside a pooled convolutional network), as spaCy
sets them up for classes that exclude each other, to what our classifier is fitted to: a clean and a varied copy of each
example. Prints the shares told right of held-out templates and whole papers (a third), and of JSON lines of papers.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import spacy
from spacy.training import Example as Pair

from nlp.kinds.names import KINDS
from training.kinds import composed, hold, papers, real, written
from training.kinds.example import Example
from training.kinds.spoil import mailed, spoiled

_READ: Final = 2_500
"""Code points of each paper, for time's sake: the head and more."""
_BATCH: Final = 32


def copies(examples: Sequence[Example], seed: int = 1) -> list[tuple[str, str, str]]:
    """``(text, kind, group)`` of a clean and a varied copy of each."""
    chance = random.Random(seed)
    found = []
    for one in examples:
        for text in (mailed(one.text, one, chance), spoiled(one, chance)[0]):
            found.append((text[:_READ], one.kind, one.group))
    return found


def fitted(architecture: dict[str, Any], taught: Sequence[tuple[str, str, str]], epochs: int) -> Any:
    """A pipeline of one categoriser."""
    spacy.util.fix_random_seed(1)
    blank = spacy.blank("sv")
    categoriser = blank.add_pipe("textcat", config={"model": architecture} if architecture else {})
    for kind in KINDS:
        categoriser.add_label(kind)
    pairs = [
        Pair.from_dict(blank.make_doc(text), {"cats": {one: float(one == kind) for one in KINDS}})
        for text, kind, _ in taught
    ]  # fmt: skip
    optimiser = blank.initialize(lambda: pairs[:200])
    chance = random.Random(1)
    for _ in range(epochs):
        chance.shuffle(pairs)
        for start in range(0, len(pairs), _BATCH):
            blank.update(pairs[start : start + _BATCH], sgd=optimiser, drop=0.2)
    return blank


def share(pipeline: Any, asked: Sequence[tuple[str, str]]) -> float:
    """How many of ``(text, kind)`` it tells right."""
    told = [max(doc.cats, key=doc.cats.get) for doc in pipeline.pipe(text[:_READ] for text, _ in asked)]
    return round(float(np.mean([one == kind for one, (_, kind) in zip(told, asked, strict=True)])), 4)


_BOW: Final = {
    "@architectures": "spacy.TextCatBOW.v3", "exclusive_classes": True, "ngram_size": 3, "no_output_layer": False,
}  # fmt: skip


def main() -> int:
    """Fit both, print their shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("--share", type=float, default=1.0, help="of the examples, for time's sake")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--way", choices=("bow", "ensemble"), default="bow")
    parser.add_argument("--papers", type=Path, nargs="*", default=[], help="JSON lines of (kind, pages, name, type)")
    arguments = parser.parse_args()
    every = [*papers.examples(arguments.work), *composed.examples(), *written.examples(), *real.examples()]
    chance = random.Random(4)
    made = copies([one for one in every if chance.random() < arguments.share])
    held = [one for one in made if hold.fold(one[2]) == 0]
    architecture = _BOW if arguments.way == "bow" else {}
    pipeline = fitted(architecture, [one for one in made if hold.fold(one[2]) != 0], arguments.epochs)
    report: dict[str, Any] = {"way": arguments.way, "taught": len(made) - len(held)}
    for sort in ("first/", "whole/"):
        asked = [(text, kind) for text, kind, group in held if group.startswith(sort)]
        report[sort] = {"papers": len(asked), "accuracy": share(pipeline, asked)}
    for path in arguments.papers:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        asked = [("\n".join(text for _, text in pages), kind) for kind, pages, _, sort in rows if "rfc822" not in sort]
        report[path.stem] = {"papers": len(asked), "accuracy": share(pipeline, asked)}
    print(json.dumps(report, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

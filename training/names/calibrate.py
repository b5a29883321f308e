"""How often a model is right when it says how sure it is: rising points, from the development sets.

Isotonic regression: pool adjacent violators (Ayer et al. 1955) over mentions sorted by what the model says, in bins of
``_BIN`` and more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from nlp.names.tagger import Tagger
from training.names import annotated, corpora, written
from training.names.example import NAMES, Example

_BIN: Final = 60
Said = tuple[float, bool]


def examples() -> Iterator[Example]:
    """What the models were not trained on and may be chosen by."""
    yield from annotated.examples(annotated.DEVELOPMENT)
    yield from written.examples(development=True)
    yield from corpora.development()["klintan"]


def said(folder: Path, found: Iterable[Example]) -> list[Said]:
    """(what the model says, whether it is right) for each name that it finds where it is settled what is one."""
    tagger, pairs = Tagger(folder), list[Said]()
    for example in found:
        gold = {(span.start, span.end, span.label) for span in example.spans if span.label in NAMES}
        unsure = [(span.start, span.end) for span in example.spans if span.label not in NAMES]
        for one in tagger.find(example.text):
            if not any(one.start < end and start < one.end for start, end in unsure):
                pairs.append((one.confidence, (one.start, one.end, one.label.value) in gold))
    return pairs


def points(pairs: list[Said]) -> list[list[float]]:
    """Rising (said, right) from (0, 0) to (1, …)."""
    pairs = sorted(pairs)
    blocks: list[list[float]] = []  # sum of said, of right, how many
    for start in range(0, len(pairs), _BIN):
        part = pairs[start : start + _BIN]
        blocks.append([sum(a for a, _ in part), float(sum(b for _, b in part)), float(len(part))])
        while len(blocks) > 1 and blocks[-2][1] / blocks[-2][2] >= blocks[-1][1] / blocks[-1][2]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    rising = [[round(a / n, 4), round(b / n, 4)] for a, b, n in blocks]
    return [[0.0, 0.0], *rising, [1.0, rising[-1][1] if rising else 1.0]]

"""Examples from sample archives (first phrasing bank, seeds of their own): lines of papers with their gold."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from models.gold import GoldMention, open_gold
from sample.archive import make_archive
from training.names.example import NAMES, UNSURE, Example, Span

SEEDS: Final = (90_001, 90_002, 90_003)
PAPERS: Final = 1_500
"""Of each seed. More add few sentences that are not there already."""
SHARE: Final = 0.3
"""Of the runs of lines that are kept: they are more alike than real text."""
_LINES: Final = (1, 9)
"""How many lines an example has, at least and at most."""


def examples() -> Iterator[Example]:
    """Runs of lines of the papers; runs that were seen before are left out, and half of those without a name."""
    seen: set[str] = set()
    for seed in SEEDS:
        with tempfile.TemporaryDirectory() as folder:
            make_archive(Path(folder), size=PAPERS, seed=seed, bank="first", scans=False)
            chance = random.Random(seed)
            for example in _papers(Path(folder), chance):
                if example.text not in seen and chance.random() < SHARE:
                    seen.add(example.text)
                    yield example


def _papers(folder: Path, chance: random.Random) -> Iterator[Example]:
    for document in open_gold(folder).documents():
        if document.mentions is None:
            continue
        by_page: dict[int, list[GoldMention]] = {}
        for mention in document.mentions:
            by_page.setdefault(mention.page, []).append(mention)
        for page in document.pages or ():
            whole = Example(page.text, tuple(_spans(by_page.get(page.number, []))))
            for start, end in _runs(page.text, chance):
                part = cut(whole, start, end)
                if any(span.label in NAMES for span in part.spans) or chance.random() < 0.5:
                    yield part


def _spans(mentions: list[GoldMention]) -> Iterator[Span]:
    for mention in sorted(mentions, key=lambda one: one.start):
        if mention.label in NAMES:
            yield Span(mention.start, mention.end, mention.label)
        elif mention.label == "ADDRESS":
            yield Span(mention.start, mention.end, UNSURE)


def _runs(text: str, chance: random.Random) -> Iterator[tuple[int, int]]:
    lines = [place for place, letter in enumerate(text) if letter == "\n"]
    edges, place = [0, *(line + 1 for line in lines), len(text) + 1], 0
    while place < len(edges) - 1:
        last = min(len(edges) - 1, place + chance.randint(*_LINES))
        yield edges[place], edges[last] - 1
        place = last


def cut(example: Example, start: int, end: int) -> Example:
    """Part of an example; spans over its edges are cut there and left unsure."""
    spans = []
    for span in example.spans:
        first, last = max(span.start, start), min(span.end, end)
        if first < last:
            label = span.label if (first, last) == (span.start, span.end) else UNSURE
            spans.append(Span(first - start, last - start, label))
    return Example(example.text[start:end], tuple(spans), example.guide, example.weight)

"""Examples from the sample archive's first phrasing bank: drafts without letterhead and signature, of every variety."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sample.calendar import working
from sample.carriers.plain import lines
from sample.draft import Draft, Signature
from sample.drafts import draft
from sample.grammar.bank import open_bank
from sample.orders import FIRST, Order
from sample.spans import plain
from sample.varieties import VARIETIES
from sample.world import World
from training.kinds.example import Example

SEED: Final = 3
PAPERS: Final = 150
"""Of each variety: some ten of each template."""
_PLACE: Final = 5_000_000
"""The first place of the orders: no archive is so large."""


def examples(folder: Path) -> list[Example]:
    """All of them, drawn once and kept in ``folder``."""
    kept = folder / "papers.jsonl"
    if not kept.exists():
        with kept.open("w", encoding="utf-8") as file:
            for example in _drawn():
                stored = {name: getattr(example, name) for name in ("kind", "group", "title", "text", "name")}
                file.write(json.dumps(stored, ensure_ascii=False) + "\n")
    with kept.open(encoding="utf-8") as file:
        return [Example(**json.loads(line)) for line in file]


def _drawn() -> Iterator[Example]:
    world, bank, chance = World(SEED), open_bank("first"), random.Random(SEED)
    for variety in VARIETIES.values():
        for number in range(1, 2 * PAPERS, 2):  # every second one, over more days
            day = working(FIRST.replace(year=FIRST.year + number % 8))
            source = variety.sources[number // 8 % len(variety.sources)]
            paper, _ = draft(world, bank, "first", Order(_PLACE + number, variety.name, day, source=source))
            group = paper.layout if paper.layout.startswith("first") else f"first/{variety.name}/rows"
            name = f"{chance.choice(variety.stems)} {day}.pdf"
            yield Example(variety.kind, group, plain(paper.title), _body(paper), name)


def _body(paper: Draft) -> str:
    blocks = [block for block in (*paper.blocks, *paper.annex) if not isinstance(block, Signature)]
    return "\n".join(plain(text) for block in blocks for text in lines(block))

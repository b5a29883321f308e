"""Checks a file of a phrasing bank, and shows papers written from it: ``python -m sample.grammar FILE [--show N]``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sample.carriers.plain import lines
from sample.grammar.bank import Bank, read_bank
from sample.grammar.check import alike, troubles
from sample.grammar.compose import compose
from sample.grammar.nodes import BankError
from sample.grammar.template import Template
from sample.scene.scene import Cast
from sample.setting import set_scene
from sample.spans import read
from sample.varieties import VARIETIES
from sample.world import World

ALIKE = 0.36
"""A little below what the archive promises (40 %): a thousand papers hold more pairs than the hundred tried here."""
_DAY = date(2023, 5, 16)


def main() -> int:
    """Print what is wrong with the file, then how much it holds, then the papers asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", type=int, default=0, help="papers of each template to print")
    parser.add_argument("--only", type=int, default=0, help="only this template")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--marks", action="store_true", help="show mentions as [words|LABEL]")
    arguments = parser.parse_args()
    bank = read_bank(arguments.file.resolve().parent)
    wrong = list(troubles(bank, arguments.file.name))
    out = sys.stdout
    for line, why in wrong[:60]:
        out.write(f"{arguments.file.name}:{line}: {why}\n")
    stem = arguments.file.stem
    templates = bank.templates.get(stem, [])
    entries = sum(len(pool.entries) for pool in bank.pools.values() if pool.file == arguments.file.name)
    out.write(f"{len(wrong)} troubles; {len(templates)} templates; {entries} entries\n")
    for template in [] if wrong else templates:
        share, words = alike(bank, template)
        alarm = "  TOO ALIKE: more alternatives, slots and pools in its fixed sentences" if share > ALIKE else ""
        out.write(f"{template.number:02d} {words:5d} words; of 100 papers two share {share:.0%} of their runs{alarm}\n")
    for template in templates:
        if arguments.only in (0, template.number):
            for number in range(arguments.show):
                out.write(_shown(bank, template, arguments.seed + number, arguments.marks))
    return 1 if wrong else 0


def _shown(bank: Bank, template: Template, seed: int, marks: bool) -> str:
    world, variety = World(seed), VARIETIES[template.variety]
    scene = set_scene(world, world.rng("show", template.number), variety, _DAY, Cast())
    head = f"\n{'=' * 100}\n{template.variety} {template.number:02d} {template.name} (seed {seed})\n{'=' * 100}\n"
    try:
        draft = compose(bank, template, scene, variety.kind)
    except BankError as error:
        return f"{head}!! {error}\n"
    written = [f"{name}: {what}" for name, what in draft.references]
    written += [text for block in (*draft.blocks, *draft.annex) for text in ("", *lines(block))]
    return head + "\n".join(_plain(text, marks) for text in written) + "\n"


def _plain(phrase: str, marks: bool) -> str:
    marked = read(phrase)
    return "".join(_pieces(marked.text, [(s.start, s.end, s.label) for s in marked.spans])) if marks else marked.text


def _pieces(text: str, spans: list[tuple[int, int, str]]) -> Iterator[str]:
    at = 0
    for start, end, label in spans:
        yield f"{text[at:start]}[{text[start:end]}|{label}]"
        at = end
    yield text[at:]


if __name__ == "__main__":
    raise SystemExit(main())

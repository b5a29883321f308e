"""The parts of compounds, and words that only look like compounds, against a gold made by hand.

    python -m bench.compounds [--half dev|read|all] [--misses]

``bench/compounds_gold.txt``: a word with its parts, or with several ways to cut it that are right (the nearest counts).
Part recall: the share of the gold's parts that are found; part precision: the share of the parts found that are right,
where every part of a word that is not a compound is wrong. The gold's parts are compared by the key under which a
search for them looks ("hörande" by "höra"). Peer: fewest parts that simplemma knows, without our tables (engines' own
decompounders: .78–.86 recall with .77–.86 precision at best).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from search.compounds import parts
from search.folding import fold
from search.lemmas import lemma

GOLD: Final = Path(__file__).with_name("compounds_gold.txt")
Parts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """``cuts``: each right way to take the word apart; none for a word that stays whole."""

    word: str
    cuts: tuple[Parts, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    right: int
    gold: int
    found: int
    whole_cut: int
    """Words that are not compounds and were cut."""

    def report(self) -> dict[str, float]:
        recall, precision = self.right / self.gold, self.right / self.found
        figures = {"part_recall": round(recall, 4), "part_precision": round(precision, 4)}
        return {**figures, "cut_though_whole": self.whole_cut}


def entries(half: str = "all") -> list[Entry]:
    """``dev``: every other line, from the first; ``read``: the others; ``all``."""
    lines = [line for line in GOLD.read_text("utf-8").splitlines() if not line.startswith("#")]
    chosen = {"dev": lines[::2], "read": lines[1::2], "all": lines}[half]
    return [_entry(line) for line in chosen]


def measure(cut: Callable[[str], Parts], gold: Sequence[Entry]) -> Figures:
    right = wanted = found = whole_cut = 0
    for entry in gold:
        got = tuple(map(fold, cut(entry.word)))
        best = max(entry.cuts or ((),), key=lambda way: (_shared(got, way), -len(way)))
        right += _shared(got, best)
        wanted, found = wanted + len(best), found + len(got)
        whole_cut += not entry.cuts and bool(got)
    return Figures(right, wanted, found, whole_cut)


@cache
def fewest_known(word: str, most: int = 4) -> Parts:
    """The peer: the fewest parts of three letters or more that simplemma knows, an s between allowed."""
    from simplemma import is_known

    if most == 1:
        return ()
    best: Parts = ()
    for at in range(3, len(word) - 2):
        head, rest = word[:at], word[at:]
        base = next((one for one in (head, head.removesuffix("s")) if len(one) > 2 and is_known(one, lang="sv")), None)
        if base is None:
            continue
        tail = (rest,) if is_known(rest, lang="sv") else fewest_known(rest, most - 1)
        if tail and (not best or len(tail) + 1 < len(best)):
            best = (lemma(base), *map(lemma, tail))
    return best


def misses(gold: Sequence[Entry]) -> Iterator[str]:
    for entry in gold:
        got = tuple(map(fold, parts(entry.word)))
        if got not in (entry.cuts or ((),)):
            yield f"{entry.word}: {' '.join(got) or '–'}  (right: {' | '.join(map(' '.join, entry.cuts)) or 'whole'})"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("dev", "read", "all"), default="all")
    parser.add_argument("--misses", action="store_true", help="list what is cut otherwise")
    arguments = parser.parse_args()
    gold = entries(arguments.half)
    report = {"words": len(gold), "compounds": sum(bool(entry.cuts) for entry in gold)}
    ways = {"samsyn": parts, "fewest known parts": fewest_known}
    figures = {name: measure(cut, gold).report() for name, cut in ways.items()}
    print(json.dumps(report | figures, ensure_ascii=False, indent=1))
    print("\n".join(misses(gold) if arguments.misses else ()))
    return 0


def _entry(line: str) -> Entry:
    word, _, cuts = line.partition(" = ")
    ways = tuple(tuple(fold(lemma(part)) for part in cut.split()) for cut in cuts.split("|") if cut.strip())
    return Entry(word.strip(), ways)


def _shared(got: Parts, way: Parts) -> int:
    rest = list(way)
    for part in got:
        if part in rest:
            rest.remove(part)
    return len(way) - len(rest)


if __name__ == "__main__":
    raise SystemExit(main())

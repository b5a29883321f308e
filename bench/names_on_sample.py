"""What ``samsyn evaluate`` says of names, numbers, kinds, fields and who is who on sample archives made for it.

    python -m bench.names_on_sample [--bank NAME] [--seed N …] [--size N] [--misses N]

One archive without scans for each seed, described once and measured by every measure of ``nlp/evaluate.py``.
``--misses`` adds examples of each sort of error: what the gold has at a place and what was told there.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from models.gold import open_gold
from nlp.evaluate import Identifiers, Kinds, Measure, Ner
from nlp.evaluate_fields import Fields
from nlp.evaluate_resolution import Resolution
from nlp.gold_papers import Paper, papers
from sample.archive import make_archive


def main() -> int:
    """Print one JSON object: the figures by seed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bank", default="second", help="the phrasing bank; the second is kept for grading")
    parser.add_argument("--seed", type=int, nargs="+", default=[7, 99])
    parser.add_argument("--size", type=int, default=300, help="files in each archive")
    parser.add_argument("--misses", type=int, default=0, help="how many examples of each sort of error to print")
    arguments = parser.parse_args()
    report = {}
    for seed in arguments.seed:
        report[str(seed)] = measure(arguments.bank, seed, arguments.size, arguments.misses)
    print(json.dumps(report, ensure_ascii=False, indent=1))
    return 0


def measure(bank: str, seed: int, size: int, misses: int = 0) -> dict[str, Any]:
    """The figures of one archive."""
    measures: dict[str, Measure] = {
        "ner": Ner(values=True), "identifiers": Identifiers(), "kinds": Kinds(), "fields": Fields(),
        "resolution": Resolution(),
    }  # fmt: skip
    examples = defaultdict[str, list[list[str]]](list)
    with tempfile.TemporaryDirectory() as folder:
        make_archive(Path(folder), size=size, seed=seed, bank=bank, scans=False)
        for paper in papers([open_gold(Path(folder))]):
            for one in measures.values():
                one.add(paper)
            for sort, *example in differences(paper) if misses else ():
                if len(examples[sort]) < misses:
                    examples[sort].append(example)
    report: dict[str, Any] = {name: one.report() for name, one in measures.items()}
    return report | {"misses": examples} if misses else report


def differences(paper: Paper) -> Iterator[tuple[str, str, str, str]]:
    """(sort of error, path, what the gold has, what was told) of a paper's mentions and kind."""
    gold = {(one.label, one.page, one.start, one.end): one.value for one in paper.gold.mentions or ()}
    told = {(one.label, one.page, one.start, one.end): one.value for one in paper.said.mentions}
    for key in sorted(gold.keys() | told.keys()):
        if key not in told:
            yield f"{key[0]} missed", paper.gold.path, gold[key], ""
        elif key not in gold:
            yield f"{key[0]} extra", paper.gold.path, "", told[key]
        elif gold[key] != told[key]:
            yield f"{key[0]} value", paper.gold.path, gold[key], told[key]
    if paper.gold.kind != paper.said.kind.name:
        yield "kind", paper.gold.path, paper.gold.kind, paper.said.kind.name


if __name__ == "__main__":
    raise SystemExit(main())

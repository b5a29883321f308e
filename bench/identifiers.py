"""Numbers and formal names: how well, how falsely and how fast the rules find them.

    python -m bench.identifiers figures [--bank first|second …] [--seed N …] [--size N] [--label L …] [--misses N]
    python -m bench.identifiers real    [--label L …] [--misses N]
    python -m bench.identifiers false   [--pages N] [--label L …] [--show N]
    python -m bench.identifiers times

``figures`` is what ``samsyn evaluate identifiers`` says of sample archives made for it; ``real`` scores the
hand-checked mentions of ``bench/identifiers_real``; ``false`` counts what is found in real text without such numbers;
``times`` reads worst-case texts. ``real`` and ``false`` read ``../shared/data``; without it they skip, and say so.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Collection
from pathlib import Path
from typing import Any

from bench import identifiers_checked, identifiers_false, identifiers_times
from bench.identifiers_material import ABSENT, SHARED
from bench.names_on_sample import differences
from models.gold import open_gold
from nlp.choice import RULES
from nlp.evaluate import NUMBERS, Identifiers
from nlp.gold_papers import papers
from sample.archive import make_archive


def main() -> int:
    """Print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("figures", "real", "false", "times"))
    parser.add_argument("--bank", nargs="+", default=["first", "second"])
    parser.add_argument("--seed", type=int, nargs="+", default=[7, 31, 99])
    parser.add_argument("--size", type=int, default=300, help="files in each archive")
    parser.add_argument("--label", nargs="+", default=[], help="of these labels only")
    parser.add_argument("--misses", type=int, default=0, help="how many examples of each sort of error to print")
    parser.add_argument("--pages", type=int, default=1000, help="of each set of real texts")
    parser.add_argument("--show", type=int, default=0, help="how many of what was found to print, by label")
    asked = parser.parse_args()
    if asked.what in ("real", "false") and not SHARED.is_dir():
        print(ABSENT)
        return 0
    print(json.dumps(_report(asked), ensure_ascii=False, indent=1))
    return 0


def _report(asked: argparse.Namespace) -> dict[str, Any]:
    if asked.what == "real":
        return identifiers_checked.measure(asked.label, asked.misses)
    if asked.what == "false":
        return identifiers_false.measure(asked.pages, labels=asked.label, show=asked.show)
    if asked.what == "times":
        return identifiers_times.measure()
    return {bank: figures(bank, asked.seed, asked.size, asked.label, asked.misses) for bank in asked.bank}


def figures(bank: str, seeds: Collection[int], size: int, labels: Collection[str], misses: int) -> dict[str, Any]:
    """All archives of a bank measured together; the names are left to the rules, since no number depends on them."""
    measure, examples = Identifiers(), defaultdict[str, list[list[str]]](list)
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            make_archive(Path(folder), size=size, seed=seed, bank=bank, scans=False)
            for paper in papers([open_gold(Path(folder))], pipeline=RULES):
                measure.add(paper)
                for sort, *example in differences(paper) if misses else ():
                    label = sort.partition(" ")[0]
                    if label in (labels or NUMBERS) and len(examples[sort]) < misses:
                        examples[sort].append(example)
    report = measure.report()
    if labels:
        report["labels"] = {label: row for label, row in report["labels"].items() if label in labels}
    return report | ({"misses": examples} if misses else {})


if __name__ == "__main__":
    raise SystemExit(main())

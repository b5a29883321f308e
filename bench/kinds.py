"""How often the kind of a document is told right: sample archives of both phrasing banks, real files, and how fast.

    python -m bench.kinds banks [--bank first second] [--seed N …] [--size N] [--misread 0.02]
    python -m bench.kinds real [--folder DIR]
    python -m bench.kinds speed [--size N]

``banks`` answers four ways: as the product does, without the file's name, by the rules alone (the first version's
peer), and by the classifier alone. The gold's pages are read as text, with ``--misread`` that share of their letters
misread as on a scan; a mail is left out of the figures without mails. ``sure`` says how often what was told with a
confidence is right (mails aside).
``real`` reads the files of bench/kinds_real.jsonl (kinds decided by reading each) as ``samsyn read`` does.
Each prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from models.gold import GoldDocument, open_gold
from nlp.kinds import classify
from nlp.kinds.choice import PAGES, classifier
from nlp.kinds.evidence import evidence
from nlp.kinds.names import KINDS, OTHER
from nlp.kinds.seen import seen
from sample.archive import make_archive

REAL: Final = Path(__file__).with_name("kinds_real.jsonl")
FILES: Final = Path(__file__).parents[2] / "shared/data/documents/swedish/files"
_MAIL: Final = "message/rfc822"
_SURE: Final = (0.95, 0.9, 0.8, 0.7, 0.5, 0.0)
_ALIKE: Final = {
    "a": "oä", "b": "h6", "c": "e", "d": ("cl",), "e": "c", "f": "t", "g": "q9", "h": "b", "i": "1l", "k": "lc",
    "l": "1i|", "m": ("rn", "nn"), "n": ("ri", "u"), "o": "0c", "p": "n", "r": "t", "s": "5", "t": "f", "u": ("ii",),
    "v": "y", "å": "a", "ä": "a", "ö": "o", "0": "O", "1": "l", "5": "S", "8": "B", "B": "8", "I": "l", "O": "0",
    "S": "5", "§": "8$",
}  # fmt: skip
"""What a letter is taken for; one in five misread letters is lost or splits its word."""
Paper = tuple[str, list[tuple[int, str]], str, str]
"""The true kind, the pages, the file's name and its type."""


def by_rules(pages: list[tuple[int, str]]) -> str:
    """The kind that headings and cues alone speak for most."""
    found = evidence("\n".join(text for _, text in pages[:PAGES]), "")
    sums = Counter[str](found.cues) + Counter[str](found.heading)
    return sums.most_common(1)[0][0] if sums else OTHER.name


def by_classifier(pages: list[tuple[int, str]]) -> str:
    """The kind that the classifier alone says."""
    model = classifier()
    return KINDS[int(model.likely(seen("\n".join(text for _, text in pages[:PAGES]), "", model.vectors)).argmax())]


def papers(bank: str, seed: int, size: int) -> Iterator[Paper]:
    """The papers of an archive made for this."""
    with tempfile.TemporaryDirectory() as folder:
        make_archive(Path(folder), size=size, seed=seed, bank=bank, scans=False)
        for document in open_gold(Path(folder)).documents():
            yield _paper(document)


def _paper(document: GoldDocument) -> Paper:
    pages = [(page.number, page.text) for page in document.pages]
    return document.kind, pages, document.name, "text/plain" if document.headers is None else _MAIL


def misread(text: str, share: float, chance: random.Random) -> str:
    """The text with that share of its letters misread."""
    return "".join(_misread(one, chance) if not one.isspace() and chance.random() < share else one for one in text)


def _misread(letter: str, chance: random.Random) -> str:
    if chance.random() < 0.2:
        return chance.choice(("", f"{letter} "))
    return chance.choice(_ALIKE.get(letter, letter))


def banks(arguments: argparse.Namespace) -> dict[str, Any]:
    """Accuracy by bank and seed, and together where the product erred."""
    report: dict[str, Any] = {}
    for bank in arguments.bank:
        for seed in arguments.seed:
            found = papers(bank, seed, arguments.size)
            report[f"{bank} {seed}"] = accuracies(_scanned(found, arguments.misread, seed))
    return report


def _scanned(found: Iterator[Paper], share: float, seed: int) -> Iterator[Paper]:
    chance = random.Random(seed)
    for kind, pages, name, media_type in found:
        yield kind, [(number, misread(text, share, chance)) for number, text in pages], name, media_type


def accuracies(found: Iterator[Paper]) -> dict[str, Any]:
    """The shares told right, each way, and the confusion of the product's way."""
    right, confused = defaultdict[str, list[bool]](list), Counter[str]()
    sure = defaultdict[str, list[bool]](list)
    for kind, pages, name, media_type in found:
        answer = classify(pages, name, media_type)
        told = answer.name
        right["product"].append(told == kind)
        if told != kind:
            confused[f"{kind} → {told}"] += 1
        if media_type != _MAIL:
            sure[f"{next(one for one in _SURE if answer.confidence >= one):.2f}"].append(told == kind)
            right["product, no mails"].append(told == kind)
            right["no mails, no file names"].append(classify(pages, "", media_type).name == kind)
            right["rules alone, no mails, no file names"].append(by_rules(pages) == kind)
            right["classifier alone, no mails, no file names"].append(by_classifier(pages) == kind)
    shares = {way: {"papers": len(one), "accuracy": round(sum(one) / len(one), 4)} for way, one in right.items()}
    told_so = {f"from {one}": f"{sum(sure[one])} of {len(sure[one])}" for one in sorted(sure, reverse=True)}
    return {**shares, "sure": told_so, "confused": dict(confused.most_common(15))}


def real(arguments: argparse.Namespace) -> dict[str, Any]:
    """The real files: all of them, and those that have a kind of their own."""
    told = []
    for line in REAL.read_text("utf-8").splitlines():
        row = json.loads(line)
        command = [sys.executable, "samsyn.py", "describe", str(arguments.folder / row["path"]), "--json"]
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
        kind = json.loads(answer.stdout)["kind"] if answer.returncode == 0 else "unread"
        told.append((row["path"], row["kind"], kind))
    own = [(true, kind) for _, true, kind in told if true != OTHER.name]
    return {
        "files": len(told), "accuracy": _share([(true, kind) for _, true, kind in told]),
        "with a kind": len(own), "accuracy of these": _share(own),
        "wrong": [one for one in told if one[1] != one[2]],
    }  # fmt: skip


def _share(pairs: list[tuple[str, str]]) -> float:
    return round(sum(true == told for true, told in pairs) / max(1, len(pairs)), 4)


def speed(arguments: argparse.Namespace) -> dict[str, Any]:
    """Milliseconds a paper, the classifier once read."""
    found = [paper for paper in papers("first", 1, arguments.size) if paper[3] != _MAIL]
    classify([(1, "Protokoll")], "", "")
    times = []
    for _, pages, name, media_type in found:
        started = time.process_time()
        classify(pages, name, media_type)
        times.append(1_000 * (time.process_time() - started))
    times.sort()
    return {"papers": len(times), "median": round(times[len(times) // 2], 2), "worst": round(times[-1], 2)}


MEASURES: Final[dict[str, Callable[[argparse.Namespace], dict[str, Any]]]] = {
    "banks": banks, "real": real, "speed": speed,
}  # fmt: skip


def main() -> int:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measure", choices=sorted(MEASURES))
    parser.add_argument("--bank", nargs="+", default=["second"])
    parser.add_argument("--seed", type=int, nargs="+", default=[7, 99, 31])
    parser.add_argument("--size", type=int, default=300, help="files in each archive")
    parser.add_argument("--misread", type=float, default=0.0, help="share of the letters misread, as on a scan")
    parser.add_argument("--folder", type=Path, default=FILES)
    arguments = parser.parse_args()
    print(json.dumps(MEASURES[arguments.measure](arguments), ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

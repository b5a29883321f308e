"""How well names, kinds and dates are read from the sample archive, whose gold says what stands in each document.

    python -m bench.names_on_sample [--seed N …] [--size N] [--misses N]

Counts documents whose every page is text, not scanned; OCR is measured elsewhere. A mail is read as the ingest reads it
(its header tells the date), the others are taken as the gold has them written. For each label:

``precision`` and ``recall``
    by exact span and value. A value is right if it is the gold's, or another by which the gold calls the same entity:
    "Lindgren" may be told to be Britt-Marie Lindgren.
``span_precision`` and ``span_recall``
    by exact span alone.

``kind`` and ``date`` are the shares of documents whose kind and own date are told rightly. The archive is made by the
same hands as the rules, so these figures say that nothing broke, not how the rules do on papers nobody has seen.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from ingest.reading import read_file
from models.settings import Settings
from nlp.answers import Description, describe
from sample.archive import make_archive

MAIL = "message/rfc822"
_DECIMALS = 4
Names: TypeAlias = Mapping[str, set[str]]
"""By entity, every value by which the gold calls it."""


class Named(NamedTuple):
    """A mention's place and what it says; ``entity`` is the gold's, empty for what was found."""

    page: int
    start: int
    end: int
    value: str
    entity: str = ""


@dataclass(slots=True)
class Tally:
    """Counts over documents. ``missed`` and ``extra`` are (path, label, value) to look at."""

    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    spans: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, ...]] = field(default_factory=list)
    extra: list[tuple[str, ...]] = field(default_factory=list)
    wrong: list[tuple[str, ...]] = field(default_factory=list)


def main() -> int:
    """Print one JSON object: the figures by seed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, nargs="+", default=[7, 99])
    parser.add_argument("--size", type=int, default=300, help="files in each archive")
    parser.add_argument("--misses", type=int, default=0, help="how many examples of each sort of error to print")
    arguments = parser.parse_args()
    report = {str(seed): measure(seed, arguments.size, arguments.misses) for seed in arguments.seed}
    print(json.dumps(report, ensure_ascii=False, indent=1))
    return 0


def measure(seed: int, size: int, misses: int = 0) -> dict[str, Any]:
    """The figures of one archive."""
    with tempfile.TemporaryDirectory() as folder:
        archive = make_archive(Path(folder), size=size, seed=seed)
        gold = json.loads(archive.gold.read_text("utf-8"))
        written = [one for one in gold["documents"] if all(page["method"] == "text" for page in one["pages"])]
        tally, names = Tally(), _names(written)
        for document in written:
            _count(tally, document, names, *_described(document, Path(folder)))
    return _report(tally, misses)


def _names(documents: Iterable[dict[str, Any]]) -> Names:
    names: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        for mention in document["mentions"]:
            if mention["entity"]:
                names[mention["entity"]].add(mention["value"])
    return names


def _described(document: dict[str, Any], folder: Path) -> tuple[Description, int]:
    """What is said of the document, and by how many characters its first page begins before the gold's."""
    pages = [(page["number"], page["text"]) for page in document["pages"]]
    name = Path(document["path"]).name
    if document["pages"][0]["carrier"] != "eml":
        return describe(pages, name=name), 0
    reading = read_file(folder / document["path"], Settings(home=folder), name=name)
    text = reading.pages[0].text
    shift = text.index(pages[0][1].strip()) - (len(pages[0][1]) - len(pages[0][1].lstrip()))
    return describe([(page.number, page.text) for page in reading.pages], name=name, media_type=MAIL), shift


def _count(tally: Tally, document: dict[str, Any], names: Names, said: Description, shift: int) -> None:
    path = document["path"]
    found = _by_label((m.label.value, Named(m.page, m.start - shift, m.end - shift, m.value)) for m in said.mentions)
    gold = _by_label(
        (m["label"], Named(m["page"], m["start"], m["end"], m["value"], m["entity"])) for m in document["mentions"]
    )
    for label in {*found, *gold}:
        within = [one for one in found[label] if one.start >= 0]  # a mail's header stands outside its gold
        _match(tally, path, label, gold[label], within, names)
    day = said.date.isoformat() if said.date else ""
    for what, wanted, answer in (("kind", document["kind"], said.kind.name), ("date", document["date"], day)):
        tally.told[what] += wanted == answer
        if wanted != answer:
            tally.wrong.append((path, what, wanted, answer))
    tally.told["documents"] += 1


def _by_label(pairs: Iterable[tuple[str, Named]]) -> dict[str, list[Named]]:
    found: dict[str, list[Named]] = defaultdict(list)
    for label, named in pairs:
        found[label].append(named)
    return found


def _match(tally: Tally, path: str, label: str, gold: list[Named], found: list[Named], names: Names) -> None:
    wanted = {one[:3]: one for one in gold}
    tally.gold[label] += len(gold)
    tally.found[label] += len(found)
    hit = set()
    for one in found:
        true = wanted.get(one[:3])
        tally.spans[label] += true is not None
        if true is not None and (one.value == true.value or one.value in names.get(true.entity, ())):
            tally.right[label] += 1
            hit.add(one[:3])
        else:
            tally.extra.append((path, label, one.value, true.value if true else ""))
    tally.missed += [(path, label, one.value) for place, one in wanted.items() if place not in hit]


def _report(tally: Tally, misses: int) -> dict[str, Any]:
    documents = tally.told["documents"]
    report: dict[str, Any] = {
        "documents": documents,
        "kind": _share(tally.told["kind"], documents),
        "date": _share(tally.told["date"], documents),
        "labels": dict(_lines(tally)),
    }
    if misses:
        report |= {name: _some(getattr(tally, name), misses) for name in ("missed", "extra", "wrong")}
    return report


def _lines(tally: Tally) -> Iterator[tuple[str, dict[str, float | int | None]]]:
    """By label; a label that the gold never marks has no figure of its own."""
    for label in sorted({*tally.gold, *tally.found}):
        gold, found = tally.gold[label], tally.found[label]
        yield (
            label,
            {
                "gold": gold,
                "found": found,
                "precision": _share(tally.right[label], found) if gold else None,
                "recall": _share(tally.right[label], gold),
                "span_precision": _share(tally.spans[label], found) if gold else None,
                "span_recall": _share(tally.spans[label], gold),
            },
        )


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, _DECIMALS) if whole else None


def _some(examples: list[tuple[str, ...]], most: int) -> dict[str, list[tuple[str, ...]]]:
    """The first examples of each label."""
    chosen: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for example in examples:
        if len(chosen[example[1]]) < most:
            chosen[example[1]].append(example)
    return chosen


if __name__ == "__main__":
    raise SystemExit(main())

"""How often a name is right by how sure the product says it is: of those at 0.9, nine of ten should be.

    python -m bench.name_confidence [--pipeline NAME] [--archive FOLDER …] [--json]

Names of whole documents as :func:`nlp.pipeline.find_mentions` gives them — rules, model, merging and second look — on
the development sets of training/names, and on sample archives of the first phrasing bank whose folders are given. For
each label: the mentions in each bin of confidence, how sure they are said to be, how many are right (span and label),
and the expected calibration error (Naeini et al. 2015) over the bins. No test set is read.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from models.console import table
from models.gold import open_gold
from models.settings import DEFAULT_NAME_PIPELINE, NAME_PIPELINES
from nlp.pipeline import find_mentions
from training.names import annotated, corpora, written
from training.names.example import NAMES, Example

EDGES: Final = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.0)
Place = tuple[int, int, int, str]
"""Page, start, end and label."""


class Paper(NamedTuple):
    """A document's pages, its names, and the places where it is not settled what is a name."""

    pages: Sequence[tuple[int, str]]
    names: frozenset[Place]
    unsure: Sequence[Place] = ()


class Said(NamedTuple):
    label: str
    confidence: float
    right: bool


def development() -> Iterator[tuple[str, Iterator[Paper]]]:
    """The development sets by name; each example is a document of one page."""
    sets: Mapping[str, Iterable[Example]] = {
        "annotated": annotated.examples(annotated.DEVELOPMENT),
        "written": written.examples(development=True),
        "klintan": corpora.development()["klintan"],
    }
    for name, examples in sets.items():
        yield name, (_paper(example) for example in examples)


def archive(folder: Path) -> Iterator[Paper]:
    """The documents of a sample archive with their gold."""
    for document in open_gold(folder).documents():
        names = {(one.page, one.start, one.end, str(one.label)) for one in document.mentions or ()}
        yield Paper([(page.number, page.text) for page in document.pages], frozenset(names))


def said(papers: Iterable[Paper], pipeline: str) -> Iterator[Said]:
    """Each name that is found where it is settled what is one."""
    for paper in papers:
        for one in find_mentions(paper.pages, pipeline=pipeline):
            place = (one.page, one.start, one.end, one.label.value)
            if one.label.value in NAMES and not any(_overlap(place, other) for other in paper.unsure):
                yield Said(one.label.value, one.confidence, place in paper.names)


def reliability(pairs: Sequence[Said]) -> dict[str, Any]:
    """The bins that hold a mention, and the error over them, of all labels and each."""
    groups = {"all": pairs, **{label: [one for one in pairs if one.label == label] for label in NAMES}}
    return {name: {"bins": (bins := _bins(group)), "ece": _error(bins)} for name, group in groups.items() if group}


def _paper(example: Example) -> Paper:
    places = [(1, span.start, span.end, span.label) for span in example.spans]
    return Paper(
        [(1, example.text)],
        frozenset(place for place in places if place[3] in NAMES),
        [place for place in places if place[3] not in NAMES],
    )


def _overlap(one: Place, other: Place) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def _bins(pairs: Sequence[Said]) -> list[dict[str, float]]:
    found: dict[float, list[Said]] = defaultdict(list)
    for one in pairs:
        found[max(edge for edge in EDGES[:-1] if edge <= one.confidence)].append(one)
    return [
        {
            "from": edge,
            "mentions": len(group),
            "said": round(sum(one.confidence for one in group) / len(group), 3),
            "right": round(sum(one.right for one in group) / len(group), 3),
        }
        for edge, group in sorted(found.items())
    ]


def _error(bins: Sequence[Mapping[str, float]]) -> float:
    """How far what is said lies from what is right, by mention."""
    whole = sum(each["mentions"] for each in bins)
    return round(sum(each["mentions"] * abs(each["said"] - each["right"]) for each in bins) / whole, 4)


def main() -> None:
    """Print a table for each set and one for the development sets together, or all as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pipeline", choices=NAME_PIPELINES, default=DEFAULT_NAME_PIPELINE)
    parser.add_argument("--archive", type=Path, nargs="*", default=[], help="sample archives of the first bank")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    found = {name: list(said(papers, arguments.pipeline)) for name, papers in development()}
    found["development"] = [one for group in found.values() for one in group]
    found |= {str(folder): list(said(archive(folder), arguments.pipeline)) for folder in arguments.archive}
    report = {name: reliability(group) for name, group in found.items()}
    print(json.dumps(report, ensure_ascii=False) if arguments.json else _shown(report))


def _shown(report: Mapping[str, Any]) -> str:
    parts = []
    for name, groups in report.items():
        for label, group in groups.items():
            rows = {f"{each['from']:.2f}–": {key: each[key] for key in each if key != "from"} for each in group["bins"]}
            parts.append(f"{name}, {label}: ECE {group['ece']}\n{table(rows)}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    main()

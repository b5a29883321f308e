"""Graded searches over a sample archive, class by class: nDCG@10 of samsyn and of its peers.

    python -m sample FOLDER --size 300 --bank second --no-scans
    python -m bench.search_classes FOLDER [--opensearch URL] [--dictionary FOLDER] [--misses CLASS]

The texts are those of the gold, so that reading does not count. The misread texts are made by two models: ``confused``
takes one letter in thirty for another that OCR confuses it with, ``random`` drops, doubles or replaces one in forty by
chance; samsyn is asked tolerantly there and for names in another spelling. Days that a paper names are told to samsyn
by the gold, so that what is measured is whether the written form is understood. ``docs/quality.md`` has the figures.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Final

from bench.class_queries import DAY, NAMES, Archive, Asked, classes, noisy_words
from bench.search_material import absent
from bench.search_servers import servers
from bench.search_systems import Bm25, Pairs, Samsyn, System, exact_words, simplemma, snowball
from bench.word_forms import PLACE, Dictionary
from search import ranking

TOP: Final = 10
_CONFUSED: Final = {"o": "0", "l": "1", "i": "l", "s": "5", "b": "8", "å": "ä", "ä": "a", "ö": "o", "e": "c", "m": "rn"}
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyzåäö"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--opensearch", default="", help="URL of a node, for the peers on it")
    parser.add_argument("--dictionary", type=Path, default=PLACE, help="folder of sv_SE.aff and sv_SE.dic")
    parser.add_argument("--misses", default="", help="tell the searches of this class that fail")
    arguments = parser.parse_args()
    if absent(arguments.folder / "gold", arguments.dictionary):
        return 0
    lines = (arguments.folder / "gold/documents.jsonl").read_text("utf-8").splitlines()
    archive = Archive([json.loads(line) for line in lines], Dictionary(arguments.dictionary))
    texts = [(path, "\n\f".join(pages)) for path, pages in archive.pages.items()]
    asked = classes(archive, Random(1))
    found = _compared(texts, asked, arguments.opensearch, arguments.misses, dates=archive.dates)
    print(json.dumps(found, ensure_ascii=False, indent=1))
    print(json.dumps({"mean of the classes": round(sum(each["samsyn"] for each in found.values()) / len(found), 4)}))
    words = {"misread": noisy_words(archive, Random(2))}
    for name, noise in (("confused", confused), ("random", scattered)):
        random = Random(3)
        misread = [(path, noise(text, random)) for path, text in texts]
        found = _compared(misread, words, arguments.opensearch, arguments.misses, tolerant=True)
        print(json.dumps({name: found}, ensure_ascii=False, indent=1))
    return 0


def confused(text: str, random: Random) -> str:
    """One in thirty of the letters that OCR confuses is taken for its like."""
    return "".join(_CONFUSED[each] if each in _CONFUSED and random.random() < 1 / 30 else each for each in text)


def scattered(text: str, random: Random) -> str:
    """One letter in forty is dropped, doubled or replaced."""
    return "".join(_hit(each, random) if each.isalpha() and random.random() < 1 / 40 else each for each in text)


def _hit(letter: str, random: Random) -> str:
    return random.choice(("", letter * 2, random.choice(_LETTERS)))


def _compared(
    texts: Pairs,
    asked: dict[str, list[Asked]],
    url: str,
    told: str,
    *,
    tolerant: bool = False,
    dates: Mapping[str, tuple[str, ...]] | None = None,
) -> dict[str, dict[str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        ours = Samsyn.over(Path(folder), texts, dates=dates)
        systems: dict[str, System] = {
            "samsyn": ours.asking(tolerant=tolerant),
            "exact words": Bm25(texts, exact_words),
            "Snowball": Bm25(texts, snowball),
            "simplemma, greedy": Bm25(texts, simplemma),
            **servers(url, texts),
        }
        for query, answers in asked.get(told, ()):
            if (figure := _ndcg(_asked_so(told, systems["samsyn"], ours), query, answers)) < 1:
                print(f"{figure:.2f} {query}: {len(answers)} answers")
        return {
            name: {"queries": len(some)}
            | {
                system: _mean(_asked_so(name, by, ours) if system == "samsyn" else by, _plainly(some, system))
                for system, by in systems.items()
            }
            for name, some in asked.items()
        }


def _asked_so(name: str, system: System, ours: Samsyn) -> System:
    """Names in another spelling are found in the tolerant tier."""
    return ours.asking(tolerant=True) if name == NAMES else system


def _plainly(asked: Sequence[Asked], system: str) -> Sequence[Asked]:
    """To the peers a day is words."""
    return asked if system == "samsyn" else [(query.removeprefix(DAY), answers) for query, answers in asked]


def _ndcg(system: System, query: str, answers: dict[str, int]) -> float:
    ranked = [answers.get(id, 0) for id in system.ranked(query, TOP)]
    return ranking.ndcg(ranked, list(answers.values()), TOP) or 0.0


def _mean(system: System, asked: Sequence[Asked]) -> float:
    return round(sum(_ndcg(system, query, answers) for query, answers in asked) / max(len(asked), 1), 4)


if __name__ == "__main__":
    raise SystemExit(main())

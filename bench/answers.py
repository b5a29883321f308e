"""Questions to authorities and their answers: SweFAQ dev, each answer looked for among all of them.

    python -m bench.answers [--opensearch URL]

A question is asked as it stands, any of its words; MRR@10 and recall@10 of its own answer among all different answers.
Questions are no keyword searches: the product's AND of all words seldom finds anything here, which
``samsyn, all words`` shows.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Final

from bench.search_material import QUESTIONS, absent, answered_questions
from bench.search_servers import servers
from bench.search_systems import Bm25, Samsyn, System, exact_words, simplemma, snowball

TOP: Final = 10


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--opensearch", default="", help="URL of a node, for the peers on it")
    arguments = parser.parse_args()
    if absent(QUESTIONS):
        return 0
    answers, questions = answered_questions()
    texts = [(str(at), answer) for at, answer in enumerate(answers)]
    with tempfile.TemporaryDirectory() as folder:
        ours = Samsyn.over(Path(folder), texts)
        systems: dict[str, System] = {
            "samsyn, any of the words": ours.asking(anyword=True),
            "samsyn, all words": ours,
            "exact words": Bm25(texts, exact_words),
            "Snowball": Bm25(texts, snowball),
            "simplemma, greedy": Bm25(texts, simplemma),
            **servers(arguments.opensearch, texts),
        }
        report = {name: _figures(system, questions) for name, system in systems.items()}
    print(json.dumps({"questions": len(questions), "answers": len(answers)} | report, ensure_ascii=False, indent=1))
    return 0


def _figures(system: System, questions: list[tuple[str, int]]) -> dict[str, float]:
    ranks = list[float]()
    for question, answer in questions:
        found = system.ranked(_as_words(question), TOP)
        ranks.append(1 / (found.index(str(answer)) + 1) if str(answer) in found else 0.0)
    return {
        "mrr_10": round(sum(ranks) / len(ranks), 4),
        "recall_10": round(sum(rank > 0 for rank in ranks) / len(ranks), 4),
    }


def _as_words(question: str) -> str:
    """Without what would be an operator."""
    return "".join(character if character.isalnum() else " " for character in question)


if __name__ == "__main__":
    raise SystemExit(main())

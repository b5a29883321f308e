"""Words found in any of their forms: each query one inflected form, relevant the sentences with the same base form.

    python -m bench.inflection [--parts dev test] [--opensearch URL] [--misses N]

Material: UD Swedish Talbanken. A query is asked for each form but the base form of each noun, verb and adjective that
stands in two different forms and two sentences at least; relevant are the sentences with the same gold lemma and part
of speech; precision, recall and F1 are means over the queries. Peers: the word as it is, Snowball, simplemma, and with
``--opensearch`` OpenSearch's ``swedish`` analyzer and Haystack's retriever. ``samsyn, the word`` leaves out what is
found as a part of a compound ("tillstånd" in "serveringstillstånd"), which the gold counts as another word; ``samsyn,
and in compounds`` is what a search gives.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.search_material import TREEBANK, Sentence, absent, treebank
from bench.search_servers import servers
from bench.search_systems import Bm25, Pairs, Samsyn, System, exact_words, simplemma, snowball
from search.query import TokenField

KINDS: Final = ("NOUN", "VERB", "ADJ")
PARTS: Final = frozenset({TokenField.PARTS})


@dataclass(frozen=True, slots=True)
class Asked:
    """A form, the base form and kind it stands for, and the sentences that have these."""

    form: str
    lemma: str
    kind: str
    relevant: frozenset[str]


@dataclass(frozen=True, slots=True)
class Score:
    precision: float
    recall: float
    f1: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parts", nargs="+", default=["dev", "test"])
    parser.add_argument("--opensearch", default="", help="URL of a node, for the peers on it")
    parser.add_argument("--misses", type=int, default=0, help="list so many of the worst queries")
    arguments = parser.parse_args()
    if absent(TREEBANK):
        return 0
    sentences = treebank(tuple(arguments.parts))
    asked, texts = queries(sentences), [(one.id, one.text) for one in sentences]
    with tempfile.TemporaryDirectory() as folder:
        ours = Samsyn.over(Path(folder), texts)
        systems: dict[str, System] = {
            "samsyn, the word": ours.asking(without=PARTS),
            "samsyn, and in compounds": ours,
            **_peers(texts),
            **servers(arguments.opensearch, texts),
        }
        found = {name: _figures(system, asked, len(texts)) for name, system in systems.items()}
        print(json.dumps({"queries": len(asked), "sentences": len(texts)} | found, ensure_ascii=False, indent=1))
        _tell_misses(systems["samsyn, the word"], asked, len(texts), arguments.misses)
    return 0


def queries(sentences: Sequence[Sentence]) -> list[Asked]:
    """One for each inflected form of each word that is there in other forms too."""
    forms: defaultdict[tuple[str, str], defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for sentence in sentences:
        for word in sentence.words:
            if word.pos in KINDS and word.form.isalpha():
                forms[word.lemma, word.pos][word.form.lower()].add(sentence.id)
    asked = []
    for (lemma, kind), by_form in sorted(forms.items()):
        relevant = frozenset[str]().union(*by_form.values())
        if len(by_form) > 1 and len(relevant) > 1:
            asked += [Asked(form, lemma, kind, relevant) for form in sorted(by_form) if form != lemma]
    return asked


def _peers(texts: Pairs) -> dict[str, System]:
    ways: dict[str, Callable[[str], Iterable[str]]] = {
        "exact words": exact_words,
        "Snowball": snowball,
        "simplemma, greedy": simplemma,
    }
    return {name: Bm25(texts, keys) for name, keys in ways.items()}


def _score(found: frozenset[str], relevant: frozenset[str]) -> Score:
    right = len(found & relevant)
    precision, recall = right / len(found) if found else 0.0, right / len(relevant)
    return Score(precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0)


def _figures(system: System, asked: Sequence[Asked], most: int) -> dict[str, float]:
    scores = [_score(frozenset(system.ranked(one.form, most)), one.relevant) for one in asked]
    return {
        name: round(sum(getattr(score, name) for score in scores) / len(scores), 4)
        for name in ("precision", "recall", "f1")
    }


def _tell_misses(system: System, asked: Sequence[Asked], most: int, count: int) -> None:
    scored = [(_score(frozenset(system.ranked(one.form, most)), one.relevant), one) for one in asked] if count else []
    for score, one in sorted(scored, key=lambda pair: pair[0].f1)[:count]:
        print(f"{one.form} ({one.lemma}, {one.kind}): precision {score.precision:.2f}, recall {score.recall:.2f}")


if __name__ == "__main__":
    raise SystemExit(main())

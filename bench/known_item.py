"""Searches for one known police notice among 54,747, as typed and with each word in another form; and facet truths.

    python -m bench.known_item [--opensearch URL] [--dictionary FOLDER] [--first N] [--misses N]

``../shared/data/documents/swedish/corpora``: 200 searches of rare words of one notice. MRR@10 of the notice, as the
words are, and with each word put into another form, drawn by chance (seed 1 to 3), by hunspell-sv's dictionary
(``bench/word_forms.py``). Every system searches the same texts. ``samsyn``: as the product ranks, the texts with all
the words first and after them, where these are few, those with most; ``all words``: nothing after.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Final

from bench.search_material import CORPORA, Record, absent, facet_truths, known_items, notice_text, notices
from bench.search_servers import servers
from bench.search_systems import (
    BATCH,
    OWNER,
    Bm25,
    Product,
    Samsyn,
    System,
    ThenAny,
    exact_words,
    simplemma,
    snowball,
    unit,
)
from bench.word_forms import PLACE, Dictionary
from search.embedded.index import EmbeddedIndex
from search.index import Filter, Index, IndexQuery, IndexUnit
from search.query import Everything

SEEDS: Final = (1, 2, 3)
TOP: Final = 10
FACETS: Final = ("kind", "LOC", "year")
Items = Sequence[tuple[str, str]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--opensearch", default="", help="URL of a node, for the peers on it")
    parser.add_argument("--dictionary", type=Path, default=PLACE, help="folder of sv_SE.aff and sv_SE.dic")
    parser.add_argument("--misses", type=int, default=0, help="list so many searches that fail")
    arguments = parser.parse_args()
    if absent(CORPORA, arguments.dictionary):
        return 0
    records = notices()
    items, texts = known_items(), [(str(one["id"]), notice_text(one)) for one in records]
    asked: dict[str, list[Items]] = {"as typed": [items]}
    asked["other forms"] = [_inflected(items, Dictionary(arguments.dictionary), seed) for seed in SEEDS]
    with tempfile.TemporaryDirectory() as folder:
        index = EmbeddedIndex(Path(folder))
        _fill(index, records)
        systems: dict[str, System] = {
            "samsyn": Product(index),
            "samsyn, all words": Samsyn(index),
            "samsyn, all words, then any": ThenAny(Samsyn(index)),
            "exact words": Bm25(texts, exact_words),
            "Snowball": Bm25(texts, snowball),
            "simplemma, greedy": Bm25(texts, simplemma),
            **servers(arguments.opensearch, texts),
        }
        for name, system in systems.items():
            print(json.dumps({name: {way: _mean_mrr(system, sets) for way, sets in asked.items()}}, ensure_ascii=False))
        print(json.dumps({"facets": _facets(index)}))
        for query, wanted in [item for sets in asked.values() for item in sets[0]]:
            if arguments.misses and (rank := reciprocal_rank(systems["samsyn"], query, wanted)) < 1:
                print(f"{rank:.2f} {query}  [{wanted}]")
    return 0


def reciprocal_rank(system: System, query: str, wanted: str) -> float:
    """1 over the place among the first ten, else 0."""
    found = system.ranked(query, TOP)
    return 1 / (found.index(wanted) + 1) if wanted in found else 0.0


def _mean_mrr(system: System, sets: Sequence[Items]) -> float:
    ranks = [reciprocal_rank(system, query, wanted) for items in sets for query, wanted in items]
    return round(sum(ranks) / len(ranks), 4)


def _inflected(items: Items, dictionary: Dictionary, seed: int) -> Items:
    random = Random(seed)
    return [(" ".join(dictionary.another(word, random) for word in query.split()), id) for query, id in items]


def _fill(index: Index, records: Sequence[Record]) -> None:
    for at in range(0, len(records), BATCH):
        index.put([_unit(record) for record in records[at : at + BATCH]])


def _unit(record: Record) -> IndexUnit:
    facets = {
        "kind": str(record["api_type"] or ""),
        "LOC": str(record["api_location"] or ""),
        "year": str(record["api_datetime"] or "")[:7],
    }
    return unit(str(record["id"]), [notice_text(record)], {kind: (value,) for kind, value in facets.items() if value})


def _facets(index: Index) -> dict[str, str]:
    """How many of the truths the index counts right: of types, places and months, and of types at places."""
    truths, wall = facet_truths(), Filter(frozenset({OWNER}))
    counted = index.search(IndexQuery(Everything(), wall, limit=1, facets=FACETS, facet_limit=100_000)).facets
    result = {}
    for name, kind in (("types", "kind"), ("locations", "LOC"), ("months", "year")):
        found = Counter(dict(counted[kind].values))
        result[name] = f"{sum(found[value] == count for value, count in truths[name])} of {len(truths[name])}"
    right = 0
    for one in truths["type_place"]:
        chosen = Filter(wall.owners, include={"kind": (one["type"],), "LOC": (one["place"],)})
        answer = index.search(IndexQuery(Everything(), chosen, limit=1_000))
        found_ids = {int(hit.document) for hit in answer.hits}
        right += answer.total == one["count"] and found_ids == set(one["ids"])
    return result | {"type_place": f"{right} of {len(truths['type_place'])}"}


if __name__ == "__main__":
    raise SystemExit(main())

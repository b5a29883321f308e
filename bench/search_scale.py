"""Speed and size of an index of many pages: pages put in a second, bytes a page, how long searches take.

    python -m bench.search_scale [--pages 100000] [--documents 25000] [--index FOLDER | --opensearch URL [--keep]]
                                 [--analyse-once] [--rebuilt]

Pages of some 400 words are drawn from the police notices of ``../shared/data`` (six notices a page), facets by chance
with few common and many rare values, by seed. Reported apart: analysis (on one core), what the index takes for it, and
both together as pages a second; then p50 and p95 of searches with 8 facets: the short list warm (three rounds after
one), and the long one by class, asked the first time and again. ``cpu``: of this process, where the machine has other
work. ``--index`` and ``--keep`` leave the index and take it as it is the next time (a node's data lies in the
``--folder`` of ``deploy.opensearch``). ``--rebuilt``: put in as ``samsyn reindex`` builds a version, which OpenSearch
merges before it is used; else as it comes, and measured while the engine still merges. ``--analyse-once``: each
notice, and a page's keys are put together of its notices' (alike but for words that a line's end parts);
``analysis_s`` is then no figure of the analysis, but 400,000 pages are made ready in minutes:

    python -m deploy.opensearch run sh -c 'python -m bench.search_scale --pages 400000 --documents 100000 \\
        --analyse-once --rebuilt --opensearch $SAMSYN_OPENSEARCH_URL'
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, islice
from pathlib import Path
from random import Random
from typing import Any, Final

from bench.search_material import CORPORA, absent, notice_text, notices
from bench.search_scale_log import SHORT, long_log
from bench.search_systems import OWNER
from bench.sizing import opensearch_bytes
from search.embedded.index import EmbeddedIndex
from search.index import Filter, Index, IndexedPage, IndexQuery, IndexUnit, IndexVersion
from search.opensearch.index import OpenSearchIndex
from search.page_keys import page_keys
from search.parsing import parse
from search.query import TokenField
from tests.opensearch_nodes import remove_indices

FACETS: Final = {
    "source": 8, "kind": 12, "year": 10, "method": 4, "PERSON": 20_000, "ORG": 5_000, "LOC": 2_000, "VEHICLE": 4_000,
}  # fmt: skip
PREFIX: Final = "bench-scale"
Keys = Mapping[TokenField, tuple[str, ...]]
_BATCH: Final = 250


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--documents", type=int, default=25_000)
    parser.add_argument("--opensearch", default="", help="URL of a node to measure instead of the embedded index")
    parser.add_argument("--index", type=Path, help="where the embedded index is kept, and taken from the next time")
    parser.add_argument("--keep", action="store_true", help="leave the node's index, and take it as it is next time")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rebuilt", action="store_true", help="put in as a version, swapped in when it is whole")
    parser.add_argument("--analyse-once", action="store_true", help="analyse each notice once, and no page")
    arguments = parser.parse_args()
    if absent(CORPORA):
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.index or Path(scratch)
        index: Index = EmbeddedIndex(folder)
        if arguments.opensearch:
            index = OpenSearchIndex(arguments.opensearch, PREFIX)
        report: dict[str, Any] = {"pages": arguments.pages, "documents": arguments.documents}
        if len(index.documents(OWNER)) != arguments.documents:
            keys = _put_together if arguments.analyse_once else _analysed
            drawn = units(arguments.pages, arguments.documents, keys)
            version = index.new_version(OWNER) if arguments.rebuilt else None
            report |= _filled(version or index, drawn, arguments.pages)
            if version:
                version.swap()
        size = opensearch_bytes(arguments.opensearch, PREFIX) if arguments.opensearch else _size(folder)
        report["bytes_a_page"] = size // arguments.pages
        report |= _times(index, arguments.rounds)
        index.close()
    if arguments.opensearch and not arguments.keep:
        remove_indices(arguments.opensearch, PREFIX)
    print(json.dumps(report, ensure_ascii=False, indent=1))
    return 0


def _analysed(texts: Sequence[str]) -> Keys:
    return page_keys("\n".join(texts))


def _put_together(texts: Sequence[str]) -> Keys:
    each = [_keys_of(text) for text in texts]
    return {field: tuple(chain.from_iterable(keys[field] for keys in each)) for field in each[0]}


@cache
def _keys_of(text: str) -> Keys:
    return page_keys(text)


def units(pages: int, documents: int, keys: Callable[[Sequence[str]], Keys] = _analysed) -> Iterator[IndexUnit]:
    """The documents, by seed; ``keys`` makes a page's of the texts on it."""
    random, texts = Random(1), [notice_text(one) for one in notices()]
    each = pages // documents
    for number in range(documents):
        drawn = [IndexedPage(at, keys(random.choices(texts, k=6))) for at in range(1, each + 1)]
        facets = {kind: tuple(sorted(set(_drawn(kind, size, random)))) for kind, size in FACETS.items()}
        yield IndexUnit(f"{number:08x}", OWNER, None, facets, tuple(drawn))


def _drawn(kind: str, size: int, random: Random) -> Sequence[str]:
    """One value of what a document has one of, else up to eight; low numbers are common."""
    often = 1 if kind.islower() else random.randint(0, 8)
    return [f"{kind}-{int(size * random.random() ** 3):05}" for _ in range(often)]


def _filled(index: Index | IndexVersion, drawn: Iterator[IndexUnit], pages: int) -> dict[str, Any]:
    analysis = storing = 0.0
    started = time.perf_counter()
    while batch := list(islice(drawn, _BATCH)):
        analysis += time.perf_counter() - started
        started = time.perf_counter()
        index.put(batch)
        storing += time.perf_counter() - started
        started = time.perf_counter()
    return {
        "analysis_s": round(analysis, 1),
        "storing_s": round(storing, 1),
        "pages_a_second": round(pages / (analysis + storing), 1),
    }


def _times(index: Index, rounds: int) -> dict[str, Any]:
    for query in SHORT:
        _asked(index, query)  # the first lap warms the caches
    warm = [_asked(index, query) for _ in range(rounds) for query in SHORT]
    log = long_log()
    first = [(kind, _asked(index, query)) for kind, query in log]
    again = [(kind, _asked(index, query)) for kind, query in log]
    classes = {
        kind: {"first": _told([t for k, t in first if k == kind]), "again": _told([t for k, t in again if k == kind])}
        for kind in dict(log)
    }
    return {
        "short list, warm": _told(warm),
        "long list, first": _told([time for _, time in first]),
        "long list, again": _told([time for _, time in again]),
        "classes": classes,
    }


def _asked(index: Index, query: str) -> tuple[float, float]:
    """Milliseconds on the clock, and of this process."""
    started, busy = time.perf_counter(), time.process_time()
    tree = parse(query).tree
    index.search(IndexQuery(tree, Filter(frozenset({OWNER})), facets=tuple(FACETS)))
    return (time.perf_counter() - started) * 1000, (time.process_time() - busy) * 1000


def _told(taken: Sequence[tuple[float, float]]) -> str:
    clock, busy = (sorted(column) for column in zip(*taken, strict=True))
    middle, high = len(clock) // 2, int(len(clock) * 0.95)
    return f"p50 {clock[middle]:.1f} p95 {clock[high]:.1f} ms (cpu {busy[middle]:.1f}, {busy[high]:.1f})"


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    raise SystemExit(main())

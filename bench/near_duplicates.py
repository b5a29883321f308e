"""Documents alike, against pairs made so on purpose: precision, recall, what the bands miss, processor time.

    python -m bench.near_duplicates [--bank second] [--seed N …] [--size N] [--misses CLASS]

Each paper of an archive gets one copy: read anew by one of four models of noise, edited in 1 to 30 words of 100, cut,
or written about others on the same template, which must *not* be found alike. All go into one register as documents of
one owner, as a drain would place them. Pairs of one group are compared with what was made so, and with the duplicates,
versions and second scans of the archive's own gold. Papers with less than twenty words, without names
or attached are left out.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any, Final

from bench.near_duplicates_made import Maker, Record, text_of
from models.document import DocumentState, Page, PageMethod, Reading
from models.settings import Settings
from models.source import Source
from models.store.service import service
from models.store.store import Store
from sample.archive import make_archive
from search.likeness.bands import bands
from search.likeness.placing import follow
from search.likeness.shingles import jaccard, shingles
from search.likeness.verdict import LEAST
from search.likeness.words import words

_OWNER: Final = "Prov"
_SOURCE: Final = Source("prov", _OWNER)
_FEWEST: Final = 20
_PAGES: Final = 4
Pair = frozenset[str]


def main() -> int:
    """Print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bank", default="second")
    parser.add_argument("--seed", type=int, nargs="+", default=[7, 31, 99])
    parser.add_argument("--size", type=int, default=300)
    parser.add_argument("--misses", default="", help="tell the pairs of this class, or the false ones, that are wrong")
    arguments = parser.parse_args()
    tally = Tally(arguments.misses)
    for seed in arguments.seed:
        tally.add(_records(arguments.bank, seed, arguments.size), Random(seed))
    print(json.dumps(tally.report(), ensure_ascii=False, indent=1))
    return 0


def _records(bank: str, seed: int, size: int) -> list[Record]:
    with tempfile.TemporaryDirectory() as folder:
        make_archive(Path(folder), size=size, seed=seed, bank=bank, scans=False)
        lines = (Path(folder) / "gold/documents.jsonl").read_text("utf-8").splitlines()
    records: list[dict[str, Any]] = [json.loads(line) for line in lines]
    own = [one for one in records if one["parent"] is None]  # what is attached here is the very paper as a table
    return [one for one in own if one["mentions"] and len(text_of(one).split()) >= _FEWEST]


class Tally:
    """What was found of what was made, over several archives."""

    def __init__(self, misses: str) -> None:
        self._misses = misses
        self._made, self._found = Counter[str](), Counter[str]()
        self._same = Counter[str]()
        self._pairs, self._right = 0, 0
        self._near, self._missed_near = 0, 0
        self._alike, self._missed_alike = 0, 0
        self._seconds, self._pages = 0.0, 0
        self._longer_seconds, self._longer_pages = 0.0, 0

    def add(self, records: Sequence[Record], random: Random) -> None:
        """Place an archive and its copies, and count."""
        maker = Maker(records, random)
        ways = maker.classes()
        with tempfile.TemporaryDirectory() as home, opened(Path(home)) as store:
            names, texts, wanted = dict[str, str](), dict[str, str](), dict[Pair, str]()
            for at, record in enumerate(records):
                way = list(ways)[at % len(ways)]
                copy = ways[way](record)
                mine = put(store, str(at), [page["text"] for page in record["pages"]], scanned=False)
                other = put(store, f"{at} copy", [copy.text], scanned=copy.scanned)
                names |= {mine: record["path"], other: f"{record['path']} ({way})"}
                texts |= {mine: text_of(record), other: copy.text}
                wanted[frozenset((mine, other))] = way if copy.alike else f"NOT: {way}"
                self._pages += len(record["pages"]) + 1
            wanted |= _of_gold(records, names)
            begun = time.process_time()
            follow(service(store, "bench"), store, list(Random(1).sample(list(names), len(names))))
            self._seconds += time.process_time() - begun
            self._count(_grouped(store, names), wanted, names)
            self._time_longer(list(texts.values()))
            self._brute(texts, wanted)

    def _time_longer(self, texts: Sequence[str]) -> None:
        """The time of papers of four pages each, as archives have them; many an office's paper here has only one."""
        with tempfile.TemporaryDirectory() as home, opened(Path(home)) as store:
            some = [texts[at : at + _PAGES] for at in range(0, len(texts) - _PAGES, _PAGES)]
            ids = [put(store, str(at), each, scanned=False) for at, each in enumerate(some)]
            begun = time.process_time()
            follow(service(store, "bench"), store, ids)
            self._longer_seconds += time.process_time() - begun
            self._longer_pages += _PAGES * len(ids)

    def _count(self, found: Mapping[Pair, str], wanted: Mapping[Pair, str], names: Mapping[str, str]) -> None:
        closed = _closed(wanted)
        for pair, way in wanted.items():
            self._made[way] += 1
            self._found[way] += pair in found
            self._same[way] += found.get(pair) == "same"
            if self._misses == way and (pair in found) is way.startswith("NOT"):
                print(way, sorted(names[id] for id in pair))
        for pair in found:
            self._pairs += 1
            self._right += pair in closed
            if self._misses == "false" and pair not in closed:
                print("false", sorted(names[id] for id in pair))

    def _brute(self, texts: Mapping[str, str], wanted: Mapping[Pair, str]) -> None:
        """Every pair against the bands: those near enough to be looked at, and of them those made alike."""
        hashes = {id: shingles(words([_page(1, text, PageMethod.TEXT)])) for id, text in texts.items()}
        banded = {id: frozenset(bands(_OWNER, some)) for id, some in hashes.items()}
        for one, other in combinations(hashes, 2):
            if jaccard(hashes[one], hashes[other]) >= LEAST:
                missed = not banded[one] & banded[other]
                self._near += 1
                self._missed_near += missed
                if not wanted.get(frozenset((one, other)), "NOT").startswith("NOT"):
                    self._alike += 1
                    self._missed_alike += missed

    def report(self) -> dict[str, Any]:
        """Figures as a JSON object; shares of 1."""
        good = {way: count for way, count in self._made.items() if not way.startswith("NOT")}
        found = sum(self._found[way] for way in good)
        return {
            "pairs grouped": self._pairs,
            "precision": round(self._right / max(self._pairs, 1), 4),
            "recall": round(found / sum(good.values()), 4),
            "by class": {
                way: {"pairs": count, "found": round(self._found[way] / count, 3),
                      "as the same": round(self._same[way] / count, 3)}
                for way, count in self._made.items()
            },
            "all pairs": {
                f"with a Jaccard index from {LEAST}": self._near, "without a band in common": self._missed_near,
                "of them made alike": self._alike, "made alike without a band": self._missed_alike,
            },
            "processor ms a page": round(1000 * self._seconds / self._pages, 2),
            "the same, papers of four pages": round(1000 * self._longer_seconds / self._longer_pages, 2),
        }  # fmt: skip


def _of_gold(records: Sequence[Record], names: Mapping[str, str]) -> dict[Pair, str]:
    by_path = {path: id for id, path in names.items()}
    found = {}
    for record in records:
        of = (record["relation"] or {}).get("of")
        if of in by_path:
            found[frozenset((by_path[record["path"]], by_path[of]))] = f"the archive's {record['relation']['kind']}s"
    return found


def _closed(wanted: Mapping[Pair, str]) -> set[Pair]:
    """All pairs of what hangs together by pairs made alike."""
    of: dict[str, set[str]] = defaultdict(set)
    for pair, way in wanted.items():
        if not way.startswith("NOT"):
            together = set[str]().union(*({id} | of[id] for id in pair))
            for id in together:
                of[id] = together
    return {frozenset(pair) for some in of.values() for pair in combinations(sorted(some), 2)}


def _grouped(store: Store, ids: Mapping[str, str]) -> dict[Pair, str]:
    groups = store.alike.groups(service(store, "bench"), ids)
    found = {}
    for some in {id(group): group for group in groups.values()}.values():
        for one, other in combinations(some, 2):
            found[frozenset((one.document, other.document))] = one.to(other).value
    return found


def put(store: Store, name: str, pages: Sequence[str], *, scanned: bool) -> str:
    """Register a document of these pages, as its reading would; its id."""
    bytes_ = store.vault.put(repr((name, pages)).encode())
    id = store.arrivals.arrive(_SOURCE, bytes_, 1, path=name, name=f"{name}.txt").document
    method = PageMethod.OCR if scanned else PageMethod.TEXT
    read = tuple(_page(at, text, method) for at, text in enumerate(pages, 1))
    store.registration.claim(id, "bench")
    store.registration.keep_reading(id, Reading("text/plain", DocumentState.READ, "", read))
    store.registration.finish(id, "bench", DocumentState.READ)
    return id


def _page(number: int, text: str, method: PageMethod) -> Page:
    return Page(number, method, "", text, 1.0)


@contextmanager
def opened(home: Path) -> Iterator[Store]:
    """A register in a folder of its own."""
    with closing(Store.open(Settings(home=home / "home"), create=True)) as store:
        store.sources.add(_SOURCE)
        yield store


if __name__ == "__main__":
    raise SystemExit(main())

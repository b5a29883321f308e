"""Whether the time of an answer tells a forbidden name from one that is not there.

    python -m bench.secrecy_timing [--pairs 1000] [--papers 400]

Two owners' archives of made-up papers; the viewer reads one. Each pair is a name (or id) that only the other owner's
papers have, and one of the same form that no paper has, asked in an order that is drawn, in five ways: search, entity
page, document page, facet value, watch list. Told for each: the p95 of both in milliseconds, the difference, and the
median of the differences within pairs; by the clock, and of the processor, which does not depend on what else the
machine does.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any, Final

from models.access import Purpose, Viewer
from models.document import DocumentKind, DocumentState, Page, PageMethod, Reading
from models.errors import AccessDeniedError
from models.identity import document_id, entity_id
from models.mention import Label, Mention
from models.settings import Settings
from models.source import Source
from models.store.store import Store
from search import reading
from search.analysis import analyse
from search.backends import open_index
from search.index import Index
from search.indexing import drain
from search.request import SearchRequest
from search.service import search
from search.watch_row import WatchRow
from search.watching import watch

MINE, OTHER = Source("egna", "Alnämnden"), Source("andras", "Björknämnden")
PURPOSE: Final = Purpose("mätning", "M-1")
_WORDS: Final = ("beslut", "tillsyn", "frys", "brand", "kassa", "larm", "vittne", "nämnd", "lokal", "bil")
_LETTERS: Final = "bdfgklmnprstv"
Ask = Callable[[str], object]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=1000, help="of each way")
    parser.add_argument("--papers", type=int, default=400, help="of each owner")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder) / "home")
        store = Store.open(settings, create=True)
        index = open_index(settings)
        names, ids = _fill(store, arguments.papers)
        drain(store, index)
        print(json.dumps(_measured(store, index, names, ids, arguments.pairs), ensure_ascii=False, indent=1))
        index.close()
        store.close()


def _name(random: Random) -> str:
    """Made up; of the same form whether some paper has it or none."""
    made = ["".join(random.choice(_LETTERS) + random.choice("aeiou") for _ in range(3)).title() for _ in range(2)]
    return f"{made[0]} {made[1]}sson"


def _fill(store: Store, papers: int) -> tuple[list[str], list[str]]:
    """Both owners' papers; the names that only the other's have, and the ids of the other's documents."""
    random, names, ids = Random(1), list[str](), list[str]()
    for source in (MINE, OTHER):
        store.sources.add(source)
        for at in range(papers):
            some = [_name(random) for _ in range(3)]
            id = _put(store, source, f"{source.name}-{at}", some, " ".join(random.choices(_WORDS, k=60)))
            if source is OTHER:
                names += some
                ids.append(id)
    return names, ids


def _put(store: Store, source: Source, name: str, people: list[str], words: str) -> str:
    text = f"{words}\n" + "\n".join(f"{each} var där." for each in people)
    content = text.encode()
    sha256 = store.vault.put(content)
    arrived = store.arrivals.arrive(source, sha256, len(content), path=f"/in/{name}", name=name)
    id = arrived.document
    store.registration.claim(id, "mätning")
    pages = (Page(1, PageMethod.TEXT, "", text, 1.0),)
    store.registration.keep_reading(id, Reading("text/plain", DocumentState.READ, "", pages))
    places = [(each, text.index(each)) for each in dict.fromkeys(people)]
    found = [Mention(Label.PERSON, 1, at, at + len(each), each, each, 1.0, "prov") for each, at in places]
    store.registration.keep_knowledge(id, found, DocumentKind("other", 1.0, ""), [], None)
    store.registration.finish(id, "mätning", DocumentState.READ)
    return id


def _measured(store: Store, index: Index, names: list[str], ids: list[str], pairs: int) -> dict[str, Any]:
    random, viewer = Random(2), Viewer("mätning", frozenset({MINE.owner}))
    known = set(names)
    absent = [each for each in (_name(random) for _ in range(2 * len(names))) if each not in known][: len(names)]
    for each in (*names, *absent):  # a server does not put papers in, and remembers none of their names
        analyse(each)
    gone = [document_id(OTHER.owner, OTHER.name, f"{at:064x}") for at in range(len(ids))]
    key = store.key

    def searched(request: SearchRequest) -> object:
        return search(viewer, PURPOSE, request, store=store, index=index)

    def entity(name: str) -> object:
        return reading.read_entity(viewer, PURPOSE, store, entity_id(key, Label.PERSON.value, name))

    def facet(name: str) -> object:
        return searched(SearchRequest(include={"PERSON": (name,)}, facet_find={"PERSON": name[:5]}))

    def listed(name: str) -> object:
        return watch(viewer, PURPOSE, [WatchRow(1, (name,))], store=store, index=index)

    ways: dict[str, tuple[Ask, list[str], list[str]]] = {
        "search": (lambda name: searched(SearchRequest(name)), names, absent),
        "entity page": (entity, names, absent),
        "document page": (lambda one: reading.read_page(viewer, PURPOSE, store, one, 1), ids, gone),
        "facet value": (facet, names, absent),
        "watch list": (listed, names, absent),
    }
    return {name: _compared(random, *way, pairs) for name, way in ways.items()}


def _compared(random: Random, ask: Ask, forbidden: list[str], absent: list[str], pairs: int) -> dict[str, Any]:
    """Both asked in each pair, in an order that is drawn."""
    taken: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
    for at in range(-20, pairs):  # the first ones warm up
        for is_there in random.sample((True, False), 2):
            spent = _timed(ask, random.choice(forbidden if is_there else absent))
            if at >= 0:
                taken[is_there].append(spent)
    told: dict[str, Any] = {"pairs": pairs}
    for clock, title in enumerate(("wall", "processor")):
        here, gone = ([each[clock] for each in taken[way]] for way in (True, False))
        last = [quantiles(each, n=20)[-1] for each in (here, gone)]
        within = median(a - b for a, b in zip(here, gone, strict=True))
        told[title] = {"p95": [round(each, 2) for each in last], "differs": round(abs(last[0] - last[1]), 2),
                       "median of differences": round(within, 3)}  # fmt: skip
    return told


def _timed(ask: Ask, what: str) -> tuple[float, float]:
    """Milliseconds by the clock and of the processor."""
    began, spent = time.perf_counter(), time.process_time()
    with suppress(AccessDeniedError):
        ask(what)
    return (time.perf_counter() - began) * 1000, (time.process_time() - spent) * 1000


if __name__ == "__main__":
    main()

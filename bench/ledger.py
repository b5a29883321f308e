"""A ledger of ten million events: how long a reviewer waits, how long verifying takes, how fast events are written.

    python -m bench.ledger [--events 10000000] [--home FOLDER] [--verify]

With ``--home`` a ledger made before is measured again. Events are made by ``bench/ledger_made.py``, who wrote them by
``bench/ledger_people.py``. Each query is asked once as the first of its process would, then again; the figures are of
the product's own functions, on the warm file system of one machine.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import randint
from typing import Any

from bench.ledger_made import ENDS, OWNERS, document, entity, make, name
from bench.ledger_people import add_people
from models import sought
from models.access import Role, Viewer
from models.audit import Action, Event
from models.review import Period
from models.settings import Settings
from models.store.ledger_lookups import LedgerLookups
from models.store.review_names import ReviewNames
from models.store.review_rules import Counting, sampled
from models.store.store import Store

_WRITTEN = 300  # events written one at a time
_VIEWER = Viewer("granskare", frozenset(OWNERS), roles=frozenset({Role.REVIEWER}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--verify", action="store_true", help="also verify the whole chain")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        home = asked.home or Path(temporary)
        if not (home / "register.sqlite3").is_file():
            store = Store.open(Settings(home=home), create=True)
            print(json.dumps({"made_seconds": _took(lambda: make(store, asked.events))[0].seconds}), flush=True)
        store = Store.open(Settings(home=home))
        add_people(store)
        for what, measured in _measures(store, verify=asked.verify):
            print(json.dumps({"what": what, **measured}), flush=True)
        store.close()


def _measures(store: Store, *, verify: bool) -> Any:
    yield "written one at a time, each a transaction of its own", _written(store)
    lookups = LedgerLookups(store.database, store.ledger)
    for what, targets, forms in (
        ("who opened the document most read", [document(0)], []),
        ("who opened a document of the middle", [document(3_000)], []),
        ("who searched for the name most sought, or opened its page", [entity(0)], [sought.name_or_number(name(0))]),
        ("who searched for a name of the middle", [entity(1_200)], [sought.name_or_number(name(1_200))]),
        ("who opened any of 500 documents that name somebody", [document(each) for each in range(0, 5_000, 10)], []),
    ):
        yield what, _asked_twice(lambda t=targets, f=forms: lookups.about(_VIEWER, t, f, 50).total)  # type: ignore[misc]
    yield "the last 50", _asked_twice(lambda: len(store.ledger.last(50)))
    period = Period.of(f"{ENDS:%Y-%m}")
    yield "a month by the rules that count", _asked_twice(lambda: _rules(store, period))
    yield "a month by the rule on one's own name and relatives", _asked_twice(lambda: _own_names(store, period))
    yield "a month's sample", _asked_twice(lambda: _sample(store, period))
    if verify:
        took, broken = _took(store.ledger.verify)
        yield "the whole chain verified", {"seconds": took.seconds, "cpu_seconds": took.cpu, "broken": broken}


def _rules(store: Store, period: Period) -> int:
    with store.database.read() as connection:
        return len([*Counting.of(connection, _VIEWER, period, store.settings.limits).suspicions()])


def _own_names(store: Store, period: Period) -> int:
    names = ReviewNames(store.database, store.ledger.keys)
    with store.database.read() as connection:
        counting = Counting.of(connection, _VIEWER, period, store.settings.limits)
        return len([*names.suspicions(counting)])


def _sample(store: Store, period: Period) -> int:
    with store.database.read() as connection:
        return len(sampled(connection, _VIEWER, period, store.settings.limits.review_sample, randint))


def _written(store: Store) -> dict[str, float]:
    words = name(7)
    event = Event(
        Action.SEARCH, "person001", "tillsyn", "D-1", "", OWNERS[:1], {"hits": 1}, words, sought.sought(words)
    )
    took, _ = _took(lambda: [store.ledger.write(event) for _ in range(_WRITTEN)])
    return {"events_per_second": round(_WRITTEN / took.seconds, 1), "cpu_ms_each": round(took.cpu * 1000 / _WRITTEN, 2)}


def _asked_twice(ask: Callable[[], int]) -> dict[str, float]:
    (first, found), (again, _) = _took(ask), _took(ask)
    return {
        "found": found,
        "first_seconds": first.seconds,
        "again_seconds": again.seconds,
        "again_cpu_seconds": again.cpu,
    }


@dataclass(frozen=True, slots=True)
class _Took:
    """On the wall, and of a processor: on a machine that others use too the second tells more."""

    seconds: float
    cpu: float


def _took(call: Callable[[], Any]) -> tuple[_Took, Any]:
    started, used = time.perf_counter(), time.process_time()
    answer = call()
    return _Took(round(time.perf_counter() - started, 3), round(time.process_time() - used, 3)), answer


if __name__ == "__main__":
    main()

"""How often somebody has looked for the person who asks, by the ledger: how many times and when, never who.

Which of an authority's staff looked is a question for its review desk (docs/extract.md says on what ground).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from models import sought, swedish
from models.access import Viewer
from models.audit import READINGS, Action
from models.extract import Asked, Extract, Find, FindKind, Piece, Sureness
from models.store.ledger_lookups import LedgerLookups
from models.store.store import Store

_MOST: Final = 1_000  # events that are counted


def forms_of(asked: Asked) -> tuple[str, ...]:
    """By what the ledger finds whoever looked for the person: whole names and numbers."""
    first = [name.split()[0] for name in asked.given[:1] if name.split()]
    names = [f"{given} {surname}" for given in (*asked.given, *first) for surname in asked.surnames]
    every = (sought.name_or_number(each) for each in (*names, *asked.numbers, *asked.others))
    return tuple(dict.fromkeys(filter(None, every)))


def looks(viewer: Viewer, store: Store, extract: Extract, id_of: Callable[..., str]) -> Iterator[Find]:
    """One find of how often, or none. The extract's own events are not counted."""
    found = LedgerLookups(store.database, store.ledger).about(viewer, (), forms_of(extract.asked), _MOST)
    times = [each.time for each in found.records if each.event.action in READINGS - {Action.EXTRACT}]
    if times:
        most = "minst " if len(found.records) >= _MOST else ""
        said = f"{most}{len(times)} gånger, första gången {_day(min(times))}, senast {_day(max(times))}"
        by_number = any(sought.name_or_number(each) for each in extract.asked.numbers)
        sure = Sureness.PROBABLE if by_number else Sureness.POSSIBLE
        yield Find(id_of("ledger"), "", 0, 0, FindKind.LEDGER, sure, (Piece(said),), ("name",))


def _day(moment: datetime) -> str:
    return f"{swedish.local(moment):%Y-%m-%d}"

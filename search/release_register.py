"""The register of releases as an officer reads it, and takes it out: for the yearly account, in both directions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from models import swedish
from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.disclosure import Direction, Entry
from models.document import Document
from models.errors import AccessDeniedError
from models.masking import mask
from models.store.store import Store
from models.trial import Verdict
from search.csv_table import csv_table

OUTCOMES: Final = {Verdict.WHOLE.value: "hel", Verdict.MASKED.value: "maskad", Verdict.REFUSED.value: "avslag"}
WAYS: Final = {Direction.GIVEN: "utlämnat", Direction.RECEIVED: "mottaget"}
_COLUMNS: Final = (
    *("riktning", "datum", "från", "till", "grund", "ändamål", "ärende", "utfall", "bestämmelser", "handling"),
    *("handlingens id", "begäran", "avgjort av"),
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of the register is wanted; what is empty narrows nothing. ``other`` is the other side."""

    year: int = 0
    other: str = ""
    basis: str = ""
    direction: str = ""

    def has(self, entry: Entry) -> bool:
        return (
            self.year in (0, _year(entry))
            and self.other in ("", entry.other)
            and self.basis in ("", entry.basis)
            and self.direction in ("", entry.direction.value)
        )


@dataclass(frozen=True, slots=True)
class Shown:
    """``entries`` are those chosen, ``documents`` what of them may be read now; ``counts`` by direction, year and
    outcome, and the ``years``, ``others`` and ``bases`` to choose among, are of all."""

    entries: Sequence[Entry]
    documents: Mapping[str, Document]
    counts: Mapping[tuple[str, int, str], int]
    years: Sequence[int]
    others: Sequence[str]
    bases: Sequence[str]


def read_register(viewer: Viewer, purpose: Purpose, store: Store, chosen: Chosen) -> Shown:
    """The register of the owners whose officer the viewer is, written in the ledger before it is shown. Raises
    :class:`AccessDeniedError` for everybody else."""
    _write(viewer, purpose, store, Action.REQUEST)
    every = store.release_register.all(viewer)
    entries = [each for each in every if chosen.has(each)]
    return Shown(
        entries,
        _documents(viewer, store, entries),
        Counter((each.direction.value, _year(each), each.outcome) for each in every),
        sorted({_year(each) for each in every}, reverse=True),
        sorted({each.other for each in every}, key=swedish.sort_key),
        sorted({each.basis for each in every}, key=swedish.sort_key),
    )


def write_register(viewer: Viewer, purpose: Purpose, store: Store, chosen: Chosen) -> bytes:
    """What is chosen as CSV, personnummer masked."""
    _write(viewer, purpose, store, Action.EXPORT)
    entries = [each for each in store.release_register.all(viewer) if chosen.has(each)]
    documents = _documents(viewer, store, entries)
    return csv_table(_COLUMNS, ([mask(cell) for cell in _cells(each, documents)] for each in entries))


def _write(viewer: Viewer, purpose: Purpose, store: Store, action: Action) -> None:
    owners = tuple(sorted(viewer.deciding))
    if not owners:
        raise AccessDeniedError("Sidan finns inte")
    details = {"act": "register"}
    store.ledger.write(Event(action, viewer.actor, purpose.text, purpose.case, owners=owners, details=details))


def _documents(viewer: Viewer, store: Store, entries: Collection[Entry]) -> Mapping[str, Document]:
    return store.documents.many(viewer, [each.document for each in entries if each.document])


def _cells(entry: Entry, documents: Mapping[str, Document]) -> list[str]:
    day = swedish.local(entry.at).date().isoformat()
    name = documents[entry.document].name if entry.document in documents else ""
    return [
        *(WAYS[entry.direction], day, entry.owner, entry.reader, entry.basis, entry.purpose, entry.case),
        *(OUTCOMES[entry.outcome], ", ".join(entry.provisions), name, entry.document, entry.request, entry.by),
    ]


def _year(entry: Entry) -> int:
    return swedish.local(entry.at).year

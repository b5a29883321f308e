"""Register extracts: what is gathered for the officer of an owner, and what comes out as a file."""

from __future__ import annotations

from typing import Any, Final

from ingest.extract_gathering import gather
from models.access import Viewer
from models.extract import Asked, ExtractLaw, Find, FindKind, Verdict
from search import extracting
from search.extract_file import ExtractForm, take_out
from tests.secrecy.drawing import Drawing
from tests.secrecy.installation import Installation
from tests.secrecy.oracle import PURPOSE, extract_of
from tests.secrecy.papers import OWNERS
from tests.secrecy.ways.way import Way

_NAMED: Final = "utdrag"


def _extract(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """Of somebody whom some page names, at some owner: gathered, shown, and taken out."""
    store, canaries, owner = place.store, drawing.sheet().canaries, drawing.paper().owner
    given, _, surname = canaries.person.partition(" ")
    number = canaries.number if drawing.random.random() < 0.5 else ""
    drawing.typed.extend((canaries.person, surname, canaries.number, canaries.number.replace("-", "")))
    asked = Asked.read({"given": given, "surnames": surname or given, "numbers": number, "others": canaries.plate})
    drawing.typed.append(canaries.plate)
    new = extracting.begin(viewer, PURPOSE, store, owner, "PROV-3", ExtractLaw.REGULATION, asked, "prov")
    place.saved[new.id] = _NAMED
    gather(viewer, PURPOSE, store, new.id)
    _, finds = extracting.shown(viewer, PURPOSE, store, new.id)
    every = [find.id for find in finds if find.kind is not FindKind.LEDGER]  # readings differ: each world's own
    rest = [find.id for find in finds if find.kind is FindKind.LEDGER]
    extracting.decide(viewer, PURPOSE, store, new.id, every, Verdict.ACCEPTED)
    extracting.decide(viewer, PURPOSE, store, new.id, rest, Verdict.REJECTED)
    file = take_out(viewer, PURPOSE, store, new.id, ExtractForm.JSON).decode()
    return sorted(_told(find) for find in finds if find.kind is not FindKind.LEDGER), file.count("handling")


def _rights(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """The extracts that were begun, and what persons asked to have corrected."""
    store, asked = place.store, [place.id_of(extract_of(owner)) for owner in OWNERS]
    return sorted({each.owner for each in store.extracts.all(viewer)}), [
        [each.words for each in store.rights_requests.of(viewer, id)] for id in asked
    ]


def _told(find: Find) -> Any:
    return find.document, find.page, find.kind.value, find.sureness.value, find.doubt, find.said({find.id}), find.name


WAYS: Final[dict[str, Way]] = {"register extract": _extract, "extracts and rights": _rights}

"""Which documents of the register may be readings of a scan, and which scans a reading may be of."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from typing import Final

from ingest.existing.beside import file_name, reading_paths, scan_paths
from models.document import Document, DocumentState, Occurrence
from models.rival import PICTURED_FILE
from models.store.service import service
from models.store.store import Store

_AS_YET_UNKNOWN: Final = ""


def readings_of(store: Store, scan: Document) -> list[Document]:
    """Those that lie beside it, then those that name its file, at most ``limits.existing_readings``."""
    found: dict[str, None] = {}
    for place in store.existing.places(scan.id):
        path = _path(place)
        found |= dict.fromkeys(store.existing.lying_at(scan.source, place.parent, reading_paths(path)))
        stem = posixpath.splitext(file_name(path))[0]
        found |= dict.fromkeys(
            reading
            for reading in store.existing.picturing(scan.source, stem)
            if any(path in scan_paths(_path(other), file_name(path)) for other in _beside(store, reading, place))
        )
    living = [each for each in _living(store, found) if each.is_reading or each.media_type == _AS_YET_UNKNOWN]
    return living[: store.settings.limits.existing_readings]


def scans_without(store: Store, documents: Sequence[str]) -> list[str]:
    """The ids of scans that were read before their readings, which are among these documents, were there to compete."""
    waiting: dict[str, None] = {}
    for id in store.existing.among(documents):
        competed = store.existing.competed(id)
        for reading in _living(store, [id]):
            waiting |= dict.fromkeys(scan.id for scan in _scans_of(store, reading) if scan.id not in competed)
    return list(waiting)


def _scans_of(store: Store, reading: Document) -> list[Document]:
    found: dict[str, None] = {}
    for place in store.existing.places(reading.id):
        paths = scan_paths(_path(place), reading.facts.get(PICTURED_FILE, ""))
        found |= dict.fromkeys(store.existing.lying_at(reading.source, place.parent, paths))
    # One that waits to be read will find the reading itself.
    ended = [scan for scan in _living(store, found) if scan.state is not DocumentState.FAILED]
    return [scan for scan in ended if scan.is_scan]


def _living(store: Store, ids: Iterable[str]) -> list[Document]:
    found = store.documents.many(service(store, "inläsning"), ids)
    return [found[id] for id in ids if id in found and not (found[id].withdrawn or found[id].superseded)]


def _beside(store: Store, document: str, place: Occurrence) -> list[Occurrence]:
    return [other for other in store.existing.places(document) if other.parent == place.parent]


def _path(place: Occurrence) -> str:
    """The path of a file, or the name that it has within the archive or mail that it lies in."""
    return place.name if place.parent else place.path

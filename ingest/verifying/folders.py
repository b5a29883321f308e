"""A source's folder against manifest, register and vault, both ways: every file of it is accounted for, and what the
archive has from there lies there still."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from ingest.intake import find_files, opened, shown
from ingest.verifying.difference import Difference
from ingest.verifying.hashing import hash_of
from models.access import Viewer
from models.errors import AccessDeniedError, UnreadableFileError
from models.masking import mask
from models.store.hash_set import HashSet
from models.store.holdings import Place
from models.store.store import Store
from models.visible import visible

_SOME: Final = 200  # files at a time


class _File(NamedTuple):
    path: Path
    shown: str
    sha256: str


class _Known(NamedTuple):
    """What the archive has of some files: by path, by bytes, the paths that a manifest has, and bytes that were
    erased."""

    places: Mapping[str, Sequence[Place]]
    documents: Mapping[str, str]
    manifests: set[str]
    erased: set[str]


def check_folder(viewer: Viewer, store: Store, source: str, folder: Path, *, repair: bool) -> Iterator[Difference]:
    """What differs, file by file; then what lies in the folder no more. ``repair`` fetches originals that the vault has
    lost.

    Raises :class:`AccessDeniedError` for a source that the viewer may not know all files of, and
    :class:`models.errors.MissingPathError`.
    """
    if not store.holdings.tells_of(viewer, source):
        raise AccessDeniedError("Källan finns inte")
    owner = store.sources.get(source).owner
    for found in _differences(viewer, store, source, folder, repair):
        (path,) = store.covered.words(viewer, owner, [found.path or ""])
        yield replace(found, path=mask(visible(path)))


def _differences(viewer: Viewer, store: Store, source: str, folder: Path, repair: bool) -> Iterator[Difference]:
    with HashSet() as seen:
        files = find_files([folder])
        while some := [_File(path, shown(path), hash_of(path)) for path in islice(files, _SOME)]:
            seen.add(file.shown for file in some)
            known = _known(viewer, store, source, some)
            for file in some:
                yield from _check(file, known)
                if repair and file.sha256 in known.documents and not store.vault.intact(file.sha256):
                    yield _fetched(store, file, known.documents[file.sha256])
        for places in store.holdings.below(viewer, source, shown(folder)):
            gone = [place for place in places if place.path not in seen]
            yield from (Difference("file_gone", place.document, place.path) for place in gone)


def _known(viewer: Viewer, store: Store, source: str, files: Sequence[_File]) -> _Known:
    paths = [file.shown for file in files]
    documents = store.holdings.having(viewer, source, [file.sha256 for file in files])
    manifests = store.holdings.in_manifests(viewer, source, paths, list(documents.values()))
    erased = store.tombstones.of_files(
        viewer, store.sources.get(source), {file.sha256 for file in files} - documents.keys()
    )
    return _Known(store.holdings.at(viewer, source, paths), documents, manifests, erased)


def _check(file: _File, known: _Known) -> Iterator[Difference]:
    document, places = known.documents.get(file.sha256), known.places.get(file.shown, ())
    if file.sha256 in known.erased:
        yield Difference("file_erased", None, file.shown)
    elif document is not None and not any(place.document == document for place in places):
        yield Difference("path_not_taken_in", document, file.shown)
    elif document is None and places and file.sha256:
        yield Difference("file_changed", places[0].document, file.shown)
    elif not places and file.shown not in known.manifests:
        yield Difference("file_not_taken_in", None, file.shown)
    elif file.shown not in known.manifests:
        yield Difference("file_not_in_manifest", document, file.shown)


def _fetched(store: Store, file: _File, document: str) -> Difference:
    what = "original_damaged" if store.vault.exists(file.sha256) else "original_missing"
    store.arrivals.found_again(document)
    with suppress(UnreadableFileError), opened(file.path) as untrusted:
        store.vault.put_stream(untrusted, over=True)
    return Difference(what, document, file.shown, mended=store.vault.intact(file.sha256))

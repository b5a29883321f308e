"""What people wrote beside what they read: notes, tags and folders."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from typing import Any, Final

from models.access import Viewer
from models.note import Tag
from nlp.ties import TIES
from search import dossier_export, dossier_reading, notes, tags
from tests.secrecy.drawing import Drawing
from tests.secrecy.installation import Installation
from tests.secrecy.oracle import PURPOSE
from tests.secrecy.ways.way import Way


def _notes(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    told = notes.on_document(viewer, place.store, drawing.document())
    about = place.store.notes.of_entity(viewer, drawing.entity())
    return [(each.note.place.page, each.note.text, each.words) for each in told], [one.text for one in about]


def _tags(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    store, plate = place.store, drawing.paper().sheets[-1].canaries.plate
    if drawing.random.random() < 0.5:
        word = f"{drawing.random.choice(('se', 'ord'))} {plate}".casefold()
        _, found = tags.tagged(viewer, PURPOSE, store, store.tags.id(word))
        return [(document, _with_words(viewer, place, here)) for document, here in found]
    on_document = store.tags.of_document(viewer, drawing.document())
    return store.tags.in_use(viewer), _with_words(viewer, place, on_document)


def _with_words(viewer: Viewer, place: Installation, some: Sequence[Tag]) -> Any:
    """Each with the words that it is on; their ids are random."""
    told = tags.shown(viewer, place.store, some)
    return [(each.tag.word, each.tag.place.page, each.words) for each in told]


def _dossiers(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """Each folder that the viewer is shared with, item by item."""
    return [
        (view.dossier.title, [_shown_item(each) for each in view.items])
        for dossier in place.store.dossiers.all(viewer)
        for view in [dossier_reading.read_dossier(viewer, PURPOSE, place.store, dossier.id)]
    ]


def _shown_item(item: dossier_reading.ShownItem) -> Any:
    said = item.citation.said if item.citation else ""
    return item.number, item.kind.value, said, item.quote, item.item.words, [name for _, name in item.named]


def _dossier_file(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """What is in the file of one of them: its manifest, its PDF's words and its originals."""
    wanted = dossier_export.Wanted(dossier_export.Form.ZIP, reason="prov")
    mine = sorted(place.store.dossiers.all(viewer), key=lambda one: one.title)
    if not mine:
        return None
    dossier = drawing.random.choice(mine)
    sha256 = dossier_export.export_dossier(viewer, PURPOSE, place.store, dossier.id, wanted, TIES)
    with place.store.vault.open(sha256) as whole, zipfile.ZipFile(whole) as file:
        return {name: file.read(name) for name in file.namelist() if name not in _DATED}


_DATED: Final = frozenset({"innehåll.pdf", "manifest.json", "SHA256SUMS"})
"""Files that say when they were made; what they say of the papers the manifest in CSV says too."""


WAYS: Final[dict[str, Way]] = {
    "notes": _notes,
    "tags": _tags,
    "dossiers": _dossiers,
    "dossier as a file": _dossier_file,
}

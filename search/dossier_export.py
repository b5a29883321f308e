"""A case folder taken out as a file, as the asker may read it at that moment: written in the ledger first."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import IO, Final

from models import sought, swedish
from models.access import Purpose, Viewer, at_home, check_takes_out
from models.audit import Action, Event
from models.document import Document
from models.dossier import ItemKind
from models.errors import AccessDeniedError, CoveredPictureError, DossierTooLargeError, OriginalReasonError
from models.masking import mask
from models.scanning_errors import InfectedFileError
from models.store.store import Store
from models.tie import Finder
from search.dossier_package import (
    INFECTED,
    LEFT_OUT,
    Package,
    Row,
    manifest_csv,
    manifest_json,
    path_of,
    why_collected,
)
from search.dossier_pdf import Filling, dossier_pdf
from search.dossier_reading import DossierView, ShownItem, shown_dossier
from search.hidden import check_original, picture
from search.network import NetworkRequest
from search.networks import export_network
from search.pdf_page import Made
from search.reading import original
from search.tied import Ties

_TIES: Final = 60  # of one network: more is a list that nobody reads on paper
_DRAWN: Final = 0.2  # of the work: the PDF, before the originals
Progress = Callable[[float], object]


class Form(StrEnum):
    PDF = "pdf"
    ZIP = "zip"


@dataclass(frozen=True, slots=True)
class Wanted:
    """``images``: the pages' pictures in the PDF. ``reason``: for originals that show what is masked elsewhere."""

    form: Form
    images: bool = False
    reason: str = ""


def needs_reason(viewer: Viewer, store: Store, view: DossierView) -> bool:
    """Whether some original shows personnummer, so that a reason is asked for."""
    return any(_asks(viewer, store, id) for id in view.documents)


def export_dossier(
    viewer: Viewer, purpose: Purpose, store: Store, id: str, wanted: Wanted, find: Finder,
    progress: Progress = lambda _: None,
) -> str:  # fmt: skip
    """As :func:`write_dossier`; the SHA-256 by which the file lies in the vault. It is put together without a name in
    the home, so that nothing half is left of it."""
    with tempfile.TemporaryFile(dir=store.settings.home) as file:
        write_dossier(viewer, purpose, store, id, wanted, find, file, progress)
        file.seek(0)
        return store.vault.put_stream(file)[0]


def write_dossier(
    viewer: Viewer, purpose: Purpose, store: Store, id: str, wanted: Wanted, find: Finder, file: IO[bytes],
    progress: Progress = lambda _: None,
) -> None:  # fmt: skip
    """Write the folder into the file. What is only lent to the viewer is not in it.

    Raises :class:`AccessDeniedError` for a folder that the viewer may not see and for who may take nothing out,
    :class:`models.errors.OriginalReasonError` where a reason is needed, and :class:`DossierTooLargeError`.
    """
    viewer = at_home(viewer)
    check_takes_out(viewer)
    view = shown_dossier(viewer, store, store.dossiers.get(viewer, id))
    if wanted.form is Form.ZIP:
        _check_size(store, view)
        if not wanted.reason and needs_reason(viewer, store, view):
            raise OriginalReasonError("I ett original står personnummer")
    made = Made(store.users.display(viewer.name), swedish.local(swedish.now()), purpose.text, purpose.case)
    export = _Export(viewer, purpose, store, view, wanted)
    export.record()
    paper = dossier_pdf(view, export.filling(find), made)
    progress(_DRAWN)
    if wanted.form is Form.PDF:
        file.write(paper)
    else:
        export.package(paper, made, file, progress)


@dataclass(frozen=True, slots=True)
class _Export:
    """Somebody who takes a folder out, and what of it they are shown."""

    viewer: Viewer
    purpose: Purpose
    store: Store
    view: DossierView
    wanted: Wanted

    def record(self) -> None:
        known, why = self.view.documents, self.purpose
        owners = tuple(sorted({self.view.dossier.owner, *(each.owner for each in known.values())}))
        named = [sought.entity(entity.id) for item in self.view.items for entity, _ in item.named]
        told: dict[str, str | int] = {"format": self.wanted.form.value, "items": len(self.view.items)}
        about, target = (*map(sought.document, known), *named), self.view.dossier.id
        event = Event(Action.EXPORT, self.viewer.actor, why.text, why.case, target, owners, told, about=about)
        self.store.ledger.write(event)

    def filling(self, find: Finder) -> Filling:
        """Ties and, where they are wanted, pictures, as many as there is room for."""
        networks = [item for item in self.view.items if item.kind is ItemKind.NETWORK]
        ties = {item.item.id: self._ties(item, find) for item in networks}
        room, left = self.store.settings.limits.dossier_pictures, 0
        pictures: dict[str, list[tuple[int, bytes]]] = {}
        for item, document, number in self._pages() if self.wanted.images else ():
            if room <= 0:
                left += 1
            elif drawn := self._drawn(document, number):
                pictures.setdefault(item.item.id, []).append((number, drawn))
                room -= 1
        return Filling(ties, pictures, left)

    def package(self, paper: bytes, made: Made, file: IO[bytes], progress: Progress) -> None:
        """The ZIP."""
        with Package(file) as package:
            package.put("innehåll.pdf", paper)
            rows = list(self._originals(package, progress))
            package.put("manifest.csv", manifest_csv(rows))
            package.put("manifest.json", manifest_json(self.view, rows, made))

    def _ties(self, item: ShownItem, find: Finder) -> Ties:
        found = export_network(self.viewer, self.purpose, self.store, _as_kept(item), find)
        return replace(found, ties=found.ties[:_TIES])

    def _pages(self) -> Iterator[tuple[ShownItem, str, int]]:
        """The pages to be drawn: those collected, and all that are open of whole documents."""
        for item in self.view.items:
            if item.document is None:
                continue
            lines = self.store.documents.lines(self.viewer, item.document.id) if not item.page else ()
            for number in [item.page] if item.page else [line.number for line in lines]:
                yield item, item.document.id, number

    def _drawn(self, document: str, number: int) -> bytes:
        """The page's picture with what is masked covered; empty where it has none or cannot be covered."""
        try:
            page = self.store.documents.page(self.viewer, document, number)
            return picture(self.viewer, self.store, document, page, unmask=False) if page.image else b""
        except (AccessDeniedError, CoveredPictureError):  # read again, the document may have fewer pages
            return b""

    def _originals(self, package: Package, progress: Progress) -> Iterator[Row]:
        """Put each original in the package that the viewer may have; a row for each document."""
        known = self.view.documents
        for number, document in enumerate(known.values(), 1):
            yield self._original(package, number, document)
            progress(_DRAWN + (1 - _DRAWN) * number / len(known))

    def _original(self, package: Package, number: int, document: Document) -> Row:
        name = mask(document.name)
        pages, why = why_collected(self.view.items, document.id)
        about = (document.id, name, document.source, document.owner)
        try:
            content = original(self.viewer, self.purpose, self.store, document.id, reason=self.wanted.reason)
        except AccessDeniedError:
            return Row("", *about, "", 0, pages, why, LEFT_OUT)
        except InfectedFileError:
            return Row("", *about, "", 0, pages, why, INFECTED)
        path = path_of(number, name)
        return Row(path, *about, package.put(path, content), len(content), pages, why)


def _as_kept(item: ShownItem) -> NetworkRequest:
    """What was asked of a network when it was put in the folder, around those of its entities that there are now."""
    state, named = item.item.thing.state, tuple(entity.id for entity, _ in item.named)
    kept = NetworkRequest.of(state) if state else NetworkRequest()
    held = tuple(id for id in named if id in kept.held)
    return replace(kept, centres=tuple(id for id in named if id not in held), held=held)


def _check_size(store: Store, view: DossierView) -> None:
    """Before anything is written of originals that would not be handed out."""
    if sum(document.size for document in view.documents.values()) > store.settings.limits.dossier_bytes:
        raise DossierTooLargeError("Mappens original är för stora tillsammans")


def _asks(viewer: Viewer, store: Store, document: str) -> bool:
    try:
        check_original(viewer, store, document, "")
    except OriginalReasonError:
        return True
    except AccessDeniedError:
        return False
    return False

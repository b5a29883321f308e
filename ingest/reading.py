"""One file to its pages, safely: the child reads; this side checks, waits no longer than it must, names what failed.

with open_reading(path, settings) as file_reading:
    file_reading.reading     # models.document.Reading
    file_reading.images[1]   # the JPEG of page 1, gone when the block ends
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from ingest.answer import INVALID_LAYOUT
from ingest.layout.furniture import with_furniture
from ingest.layout.joining import with_joins
from ingest.readers import READERS
from ingest.request import ReadRequest
from ingest.scratch import scratch
from ingest.supervision import supervise, supervise_rest, supervise_some
from ingest.taking import Known, Progress
from models.document import HANDWRITING, DocumentState, Page, PageMethod, Reading
from models.errors import (
    CorruptFileError,
    EmptyFileError,
    MissingPathError,
    PermissionDeniedError,
    ReaderCrashedError,
    ReaderLiedError,
    ReaderTimeoutError,
    TooLargeError,
    UnreadableFileError,
    UnsupportedTypeError,
)
from models.settings import Settings
from models.store.vault import Vault

UNKNOWN_TYPE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class FileReading:
    """A whole file as read. ``images`` maps page number → JPEG file.

    They, and the attachments of ``reading``, are there while the block that opened it lasts. ``lost`` is a code for
    what is missing beside pages, or empty. ``left`` are pages that others are to read: ``reading`` has those before.
    """

    reading: Reading
    images: Mapping[int, Path]
    lost: str = ""
    left: range = range(0)

    def with_image(self, vault: Vault, page: Page) -> Page:
        """A page of it, its picture in the vault."""
        if page.number not in self.images:
            return page
        sha256, _size = vault.put_file(self.images[page.number])
        return replace(page, image=sha256)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted of a file.

    With ``only``: these page numbers, rising, and nothing that would follow from the pages around. With ``known``
    alone: what there is beside the pages, all of which have been read ``beforehand``. Otherwise the whole file; but
    where ``most`` pages or more remain when the first of them needs OCR, those are left to others (0: none are).
    """

    only: Sequence[int] = ()
    known: Known | None = None
    beforehand: Sequence[Page] = ()
    most: int = 0


ALL: Final = Wanted()


def read_file(
    path: Path,
    settings: Settings,
    *,
    passwords: Sequence[str] = (),
    force_ocr: bool = False,
    name: str = "",
    readers: Mapping[str, str] = READERS,
) -> Reading:
    """The same as :func:`open_reading` without page images; its attachments are gone when it returns."""
    with open_reading(
        path, settings, passwords=passwords, force_ocr=force_ocr, name=name, images=False, readers=readers
    ) as found:
        return found.reading


@contextmanager
def open_reading(
    path: Path,
    settings: Settings,
    *,
    passwords: Sequence[str] = (),
    force_ocr: bool = False,
    name: str = "",
    images: bool = True,
    ranges: Sequence[tuple[int, int]] = (),
    readers: Mapping[str, str] = READERS,
    wanted: Wanted = ALL,
) -> Iterator[FileReading]:
    """Read the file at ``path``, called ``name`` by its sender (default: its own name).

    ``ranges`` of pages are for ``readers`` that cut (:mod:`ingest.readers.cutting`).

    A fault of the file is told in the reading's state and reason, never raised. Raises :class:`MissingPathError`, and
    what lies outside the file: :class:`DiskFullError`, :class:`OcrUnavailableError`, :class:`InvalidSettingError`.
    """
    try:
        _check_source(path, settings)
    except UnreadableFileError as error:
        yield FileReading(_quarantined(UNKNOWN_TYPE, error.code), {})
        return
    request = ReadRequest(
        path=os.fspath(path.absolute()),
        readers=dict(readers),
        name=name or path.name,
        passwords=tuple(passwords),
        force_ocr=force_ocr,
        images=images,
        ranges=tuple(ranges),
        ocr_engine=settings.ocr_engine,
        ocr_languages=settings.ocr_languages,
        limits=settings.limits,
    )
    with scratch() as folder:
        yield _read(request, settings, folder, wanted)


def _read(request: ReadRequest, settings: Settings, folder: Path, wanted: Wanted) -> FileReading:
    try:
        readable = _readable_by_child(request, folder)
        if wanted.only:
            return _as_read(supervise_some(readable, settings, folder, wanted.only, wanted.known))
        if wanted.known:
            return _whole(supervise_rest(readable, settings, folder, wanted.known, wanted.beforehand))
        return _whole(supervise(readable, settings, folder, wanted.most))
    except UnreadableFileError as error:
        return FileReading(_quarantined(getattr(error, "media_type", UNKNOWN_TYPE), error.code), {})


def _whole(progress: Progress) -> FileReading:
    if progress.is_left:
        return replace(_as_read(progress), left=range(progress.next, progress.end + 1))
    return FileReading(_reading(progress), progress.images, progress.lost)


def _as_read(progress: Progress) -> FileReading:
    """The pages as they are, with nothing that follows from others."""
    facts = progress.head.facts if progress.head else {}
    pages = tuple(progress.pages)
    found = Reading(progress.media_type, DocumentState.READ, "", pages, title=progress.title, facts=facts)
    return FileReading(found, progress.images, progress.lost)


def _check_source(path: Path, settings: Settings) -> None:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnsupportedTypeError("Ingen vanlig fil")
        with path.open("rb"):
            pass
    except PermissionError as error:
        raise PermissionDeniedError("Filen får inte läsas") from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MissingPathError(f"Filen finns inte: {path}") from error
    if status.st_size == 0:
        raise EmptyFileError("Filen är tom")
    if status.st_size > settings.limits.file_bytes:
        raise TooLargeError(f"Filen är större än {settings.limits.file_bytes} byte")


def _readable_by_child(request: ReadRequest, folder: Path) -> ReadRequest:
    """``request``, or one for a copy where only root's powers, which the child has not, let us read the file."""
    status = os.stat(request.path)
    if os.geteuid() != 0 or status.st_uid == 0 or status.st_mode & stat.S_IROTH:
        return request
    return replace(request, path=shutil.copyfile(request.path, os.fspath(folder / "original")))


def _reading(progress: Progress) -> Reading:
    pages = with_joins(with_furniture(progress.pages), progress.media_type)
    state, reason = _standing(pages, progress.lost)
    if state is DocumentState.QUARANTINED:
        return Reading(progress.media_type, state, reason, pages)
    facts = progress.head.facts if progress.head else {}
    attachments = tuple(progress.attachments)
    return Reading(progress.media_type, state, reason, pages, attachments, progress.title, facts)


def settled(found: FileReading, pages: tuple[Page, ...]) -> Reading:
    """The reading with other pages, as the file stands with those."""
    state, reason = _standing(pages, found.lost)
    return replace(found.reading, state=state, reason=reason, pages=pages)


def _standing(pages: Sequence[Page], lost: str) -> tuple[DocumentState, str]:
    """How a file with these pages ends, and why; ``lost`` as in :class:`FileReading`."""
    unread = [page for page in pages if page.method is PageMethod.UNREAD]
    if unread and len(unread) == len(pages) and not _all_by_hand(unread):
        return DocumentState.QUARANTINED, _common_reason(unread)
    lost = lost or (INVALID_LAYOUT if any(page.reason == INVALID_LAYOUT for page in pages) else "")
    return DocumentState.PARTIAL if unread or lost else DocumentState.READ, "unread_pages" if unread else lost


def _all_by_hand(pages: Sequence[Page]) -> bool:
    """Whether nothing is wrong with the pages: what stands on them is written by hand, and they can be looked at."""
    return all(page.reason == HANDWRITING for page in pages)


_AS_DOCUMENT = {
    "timeout": ReaderTimeoutError.code,
    "ocr_timeout": ReaderTimeoutError.code,
    "crashed": ReaderCrashedError.code,
    "too_large": TooLargeError.code,
    "memory": TooLargeError.code,
    "invalid_answer": ReaderLiedError.code,
}


def _common_reason(unread: Sequence[Page]) -> str:
    """Why a file of which no page could be read is set aside: the first page's reason, as the document's."""
    return _AS_DOCUMENT.get(unread[0].reason, CorruptFileError.code)


def _quarantined(media_type: str, code: str) -> Reading:
    return Reading(media_type, DocumentState.QUARANTINED, code, ())

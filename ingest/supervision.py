"""The parent's watch over the child: page by page, started again after a fall, until each page has a named state."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

from ingest import sandbox
from ingest.framing import DeadlineError, Message, MessageReader, OverflowingError
from ingest.request import ReadRequest
from ingest.sharing import Sharing
from ingest.taking import FallError, Known, Progress, break_off, take, unreadable
from models.document import Page, PageMethod
from models.errors import (
    CorruptFileError,
    ReaderCrashedError,
    ReaderLiedError,
    ReaderTimeoutError,
    TooLargeError,
    UnreadableFileError,
)
from models.limits import Limits
from models.measure import MEASURED
from models.settings import Settings

SLACK: Final = 1.5  # seconds beyond a page's own deadline, which the child keeps itself, before it is killed
_FALLS: Final = 3  # in a row, after which the pages that remain are named unread
_CHARACTER_BYTES: Final = 8  # of a page's text in JSON, escapes included
_BOX_BYTES: Final = 64  # five numbers in JSON


def supervise(request: ReadRequest, settings: Settings, folder: Path, most: int = 0) -> Progress:
    """Read the whole file. Raises an UnreadableFileError for a file of which not even the number of pages could be
    had (with ``media_type`` as an attribute where it is known), and what lies outside the file.

    The pages of a long file of pictures are shared among children where there are cores for them. Where ``most`` pages
    or more are left when the first needs OCR, they are left (:attr:`Progress.is_left`).
    """
    progress = Progress(folder, most=most)
    with Sharing(progress, request, settings, supervise_pages) as sharing:
        supervise_pages(request, settings, progress, sharing)
        sharing.gather()
    for page in progress.pages:
        MEASURED.add("pages_read", method=page.method.value)
    return progress


def supervise_some(
    request: ReadRequest, settings: Settings, folder: Path, numbers: Sequence[int], known: Known | None = None
) -> Progress:
    """Read these pages (rising) and nothing else of the file, a child for each run of them.

    Raises as :func:`supervise`. Of a ``known`` file only what lies outside it: each page that could not be had is named
    unread.
    """
    whole, alone = _begun(folder, known), replace(request, attachments=False)
    for first, last in _runs(numbers):
        some = Progress(folder, first, last, whole.media_type, whole.head, answered=whole.answered)
        supervise_pages(alone, settings, some)
        whole.media_type, whole.head, whole.answered = some.media_type, some.head, some.answered
        whole.pages += some.pages
        whole.images |= some.images
    return whole


def supervise_rest(
    request: ReadRequest, settings: Settings, folder: Path, known: Known, pages: Sequence[Page]
) -> Progress:
    """What there is beside the pages of a file that is known; those have been read by others."""
    rest = _begun(folder, known)
    rest.first = known.pages + 1
    supervise_pages(request, settings, rest)
    rest.first, rest.pages = 1, [*pages]
    return rest


def _begun(folder: Path, known: Known | None) -> Progress:
    return Progress(folder, media_type=known.media_type, head=known.head) if known else Progress(folder)


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and last of each run of numbers that follow each other."""
    begins = [number for at, number in enumerate(numbers) if not at or number != numbers[at - 1] + 1]
    ends = [number for at, number in enumerate(numbers) if at + 1 == len(numbers) or numbers[at + 1] != number + 1]
    return zip(begins, ends, strict=True)


def supervise_pages(
    request: ReadRequest, settings: Settings, progress: Progress, sharing: Sharing | None = None
) -> None:
    """Read the pages that ``progress`` asks for, and where it asks for the first of them the attachments too.

    Pages that were read stay read, whatever the child does next: it is ended, the page it was at is named, and a new
    child goes on with the page after.
    """
    falls = 0
    while True:
        before = len(progress.pages)
        try:
            _attempt(request.for_pages(progress.next, progress.last), settings, progress, sharing)
            return
        except FallError as fall:
            if progress.head is None:
                raise _file_error(fall.code, progress.media_type) from fall
            falls = falls + 1 if len(progress.pages) == before else 1
            if not _name_what_failed(progress, fall, give_up=fall.final or falls >= _FALLS):
                return


def _name_what_failed(progress: Progress, fall: FallError, *, give_up: bool) -> bool:
    """Names the page that the child fell on, or all that remain; whether there is anything left to try."""
    number = progress.next
    if number > progress.end:
        progress.lost = "attachments_unread"
        return False
    last = progress.end if give_up else number
    for page in range(number, last + 1):
        progress.pages.append(Page(page, PageMethod.UNREAD, fall.reason, "", 0.0))
    return not give_up


def _attempt(request: ReadRequest, settings: Settings, progress: Progress, sharing: Sharing | None) -> None:
    """One child from start to end. Raises :class:`FallError` where it fell, :class:`ingest.reins.BrokenOffError` where
    it is not wanted any more."""
    progress.reins.check()
    progress.attachments.clear()
    progress.lost = ""
    child = sandbox.launch(request, settings, progress.folder)
    try:
        progress.reins.take(child)
        started = time.monotonic()
        with closing(_messages(child.pipe, settings.limits, progress)) as messages:
            for message in messages:
                if take(message, settings.limits, progress):
                    return
                started = _charge(progress, started, settings.limits)
                if progress.is_left:
                    return
                if sharing is not None and sharing.begin(progress):
                    child.stop_after(progress.last)
        raise FallError("crashed", ReaderCrashedError.code)
    except DeadlineError as error:
        raise FallError("timeout", ReaderTimeoutError.code) from error
    except OverflowingError as error:
        raise FallError("too_large", TooLargeError.code, final=True) from error
    except ReaderLiedError as error:
        raise FallError("invalid_answer", error.code) from error
    except EOFError as error:
        raise FallError("crashed", ReaderCrashedError.code) from error
    finally:
        break_off(progress)
        progress.reins.drop(child)
        child.end()


def _charge(progress: Progress, started: float, limits: Limits) -> float:
    """Adds the time since ``started`` to what the document has used, that of pages by OCR aside; the time now."""
    now = time.monotonic()
    if not progress.pages or progress.pages[-1].method not in (PageMethod.OCR, PageMethod.MIXED):
        progress.seconds += now - started
    else:
        MEASURED.add("ocr_seconds", now - started)
    if progress.seconds > limits.reader_seconds:
        raise FallError("timeout", ReaderTimeoutError.code, final=True)
    return now


def _messages(pipe: int, limits: Limits, progress: Progress) -> Generator[Message, None, None]:
    """What the child says. ``limits.answer_bytes`` is for all children of these pages together. Where others help with
    a document (:mod:`ingest.sharing`), what those answer comes on top: less than as much again."""
    reader = MessageReader(
        pipe,
        most_line=limits.page_text_characters * _CHARACTER_BYTES + limits.page_words * _BOX_BYTES,
        most_content=limits.page_image_bytes,
        most_total=limits.answer_bytes - progress.answered,
    )
    left = reader.left
    try:
        while (message := reader.next(limits.ocr_seconds_per_page + SLACK)) is not None:
            progress.answered, left = progress.answered + left - reader.left, reader.left
            if progress.answered > limits.answer_bytes:  # what others have been given of it meanwhile counts too
                raise OverflowingError
            yield message
    finally:
        progress.answered += left - reader.left


def _file_error(code: str, media_type: str) -> UnreadableFileError:
    error = unreadable().get(code, CorruptFileError)("Filen kunde inte läsas")
    if media_type:
        error.media_type = media_type  # type: ignore[attr-defined]
    return error

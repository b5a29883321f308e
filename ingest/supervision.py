"""The parent's watch over the child: page by page, started again after a fall, until each page has a named state."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from ingest import answer, sandbox
from ingest.framing import DeadlineError, Message, MessageReader, OverflowingError
from ingest.request import ReadRequest
from models.document import Attachment, Page, PageMethod
from models.errors import (
    CorruptFileError,
    DiskFullError,
    OcrUnavailableError,
    ReaderCrashedError,
    ReaderLiedError,
    ReaderTimeoutError,
    TooLargeError,
    UnreadableFileError,
)
from models.limits import Limits
from models.settings import Settings

SLACK: Final = 1.5  # seconds beyond a page's own deadline, which the child keeps itself, before it is killed
_FALLS: Final = 3  # in a row, after which the pages that remain are named unread
_CHARACTER_BYTES: Final = 8  # of a page's text in JSON, escapes included
_BOX_BYTES: Final = 64  # five numbers in JSON
_OUTSIDE: Final = {error.code: error for error in (OcrUnavailableError, DiskFullError)}


@dataclass(slots=True)
class Progress:
    """How far the reading of one file has come. ``lost`` is a code for what is missing beside pages, or empty."""

    folder: Path
    media_type: str = ""
    head: answer.Head | None = None
    pages: list[Page] = field(default_factory=list)
    images: dict[int, Path] = field(default_factory=dict)
    attachments: list[Attachment] = field(default_factory=list)
    lost: str = ""
    seconds: float = 0.0  # spent on pages that needed no OCR
    answered: int = 0  # bytes that children have handed back

    @property
    def title(self) -> str:
        return self.head.title if self.head else ""


class FallError(Exception):
    """The child did not end well. ``reason`` is that of the page it was at; ``code`` that of the file.

    ``final`` says that there is no use in going on with the next page.
    """

    def __init__(self, reason: str, code: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.code, self.final = reason, code, final


def supervise(request: ReadRequest, settings: Settings, folder: Path) -> Progress:
    """Read the whole file. Raises an UnreadableFileError for a file of which not even the number of pages could be
    had (with ``media_type`` as an attribute where it is known), and what lies outside the file.

    Pages that were read stay read, whatever the child does next: it is ended, the page it was at is named, and a new
    child goes on with the page after.
    """
    progress = Progress(folder)
    falls = 0
    while True:
        before = len(progress.pages)
        try:
            _attempt(request.starting_at(before + 1), settings, progress)
            return progress
        except FallError as fall:
            if progress.head is None:
                raise _file_error(fall.code, progress.media_type) from fall
            falls = falls + 1 if len(progress.pages) == before else 1
            if not _name_what_failed(progress, fall, give_up=fall.final or falls >= _FALLS):
                return progress


def _name_what_failed(progress: Progress, fall: FallError, *, give_up: bool) -> bool:
    """Names the page that the child fell on, or all that remain; whether there is anything left to try."""
    assert progress.head is not None
    number = len(progress.pages) + 1
    if number > progress.head.pages:
        progress.lost = "attachments_unread"
        return False
    last = progress.head.pages if give_up else number
    for page in range(number, last + 1):
        progress.pages.append(Page(page, PageMethod.UNREAD, fall.reason, "", 0.0))
    return not give_up


def _attempt(request: ReadRequest, settings: Settings, progress: Progress) -> None:
    """One child from start to end. Raises :class:`FallError` where it fell."""
    progress.attachments.clear()
    child = sandbox.launch(request, settings, progress.folder)
    try:
        started = time.monotonic()
        with closing(_messages(child.pipe, settings.limits, progress)) as messages:
            for message in messages:
                if _take(message, settings.limits, progress):
                    return
                started = _charge(progress, started, settings.limits)
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
        child.end()


def _charge(progress: Progress, started: float, limits: Limits) -> float:
    """Adds the time since ``started`` to what the document has used, that of pages by OCR aside; the time now."""
    now = time.monotonic()
    if not progress.pages or progress.pages[-1].method not in (PageMethod.OCR, PageMethod.MIXED):
        progress.seconds += now - started
    if progress.seconds > limits.reader_seconds:
        raise FallError("timeout", ReaderTimeoutError.code, final=True)
    return now


def _messages(pipe: int, limits: Limits, progress: Progress) -> Generator[Message, None, None]:
    """What the child says. ``limits.answer_bytes`` is for all children of a document together."""
    reader = MessageReader(
        pipe,
        most_line=limits.page_text_characters * _CHARACTER_BYTES + limits.page_words * _BOX_BYTES,
        most_content=max(limits.page_image_bytes, limits.file_bytes),
        most_total=limits.answer_bytes - progress.answered,
    )
    try:
        while (message := reader.next(limits.ocr_seconds_per_page + SLACK)) is not None:
            yield message
    finally:
        progress.answered = limits.answer_bytes - reader.left


def _take(message: Message, limits: Limits, progress: Progress) -> bool:
    """Believe one message after a look at it; whether it was the last."""
    kind = message.values.get("message")
    if kind == "type":
        found = answer.media_type(message)
        _same(progress.media_type or found, found)
        progress.media_type = found
    elif kind == "head":
        head = answer.head(message, limits)
        _same(progress.head or head, head)
        progress.head = head
    elif kind == "page":
        _take_page(message, limits, progress)
    elif kind == "attachment":
        _take_attachment(message, limits, progress)
    elif kind == "fault":
        _raise_fault(message.values.get("code"))
    elif kind == "end":
        _same(len(progress.pages), progress.head.pages if progress.head else None)
    else:
        raise ReaderLiedError("Läsarens svar är av okänt slag")
    return bool(kind == "end")


def _same(first: object, second: object) -> None:
    if first != second:
        raise ReaderLiedError("Läsarens svar säger emot sig självt")


def _take_page(message: Message, limits: Limits, progress: Progress) -> None:
    number = len(progress.pages) + 1
    if progress.head is None or number > progress.head.pages:
        raise ReaderLiedError("Läsaren gav en sida för mycket")
    page, image = answer.page(message, number, limits)
    if image:
        path = progress.folder / f"{number}.jpg"
        path.write_bytes(image)
        progress.images[number] = path
        page = replace(page, image=hashlib.sha256(image).hexdigest())
    progress.pages.append(page)


def _take_attachment(message: Message, limits: Limits, progress: Progress) -> None:
    if len(progress.attachments) >= limits.attachments:
        raise ReaderLiedError("Läsaren gav för många bilagor")
    attachment = answer.attachment(message)
    if sum(len(each.content) for each in (*progress.attachments, attachment)) > limits.file_bytes:
        raise FallError("too_large", TooLargeError.code, final=True)  # they are held in memory
    progress.attachments.append(attachment)


def _raise_fault(code: object) -> None:
    outside = _OUTSIDE.get(str(code))
    if outside is not None:
        raise outside("Läsaren kunde inte arbeta")
    error = _unreadable().get(str(code), ReaderCrashedError)
    raise FallError("memory" if error is TooLargeError else "crashed", error.code)


def _file_error(code: str, media_type: str) -> UnreadableFileError:
    error = _unreadable().get(code, CorruptFileError)("Filen kunde inte läsas")
    if media_type:
        error.media_type = media_type  # type: ignore[attr-defined]
    return error


def _unreadable() -> dict[str, type[UnreadableFileError]]:
    return {error.code: error for error in UnreadableFileError.__subclasses__()}

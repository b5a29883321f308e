"""What a child says, believed one message at a time: pages, pictures and attachments laid where they are kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, Final

from ingest import answer
from ingest.framing import Message
from ingest.reins import Reins
from models.document import Attachment, Page
from models.errors import (
    DiskFullError,
    OcrUnavailableError,
    ReaderCrashedError,
    ReaderLiedError,
    TooLargeError,
    UnreadableFileError,
)
from models.limits import Limits

_OUTSIDE: Final = {error.code: error for error in (OcrUnavailableError, DiskFullError)}


@dataclass(frozen=True, slots=True)
class Known:
    """What somebody who has begun to read a file knows of all of it."""

    media_type: str
    head: answer.Head

    @property
    def pages(self) -> int:
        return self.head.pages


@dataclass(slots=True)
class Progress:
    """How far the reading of pages ``first`` to ``last`` of one file has come; ``last`` 0 is the file's last.

    ``lost`` is a code for what is missing beside pages, or empty.
    """

    folder: Path
    first: int = 1
    last: int = 0
    media_type: str = ""
    head: answer.Head | None = None
    pages: list[Page] = field(default_factory=list)
    images: dict[int, Path] = field(default_factory=dict)
    attachments: list[Attachment] = field(default_factory=list)
    incoming: BinaryIO | None = None  # the attachment that is coming in
    lost: str = ""
    by_ocr: bool = False  # a page is read by OCR, or was
    seconds: float = 0.0  # spent on pages that needed no OCR
    answered: int = 0  # bytes that children have handed back, and that others may in their place
    most: int = 0  # pages that may be left when the first needs OCR; 0: as many as there are
    reins: Reins = field(default_factory=Reins)  # by which the reading is broken off from another thread

    @property
    def next(self) -> int:
        """The number of the page that is read next."""
        return self.first + len(self.pages)

    @property
    def end(self) -> int:
        """The number of the last page that is wanted. Asked once ``head`` is there."""
        assert self.head is not None
        return min(self.last, self.head.pages) if self.last else self.head.pages

    @property
    def remaining(self) -> int:
        """How many of the pages that are wanted have not been read. Asked once ``head`` is there."""
        return self.end - self.next + 1

    @property
    def is_left(self) -> bool:
        """Whether what remains is more than one worker is to read by itself."""
        known = self.by_ocr and self.head is not None
        return known and 0 < self.most <= self.remaining

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


def take(message: Message, limits: Limits, progress: Progress) -> bool:
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
    elif kind == "ocr":
        progress.by_ocr = True
    elif kind == "page":
        _take_page(message, limits, progress)
    elif kind in ("attachment", "piece"):
        _take_piece(message, limits, progress)
    elif kind == "lost":
        progress.lost = answer.lost(message)
    elif kind == "fault":
        _raise_fault(message.values.get("code"))
    elif kind == "end":
        _same(progress.next - 1, progress.end if progress.head else None)
        _same(progress.incoming, None)
    else:
        raise ReaderLiedError("Läsarens svar är av okänt slag")
    return bool(kind == "end")


def _same(first: object, second: object) -> None:
    if first != second:
        raise ReaderLiedError("Läsarens svar säger emot sig självt")


def _take_page(message: Message, limits: Limits, progress: Progress) -> None:
    number = progress.next
    if progress.head is None or number > progress.head.pages:
        raise ReaderLiedError("Läsaren gav en sida för mycket")
    if number > progress.end:  # it had begun on the page when it was told to stop before it: another child has it
        return
    page, image = answer.page(message, number, limits)
    if image:
        path = progress.folder / f"{number}.jpg"
        path.write_bytes(image)
        progress.images[number] = path
        page = replace(page, image=hashlib.sha256(image).hexdigest())
    progress.pages.append(page)


def _take_piece(message: Message, limits: Limits, progress: Progress) -> None:
    """A piece of an attachment, to the file it lies in until the reading is closed."""
    if message.values.get("message") == "attachment":
        _same(progress.incoming, None)
        if len(progress.attachments) >= limits.records:
            raise ReaderLiedError("Läsaren gav för många bilagor")
        path = progress.folder / f"attachment-{len(progress.attachments)}"
        progress.attachments.append(Attachment(answer.attachment_name(message), path))
        progress.incoming = path.open("wb")
    if progress.incoming is None:
        raise ReaderLiedError("Läsaren gav en bit av ingen bilaga")
    progress.incoming.write(message.content)
    if progress.incoming.tell() > limits.file_bytes:
        raise ReaderLiedError("Läsaren gav en för stor bilaga")
    if message.values.get("broken") is True:
        break_off(progress)
        progress.lost = "attachment_too_large"
    elif message.values.get("more") is not True:
        progress.incoming.close()
        progress.incoming = None


def break_off(progress: Progress) -> None:
    """Drop the attachment that is half in."""
    if progress.incoming is not None:
        progress.incoming.close()
        progress.incoming = None
        progress.attachments.pop().path.unlink(missing_ok=True)


def _raise_fault(code: object) -> None:
    outside = _OUTSIDE.get(str(code))
    if outside is not None:
        raise outside("Läsaren kunde inte arbeta")
    error = unreadable().get(str(code), ReaderCrashedError)
    raise FallError("memory" if error is TooLargeError else "crashed", error.code)


def unreadable() -> dict[str, type[UnreadableFileError]]:
    """The errors of files, by code."""
    return {error.code: error for error in UnreadableFileError.__subclasses__()}

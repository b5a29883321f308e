"""MBOX (RFC 4155 and its older kin): a listing of the mails, each an attachment. Read in pieces, twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from ingest.ocr.engine import PageOcr
from ingest.raw_page import RawAttachment
from ingest.readers.container import Losses, OpenContainer
from ingest.readers.listing import Member, listing, safe_name
from ingest.readers.mail_headers import header
from ingest.readers.mail_parsing import parsed_headers
from ingest.request import ReadRequest
from models.errors import CorruptFileError

_BEGINS: Final = re.compile(
    rb"From .{0,300}\b\d\d?:\d\d\b.{0,60}\b(?:19|20)\d\d\b|From .{0,300}\b(?:19|20)\d\d\b.{0,60}\d:\d\d"
)
_HEADER: Final = re.compile(rb"(?:>?From |[!-9;-~]{1,100}[ \t]*:)")
_QUOTED: Final = re.compile(rb"^>(>*From )", re.M)
_LONGEST_LINE: Final = 1 << 16  # a longer one comes in pieces
_HEADERS: Final = 1 << 16  # of a mail, to find its subject in
_SHOWN: Final = 300  # characters of a header in the listing
_SUBJECT: Final = 120  # characters of it in the name


@dataclass(frozen=True, slots=True)
class _Mail:
    """Where a mail stands in the file: its bytes without the line that begins it."""

    start: int
    end: int


def open_mbox(path: Path, request: ReadRequest, engine: PageOcr) -> OpenContainer:
    """Raises CorruptFileError where no mail begins in it."""
    losses, members, names = Losses(), [], []
    mails = list(_mails(path, request.limits.records + 1))
    if not mails:
        raise CorruptFileError("Inga brev i brevlådan")
    if len(mails) > request.limits.records:
        losses.note("too_many_messages")
        mails.pop()
    with path.open("rb") as file:
        for number, mail in enumerate(mails, start=1):
            file.seek(mail.start)
            head = parsed_headers(_head(file.read(min(_HEADERS, mail.end - mail.start))), _SHOWN)
            subject = header(head, "Subject", _SHOWN)
            names.append(safe_name(f"{number:03} {subject[:_SUBJECT]}".strip() + ".eml"))
            said = ", ".join(filter(None, (subject, header(head, "From", _SHOWN), header(head, "Date", 100))))
            members.append(Member(f"{number:03} {safe_name(said)}", mail.end - mail.start))
    text = listing(f"Brevlåda (MBOX), {len(mails)} brev:", members)
    return OpenContainer(text, request.limits, _attachments(path, mails, names, losses, request), losses)


def _head(raw: bytes) -> bytes:
    end = re.search(rb"\r?\n\r?\n", raw)
    return raw[: end.end()] if end else raw


def _mails(path: Path, most: int) -> Iterator[_Mail]:
    """A mail begins at the start of the file or after an empty line, with "From ", a sender and a date."""
    start = at = found = 0
    empty, begun = True, False
    with path.open("rb") as file:
        while line := file.readline(_LONGEST_LINE):
            if empty and _BEGINS.match(line) and _is_header(file):
                if begun:
                    yield _Mail(start, at)
                    found += 1
                    if found >= most:
                        return
                start, begun = at + len(line), True
            at += len(line)
            empty = not line.strip()
    if begun:
        yield _Mail(start, at)


def _is_header(file: BinaryIO) -> bool:
    """Whether the next line is one of a mail's headers, so that a sentence that begins with From begins no mail."""
    at = file.tell()
    line = file.readline(_LONGEST_LINE)
    file.seek(at)
    return _HEADER.match(line) is not None


def _attachments(
    path: Path, mails: list[_Mail], names: list[str], losses: Losses, request: ReadRequest
) -> Iterator[RawAttachment]:
    with path.open("rb") as file:
        for mail, name in zip(mails, names, strict=True):
            if mail.end - mail.start > request.limits.file_bytes:
                losses.note("attachment_too_large")
                continue
            file.seek(mail.start)
            yield RawAttachment(name, _QUOTED.sub(rb"\1", file.read(mail.end - mail.start)))

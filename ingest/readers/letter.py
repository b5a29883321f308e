"""A mail, from whatever format it was read: its headers, its words, and what was enclosed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ingest.raw_page import RawAttachment
from ingest.readers.container import Losses, OpenContainer
from ingest.readers.listing import safe_name
from ingest.readers.mail_headers import facts
from ingest.readers.uuencoded import split_uuencoded
from models.limits import Limits

SHOWN: Final = ("From", "To", "Cc", "Date", "Subject")
KEPT: Final = (*SHOWN, "Message-ID", "In-Reply-To", "References", "Thread-Topic")
"""The headers that are kept of a mail; those of SHOWN stand above its text."""


@dataclass(frozen=True, slots=True)
class Letter:
    """``headers`` are decoded and on one line each, by their names in KEPT; ``body`` is plain text.

    ``lost`` is a code for what of it could not be read, or empty.
    """

    headers: Mapping[str, str]
    body: str
    files: Sequence[RawAttachment] = ()
    lost: str = ""


def without_uuencoded(letter: Letter) -> Letter:
    """The letter with the files that stand uuencoded in its body among its files."""
    body, found = split_uuencoded(letter.body)
    if not found:
        return letter
    return replace(
        letter, body=body, files=[*letter.files, *(RawAttachment(each.name, each.content) for each in found)]
    )


def text_of_letter(letter: Letter) -> str:
    """The headers that one reads first, an empty line, the body."""
    shown = [f"{name}: {letter.headers[name]}" for name in SHOWN if letter.headers.get(name)]
    return "\n".join([*shown, "", letter.body])


def open_letter(letter: Letter, limits: Limits) -> OpenContainer:
    """The letter as a document; its files, as many as ``limits`` allow, as attachments."""
    letter = without_uuencoded(letter)
    losses = Losses()
    if letter.lost:
        losses.note(letter.lost)
    text = text_of_letter(letter)
    if len(letter.files) > limits.attachments:
        losses.note("too_many_attachments")
        text += f"\n\n… och {len(letter.files) - limits.attachments} bilagor till, som inte läses"
    inner = list(_named(letter.files[: limits.attachments]))
    title = letter.headers.get("Subject", "")
    return OpenContainer(text, limits, inner, losses, title=title, facts=facts(letter.headers))


def _named(files: Sequence[RawAttachment]) -> Iterator[RawAttachment]:
    for number, file in enumerate(files, start=1):
        yield replace(file, untrusted_name=safe_name(file.untrusted_name) or f"del-{number}.bin")

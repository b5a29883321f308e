"""Signed files (P7M, P7S): a mail that was signed is read as the mail, any other file is an attachment."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from ingest.ocr.engine import PageOcr
from ingest.raw_page import RawAttachment
from ingest.readers.container import Losses, OpenContainer
from ingest.readers.letter import open_letter
from ingest.readers.listing import Member, listing, safe_name
from ingest.readers.mail import letter_of
from ingest.readers.signed import content_in, signed_data, signers
from ingest.request import ReadRequest

_MAIL: Final = re.compile(rb"\A\s*(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){0,100}?content-type:", re.I)
_ENDINGS: Final = (".p7m", ".p7s", ".p7b", ".pem")


def open_signed(path: Path, request: ReadRequest, engine: PageOcr) -> OpenContainer:
    """What was signed, and by whom. Raises EncryptedFileError for what is encrypted."""
    signed = signed_data(path.read_bytes())
    content = content_in(signed)
    by = "\n".join(f"Signerad av: {name}" for name in signers(signed))
    if content is None:
        text = f"Elektronisk signatur; det som signerades ligger i en annan fil.\n{by}"
        return OpenContainer(text, request.limits, (), Losses())
    if _MAIL.match(content[:65_536]):
        letter = letter_of(content, request.limits)
        return open_letter(replace(letter, body=f"{by}\n\n{letter.body}"), request.limits)
    name = _inner_name(request.name)
    text = f"{listing('Signerad fil:', [Member(name, len(content))])}\n{by}"
    return OpenContainer(text, request.limits, [RawAttachment(name, content)], Losses())


def _inner_name(name: str) -> str:
    stem = next((name[: -len(end)] for end in _ENDINGS if name.lower().endswith(end)), name)
    return safe_name(stem) or "innehåll"

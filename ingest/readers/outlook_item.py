"""An item of Outlook's (mail, appointment, contact, note) as a letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from email.parser import HeaderParser
from email.utils import format_datetime
from typing import Final

from ingest.raw_page import RawAttachment
from ingest.readers import mapi
from ingest.readers.letter import Letter
from ingest.readers.mail import headers_of
from ingest.readers.mail_headers import one_line
from ingest.readers.mapi import NAMED, Properties, moment, string

_CC: Final = 2
_SWEDISH: Final = (
    ("Plats", NAMED | 0x8208), ("Börjar", NAMED | 0x820D), ("Börjar", 0x0060), ("Slutar", NAMED | 0x820E),
    ("Slutar", 0x0061), ("Ska vara klar", NAMED | 0x8105), ("Företag", 0x3A16), ("Titel", 0x3A17),
    ("Telefon arbete", 0x3A08), ("Telefon hem", 0x3A09), ("Mobil", 0x3A1C), ("Fax", 0x3A24),
    ("E-post", NAMED | 0x8083), ("E-post 2", NAMED | 0x8093), ("Adress", 0x3A15), ("Gata", 0x3A29),
    ("Postnummer", 0x3A2A), ("Ort", 0x3A27), ("Webbplats", 0x3A51),
)  # fmt: skip
"""What an appointment, task or contact says beside its body ([MS-OXOCAL], [MS-OXOTASK], [MS-OXOCNTC])."""

_MAILS: Final = ("IPM.NOTE", "REPORT.", "IPM.SCHEDULE")


def letter_of_item(
    properties: Properties, recipients: Sequence[Properties], files: Sequence[RawAttachment], lost: str = ""
) -> Letter:
    """What the sender's program wrote into the headers comes first; what Outlook keeps itself fills the gaps."""
    sent = string(properties, mapi.TRANSPORT_HEADERS)
    headers = headers_of(HeaderParser().parsestr(_trimmed(sent))) if sent else {}
    for name, found in _own_headers(properties, recipients):
        if found and name not in headers:
            headers[name] = one_line(found)
    return Letter(headers, "\n".join([*_lines(properties), mapi.body(properties)]), files, lost)


def _trimmed(sent: str) -> str:
    """Exchange begins the headers with a line of its own that is none."""
    first, _, rest = sent.partition("\n")
    return sent if ":" in first else rest


def _own_headers(properties: Properties, recipients: Sequence[Properties]) -> Iterator[tuple[str, str]]:
    sender = string(properties, mapi.SENDER_NAME, mapi.SENT_FOR, mapi.NAME)
    address = string(properties, mapi.SENDER_SMTP, mapi.SENDER_ADDRESS, mapi.SENT_FOR_ADDRESS)
    yield "From", _mailbox(sender, address)
    yield "To", _listed(recipients, cc=False) or string(properties, mapi.DISPLAY_TO)
    yield "Cc", _listed(recipients, cc=True) or string(properties, mapi.DISPLAY_CC)
    sent = moment(properties, mapi.SUBMITTED, mapi.DELIVERED)
    yield "Date", format_datetime(sent) if sent else ""
    yield "Subject", _subject(string(properties, mapi.SUBJECT, mapi.TOPIC, mapi.NAME))
    yield "Message-ID", string(properties, mapi.MESSAGE_ID)
    yield "In-Reply-To", string(properties, mapi.IN_REPLY_TO)
    yield "References", string(properties, mapi.REFERENCES)
    yield "Thread-Topic", string(properties, mapi.TOPIC)


def _subject(kept: str) -> str:
    """PST keeps the length of the prefix ("SV: ") in front of it ([MS-PST] 2.5.3.1.1.1)."""
    return kept[2:] if kept.startswith("\x01") else kept


def _mailbox(name: str, address: str) -> str:
    if "@" not in address or address == name:  # an Exchange address says nothing to a person
        return name or address
    return f"{name} <{address}>" if name else address


def _listed(recipients: Sequence[Properties], *, cc: bool) -> str:
    wanted = (each for each in recipients if (each.get(mapi.RECIPIENT_KIND, 1) == _CC) is cc)
    boxes = (_mailbox(string(each, mapi.NAME), string(each, mapi.SMTP, mapi.ADDRESS)) for each in wanted)
    return ", ".join(box for box in boxes if box)


def _lines(properties: Properties) -> Iterator[str]:
    """What an item that is no mail says beside its body."""
    if string(properties, mapi.MESSAGE_CLASS).upper().startswith(_MAILS):
        return
    said = set()
    for label, id in _SWEDISH:
        found = properties.get(id)
        text = f"{found:%Y-%m-%d %H:%M} UTC" if isinstance(found, datetime) else string(properties, id)
        if text and label not in said:
            said.add(label)
            yield f"{label}: {one_line(text)}"

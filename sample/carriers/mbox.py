"""Several mails in one file (mbox, RFC 4155), as mail programs export a thread or a folder."""

from __future__ import annotations

import re

from sample.carriers.plain import Written
from sample.draft import Draft

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FROM = re.compile(rb"^(>*From )", re.MULTILINE)


def mbox_file(mails: list[tuple[Draft, Written]]) -> Written:
    """The mails, as :func:`sample.carriers.mail.mail_file` made them, one after the other; a page of each mail's."""
    content = b"".join([_entry(draft, mail) for draft, mail in mails])
    return Written(content, ".mbox", tuple(page for _, mail in mails for page in mail.pages))


def _entry(draft: Draft, mail: Written) -> bytes:
    assert draft.mail is not None
    sent = draft.mail.sent
    moment = f"{_DAYS[sent.weekday()]} {_MONTHS[sent.month - 1]} {sent.day:2d} {sent:%H:%M:%S} {sent.year}"
    content = _FROM.sub(rb">\1", mail.content.replace(b"\r\n", b"\n"))
    return f"From {draft.mail.sender[1]} {moment}\n".encode() + content.rstrip(b"\n") + b"\n\n"

"""A draft as a mail (RFC 5322), its attachments inside it. Message-IDs and boundaries follow from the draft."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr

from sample.carriers.plain import Written, lines, written_text
from sample.draft import MARK, Draft, MailHead
from sample.gold import GoldPage

_SUBTYPES = {
    ".pdf": ("application", "pdf"),
    ".docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".txt": ("text", "plain"),
}


def mail_file(draft: Draft, attached: list[tuple[str, Written]]) -> Written:
    """The mail with ``attached`` files as (name, file). Its page is its body; the mark ends it."""
    assert draft.mail is not None
    written = written_text([*("\n".join(lines(block)) for block in draft.blocks), MARK], "\n\n")
    message = EmailMessage(policy=SMTP)
    for header, value in _headers(draft.mail):
        message[header] = value
    message.set_content(written.text, subtype="plain", charset="utf-8", cte="quoted-printable")
    if attached:
        message.make_mixed(boundary="=_" + draft.mail.message_id.partition("@")[0])
    for name, file in attached:
        main, sub = _SUBTYPES[file.suffix]
        message.add_attachment(file.content, maintype=main, subtype=sub, filename=name)
    return Written(message.as_bytes(), ".eml", (GoldPage(written, "eml", "text"),))


def _headers(mail: MailHead) -> list[tuple[str, str]]:
    plain = [
        ("From", formataddr(mail.sender)),
        ("To", ", ".join(formataddr(one) for one in mail.to)),
        ("Subject", mail.subject),
        ("Date", format_datetime(mail.sent)),
        ("Message-ID", f"<{mail.message_id}>"),
    ]
    if mail.answers:
        plain += [("In-Reply-To", f"<{mail.answers}>"), ("References", f"<{mail.answers}>")]
    return plain


def header_record(mail: MailHead) -> dict[str, str]:
    """The header as the gold keeps it."""
    return {
        "from": f"{mail.sender[0]} <{mail.sender[1]}>",
        "to": ", ".join(f"{name} <{address}>" for name, address in mail.to),
        "subject": mail.subject,
        "message_id": mail.message_id,
        "in_reply_to": mail.answers,
    }

"""A draft as a mail (RFC 5322), its attachments inside it. Message-IDs and boundaries follow from the draft.

The bytes are put together here: the standard library's writer takes ten times as long. It reads them in the tests.
"""

from __future__ import annotations

from binascii import b2a_base64, b2a_qp
from email.utils import format_datetime
from random import Random
from urllib.parse import quote

from sample.carriers.flow import Manner, flow
from sample.carriers.html import body_of
from sample.carriers.mbox import mbox_file
from sample.carriers.metrics import settable
from sample.carriers.plain import Lines, Written, lines, written_text
from sample.draft import MARK, Draft, MailHead, Para
from sample.gold import GoldPage
from sample.spans import Marked

__all__ = ["TYPES", "header_record", "mail_file", "mbox_file"]

_OPEN = "application/vnd.openxmlformats-officedocument"
TYPES = {
    ".pdf": "application/pdf", ".docx": f"{_OPEN}.wordprocessingml.document", ".txt": "text/plain",
    ".html": "text/html",
    ".xlsx": f"{_OPEN}.spreadsheetml.sheet", ".csv": "text/csv", ".rtf": "application/rtf", ".tif": "image/tiff",
    ".odt": "application/vnd.oasis.opendocument.text", ".jpg": "image/jpeg", ".png": "image/png",
    ".eml": "message/rfc822",
}  # fmt: skip
"""Media types of attachments by the ending of the file; others are ``application/octet-stream``."""

_MAILERS = ("Brevlådan 9.1", "Postkontoret Webb", "Ärendepost 4", "")


def mail_file(draft: Draft, attached: list[tuple[str, Written]], rng: Random | None = None) -> Written:
    """The mail with ``attached`` files as (name, file). Its page is its body; the mark ends it.

    Charset and encoding vary, and some have an HTML alternative. Chance follows from the Message-ID without ``rng``.
    """
    mail = draft.mail
    assert mail is not None
    rng = rng or Random(mail.message_id)
    told = ("\n".join(lines(block)) for block in draft.blocks)
    written = written_text([*(phrase for phrase in told if phrase), MARK], "\n\n")
    charset = rng.choice(("utf-8", "utf-8", "utf-8", "iso-8859-1", "windows-1252"))
    encoding = rng.choice(("quoted-printable", "quoted-printable", "base64", "8bit"))
    rich = rng.random() < 0.35
    written, charset = _settled(written, charset)
    key = mail.message_id.partition("@")[0]
    part = _text_part(written.text + "\n", "plain", charset, encoding)
    if rich:
        parts = flow(Lines(), (*draft.blocks, Para(MARK)), Manner(True, True, ("[ ] ", "[x] ")))
        html = _text_part(body_of(list(parts)), "html", "utf-8", "quoted-printable")
        part = _multipart("alternative", f"=_alt_{key}", [part, html])
    if attached:
        part = _multipart("mixed", f"=_{key}", [part, *(_attachment(name, file, rng) for name, file in attached)])
    head = _head(mail, rng.choice(_MAILERS))
    return Written(f"{head}MIME-Version: 1.0\r\n".encode() + part, ".eml", (GoldPage(written, "eml", "text"),))


def _settled(written: Marked, charset: str) -> tuple[Marked, str]:
    """The text in signs that the charset has; Latin-1 lacks the dash, so it is said to be CP1252 then, or UTF-8."""
    if charset == "iso-8859-1":
        try:
            written.text.encode(charset)
        except UnicodeEncodeError:
            charset = "windows-1252"
    return (written if charset == "utf-8" else settable(written)), charset


def _text_part(text: str, sort: str, charset: str, encoding: str) -> bytes:
    """Headers and content of a text. 8bit is given up where a line is too long or could be taken for another header."""
    data = text.encode(charset.replace("windows-", "cp"))
    if encoding == "8bit" and (max(map(len, data.split(b"\n"))) > 900 or b"\nFrom " in b"\n" + data):
        encoding = "quoted-printable"
    if encoding == "quoted-printable":
        data = (b"\n" + b2a_qp(data)).replace(b"\nFrom ", b"\n=46rom ")[1:]
    elif encoding == "base64":
        data = _base64(data.replace(b"\n", b"\r\n"))
    head = f'Content-Type: text/{sort}; charset="{charset}"\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n'
    return head.encode() + (data if encoding == "base64" else data.replace(b"\n", b"\r\n"))


def _base64(data: bytes) -> bytes:
    return b"".join([b2a_base64(data[at : at + 57], newline=False) + b"\r\n" for at in range(0, len(data), 57)])


def _multipart(sort: str, boundary: str, parts: list[bytes]) -> bytes:
    border = f"--{boundary}\r\n".encode()
    head = f'Content-Type: multipart/{sort}; boundary="{boundary}"\r\n\r\n'.encode()
    return head + b"".join([border + part + b"\r\n" for part in parts]) + f"--{boundary}--\r\n".encode()


def _attachment(name: str, file: Written, rng: Random) -> bytes:
    """An attached file; a text may be shown inline. A mail goes in as it is, as RFC 2046 wants."""
    sort = TYPES.get(file.suffix, "application/octet-stream")
    place = "inline" if file.suffix == ".txt" and rng.random() < 0.5 else "attachment"
    if sort == "text/plain":
        sort += '; charset="utf-8"' if _is_utf8(file.content) else '; charset="windows-1252"'
    told = f'filename="{name}"' if name.isascii() else f"filename*=utf-8''{quote(name)}"
    head = f"Content-Type: {sort}\r\nContent-Disposition: {place}; {told}\r\n"
    if file.suffix == ".eml":
        return f"{head}Content-Transfer-Encoding: 8bit\r\n\r\n".encode() + file.content
    return f"{head}Content-Transfer-Encoding: base64\r\n\r\n".encode() + _base64(file.content)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _head(mail: MailHead, mailer: str) -> str:
    rows = [
        ("From", _address(mail.sender)),
        ("To", ",\r\n ".join(map(_address, mail.to))),
        ("Subject", _encoded(mail.subject)),
        ("Date", format_datetime(mail.sent)),
        ("Message-ID", f"<{mail.message_id}>"),
    ]
    if mail.answers:
        rows += [("In-Reply-To", f"<{mail.answers}>"), ("References", f"<{mail.answers}>")]
    if mailer:
        rows.append(("X-Mailer", _encoded(mailer)))
    return "".join([f"{name}: {value}\r\n" for name, value in rows])


def _address(one: tuple[str, str]) -> str:
    name, address = one
    if not name:
        return address
    if name.isascii():
        return f'"{name}" <{address}>' if set(name) & set('()<>[]:;@\\,."') else f"{name} <{address}>"
    return f"{_encoded(name)} <{address}>"


def _encoded(text: str) -> str:
    """Text for a header, as encoded words (RFC 2047) where it is not ASCII."""
    if text.isascii():
        return text
    words, word = list[bytes](), b""
    for sign in text:
        told = sign.encode()
        if len(word) + len(told) > 42:
            words.append(word)
            word = b""
        word += told
    return "\r\n ".join(f"=?utf-8?B?{b2a_base64(one, newline=False).decode()}?=" for one in (*words, word))


def header_record(mail: MailHead) -> dict[str, str]:
    """The header as the gold keeps it."""
    return {
        "from": f"{mail.sender[0]} <{mail.sender[1]}>",
        "to": ", ".join(f"{name} <{address}>" for name, address in mail.to),
        "subject": mail.subject,
        "message_id": mail.message_id,
        "in_reply_to": mail.answers,
    }

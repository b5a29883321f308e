"""Mails and mailboxes as the standard library reads them."""

from __future__ import annotations

import email
import mailbox
from email import policy
from email.message import EmailMessage
from pathlib import Path
from random import Random

from sample.carriers import CARRIERS
from sample.carriers.mail import header_record, mail_file, mbox_file
from sample.carriers.plain import Written
from sample.draft import MARK, Draft
from tests.sample.drafts import draft, mail

SEEDS = range(40)
NAMES = ("Bilaga åäö.pdf", "lista.csv", "yttrande.docx", "anteckning.txt", "underlag.xlsx", "sida.html", "brev.rtf")


def _read(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def _attached() -> list[tuple[str, Written]]:
    return [(name, CARRIERS[name.rpartition(".")[2]](draft(), Random(2), "")) for name in NAMES]


def _body(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_bodies_and_headers_are_read_back_whatever_the_encoding() -> None:
    encodings, charsets, rich = set(), set(), 0
    for seed in SEEDS:
        made = mail("one", "zero@alvhamra.example")
        written = mail_file(made, [], Random(seed))
        message = _read(written.content)
        assert not message.defects
        assert _body(message) == written.pages[0].written.text + "\n"
        assert MARK in _body(message)
        record = header_record(made.mail)  # type: ignore[arg-type]
        assert message["Subject"] == record["subject"]
        assert str(message["From"]) == record["from"]
        assert message["In-Reply-To"] == f"<{record['in_reply_to']}>"
        assert [one.addr_spec for one in message["To"].addresses] == ["bo.ek@alvhamra.example",
                                                                      "kommunstyrelsen@alvhamra.example"]  # fmt: skip
        body = message.get_body(("plain",))
        assert body is not None
        encodings.add(str(body["Content-Transfer-Encoding"]))
        charsets.add(body.get_content_charset())
        rich += message.get_body(("html",)) is not None
        assert max(map(len, written.content.split(b"\r\n"))) <= 998
    assert encodings >= {"quoted-printable", "base64"}
    assert charsets >= {"utf-8", "windows-1252"}
    assert 5 < rich < 30


def test_attachments_of_all_sorts_are_whole() -> None:
    inline = 0
    for seed in SEEDS:
        attached = _attached()
        message = _read(mail_file(mail("two"), attached, Random(seed)).content)
        parts = {part.get_filename(): part for part in message.iter_attachments()}
        inline += sum(part.get_content_disposition() == "inline" for part in message.walk())
        for name, file in attached:
            if name in parts:
                assert parts[name].get_payload(decode=True) == file.content, name
        assert set(parts) >= set(NAMES) - {"anteckning.txt"}
    assert inline > 5


def test_a_mail_within_a_mail() -> None:
    inner = mail_file(mail("inner"), [], Random(1))
    message = _read(mail_file(mail("outer"), [("vidare.eml", inner)], Random(1)).content)
    (part,) = message.iter_attachments()
    held = part.get_content()
    assert _body(held) == inner.pages[0].written.text + "\n"


def test_without_chance_the_message_id_decides() -> None:
    assert mail_file(mail("a"), []) == mail_file(mail("a"), [])
    assert len({mail_file(mail(str(key)), []).content.partition(b"\r\n\r\n")[0] for key in range(12)}) == 12


def test_a_mailbox_holds_its_mails_in_order(tmp_path: Path) -> None:
    thread: list[tuple[Draft, Written]] = []
    for index in range(8):
        one = mail(f"m{index}", f"m{index - 1}@alvhamra.example" if index else "")
        thread.append((one, mail_file(one, _attached()[:2] if index == 3 else [], Random(index))))
    box = mbox_file(thread)
    assert box == mbox_file(thread)
    assert box.suffix == ".mbox"
    assert [page.written for page in box.pages] == [file.pages[0].written for _, file in thread]
    path = tmp_path / "tråd.mbox"
    path.write_bytes(box.content)
    read = mailbox.mbox(path, factory=None)
    try:
        assert len(read) == len(thread)
        for raw, (made, written) in zip(map(read.get_bytes, range(len(thread))), thread, strict=True):
            message = _read(raw)
            assert made.mail is not None
            assert message["Message-ID"] == f"<{made.mail.message_id}>"
            assert _body(message).rstrip("\n") == written.pages[0].written.text
    finally:
        read.close()

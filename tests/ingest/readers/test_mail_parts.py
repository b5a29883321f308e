"""What is in a mail: its words, its thread, the files that came with it; also where it follows no standard."""

from __future__ import annotations

import binascii
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from ingest.readers.mail import open_mail
from ingest.readers.mail_headers import decoded, iso_date
from ingest.readers.reader import OpenFile
from models.errors import EncryptedFileError
from models.limits import Limits
from tests.ingest.readers.direct import attachments, opened

HEAD = b"From: Britt <britt@exempel.example>\nTo: miljo@exempel.example\nMIME-Version: 1.0\n"


def mail(tmp_path: Path, content: bytes, limits: Limits | None = None) -> OpenFile:
    (tmp_path / "a.eml").write_bytes(content)
    return opened(open_mail, tmp_path / "a.eml", limits=limits)


def body(file: OpenFile) -> str:
    return "\n".join(page.text for page in file.pages(1)).partition("\n\n")[2]


def test_what_ties_a_mail_to_its_thread(tmp_path: Path) -> None:
    headers = (
        b"Message-ID: <tre@x.example>\nIn-Reply-To: <tva@x.example>\nReferences: <ett@x.example>\n\t<tva@x.example>\n"
        b"Thread-Topic: Tips\nDate: Sun, 19 May 2024 10:15:00 +0200\nSubject: =?utf-8?q?SV=3A_tips_om_k=C3=B6ket?=\n"
    )
    assert mail(tmp_path, HEAD + headers + b"\nHej").facts == {
        "message_id": "<tre@x.example>",
        "in_reply_to": "<tva@x.example>",
        "references": "<ett@x.example> <tva@x.example>",
        "thread_topic": "Tips",
        "date": "2024-05-19T10:15:00+02:00",
        "subject": "SV: tips om köket",
        "from": "Britt <britt@exempel.example>",
        "to": "miljo@exempel.example",
    }


def test_of_many_references_the_first_and_the_last_are_kept(tmp_path: Path) -> None:
    ids = [f"<{number:04}@x.example>" for number in range(500)]
    found = mail(tmp_path, HEAD + b"References: " + " ".join(ids).encode() + b"\n\nHej").facts["references"].split()
    assert len(" ".join(found)) < 500
    assert found[0] == ids[0]
    assert found[1:] == ids[-len(found) + 1 :]


@pytest.mark.parametrize("date", ["<HR>", "i begynnelsen", "", "Mon, 32 Foo 99999 99:99:99 +9999", "\udcff", "0"])
def test_a_date_that_is_none_is_left_out(date: str) -> None:
    assert iso_date(date) == ""


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("=?iso-8859-1?Q?F=F6rel=E4ggande?=", "Föreläggande"),
        ("=?utf-8?B?w4U=?=\n =?utf-8?B?a2VyaQ==?=", "Åkeri"),
        ("=?utf-8?q?d=C3?= =?utf-8?q?=A5?=", "då"),  # cut within a character
        ("=?no-such?q?d=E5?=", "då"),
        ("=?utf-8?b?!?= hej", "=?utf-8?b?!?= hej"),
        ("=?utf-8*sv?q?h=C3=B6ra?=", "höra"),
        ("d\udcc3\udca5", "då"),
        ("d\udce5", "då"),
        ("=?utf-8?q?utan slut", "=?utf-8?q?utan slut"),
    ],
)
def test_headers_are_decoded_as_far_as_they_can_be(raw: str, text: str) -> None:
    assert decoded(raw).strip() == text


def multipart(kind: str, *parts: bytes, boundary: bytes = b"x") -> bytes:
    inner = b"".join(b"--" + boundary + b"\n" + part + b"\n" for part in parts)
    return b"Content-Type: multipart/%s; boundary=%s\n\n%s--%s--\n" % (kind.encode(), boundary, inner, boundary)


PLAIN = "Content-Type: text/plain; charset=utf-8\n\nVanlig text på svenska".encode()
HTML = "Content-Type: text/html; charset=utf-8\n\n<p>Rik <b>text</b> på svenska</p>".encode()
FILE = b'Content-Type: application/pdf; name="a.pdf"\nContent-Transfer-Encoding: base64\n\nJVBERg=='
EMPTY = b"Content-Type: text/plain\n\n \n"


@pytest.mark.parametrize(
    ("content", "words", "files"),
    [
        (multipart("alternative", PLAIN, HTML), "Vanlig text på svenska", []),
        (multipart("alternative", EMPTY, HTML), "Rik text på svenska", []),
        (multipart("related", HTML, FILE), "Rik text på svenska", ["a.pdf"]),
        (multipart("mixed", PLAIN, FILE, PLAIN), "Vanlig text på svenska\n\nVanlig text på svenska", ["a.pdf"]),
        (multipart("mixed", multipart("alternative", PLAIN, HTML, boundary=b"y"), FILE),
         "Vanlig text på svenska", ["a.pdf"]),
        (FILE, "", ["a.pdf"]),
        (multipart("report", PLAIN, b"Content-Type: message/delivery-status\n\nAction: failed\n"),
         "Vanlig text på svenska", ["del-1.txt"]),
        (multipart("mixed", b'Content-Type: text/plain\nContent-Disposition: attachment; filename="=?utf-8?q?=C3=85?="'
                   b"\n\nx"), "", ["Å"]),
        (multipart("mixed", b"Content-Disposition: attachment; filename*=utf-8''l%C3%B6n.txt\n\nx"), "", ["lön.txt"]),
        (multipart("mixed", 'Content-Disposition: attachment; filename="lön.txt"\n\nx'.encode()), "", ["lön.txt"]),
        (multipart("mixed", PLAIN)[:-6], "Vanlig text på svenska", []),  # it breaks off
    ],
)  # fmt: skip
def test_words_and_files(content: bytes, words: str, files: list[str], tmp_path: Path) -> None:
    file = mail(tmp_path, HEAD + content)
    assert body(file).strip() == words
    assert list(attachments(file)) == files


@pytest.mark.parametrize(
    ("written", "content"),
    [(b"aGVq\n", b"hej"), (b"aGU=\naGU=\n", b"hehe"), (b"aGVqaGVqa", b"hejhej"), (b"aG!Vq ", b"hej"), (b"", b"")],
)
def test_base64_as_far_as_it_goes(written: bytes, content: bytes, tmp_path: Path) -> None:
    part = b"Content-Type: application/x; name=a\nContent-Transfer-Encoding: Base64\n\n" + written
    assert attachments(mail(tmp_path, HEAD + multipart("mixed", part))) == {"a": content}


def test_a_mail_in_a_mail_comes_out_as_it_stood(tmp_path: Path) -> None:
    inner = HEAD + b"Subject: Inre\n\nFrom Britt: hej\n"
    file = mail(tmp_path, HEAD + multipart("mixed", PLAIN, b"Content-Type: message/rfc822\n\n" + inner))
    assert attachments(file)["Inre.eml"].strip() == inner.strip()


def uuencoded(content: bytes, name: str = "lista.csv") -> str:
    lines = [binascii.b2a_uu(content[at : at + 45]).decode().rstrip("\n") for at in range(0, len(content), 45)]
    return "\n".join([f"begin 644 {name}", *lines, "`", "end"])


def test_uuencoded_files_stand_in_the_text(tmp_path: Path) -> None:
    content = bytes(range(256)) * 3
    text = f"Hej,\n\n{uuencoded(content)}\n\nHälsningar\nbegin 644 ingenting\nHär står bara ord\n"
    file = mail(tmp_path, HEAD + b"Content-Type: text/plain; charset=utf-8\n\n" + text.encode())
    assert body(file).split() == ["Hej,", "Hälsningar", "begin", "644", "ingenting", "Här", "står", "bara", "ord"]
    assert attachments(file) == {"lista.csv": content}


def test_a_uuencoded_part(tmp_path: Path) -> None:
    part = b"Content-Type: application/x\nContent-Transfer-Encoding: x-uuencode\n\n" + uuencoded(b"hej" * 9).encode()
    assert attachments(mail(tmp_path, HEAD + multipart("mixed", PLAIN, part))) == {"lista.csv": b"hej" * 9}


@pytest.mark.parametrize("kind", ["pgp-encrypted", "x-other"])
def test_a_mail_whose_words_are_encrypted(kind: str, tmp_path: Path) -> None:
    part = b"Content-Type: application/" + kind.encode() + b"\n\nVersion: 1"
    with pytest.raises(EncryptedFileError):
        mail(tmp_path, HEAD + multipart("encrypted", part))


def test_what_lies_too_deep_is_read_as_it_stands(tmp_path: Path) -> None:
    wrapped = b"".join(HEAD + b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(3000))
    file = mail(tmp_path, wrapped + b"Content-Type: text/plain\n\nInnerst\n")
    assert "Innerst" in body(file)
    assert (attachments(file), file.lost) == ({}, "attachments_unread")


def test_ten_thousand_parts_are_read_up_to_the_limit(tmp_path: Path) -> None:
    message = EmailMessage()
    message.set_content("Hej")
    parts = [FILE.replace(b"a.pdf", b"%d.pdf" % number) for number in range(10_000)]
    file = mail(tmp_path, HEAD + multipart("mixed", PLAIN, *parts))
    assert "9000 bilagor till" in body(file)
    assert (len(attachments(file)), file.lost) == (1000, "too_many_attachments")


def test_boundaries_that_collide_lose_no_words(tmp_path: Path) -> None:
    inner = multipart("alternative", PLAIN, HTML)
    file = mail(tmp_path, HEAD + multipart("mixed", inner, b"\nefter", FILE))
    assert "Vanlig text på svenska" in body(file)
    assert "a.pdf" in attachments(file)


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "header",
    [
        b"Subject: " + b"=?utf-8?q?=C3=A5?= " * 100_000,
        b"To: " + b"x <a@b.example>, " * 100_000,
        b"Content-Type: multipart/mixed; " + b'a="b";' * 300_000,
        b"Content-Type: multipart/mixed; " + b'";' * 500_000,
        b"Content-Disposition: attachment; " + b"filename*0*=a;" * 100_000,
        b"References: " + b"<a@b.example> " * 100_000,
        b"Date: " + b"1 " * 500_000,
        b"X: y\n" * 300_000 + b"Y: z",
    ],
)
def test_headers_of_megabytes_take_no_time(header: bytes, tmp_path: Path) -> None:
    file = mail(tmp_path, HEAD + header + b"\n\nOrden finns kvar\n")
    assert "Orden finns kvar" in body(file)
    assert all(len(value) < 500 for value in file.facts.values())


def test_a_header_is_cut_and_that_is_said(tmp_path: Path) -> None:
    limits = replace(Limits(), header_characters=100)
    file = mail(tmp_path, HEAD + b"Subject: " + b"ord " * 50 + b"\n\nHej\n", limits)
    assert len(file.title) <= 100
    assert (attachments(file), file.lost) == ({}, "headers_cut")

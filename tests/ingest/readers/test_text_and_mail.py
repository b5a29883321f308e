"""Plain text in its encodings; mail with its headers, body and attachments; what is only text-like is refused."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from ingest.reading import open_reading, read_file
from models.document import DocumentState, PageMethod, Reading
from models.limits import Limits
from models.settings import Settings

TEXT = "Ärendet gäller “Krögaren” på Åvägen 5 – se § 12.\nAndra raden."


def reading_of(content: bytes, name: str, tmp_path: Path, settings: Settings) -> Reading:
    path = tmp_path / "file"
    path.write_bytes(content)
    return read_file(path, settings, name=name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(encoding: str, tmp_path: Path, settings: Settings) -> None:
    reading = reading_of(TEXT.replace("\n", "\r\n").encode(encoding), "a.txt", tmp_path, settings)
    assert reading.media_type == "text/plain"
    assert [page.text for page in reading.pages] == [TEXT]


def test_latin_1_and_nfc(tmp_path: Path, settings: Settings) -> None:
    reading = reading_of("Förhör \x81".encode("latin-1"), "a.txt", tmp_path, settings)
    assert reading.pages[0].text == "Förhör "
    decomposed = unicodedata.normalize("NFD", TEXT).encode()
    assert reading_of(decomposed, "a.txt", tmp_path, settings).pages[0].text == TEXT


def test_long_text_is_cut_into_pages_and_nothing_is_lost(tmp_path: Path, settings: Settings) -> None:
    limits = replace(Limits(), page_text_characters=1000)
    text = "\n".join(f"Rad nummer {number} i en lång logg." for number in range(200))
    reading = reading_of(text.encode(), "a.txt", tmp_path, replace(settings, limits=limits))
    assert len(reading.pages) > 5
    assert "\n".join(page.text for page in reading.pages) == text


def test_only_white_space_is_blank(tmp_path: Path, settings: Settings) -> None:
    reading = reading_of(b" \r\n\t\r\n", "a.txt", tmp_path, settings)
    assert [(page.method, page.text) for page in reading.pages] == [(PageMethod.BLANK, "")]


REFUSED = {
    "application/vnd.rar": (b"Rar!\x1a\x07\x01\0" + bytes(20), "a.rar"),
    "application/octet-stream": (bytes(range(256)) * 4, "a.txt"),
}


READ = {
    "text/html": (b"<!DOCTYPE html><html><p>hej</p></html>", "a.txt"),
    "text/csv": (b"hej;\n", "a.csv"),
    "application/x-ndjson": (b'{"text": "hej"}', "a.json"),
    "application/rtf": (rb"{\rtf1 hej}", "a.doc"),
    "application/alto+xml": (
        b'<?xml version="1.0"?><alto><Layout><Page WIDTH="9" HEIGHT="9"><TextLine>'
        b'<String CONTENT="hej"/></TextLine></Page></Layout></alto>',
        "a.txt",
    ),
    "text/vnd.hocr+html": (
        b"<html><body><div class='ocr_page' title='bbox 0 0 9 9'><span class='ocr_line' title='bbox 1 1 8 8'>hej</span>"
        b"</div></body></html>",
        "a.html",
    ),
}


@pytest.mark.parametrize("media_type", READ)
def test_kinds_of_text_are_told_apart(media_type: str, tmp_path: Path, settings: Settings) -> None:
    reading = reading_of(*READ[media_type], tmp_path, settings)
    assert (reading.media_type, reading.state, reading.pages[0].text) == (media_type, DocumentState.READ, "hej")


@pytest.mark.parametrize("media_type", REFUSED)
def test_other_types_are_named_and_refused(media_type: str, tmp_path: Path, settings: Settings) -> None:
    reading = reading_of(*REFUSED[media_type], tmp_path, settings)
    assert (reading.media_type, reading.state, reading.reason) == (
        media_type,
        DocumentState.QUARANTINED,
        "unsupported_type",
    )


def test_a_memo_that_begins_like_a_mail_is_text(tmp_path: Path, settings: Settings) -> None:
    memo = b"To: archive\nDate: 2024-05-19\n\nSubject: nothing"
    assert reading_of(memo, "a.txt", tmp_path, settings).media_type == "text/plain"


def mail(body: str = "Hej,\nse bilagan.") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Ärla Provström <arla@exempel.example>"
    message["To"] = "miljo@exempel.example"
    message["Subject"] = "Tips om krogen på hörnet"
    message["Date"] = "Sun, 19 May 2024 10:15:00 +0200"
    message.set_content(body)
    return message


def test_mail(tmp_path: Path, settings: Settings) -> None:
    message = mail()
    message.add_alternative("<p>Hej,<br>se bilagan.</p>", subtype="html")
    message.add_attachment(b"namn;belopp\n", maintype="text", subtype="csv", filename="Löner å.csv")
    message.add_attachment(mail("Inre brev"))
    (tmp_path / "a.eml").write_bytes(message.as_bytes())
    with open_reading(tmp_path / "a.eml", settings) as found:
        reading = found.reading
        files = {each.untrusted_name: each.path.read_bytes() for each in reading.attachments}
    (page,) = reading.pages
    assert (reading.media_type, reading.title) == ("message/rfc822", "Tips om krogen på hörnet")
    assert page.text.split("\n") == [
        "From: Ärla Provström <arla@exempel.example>",
        "To: miljo@exempel.example",
        "Date: Sun, 19 May 2024 10:15:00 +0200",
        "Subject: Tips om krogen på hörnet",
        "",
        "Hej,",
        "se bilagan.",
    ]
    assert list(files) == ["Löner å.csv", "Tips om krogen på hörnet.eml"]
    assert files["Löner å.csv"] == b"namn;belopp\n"
    assert b"Inre brev" in files["Tips om krogen på hörnet.eml"]


def test_mail_in_html_only(tmp_path: Path, settings: Settings) -> None:
    message = mail()
    message.set_content("<style>p{}</style><p>Första&nbsp;stycket</p><script>x()</script><p>Andra</p>", subtype="html")
    text = reading_of(message.as_bytes(), "a.eml", tmp_path, settings).pages[0].text
    assert text.split("\n\n")[1:] == ["Första\u00a0stycket".replace("\u00a0", " "), "Andra"]


@pytest.mark.parametrize(
    "content",
    [
        b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: text/plain; charset=no-such\n\nhej d\xe5\n",
        b"From: \xff<>@@;:,\nReceived: x\nDate: in the beginning\nTo: =?utf-8?b?!!!?=\n\nhej d\xe5\n",
        b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\n\nhej d\xe5\n",
    ],
)
def test_malformed_mail_is_read_all_the_same(content: bytes, tmp_path: Path, settings: Settings) -> None:
    reading = reading_of(content, "a.eml", tmp_path, settings)
    assert reading.state is DocumentState.READ
    assert "hej då" in reading.pages[0].text

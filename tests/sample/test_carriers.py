"""Every file opens as what it claims to be, and holds the text that the gold gives it."""

from __future__ import annotations

import email
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.sample.conftest import Made
from tests.sample.readers import docx_sides, pdf_fields, pdf_pages, text


def _of(made: Made, suffix: str) -> list[tuple[dict[str, Any], Path]]:
    found = [
        (document, made.archive.folder / document["path"])
        for document in made.documents
        if document["path"].endswith(suffix) and document["parent"] is None
    ]
    assert found
    return found


def _mail(path: Path) -> EmailMessage:
    message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def _words(text: str) -> str:
    return " ".join(text.split())


def test_pdf_pages_hold_their_text_or_none(made: Made) -> None:
    for document, path in _of(made, ".pdf"):
        content = path.read_bytes()
        layers = pdf_pages(content)
        fields = _words(" ".join(pdf_fields(content))).split()
        assert len(layers) == len(document["pages"])
        for layer, gold in zip(layers, document["pages"], strict=True):
            if gold["method"] == "ocr":
                assert layer == "" or gold["carrier"] == "old-ocr"
            else:
                here, there = set(_words(layer).split()), set(_words(gold["text"]).split())
                assert here <= there <= here | set(fields), path.name


@pytest.mark.parametrize("suffix", [".tif", ".png", ".jpg"])
def test_pictures_open_and_are_pages_at_200_dpi(made: Made, suffix: str) -> None:
    for document, path in _of(made, suffix):
        with Image.open(path) as image:
            assert getattr(image, "n_frames", 1) == len(document["pages"])
            assert abs(image.width / image.info["dpi"][0] - 8.27) < 0.02


def test_docx_holds_its_text(made: Made) -> None:
    for document, path in _of(made, ".docx"):
        told = "\n".join(docx_sides(path.read_bytes()))
        assert told.split() == document["pages"][0]["text"].split(), path.name


def test_text_files_hold_their_text(made: Made) -> None:
    for document, path in _of(made, ".txt"):
        assert text(path.read_bytes()) == document["pages"][0]["text"] + "\n"


def test_mails_hold_body_and_attachments(made: Made) -> None:
    mails, attached = {document["path"] for document, _ in _of(made, ".eml")}, set()
    for document, path in _of(made, ".eml"):
        message = _mail(path)
        body = message.get_body(("plain",))
        assert body is not None
        assert body.get_content().replace("\r\n", "\n") == document["pages"][0]["text"] + "\n"
        assert message["Subject"] == document["headers"]["subject"]
        attached |= {f"{document['path']}/{part.get_filename()}" for part in message.walk() if part.get_filename()}
    listed = {document["path"] for document in made.documents if document["parent"] in mails}
    assert attached == listed
    assert attached


def test_a_reply_names_the_mail_it_answers_and_quotes_it(made: Made) -> None:
    mails = [document for document, _ in _of(made, ".eml")]
    ids = {mail["headers"]["message_id"] for mail in mails}
    replies = [mail for mail in mails if mail["headers"]["in_reply_to"]]
    assert len(ids) == len(mails)
    assert replies
    for reply in replies:
        assert reply["headers"]["in_reply_to"] in ids
        assert "\n> " in reply["pages"][0]["text"]

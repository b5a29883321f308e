"""MBOX: each mail apart, whatever stands in it; a listing that says what there is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.readers.mbox import open_mbox
from ingest.readers.reader import OpenFile
from ingest.reading import open_reading
from models.document import DocumentState
from models.errors import CorruptFileError
from models.limits import Limits
from models.settings import Settings
from tests.ingest.readers.direct import attachments, opened

LINE = b"From a@b.example Mon Jan  1 10:00:00 2024\n"
ONE = (
    b"From: a@b.example\nTo: c@d.example\nSubject: =?utf-8?q?F=C3=B6rsta?=\n"
    b"Date: Mon, 1 Jan 2024 10:00:00 +0100\n\nhej\n"
)
TWO = b"From: a@b.example\nTo: c@d.example\n\nFrom hit till dit\n\nFrom now on, vi ses 10:30\n\n>From mig\n>>From dig\n"


def mailbox(tmp_path: Path, content: bytes, limits: Limits | None = None) -> OpenFile:
    (tmp_path / "a.mbox").write_bytes(content)
    return opened(open_mbox, tmp_path / "a.mbox", limits=limits)


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_each_mail_comes_out_as_it_was_sent(end: bytes, tmp_path: Path) -> None:
    first, second = (len((one + b"\n").replace(b"\n", end)) for one in (ONE, TWO))
    content = (LINE + ONE + b"\n" + LINE + TWO + b"\n").replace(b"\n", end)
    file = mailbox(tmp_path, content)
    assert next(file.pages(1)).text.split("\n") == [
        "Brevlåda (MBOX), 2 brev:",
        f"001 Första, a@b.example, Mon, 1 Jan 2024 10:00:00 +0100 ({first} byte)",
        f"002 a@b.example ({second} byte)",
    ]
    found = attachments(file)
    assert list(found) == ["001 Första.eml", "002.eml"]
    assert found["001 Första.eml"].replace(b"\r", b"") == ONE + b"\n"
    assert found["002.eml"].replace(b"\r", b"") == TWO.replace(b">From mig", b"From mig").replace(b">>", b">") + b"\n"
    assert file.lost == ""


def test_a_mailbox_through_the_sandbox(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "a.mbox").write_bytes((LINE + ONE + b"\n") * 30)
    with open_reading(tmp_path / "a.mbox", settings) as found:
        reading = found.reading
        assert (reading.media_type, reading.state) == ("application/mbox", DocumentState.READ)
        assert len(reading.attachments) == 30
        assert reading.attachments[29].path.read_bytes() == ONE + b"\n"


def test_a_mailbox_with_more_mails_than_a_document_may_have(tmp_path: Path) -> None:
    file = mailbox(tmp_path, (LINE + ONE + b"\n") * 7, replace(Limits(), records=5))
    assert (len(list(file.attachments())), file.lost) == (5, "too_many_messages")


def test_a_mail_that_is_larger_than_a_file_may_be(tmp_path: Path) -> None:
    file = mailbox(tmp_path, LINE + ONE + b"\n" + LINE + ONE * 50, replace(Limits(), file_bytes=1000))
    assert (list(attachments(file)), file.lost) == (["001 Första.eml"], "attachment_too_large")


def test_what_holds_no_mail_is_corrupt(tmp_path: Path) -> None:
    with pytest.raises(CorruptFileError):
        mailbox(tmp_path, b"From: a@b.example\n\nhej\n")

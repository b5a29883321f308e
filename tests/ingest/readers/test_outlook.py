"""MSG, TNEF and PST: an item of Outlook's is a mail like any other, with what lies in it."""

from __future__ import annotations

import struct
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.readers.compressed_rtf import rtf_text, unpacked
from ingest.readers.mail import open_mail
from ingest.readers.msg import open_msg
from ingest.readers.outlook_store import open_store
from ingest.readers.reader import OpenFile
from ingest.readers.tnef import open_tnef
from models.errors import CorruptFileError
from tests.conftest import SHARED
from tests.ingest.readers.direct import attachments, opened
from tests.ingest.readers.outlook_files import attribute, item, ole, properties, tnef

TICKS = int((datetime(2024, 5, 19, 8, 15, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10**7
TEXTS = {0x001A: "IPM.Note", 0x0037: "Tips om köket", 0x0C1A: "Britt Påhitt", 0x5D01: "britt@exempel.example",
         0x1000: "Hej,\r\nse bilagan.", 0x1035: "<ett@x.example>", 0x0070: "Tips"}  # fmt: skip
BOSS = item({0x3001: "Chef", 0x39FE: "chef@exempel.example"}, {0x0C15: (3, 1)})
COPY = item({0x3001: "Arkivet"}, {0x0C15: (3, 2)})
PDF = b"%PDF-1.4 " + bytes(range(1, 256)) * 20


def text_of(file: OpenFile) -> str:
    return "\n".join(page.text for page in file.pages(1))


def msg(tmp_path: Path, tree: dict[str, object]) -> OpenFile:
    (tmp_path / "a.msg").write_bytes(ole(tree))  # type: ignore[arg-type]
    return opened(open_msg, tmp_path / "a.msg")


def test_a_msg_file_is_a_mail(tmp_path: Path) -> None:
    file = msg(
        tmp_path,
        {
            **item(TEXTS, {0x0039: (0x40, TICKS)}, 32),
            "__recip_version1.0_#00000000": BOSS,
            "__recip_version1.0_#00000001": COPY,
            "__attach_version1.0_#00000000": item({0x3707: "Löner å.pdf", 0x3701: PDF}),
        },
    )
    assert text_of(file).split("\n") == [
        "From: Britt Påhitt <britt@exempel.example>",
        "To: Chef <chef@exempel.example>",
        "Cc: Arkivet",
        "Date: Sun, 19 May 2024 08:15:00 +0000",
        "Subject: Tips om köket",
        "",
        "Hej,",
        "se bilagan.",
    ]
    assert file.facts["date"] == "2024-05-19T08:15:00+00:00"
    assert (file.facts["message_id"], file.facts["thread_topic"]) == ("<ett@x.example>", "Tips")
    assert attachments(file) == {"Löner å.pdf": PDF}
    assert file.lost == ""


def test_what_the_senders_program_wrote_comes_first(tmp_path: Path) -> None:
    sent = "Microsoft Mail Internet Headers Version 2.0\r\nFrom: a@b.example\r\nReferences: <noll@x.example>\r\n"
    file = msg(tmp_path, item({**TEXTS, 0x007D: sent}, header=32))
    assert text_of(file).startswith("From: a@b.example\n")
    assert (file.facts["references"], file.facts["subject"]) == ("<noll@x.example>", "Tips om köket")


def test_a_mail_within_a_msg_file_can_be_read_again(tmp_path: Path) -> None:
    inner = {
        **item({**TEXTS, 0x0037: "Inre: åäö", 0x1000: "Det inre brevet, på svenska."}, {0x0039: (0x40, TICKS)}, 24),
        "__recip_version1.0_#00000000": BOSS,
        "__attach_version1.0_#00000000": item({0x3707: "å.pdf", 0x3701: PDF}),
    }
    tree = {**item(TEXTS, header=32), "__attach_version1.0_#00000000": {**item({0x3001: "Inre"}),
            "__substg1.0_3701000D": inner}}  # fmt: skip
    found = attachments(msg(tmp_path, tree))
    assert attachments(msg(tmp_path, tree)) == found  # the same bytes each time: it is the same document
    (tmp_path / "inre.eml").write_bytes(found["Inre.eml"])
    file = opened(open_mail, tmp_path / "inre.eml")
    assert "To: Chef <chef@exempel.example>" in text_of(file)
    assert text_of(file).endswith("Subject: Inre: åäö\n\nDet inre brevet, på svenska.")
    assert attachments(file)["å.pdf"].rstrip(b"\0") == PDF


def test_an_attachment_that_is_no_file_is_missed(tmp_path: Path) -> None:
    tree = {**item(TEXTS, header=32), "__attach_version1.0_#00000000": item({0x3707: "länk.docx", 0x370D: "\\\\x\\y"})}
    file = msg(tmp_path, tree)
    assert (attachments(file), file.lost) == ({}, "attachments_unread")


def test_bodies_in_html_and_in_rtf(tmp_path: Path) -> None:
    texts = {id: value for id, value in TEXTS.items() if id != 0x1000}
    html = "<p>Rik <b>text</b> på svenska</p>".encode()
    assert text_of(msg(tmp_path, item({**texts, 0x1013: html}, {0x3FDE: (3, 65001)}, 32))).endswith(
        "Rik text på svenska"
    )
    assert text_of(msg(tmp_path, item({**texts, 0x1009: STORED}, header=32))).endswith("R\u00e4ksm\u00f6rg\u00e5s")


def test_a_meeting_says_where_and_when(tmp_path: Path) -> None:
    names = struct.pack("<IHHIHH", 0x8208, 0, 0, 0x820D, 0, 1)
    texts: dict[int, str | bytes] = {0x001A: "IPM.Appointment", 0x0037: "Platsbesök", 0x8000: "Storgatan 12"}
    tree = {**item(texts, {0x8001: (0x40, TICKS)}, 32), "__nameid_version1.0": {"__substg1.0_00030102": names}}
    text = text_of(msg(tmp_path, tree))
    assert "Subject: Platsbesök" in text
    assert "Plats: Storgatan 12\nBörjar: 2024-05-19 08:15 UTC" in text


def rtf_file(content: bytes) -> bytes:
    return struct.pack("<4I", len(content) + 12, len(content), 0x414C454D, 0) + content


STORED = rtf_file(b"{\\rtf1\\ansi\\ansicpg1252 R\\'e4ksm\\'f6rg\\'e5s}")


def test_packed_rtf() -> None:
    assert unpacked(STORED) == STORED[16:]
    assert rtf_text(STORED) == "Räksmörgås"
    packed = b"".join(b"\0" + content.ljust(8, b" ") for content in (b"{\\rtf1 a", b" b c d e", b" f}     "))
    raw = struct.pack("<4I", len(packed) + 12, 24, 0x75465A4C, 0) + packed
    assert unpacked(raw) == b"{\\rtf1 a b c d e f}     "
    back = b"\x01\x00\x14" + b"A" * 7  # one piece of six from the beginning of the dictionary, then letters
    assert unpacked(struct.pack("<4I", 0, 0, 0x75465A4C, 0) + back)[:6] == b"\\rtf1\\"
    assert unpacked(raw[:20]) == b"{\\r"
    assert rtf_text(b"") == rtf_text(bytes(50)) == ""


INNER = tnef(attribute(1, 0x8004, b"Inre\0"), attribute(1, 0x800C, "Inre på svenska\0".encode("cp1252")))
MESSAGE = bytes.fromhex("0703020000000000c000000000000046")
WINMAIL = tnef(
    attribute(1, 0x9007, struct.pack("<II", 1252, 0)),
    attribute(1, 0x8004, "Tips om köket\0".encode("cp1252")),
    attribute(1, 0x9003, properties({0x1000: "Hej på dig", 0x1035: "<ett@x.example>", 0x1009: STORED})),
    attribute(2, 0x9002, bytes(14)),
    attribute(2, 0x8010, b"LN.PDF\0"),
    attribute(2, 0x800F, PDF),
    attribute(2, 0x9005, properties({0x3707: "Löner å.pdf"})),
    attribute(2, 0x9002, bytes(14)),
    attribute(2, 0x9005, properties({0x3001: "Inre", 0x3701: MESSAGE + INNER}, kind=0x0D)),
)


def test_tnef(tmp_path: Path) -> None:
    (tmp_path / "winmail.dat").write_bytes(WINMAIL)
    file = opened(open_tnef, tmp_path / "winmail.dat")
    assert text_of(file) == "Subject: Tips om köket\n\nHej på dig"
    assert file.facts["message_id"] == "<ett@x.example>"
    found = attachments(file)
    assert list(found) == ["Löner å.pdf", "Inre.eml"]
    assert found["Löner å.pdf"] == PDF
    (tmp_path / "inre.eml").write_bytes(found["Inre.eml"])
    assert text_of(opened(open_mail, tmp_path / "inre.eml")) == "Subject: Inre\n\nInre på svenska"


@pytest.mark.parametrize("length", range(20, len(WINMAIL), 211))
def test_tnef_that_breaks_off_is_read_as_far_as_it_goes(length: int, tmp_path: Path) -> None:
    (tmp_path / "winmail.dat").write_bytes(WINMAIL[:length])
    file = opened(open_tnef, tmp_path / "winmail.dat")
    assert "Subject" in text_of(file) or length < 80
    list(file.attachments())
    assert file.lost == "attachments_unread"


def test_what_is_none_of_them_is_corrupt(tmp_path: Path) -> None:
    whole = ole({**item(TEXTS, header=32)})
    for number, content in enumerate((b"", b"!BDN" + bytes(600), whole[:700], whole[:512] + bytes(4000))):
        path = tmp_path / f"{number}"
        path.write_bytes(content)
        for reader in (open_tnef, open_store, open_msg):
            with pytest.raises(CorruptFileError):
                opened(reader, path)


@pytest.mark.skipif(not (SHARED / "data/documents/robust").is_dir(), reason="the shared robust set is not here")
def test_a_pst_file_gives_each_item_as_a_mail(tmp_path: Path) -> None:
    file = opened(open_store, SHARED / "data/documents/robust/files/tika__testPST_variousBodyTypes.pst")
    found = attachments(file)
    assert len(found) == 4
    assert text_of(file).split("\n")[1:] == list(found)
    for name, content in found.items():
        (tmp_path / "a.eml").write_bytes(content)
        mail = opened(open_mail, tmp_path / "a.eml")
        assert mail.facts["subject"] in name
        assert mail.facts["date"].startswith("2017-08-30")
        assert "original email" in text_of(mail)
    assert file.lost == ""

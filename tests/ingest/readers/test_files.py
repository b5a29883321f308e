"""Files as they come: empty, missing, forbidden, locked, broken, too large, oddly named; and the command."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import CliRunner
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from ingest.read_command import read
from ingest.reading import open_reading, read_file
from models.document import DocumentState, Reading
from models.errors import DiskFullError, InvalidSettingError, MissingPathError
from models.limits import Limits
from models.settings import Settings
from tests.ingest.readers.made import LINES, lines, write_pdf


def fate(reading: Reading) -> tuple[DocumentState, str]:
    return reading.state, reading.reason


def quarantined(reason: str) -> tuple[DocumentState, str]:
    return DocumentState.QUARANTINED, reason


def test_empty_missing_and_no_plain_file(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "empty.pdf").touch()
    os.mkfifo(tmp_path / "pipe")
    assert fate(read_file(tmp_path / "empty.pdf", settings)) == quarantined("empty_file")
    assert fate(read_file(tmp_path / "pipe", settings)) == quarantined("unsupported_type")
    with pytest.raises(MissingPathError):
        read_file(tmp_path / "nowhere.pdf", settings)


def test_a_file_that_we_may_not_read(tmp_path: Path, settings: Settings) -> None:
    path = write_pdf(tmp_path / "a.pdf", lines("x"))
    path.chmod(0)
    if os.geteuid() != 0:
        assert fate(read_file(path, settings)) == quarantined("permission_denied")
        return
    for folder in (tmp_path, *tmp_path.parents[:3]):
        folder.chmod(0o755)
    os.seteuid(65534)
    try:
        reading = read_file(path, settings)
    finally:
        os.seteuid(0)
    assert fate(reading) == quarantined("permission_denied")


def locked(path: Path) -> Path:
    canvas = Canvas(str(path), encrypt=StandardEncryption("hemligt", strength=128))
    lines(*LINES)(canvas)
    canvas.save()
    return path


def test_a_locked_file_opens_with_its_password(tmp_path: Path, settings: Settings) -> None:
    path = locked(tmp_path / "a.pdf")
    assert fate(read_file(path, settings)) == quarantined("encrypted")
    assert fate(read_file(path, settings, passwords=("fel",))) == quarantined("encrypted")
    assert read_file(path, settings, passwords=("fel", "hemligt")).pages[0].text == "\n".join(LINES)


def test_broken_files(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\nthis is all there is")
    assert fate(read_file(tmp_path / "a.pdf", settings)) == quarantined("corrupt")


def test_limits_on_bytes_and_pages(tmp_path: Path, settings: Settings) -> None:
    path = write_pdf(tmp_path / "a.pdf", *[lines("x")] * 3)
    for limits in (replace(Limits(), pages=2), replace(Limits(), file_bytes=100)):
        assert fate(read_file(path, replace(settings, limits=limits))) == quarantined("too_large")


def test_an_answer_that_is_too_large_keeps_the_pages_before(tmp_path: Path, settings: Settings) -> None:
    path = write_pdf(tmp_path / "a.pdf", *[lines(*LINES)] * 4)
    with open_reading(path, settings) as found:
        page = found.images[1].stat().st_size
    for answer_bytes, kept in ((int(2.7 * page), 2), (page // 2, 0)):
        small = replace(settings, limits=replace(Limits(), answer_bytes=answer_bytes))
        with open_reading(path, small) as found:
            outcomes = [page.reason for page in found.reading.pages]
            assert outcomes == ["good_text"] * kept + ["too_large"] * (4 - kept)
            partial = (DocumentState.PARTIAL, "unread_pages")
            assert fate(found.reading) == (partial if kept else quarantined("too_large"))
            assert sorted(found.images) == list(range(1, kept + 1))


def test_a_name_of_any_bytes(tmp_path: Path, settings: Settings) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/--r\xe4ksm\xf6rg\xe5s \n'\".pdf"))
    write_pdf(tmp_path / "a.pdf", lines("Hej")).rename(path)
    assert read_file(path, settings).pages[0].text == "Hej"


def test_a_full_disk_is_no_fault_of_the_file(tmp_path: Path, settings: Settings) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("/dev/full is Linux's own")
    path = write_pdf(tmp_path / "a.pdf", lines("x"))
    with pytest.raises(DiskFullError), open_reading(path, settings), open("/dev/full", "wb", buffering=0) as full:
        full.write(b"x")


def test_a_sandbox_that_cannot_be_had(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(InvalidSettingError):
        read_file(write_pdf(tmp_path / "a.pdf", lines("x")), replace(settings, sandbox="unknown"))


def test_page_images_are_jpeg_named_by_their_hash(tmp_path: Path, settings: Settings) -> None:
    import hashlib

    with open_reading(write_pdf(tmp_path / "a.pdf", lines("x"), lines("y")), settings) as found:
        for page in found.reading.pages:
            content = found.images[page.number].read_bytes()
            assert content.startswith(b"\xff\xd8\xff")
            assert page.image == hashlib.sha256(content).hexdigest()
        kept = found.images[1]
    assert not kept.exists()


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Message-ID"] = "a@b.example", "c@d.example", "<1@b.example>"
    message.set_content("Hej")
    pdf = write_pdf(tmp_path / "a.pdf", lines(*LINES)).read_bytes()
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename="beslut.pdf")
    (tmp_path / "a.eml").write_bytes(message.as_bytes())
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(read, ["a.eml", "--json"], catch_exceptions=False)
    values = json.loads(result.stdout)
    assert list(values) == ["type", "state", "reason", "pages", "attachments"]
    (inner,) = values["attachments"]
    assert (inner["name"], inner["type"], inner["state"]) == ("beslut.pdf", "application/pdf", "read")
    page = inner["pages"][0]
    assert set(page) == {"number", "method", "reason", "text", "quality", "width", "height", "words"}
    assert set(page["words"][0]) == {"text", "start", "end", "x0", "y0", "x1", "y1", "confidence"}
    assert not (tmp_path / "home").exists()
    assert "beslut.pdf" in CliRunner().invoke(read, ["a.eml"]).stdout


def test_the_command_with_passwords(tmp_path: Path) -> None:
    locked(tmp_path / "a.pdf")
    (tmp_path / "words").write_text("fel\nhemligt\n", encoding="utf-8")
    arguments = [str(tmp_path / "a.pdf"), "--json", "--passwords", str(tmp_path / "words")]
    assert json.loads(CliRunner().invoke(read, arguments).stdout)["state"] == "read"

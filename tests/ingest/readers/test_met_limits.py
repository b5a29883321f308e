"""Limits that no other test here meets: each made small, and a real file that asks for more."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from ingest.pictures.paper import for_ocr
from ingest.read_command import read_values
from ingest.readers.pdf_render import capped
from ingest.reading import open_reading, read_file
from models.document import DocumentState, PageMethod
from models.limits import Limits
from models.settings import Settings
from tests.ingest.readers.made import LINES, lines, paper, write_pdf


def limited(settings: Settings, **limits: int) -> Settings:
    return replace(settings, limits=replace(Limits(), **limits))


def test_a_page_has_no_more_words_than_it_may(tmp_path: Path, settings: Settings) -> None:
    words = [f"ord{number}" for number in range(200)]
    (tmp_path / "a.txt").write_text("\n".join(words))
    pages = read_file(tmp_path / "a.txt", limited(settings, page_words=50)).pages
    assert max(len(page.words) for page in pages) <= 50
    assert [word.text for page in pages for word in page.words] == words


def test_a_page_with_too_large_a_picture_is_unread(tmp_path: Path, settings: Settings) -> None:
    path = write_pdf(tmp_path / "a.pdf", lines("x"), lines(*LINES * 6), lines("y"))
    with open_reading(path, settings) as found:
        sizes = [image.stat().st_size for image in found.images.values()]
    assert sizes[1] == max(sizes) > max(sizes[0], sizes[2])
    with open_reading(path, limited(settings, page_image_bytes=sizes[1] - 1)) as found:
        methods = [page.method for page in found.reading.pages]
    assert methods == [PageMethod.TEXT, PageMethod.UNREAD, PageMethod.TEXT]


@pytest.mark.parametrize("most", [1_000_000, 40_000_000])
def test_ocr_is_given_no_more_pixels_than_it_may(most: int) -> None:
    dpi = capped(2384.0, 3370.0, 300.0, most)  # A0 in points
    assert (2384 / 72 * dpi) * (3370 / 72 * dpi) <= most * 1.001
    copy, _ = for_ocr(paper((6000, 8000)), 600.0, most)
    assert copy.width * copy.height <= most * 1.001


def mail(inner: EmailMessage | None = None, files: int = 0) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Message-ID"] = "a@b.example", "c@d.example", "<1@b.example>"
    message.set_content("Hej")
    for number in range(files):
        message.add_attachment(b"x", maintype="application", subtype="octet-stream", filename=f"{number}.bin")
    if inner is not None:
        message.add_attachment(inner)
    return message


def test_a_mail_with_too_many_attachments(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "a.eml").write_bytes(mail(files=3).as_bytes())
    assert len(read_file(tmp_path / "a.eml", limited(settings, attachments=5)).attachments) == 3
    reading = read_file(tmp_path / "a.eml", limited(settings, attachments=2))
    assert (reading.state, reading.reason, len(reading.attachments)) == (
        DocumentState.PARTIAL,
        "too_many_attachments",
        2,
    )
    assert "… och 1 bilagor till" in reading.pages[0].text


def test_an_archive_with_too_many_members(tmp_path: Path, settings: Settings) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number in range(5):
            archive.writestr(f"{number}.txt", b"hej")
    assert len(read_file(tmp_path / "a.zip", limited(settings, archive_members=5)).attachments) == 5
    reading = read_file(tmp_path / "a.zip", limited(settings, archive_members=3))
    assert (reading.state, reading.reason) == (DocumentState.PARTIAL, "too_many_members")
    assert [each.untrusted_name for each in reading.attachments] == ["0.txt", "1.txt", "2.txt"]
    assert "… och 2 till" in reading.pages[0].text


@pytest.mark.parametrize(
    ("limits", "taken"),
    [
        ({}, 3),
        ({"archive_unpacked_bytes": 250_000}, 2),
        ({"archive_floor_bytes": 0, "archive_ratio": 200}, 1),  # packed to a five hundredth
        ({"archive_floor_bytes": 0, "archive_ratio": 2_000}, 3),
        ({"archive_floor_bytes": 250_000, "archive_ratio": 200}, 2),
    ],
)
def test_an_archive_that_unpacks_to_too_much(
    limits: dict[str, int], taken: int, tmp_path: Path, settings: Settings
) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"{number}.bin", bytes(100_000))
    reading = read_file(tmp_path / "a.zip", limited(settings, **limits))
    assert len(reading.attachments) == taken
    left_out = taken < 3
    assert reading.reason == ("unpacked_too_large" if left_out else "")
    assert reading.pages[0].text.count("för stor uppackad, läses inte") == 3 - taken


def test_mails_in_mails_are_read_to_a_depth(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "a.eml").write_bytes(mail(mail(mail())).as_bytes())
    for depth in (0, 1, 2):
        values, seen = read_values(tmp_path / "a.eml", settings, (), False, "a.eml", depth), 0
        while values["attachments"]:
            (values,), seen = values["attachments"], seen + 1
        assert seen == depth

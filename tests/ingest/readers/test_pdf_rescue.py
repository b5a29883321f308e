"""Damaged PDFs: read as far as they go, what is missing named, nothing invented, nothing guessed without a sign."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf

from ingest.readers.pdf_damage import look_for_damage
from ingest.reading import read_file
from models.document import DocumentState, PageMethod, Reading
from models.errors import CorruptFileError, EncryptedFileError
from models.settings import Settings
from tests.ingest.readers.made import LINES, lines, write_pdf
from tests.ingest.readers.made_pdf import changed

PAGES = 6


def whole(path: Path) -> Path:
    return write_pdf(path, *[lines(f"Blad {number}", *LINES * 4, top=800) for number in range(1, PAGES + 1)])


def cut(path: Path, share: float) -> Path:
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    return path


def read_pages(reading: Reading) -> list[int]:
    """The numbers of the pages whose first line is there, each checked to be the right one."""
    good = [page for page in reading.pages if page.method is PageMethod.TEXT]
    assert all(page.text.startswith(f"Blad {page.number}\n") for page in good)
    return [page.number for page in good]


def saved(path: Path, **saving: object) -> Path:
    return changed(path, lambda pdf: None, **saving)


def test_a_whole_file_shows_no_damage(tmp_path: Path) -> None:
    path = whole(tmp_path / "a.pdf")
    assert not look_for_damage(path).is_likely
    assert not look_for_damage(saved(path, object_stream_mode=ObjectStreamMode.generate)).is_likely
    assert not look_for_damage(saved(path, linearize=True)).is_likely
    path.write_bytes(b"skr\xe4p\n" + path.read_bytes() + b"\n" * 500)
    assert not look_for_damage(path).truncated


@pytest.mark.parametrize("share", [0.65, 0.8])
def test_a_file_cut_off_is_read_as_far_as_it_goes(tmp_path: Path, settings: Settings, share: float) -> None:
    reading = read_file(cut(whole(tmp_path / "a.pdf"), share), settings)
    assert reading.state is DocumentState.PARTIAL
    assert len(reading.pages) == PAGES
    assert 2 <= len(read_pages(reading)) < PAGES
    unread = [page for page in reading.pages if page.method is PageMethod.UNREAD]
    assert {page.reason for page in unread} == {"missing_page"}
    assert len(unread) + len(read_pages(reading)) == PAGES


def test_a_file_cut_off_whose_pages_are_packed(tmp_path: Path, settings: Settings) -> None:
    path = saved(whole(tmp_path / "a.pdf"), object_stream_mode=ObjectStreamMode.generate)
    reading = read_file(cut(path, 0.8), settings)
    assert reading.state is DocumentState.PARTIAL
    assert len(read_pages(reading)) >= 3


def test_a_file_that_ends_before_its_first_page_is_corrupt(tmp_path: Path, settings: Settings) -> None:
    reading = read_file(cut(whole(tmp_path / "a.pdf"), 0.1), settings)
    assert (reading.state, reading.reason) == (DocumentState.QUARANTINED, CorruptFileError.code)


@pytest.mark.parametrize("count", [1, 9, -3])
def test_the_pages_that_are_there_are_read_whatever_the_tree_counts(
    tmp_path: Path, settings: Settings, count: int
) -> None:
    path = whole(tmp_path / "a.pdf")
    path.write_bytes(re.sub(rb"/Count 6\b", b"/Count %d" % count, path.read_bytes()))
    reading = read_file(path, settings)
    assert read_pages(reading) == list(range(1, PAGES + 1))
    assert len(reading.pages) == PAGES


def test_a_count_that_cannot_be_is_told(tmp_path: Path, settings: Settings) -> None:
    path = whole(tmp_path / "a.pdf")
    path.write_bytes(re.sub(rb"/Count 6\b", b"/Count 9999999999", path.read_bytes()))
    reading = read_file(path, settings)
    assert (reading.state, reading.reason) == (DocumentState.PARTIAL, "pages_missing")
    assert read_pages(reading) == list(range(1, PAGES + 1))


def test_a_loop_in_the_page_tree_ends(tmp_path: Path, settings: Settings) -> None:
    def loop(pdf: Pdf) -> None:
        inner = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=1, Kids=Array()))
        inner["/Kids"] = Array([inner])
        tree = pdf.Root["/Pages"]
        tree["/Kids"] = Array([*list(tree["/Kids"]), inner])
        tree["/Count"] = PAGES + 1

    reading = read_file(changed(whole(tmp_path / "a.pdf"), loop), settings)
    assert reading.state is DocumentState.READ
    assert read_pages(reading) == list(range(1, PAGES + 1))


def test_a_missing_page_keeps_its_number(tmp_path: Path, settings: Settings) -> None:
    path = whole(tmp_path / "a.pdf")
    with pikepdf.open(path) as pdf:
        number = pdf.pages[2].obj.objgen[0]
    path.write_bytes(path.read_bytes().replace(b"\n%d 0 obj" % number, b"\n%d 0 obx" % number))
    reading = read_file(path, settings)
    assert reading.state is DocumentState.PARTIAL
    assert read_pages(reading) == [1, 2, 4, 5, 6]
    assert reading.pages[2].method is PageMethod.UNREAD


def test_a_whole_file_without_a_catalogue_is_not_guessed_at(tmp_path: Path, settings: Settings) -> None:
    path = whole(tmp_path / "a.pdf")
    content = path.read_bytes()
    path.write_bytes(content[: content.rindex(b"trailer")] + b"trailer\n/Size 9 >>\nstartxref\n0\n%%EOF\n")
    reading = read_file(path, settings)
    assert (reading.state, reading.reason) == (DocumentState.QUARANTINED, CorruptFileError.code)


def test_a_file_without_its_table_is_whole(tmp_path: Path, settings: Settings) -> None:
    path = whole(tmp_path / "a.pdf")
    content = path.read_bytes()
    start, end = content.rindex(b"xref\n0"), content.rindex(b"trailer")
    path.write_bytes(content[:start] + content[end:])
    reading = read_file(path, settings)
    assert reading.state is DocumentState.READ
    assert read_pages(reading) == list(range(1, PAGES + 1))


def test_a_page_whose_content_cannot_be_unpacked_is_not_blank(tmp_path: Path, settings: Settings) -> None:
    def spoil(pdf: Pdf) -> None:
        pdf.pages[0].obj["/Contents"] = pdf.make_stream(b"\x00\x01spoilt", Filter=Name.FlateDecode)
        pdf.pages[1].obj["/Contents"] = pdf.make_stream(b"q 1 0 0 1 0 0 cm BT /F1 12 Tf ET Q")

    path = write_pdf(tmp_path / "a.pdf", *[lines(*LINES)] * 3)
    first, second, third = read_file(changed(path, spoil), settings).pages
    assert (first.method, first.reason) == (PageMethod.UNREAD, "corrupt_page")
    assert (second.method, second.reason) == (PageMethod.BLANK, "no_content")
    assert third.method is PageMethod.TEXT


def test_a_locked_file_with_a_broken_table_asks_for_its_password(tmp_path: Path, settings: Settings) -> None:
    locking = pikepdf.Encryption(user="hemligt", owner="hemligare", R=6)
    path = saved(whole(tmp_path / "a.pdf"), encryption=locking)
    path.write_bytes(re.sub(rb"startxref\n\d+", b"startxref\n7", path.read_bytes()))
    assert read_file(path, settings).reason == EncryptedFileError.code
    assert read_pages(read_file(path, settings, passwords=("hemligt",))) == list(range(1, PAGES + 1))


def test_a_file_sent_as_text_is_told_by_its_returns(tmp_path: Path, settings: Settings) -> None:
    path = whole(tmp_path / "a.pdf")
    with_noise = changed(path, lambda pdf: pdf.Root.__setitem__("/Noise", pdf.make_stream(Random(7).randbytes(40_000))))
    assert not look_for_damage(with_noise).sent_as_text
    path.write_bytes(re.sub(rb"(?<!\r)\n", b"\r\n", path.read_bytes()) + b"% /FlateDecode\r\n")
    assert look_for_damage(path).sent_as_text
    reading = read_file(path, settings)
    assert reading.state is DocumentState.READ
    assert read_pages(reading) == list(range(1, PAGES + 1))

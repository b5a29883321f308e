"""Files inside a PDF: each once, whether it lies in the name tree, is pinned to a page, or both."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from pikepdf import Dictionary, Name, Pdf

from ingest.ocr.engine import PageOcr
from ingest.raw_page import RawAttachment
from ingest.readers.pdf import open_pdf
from ingest.readers.pdf_attachments import Attachments
from ingest.reading import open_reading
from ingest.request import ReadRequest
from models.document import DocumentState
from models.limits import Limits
from models.settings import Settings
from tests.ingest.readers.made import LINES, lines, write_pdf
from tests.ingest.readers.made_pdf import attached, changed, pinned


def made(path: Path) -> Path:
    return write_pdf(path, lines(*LINES), lines("Sida två"))


def found(path: Path, settings: Settings) -> list[tuple[str, bytes]]:
    with open_reading(path, settings, images=False) as reading:
        assert reading.reading.state is DocumentState.READ
        return [(each.untrusted_name, each.path.read_bytes()) for each in reading.reading.attachments]


def test_files_of_the_name_tree(tmp_path: Path, settings: Settings) -> None:
    files = {"kalkyl åtgärder.csv": b"a;b\n1;2\n", "stor.bin": bytes(range(256)) * 9000}
    path = changed(made(tmp_path / "a.pdf"), attached(files))
    assert dict(found(path, settings)) == files


def test_a_file_pinned_to_a_page(tmp_path: Path, settings: Settings) -> None:
    path = changed(made(tmp_path / "a.pdf"), pinned("ritning.txt", b"plan 2", page=1))
    assert found(path, settings) == [("ritning.txt", b"plan 2")]


def test_the_same_file_in_both_places_is_one(tmp_path: Path, settings: Settings) -> None:
    path = changed(made(tmp_path / "a.pdf"), attached({"ritning.txt": b"plan 2"}))
    assert found(changed(path, pinned("ritning.txt", b"plan 2")), settings) == [("ritning.txt", b"plan 2")]


def test_a_portfolio_gives_its_files_and_its_cover(tmp_path: Path, settings: Settings) -> None:
    inner = made(tmp_path / "inner.pdf").read_bytes()

    def as_portfolio(pdf: Pdf) -> None:
        pdf.Root["/Collection"] = Dictionary(Type=Name.Collection)

    path = changed(write_pdf(tmp_path / "a.pdf", lines("Öppna i ett annat program")), attached({"ett.pdf": inner}))
    with open_reading(changed(path, as_portfolio), settings, images=False) as reading:
        assert "Öppna i ett annat program" in reading.reading.pages[0].text
        assert [each.untrusted_name for each in reading.reading.attachments] == ["ett.pdf"]


def test_a_reading_that_begins_in_the_middle_has_all_files(tmp_path: Path) -> None:
    path = changed(made(tmp_path / "a.pdf"), pinned("ritning.txt", b"plan 2", page=0))
    opened = open_pdf(path, ReadRequest(str(path), {}, images=False), PageOcr(lambda: None, 1.0))  # type: ignore[arg-type, return-value]
    assert len(list(opened.pages(2))) == 1
    assert [each.untrusted_name for each in opened.attachments()] == ["ritning.txt"]


def limited(path: Path, limits: Limits) -> tuple[list[RawAttachment], str]:
    with pypdfium2.PdfDocument(path) as pdf:
        attachments = Attachments(pdf, limits)
        return list(attachments.files()), attachments.lost


def test_too_many_files_are_named_as_lost(tmp_path: Path) -> None:
    path = changed(made(tmp_path / "a.pdf"), attached({f"{n}.txt": b"%d" % n for n in range(4)}))
    files, lost = limited(path, Limits(attachments=3))
    assert (len(files), lost) == (3, "too_many_attachments")


def test_a_file_that_is_too_large_is_named_as_lost(tmp_path: Path) -> None:
    path = changed(made(tmp_path / "a.pdf"), attached({"stor.bin": bytes(2000), "liten.txt": b"x"}))
    files, lost = limited(path, Limits(file_bytes=1000))
    assert ([each.untrusted_name for each in files], lost) == (["liten.txt"], "attachments_unread")


def test_files_pinned_to_pages_are_held_within_a_limit(tmp_path: Path) -> None:
    path = changed(made(tmp_path / "a.pdf"), pinned("ett.txt", bytes(600), page=0))
    path = changed(path, pinned("två.txt", b"x" * 600, page=1))
    files, lost = limited(path, Limits(file_bytes=1000))
    assert ([each.untrusted_name for each in files], lost) == (["ett.txt"], "attachments_unread")

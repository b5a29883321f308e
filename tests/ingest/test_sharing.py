"""A long scan is shared among children where cores are free, and comes out as if one had read it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest import capacity, cores, sandbox
from ingest.cores import free_cores
from ingest.reading import open_reading
from ingest.sharing import Sharing
from models.document import PageMethod
from models.settings import Settings
from tests.papers import pdf
from tests.processes import wait_until

PAGES, CORES = 9, 2


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cores that nobody else on the machine takes: the tests run side by side, and others may be reading."""
    monkeypatch.setattr(cores, "NAME", f"samsyn-test-core-{os.getpid()}")
    monkeypatch.setattr(capacity, "count_cores", lambda: CORES)
    monkeypatch.setattr(capacity, "memory_bytes", lambda: 2**50)


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A TIFF of nine pages, each with its number in words."""
    frames = []
    for number in range(1, PAGES + 1):
        frame = Image.new("L", (800, 300), 255)
        font = ImageFont.load_default(40)
        ImageDraw.Draw(frame).text((60, 100), f"Tillsyn av lokal nummer {number}", 0, font)
        frames.append(frame)
    path = tmp_path_factory.mktemp("scan") / "a.tif"
    frames[0].save(path, save_all=True, append_images=frames[1:], dpi=(200, 200))
    return path


@pytest.fixture
def launched(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """The stretches that children were started for, as (first page, last page or 0)."""
    asked: list[tuple[int, int]] = []
    launch: Callable[..., sandbox.Child] = sandbox.launch

    def noted(request: object, *others: object) -> sandbox.Child:
        asked.append((request.first_page, request.last_page))  # type: ignore[attr-defined]
        return launch(request, *others)

    monkeypatch.setattr(sandbox, "launch", noted)
    return asked


def texts(path: Path, settings: Settings) -> list[str]:
    with open_reading(path, settings) as found:
        assert [page.number for page in found.reading.pages] == list(range(1, PAGES + 1))
        assert {page.method for page in found.reading.pages} == {PageMethod.OCR}
        assert sorted(found.images) == list(range(1, PAGES + 1))
        return [page.text for page in found.reading.pages]


def test_the_pages_are_shared_and_come_in_order(
    scanned: Path, settings: Settings, launched: list[tuple[int, int]]
) -> None:
    shared = texts(scanned, settings)
    assert len(launched) >= 2
    assert all(first > 1 for first, _ in launched[1:])
    launched.clear()
    with free_cores(CORES) as taken:
        taken.take_up_to(1_000)
        assert texts(scanned, settings) == shared
    assert launched == [(1, 0)]
    assert [text.split()[-1] for text in shared] == [str(number) for number in range(1, PAGES + 1)]


def test_a_core_is_held_by_one_and_given_back() -> None:
    with free_cores(CORES) as mine, free_cores(CORES) as others:
        taken = mine.take_up_to(1_000)
        assert not others.take()
    with free_cores(CORES) as again:
        assert again.take_up_to(1_000) == taken


def test_a_page_that_fells_the_reader_in_anothers_stretch_is_named(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("text")
    readers = {"text/plain": "tests.faults.readers.bad_readers:ocr_pages_of_which_one_crashes"}
    with open_reading(path, settings, readers=readers) as found:
        methods = [page.method for page in found.reading.pages]
        attached = [attachment.path.read_bytes() for attachment in found.reading.attachments]
    assert methods == [PageMethod.UNREAD if number == 10 else PageMethod.OCR for number in range(1, 13)]
    assert attached == [b"hej"]


def test_told_to_stop_it_ends_those_who_help(
    settings: Settings, tmp_path: Path, launched: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that hangs at a page of its stretch too: nothing is begun anew for the pages after."""

    def stopped(*_: object) -> None:
        assert wait_until(lambda: len(launched) == 2)
        raise KeyboardInterrupt

    monkeypatch.setattr(Sharing, "gather", stopped)
    (tmp_path / "a.txt").write_text("text")
    readers = {"text/plain": "tests.faults.readers.bad_readers:ocr_pages_of_which_one_hangs"}
    with pytest.raises(KeyboardInterrupt), open_reading(tmp_path / "a.txt", settings, readers=readers):
        pass
    assert [first for first, _ in launched] == [1, 7]


def test_no_more_read_than_the_memory_holds(
    scanned: Path, settings: Settings, launched: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many cores are free."""
    memory = 2 * settings.limits.reader_memory_bytes - 1
    monkeypatch.setattr(capacity, "memory_bytes", lambda: memory)
    texts(scanned, settings)
    assert launched == [(1, 0)]


def test_a_file_with_text_of_its_own_is_read_by_one(
    tmp_path: Path, settings: Settings, launched: list[tuple[int, int]]
) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf([f"Sidan {number} av en vanlig handling" for number in range(12)]))
    with open_reading(tmp_path / "a.pdf", settings) as found:
        assert len(found.reading.pages) == 12
    assert launched == [(1, 0)]

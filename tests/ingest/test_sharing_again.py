"""Cores that become free one after the other are each used: the longest stretch is shared once more."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

from ingest import capacity, cores, sandbox
from ingest.answer import Head
from ingest.cores import Cores, free_cores
from ingest.framing import OverflowingError, write_message
from ingest.reading import open_reading
from ingest.request import ReadRequest
from ingest.sharing import Sharing
from ingest.supervision import _messages
from ingest.taking import Progress
from models.document import Page, PageMethod
from models.limits import Limits
from models.settings import Settings
from tests.processes import wait_until

PAGES, CORES = 40, 4


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cores]:
    """Three cores of four, at work for others; the last is for the first child."""
    monkeypatch.setattr(cores, "NAME", f"samsyn-test-core-again-{os.getpid()}")
    monkeypatch.setattr(capacity, "count_cores", lambda: CORES)
    monkeypatch.setattr(capacity, "memory_bytes", lambda: 2**50)
    with free_cores(CORES) as others:
        assert others.take_up_to(CORES - 1) == CORES - 1
        yield others


class Scan:
    """A scan of which others read nothing before ``go``; ``begun`` are the stretches that they have."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.go = Event()
        self.begun: list[Progress] = []
        self.most = settings.limits.answer_bytes
        self.first = Progress(folder, media_type="image/tiff", head=Head(PAGES, "", {}), by_ocr=True)
        self.sharing = Sharing(self.first, ReadRequest("a.tif", {}), settings, self._help)

    def _help(self, request: ReadRequest, settings: Settings, stretch: Progress, sharing: Sharing) -> None:
        self.begun.append(stretch)
        assert self.go.wait(120)
        stretch.by_ocr = True
        self.read(stretch)

    def read(self, progress: Progress) -> None:
        """All that is wanted of it, asking before each page as those do who watch over a child."""
        while progress.remaining:
            self.sharing.begin(progress)
            progress.pages.append(Page(progress.next, PageMethod.OCR, "", "Sida", 1.0))


def test_each_core_that_becomes_free_is_used(busy: Cores, tmp_path: Path, settings: Settings) -> None:
    scan = Scan(tmp_path, settings)
    with scan.sharing:
        try:
            assert not scan.sharing.begin(scan.first)
            lasts = []
            for _ in range(CORES - 2):
                busy.give_one_back()
                assert scan.sharing.begin(scan.first)
                assert not scan.sharing.begin(scan.first)
                lasts.append(scan.first.last)
            assert lasts == [20, 10]
            busy.give_one_back()
            assert not scan.sharing.begin(scan.first)  # another stretch is longer
        finally:
            scan.go.set()
        scan.read(scan.first)
        scan.sharing.gather()
    assert [page.number for page in scan.first.pages] == list(range(1, PAGES + 1))
    assert len(scan.begun) >= CORES - 1
    assert {11, 21} < {stretch.first for stretch in scan.begun}
    rooms = [scan.most - stretch.answered for stretch in scan.begun]
    assert min(rooms) > 0
    assert sum(rooms) < scan.most  # of what may come on top of what the first child hands back
    with free_cores(CORES) as again:
        assert again.take_up_to(1_000) == CORES


class Endless(Scan):
    """One whose helpers are never done."""

    def _help(self, request: ReadRequest, settings: Settings, stretch: Progress, sharing: Sharing) -> None:
        self.begun.append(stretch)
        stretch.by_ocr = True
        while not self.go.wait(0.01):
            stretch.reins.check()
            sharing.begin(stretch)


def test_told_to_stop_it_ends_those_of_each_sharing(busy: Cores, tmp_path: Path, settings: Settings) -> None:
    scan = Endless(tmp_path, settings)

    def stopped() -> None:
        busy.give_one_back()
        assert scan.sharing.begin(scan.first)
        scan.first.pages.append(Page(1, PageMethod.OCR, "", "Sida", 1.0))  # it has less left than the other
        busy.give_one_back()
        assert wait_until(lambda: len(scan.begun) == 2)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), scan.sharing:
        stopped()
    assert [stretch.first for stretch in scan.begun] == [21, 31]
    with free_cores(CORES) as again:
        assert again.take_up_to(1_000) == CORES - 1  # but for the one that others are at work on


def test_a_stretch_that_another_reads_is_shared_in_its_turn(
    busy: Cores, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By real children: whenever one is started, a core becomes free."""
    begun: list[int] = []
    launch: Callable[..., sandbox.Child] = sandbox.launch

    def noted(request: ReadRequest, *others: object) -> sandbox.Child:
        begun.append(request.first_page)
        if len(begun) < CORES:
            busy.give_one_back()
        return launch(request, *others)

    monkeypatch.setattr(sandbox, "launch", noted)
    (tmp_path / "a.txt").write_text("text")
    readers = {"text/plain": "tests.faults.readers.bad_readers:ocr_pages_that_are_good"}
    with open_reading(tmp_path / "a.txt", settings, readers=readers) as found:
        assert [page.number for page in found.reading.pages] == list(range(1, 13))
        assert {page.method for page in found.reading.pages} == {PageMethod.OCR}
        attached = [attachment.path.read_bytes() for attachment in found.reading.attachments]
    assert attached == [b"hej"]
    assert begun[:2] == [1, 7]
    assert any(first > 7 for first in begun)


def test_what_others_may_hand_back_in_its_place_a_child_may_not(tmp_path: Path) -> None:
    """However much of it had been left when the child was started."""
    pipe, child = os.pipe()
    progress = Progress(tmp_path)
    with open(pipe, "rb"), open(child, "wb") as out, closing(_messages(pipe, Limits(), progress)) as messages:
        for size in (10, 20):
            write_message(out, {"message": "page"}, b"x" * size)
            assert len(next(messages).content) == size
        assert 30 < progress.answered < 200
        progress.answered += Limits().answer_bytes - progress.answered
        write_message(out, {"message": "page"})
        with pytest.raises(OverflowingError):
            next(messages)

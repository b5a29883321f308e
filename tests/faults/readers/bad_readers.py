"""Readers that do what a hostile file might make a real one do, each on its second page."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, cast

from PIL import Image

from ingest.ocr.engine import PageOcr
from ingest.raw_page import RawAttachment, RawPage
from ingest.readers.reader import OpenFile
from ingest.request import ReadRequest
from models.document import PageMethod
from models.errors import OcrUnavailableError
from models.layout import Block, BlockKind, Layout, Region


class Made(StrEnum):
    UP = "made_up"


Act = Callable[[], Any]


def good_page(number: int) -> RawPage:
    return RawPage(number, PageMethod.TEXT, "good_text", "Hej där", 1.0, 100.0, 100.0, ((1, 1, 2, 2, 1.0),) * 2)


class ThreePages(OpenFile):
    """Three good pages; ``act`` is called before the second and may give another page in its place."""

    page_count = 3
    title = ""

    def __init__(self, act: Act) -> None:
        self._act = act

    def pages(self, first: int) -> Iterator[RawPage]:
        for number in range(first, 4):
            other = self._act() if number == 2 else None
            yield other if isinstance(other, RawPage) else good_page(number)

    def attachments(self) -> Iterator[RawAttachment]:
        yield RawAttachment("bilaga.txt", b"hej")


def _reader(act: Act) -> Callable[[Path, ReadRequest, PageOcr], ThreePages]:
    return lambda path, request, ocr: ThreePages(act)


def _hang() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    time.sleep(600)


def _hang_with_offspring() -> None:
    if os.fork() == 0:
        os.setsid()
    time.sleep(600)


def _grow() -> None:
    hoard = []
    while True:
        hoard.append(bytearray(64 * 1024 * 1024))


def _connect() -> None:
    with socket.create_connection(("127.0.0.1", int(Path("/input").read_text())), timeout=5):
        pass


def _fill_scratch() -> None:
    with open(os.path.join(os.environ["TMPDIR"], "much"), "wb") as file:
        for _ in range(1024):
            file.write(b"x" * 1024 * 1024)


def _raise(error: BaseException) -> Any:
    raise error


def _lie(**what: Any) -> Callable[[], RawPage]:
    values = {
        "number": 2,
        "method": PageMethod.TEXT,
        "reason": "good_text",
        "text": "Hej där",
        "quality": 1.0,
        "width": 100.0,
        "height": 100.0,
        "boxes": ((1, 1, 2, 2, 1.0),) * 2,
        **what,
    }
    return lambda: RawPage(**values)


def write_outside(path: Path, request: ReadRequest, ocr: PageOcr) -> ThreePages:
    """Writes beside the file, beside its own code, at the root and in the home; falls unless each is refused."""
    places = [path.parent, Path(__file__).parent, Path("/"), Path("/etc"), Path("/usr")]
    for place in places:
        try:
            (place / "written-by-a-reader").write_text("x")
        except OSError:
            continue
        os.kill(os.getpid(), signal.SIGKILL)
    return ThreePages(lambda: None)


def look_around(path: Path, request: ReadRequest, ocr: PageOcr) -> ThreePages:
    """Falls if it can see the folder that the file's own text names."""
    if Path(path.read_text()).exists():
        os.kill(os.getpid(), signal.SIGKILL)
    return ThreePages(lambda: None)


def too_many_pages(path: Path, request: ReadRequest, ocr: PageOcr) -> ThreePages:
    opened = ThreePages(lambda: None)
    opened.page_count = 2
    return opened


def endless_answer(path: Path, request: ReadRequest, ocr: PageOcr) -> ThreePages:
    opened = ThreePages(lambda: None)
    opened.title = "x" * 400
    opened.page_count = 10**9
    return opened


class LargeAttachments(ThreePages):
    def attachments(self) -> Iterator[RawAttachment]:
        yield RawAttachment("a.bin", b"a" * 50)
        yield RawAttachment("b.bin", BytesIO(b"b" * 61))
        yield RawAttachment("c.bin", BytesIO(b"c" * 60))


class EndlessAttachments(ThreePages):
    def attachments(self) -> Iterator[RawAttachment]:
        yield RawAttachment("a.bin", b"first")
        yield RawAttachment("b.bin", cast(BinaryIO, Path("/dev/zero").open("rb")))  # noqa: SIM115 (the child reads it to its end)


class LongAttachment(ThreePages):
    def attachments(self) -> Iterator[RawAttachment]:
        yield RawAttachment("a.bin", BytesIO(bytes(150 * 1024 * 1024)))


class LeavesOut(ThreePages):
    lost = "members_skipped"


class Scanned(ThreePages):
    """Twelve pages by OCR; ``act`` is called at the tenth, by a reader that was begun for the latter ones."""

    page_count = 12

    def __init__(self, ocr: PageOcr, act: Act) -> None:
        super().__init__(act)
        self._ocr = ocr

    def pages(self, first: int) -> Iterator[RawPage]:
        for number in range(first, 13):
            self._ocr.recognise(Image.new("L", (8, 8), 255), 72.0)
            if number == 10 and first > 1:
                self._act()
            time.sleep(0.1)  # as long as OCR takes at the least
            yield replace(good_page(number), method=PageMethod.OCR)


def ocr_pages_that_are_good(path: Path, request: ReadRequest, ocr: PageOcr) -> ThreePages:
    return Scanned(ocr, lambda: None)


def ocr_pages_of_which_one_crashes(path: Path, request: ReadRequest, ocr: PageOcr) -> ThreePages:
    return Scanned(ocr, lambda: os.kill(os.getpid(), signal.SIGSEGV))


def ocr_pages_of_which_one_hangs(path: Path, request: ReadRequest, ocr: PageOcr) -> ThreePages:
    return Scanned(ocr, _hang)


def endless_attachments(path: Path, request: ReadRequest, ocr: PageOcr) -> ThreePages:
    return EndlessAttachments(lambda: None)


def long_attachment(path: Path, request: ReadRequest, ocr: PageOcr) -> ThreePages:
    return LongAttachment(lambda: None)


def leave_out(path: Path, request: ReadRequest, ocr: PageOcr) -> ThreePages:
    return LeavesOut(lambda: None)


def large_attachments(path: Path, request: ReadRequest, ocr: PageOcr) -> ThreePages:
    return LargeAttachments(lambda: None)


hang = _reader(_hang)


def slow(path: Path, request: ReadRequest, ocr: PageOcr) -> ThreePages:
    """Its second page takes longer than the whole document may."""
    return ThreePages(lambda: time.sleep(request.limits.reader_seconds + 0.5))


hang_with_offspring = _reader(_hang_with_offspring)
crash = _reader(lambda: os.kill(os.getpid(), signal.SIGSEGV))
leave = _reader(lambda: os._exit(0))
grow = _reader(_grow)
connect = _reader(_connect)
fill_scratch = _reader(_fill_scratch)
stumble = _reader(lambda: _raise(KeyError("secret text of the document")))
no_ocr = _reader(lambda: _raise(OcrUnavailableError("x")))
print_noise = _reader(lambda: os.write(1, b"noise\n") and None)
lie_boxes = _reader(_lie(boxes=((1, 1, 2, 2, 1.0),)))
lie_outside = _reader(_lie(boxes=((1, 1, 2, 2, 1.0), (90, 1, 300, 2, 1.0))))
lie_turned = _reader(_lie(boxes=((1, 1, 2, 2, 1.0), (9, 1, 3, 2, 1.0))))
lie_number = _reader(_lie(number=3))
lie_nfd = _reader(_lie(text="Hej da\u030ar"))
lie_null = _reader(_lie(text="Hej d\0r"))
lie_surrogate = _reader(_lie(text="Hej d\ud800r"))
lie_quality = _reader(_lie(quality=1.5))
lie_blank = _reader(_lie(method=PageMethod.BLANK))
lie_reason = _reader(_lie(reason="Hej Där"))
lie_size = _reader(_lie(width=None))
lie_image = _reader(_lie(image=b"<svg onload=alert(1)>"))
lie_block = _reader(_lie(layout=Layout(blocks=(Block(0, 9, BlockKind.LINE),))))
lie_kind = _reader(_lie(layout=Layout(blocks=(Block(0, 3, cast(BlockKind, Made.UP)),))))
lie_join = _reader(_lie(layout=Layout(joins=((3, 5), (4, 6)))))
lie_region = _reader(_lie(layout=Layout(regions=(Region(1, 1, 300, 2, "handwriting"),))))
lie_place = _reader(_lie(layout=Layout(blocks=(Block(0, 3, BlockKind.LINE, "rad\n1"),))))
lie_infinity = _reader(_lie(width=float("inf")))


def as_it_says(path: Path, request: ReadRequest, ocr: PageOcr) -> OpenFile:
    """A text file that says ``GIFT`` and the name of one of these gets that; every other its real reader."""
    from ingest.readers.plain import open_plain

    first, _, act = path.read_text("utf-8", errors="replace").partition(" ")
    if first != "GIFT":
        return open_plain(path, request, ocr)
    opened: OpenFile = globals()[act](path, request, ocr)
    return opened

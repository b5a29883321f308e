"""What a reader may do to us, and what becomes of it: page or file is named, in time, and nothing else falls."""

from __future__ import annotations

import os
import resource
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from ingest.reading import open_reading
from ingest.sandbox import sandbox_state
from models.document import DocumentState, PageMethod, Reading
from models.errors import OcrUnavailableError
from models.limits import Limits
from models.settings import Settings
from tests.processes import descendants, wait_until

UNREAD, TEXT = PageMethod.UNREAD, PageMethod.TEXT
SANDBOXES = ["limits", "bubblewrap"]
STANDS_STILL: Final = 20.0  # seconds, for longer than which no machine does


@pytest.fixture(params=SANDBOXES)
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    if request.param == "bubblewrap" and sandbox_state(Settings()).kind != "bubblewrap":
        pytest.skip("bubblewrap does not run here")
    limits = replace(Limits(), reader_memory_bytes=400 * 1024 * 1024)
    return Settings(home=tmp_path / "home", sandbox=request.param, limits=limits)


@pytest.fixture
def walled(tmp_path: Path) -> Settings:
    """Settings under which the child is in bubblewrap: limits alone take neither network, sight nor writing away."""
    if sandbox_state(Settings()).kind != "bubblewrap":
        pytest.skip("bubblewrap does not run here")
    return Settings(home=tmp_path / "home", sandbox="bubblewrap")


def read(name: str, settings: Settings, tmp_path: Path, text: str = "text") -> Reading:
    path = tmp_path / "a.txt"
    path.write_text(text)
    readers = {"text/plain": f"tests.faults.readers.bad_readers:{name}"}
    with open_reading(path, settings, readers=readers) as found:
        return found.reading


def ample(settings: Settings, tmp_path: Path) -> float:
    """Seconds in which a child is started and has read its pages as the machine is now, several times over."""
    started = time.monotonic()
    assert outcome(read("print_noise", settings, tmp_path)) == [GOOD] * 3
    return max(2.0, 5 * (time.monotonic() - started))


def hastily(name: str, settings: Settings, tmp_path: Path, limits: Callable[[float], Limits]) -> Reading:
    """The reading under such limits of so many seconds as are ample. Where the machine stood still for longer than
    that, a good page came too late as well: it is read once more, with time for that."""
    seconds = ample(settings, tmp_path)
    reading = read(name, replace(settings, limits=limits(seconds)), tmp_path)
    if outcome(reading).count(LATE) == 1:
        return reading
    return read(name, replace(settings, limits=limits(seconds + STANDS_STILL)), tmp_path)


def with_attachments(name: str, settings: Settings, tmp_path: Path) -> tuple[Reading, list[bytes]]:
    """The reading, and the bytes of its attachments."""
    path = tmp_path / "a.txt"
    path.write_text("text")
    readers = {"text/plain": f"tests.faults.readers.bad_readers:{name}"}
    with open_reading(path, settings, readers=readers) as found:
        return found.reading, [attachment.path.read_bytes() for attachment in found.reading.attachments]


def outcome(reading: Reading) -> list[tuple[PageMethod, str]]:
    return [(page.method, page.reason) for page in reading.pages]


GOOD, LATE = (TEXT, "good_text"), (UNREAD, "timeout")


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("crash", "crashed"),
        ("leave", "crashed"),
        ("stumble", "crashed"),
        ("grow", "memory"),
        ("fill_scratch", "crashed"),
    ],
)
def test_a_page_that_fells_its_reader_is_named_and_the_next_is_read(
    fault: str, reason: str, settings: Settings, tmp_path: Path
) -> None:
    reading, attached = with_attachments(fault, settings, tmp_path)
    assert outcome(reading) == [GOOD, (UNREAD, reason), GOOD]
    assert (reading.state, reading.reason) == (DocumentState.PARTIAL, "unread_pages")
    assert attached == [b"hej"]


@pytest.mark.parametrize("fault", ["hang", "hang_with_offspring"])
def test_a_hanging_page_ends_in_time(
    fault: str, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    started = time.monotonic()
    reading = hastily(fault, settings, tmp_path, lambda most: replace(settings.limits, ocr_seconds_per_page=most))
    assert outcome(reading) == [GOOD, LATE, GOOD]
    assert time.monotonic() - started < 500.0  # it would hang for ten minutes
    assert wait_until(lambda: not working_in(tmp_path))


def test_a_document_that_takes_too_long_keeps_what_was_read(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    reading = hastily("slow", settings, tmp_path, lambda most: replace(settings.limits, reader_seconds=most))
    assert outcome(reading) == [GOOD, GOOD, LATE]
    assert reading.state is DocumentState.PARTIAL


LIES = [
    "lie_boxes", "lie_outside", "lie_turned", "lie_number", "lie_nfd", "lie_null", "lie_surrogate", "lie_quality",
    "lie_blank", "lie_reason", "lie_size", "lie_image",
]  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_not_believed_and_the_pages_around_it_are_kept(lie: str, tmp_path: Path) -> None:
    reading = read(lie, Settings(home=tmp_path / "home"), tmp_path)
    assert outcome(reading) == [GOOD, (UNREAD, "invalid_answer"), GOOD]
    assert (reading.state, reading.reason) == (DocumentState.PARTIAL, "unread_pages")


@pytest.mark.parametrize("lie", ["lie_block", "lie_kind", "lie_join", "lie_region", "lie_place"])
def test_a_lie_about_the_layout_costs_the_layout_and_not_the_page(lie: str, tmp_path: Path) -> None:
    reading = read(lie, Settings(home=tmp_path / "home"), tmp_path)
    assert outcome(reading) == [GOOD, (TEXT, "invalid_layout"), GOOD]
    assert (reading.pages[1].text, reading.pages[1].layout) == ("Hej där", reading.pages[0].layout)
    assert [word.text for word in reading.pages[1].words] == ["Hej", "där"]
    assert (reading.state, reading.reason) == (DocumentState.PARTIAL, "invalid_layout")


def test_a_lie_about_the_whole_is_not_believed(tmp_path: Path) -> None:
    reading = read("endless_answer", Settings(home=tmp_path / "home"), tmp_path)
    assert (reading.state, reading.reason) == (DocumentState.QUARANTINED, "reader_invalid_answer")
    assert reading.pages == ()


def test_a_page_too_many_is_not_kept(tmp_path: Path) -> None:
    reading = read("too_many_pages", Settings(home=tmp_path / "home"), tmp_path)
    assert outcome(reading) == [GOOD, GOOD]
    assert (reading.state, reading.reason) == (DocumentState.PARTIAL, "attachments_unread")


def test_an_attachment_that_is_too_large_is_left_and_the_others_are_kept(tmp_path: Path) -> None:
    small = replace(Settings(home=tmp_path / "home"), limits=replace(Limits(), file_bytes=60))
    reading, attached = with_attachments("large_attachments", small, tmp_path)
    assert (reading.state, reading.reason) == (DocumentState.PARTIAL, "attachment_too_large")
    assert attached == [b"a" * 50, b"c" * 60]


def test_attachments_larger_than_an_answer_may_be_are_left(tmp_path: Path) -> None:
    small = replace(Settings(home=tmp_path / "home"), limits=replace(Limits(), answer_bytes=1_000_000))
    reading, attached = with_attachments("endless_attachments", small, tmp_path)
    assert (reading.state, reading.reason) == (DocumentState.PARTIAL, "attachments_unread")
    assert attached == [b"first"]


def test_no_more_attachments_than_records(tmp_path: Path) -> None:
    small = replace(Settings(home=tmp_path / "home"), limits=replace(Limits(), records=2))
    reading, attached = with_attachments("large_attachments", small, tmp_path)
    assert (reading.state, reading.reason) == (DocumentState.PARTIAL, "attachments_unread")
    assert len(attached) == 2


def test_a_long_attachment_grows_no_memory_of_ours(tmp_path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    _, attached = with_attachments("long_attachment", Settings(home=tmp_path / "home"), tmp_path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 250 * 1024  # kB: the test itself holds it once
    assert len(attached[0]) == 150 * 1024 * 1024


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    reading, attached = with_attachments("leave_out", Settings(home=tmp_path / "home"), tmp_path)
    assert (reading.state, reading.reason) == (DocumentState.PARTIAL, "members_skipped")
    assert attached == [b"hej"]


def test_infinity_does_not_cross(tmp_path: Path) -> None:
    reading = read("lie_infinity", Settings(home=tmp_path / "home"), tmp_path)
    assert outcome(reading)[1] == (UNREAD, "crashed")


def test_what_a_library_prints_is_no_answer(settings: Settings, tmp_path: Path) -> None:
    assert outcome(read("print_noise", settings, tmp_path)) == [GOOD] * 3


def test_no_network(walled: Settings, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        reading = read("connect", walled, tmp_path, str(server.getsockname()[1]))
        with pytest.raises(TimeoutError):
            server.accept()
    assert outcome(reading) == [GOOD, (UNREAD, "crashed"), GOOD]


def test_no_writing_outside_scratch(walled: Settings, tmp_path: Path) -> None:
    reading = read("write_outside", walled, tmp_path)
    assert reading.state is DocumentState.READ
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt"]


def test_other_files_are_not_seen(walled: Settings, tmp_path: Path) -> None:
    assert read("look_around", walled, tmp_path, str(tmp_path)).state is DocumentState.READ


def test_ocr_that_is_not_there_is_no_fault_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(OcrUnavailableError):
        read("no_ocr", Settings(home=tmp_path / "home"), tmp_path)


def test_scratch_is_gone_afterwards(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    read("fill_scratch", settings, tmp_path)
    assert list((tmp_path / "tmp").iterdir()) == []


def test_neighbours_are_not_disturbed(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    hasty = replace(settings, limits=replace(Limits(), ocr_seconds_per_page=ample(settings, tmp_path)))
    found: list[Reading] = []
    (tmp_path / "x").mkdir()
    hanging = threading.Thread(target=lambda: found.append(read("hang", hasty, tmp_path / "x")))
    hanging.start()
    assert outcome(read("print_noise", settings, tmp_path)) == [GOOD] * 3
    hanging.join()
    assert len(found) == 1


@pytest.mark.parametrize("sandbox", SANDBOXES)
def test_the_child_ends_with_its_parent(sandbox: str, tmp_path: Path) -> None:
    if sandbox == "bubblewrap" and sandbox_state(Settings()).kind != "bubblewrap":
        pytest.skip("bubblewrap does not run here")
    (tmp_path / "a.txt").write_text("text")
    code = (
        "from pathlib import Path; from ingest.reading import open_reading; from models.settings import Settings\n"
        f"with open_reading(Path({str(tmp_path / 'a.txt')!r}), Settings(sandbox={sandbox!r}),"
        " readers={'text/plain': 'tests.faults.readers.bad_readers:hang'}): pass"
    )
    root = str(Path(__file__).parents[3])
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=root, env={**os.environ, "PYTHONPATH": root})
    try:
        assert wait_until(lambda: descendants(parent.pid, "ingest.child"))
        children = descendants(parent.pid, "ingest.child")
    finally:
        parent.kill()
        parent.wait()
    assert wait_until(lambda: not any(child.alive for child in children))


def working_in(folder: Path) -> list[int]:
    """Processes whose working directory is, or was before it was removed, below ``folder``."""
    found = []
    for link in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if os.readlink(link).startswith(str(folder)):
                found.append(int(link.parent.name))
        except OSError:
            continue
    return found

"""When a file is complete: it stood still, ends as it should, and nobody writes in it."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from ingest.watched import completeness, tiff_end
from ingest.watched.completeness import Settling, ends_well, open_for_writing
from ingest.watched.scanning import Seen, is_temporary, scan
from models.limits import LIMITS
from models.watched_folder import Facts, Waits
from tests.papers import pdf


class Clock:
    """In the place of the module's: it goes when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(completeness, "time", clock)
    return clock


def seen(path: Path) -> Seen:
    (found,) = (each for each in scan(path.parent).files if each.where == path)
    return found


def test_a_file_is_complete_when_it_has_stood_still(tmp_path: Path, clock: Clock) -> None:
    file, settling = tmp_path / "a.txt", Settling(LIMITS.watch_settle_seconds, LIMITS.watch_unended_seconds)
    file.write_text("ett")
    assert settling.wait(seen(file)) is Waits.GROWING
    clock.now += LIMITS.watch_settle_seconds - 1
    assert settling.wait(seen(file)) is Waits.GROWING
    file.write_text("ett och två")
    clock.now += 2
    assert settling.wait(seen(file)) is Waits.GROWING, "it grew"
    os.utime(file, ns=(1, 1))
    assert settling.wait(seen(file)) is Waits.GROWING, "its time changed, to one long ago"
    clock.now += LIMITS.watch_settle_seconds
    assert settling.wait(seen(file)) is None
    settling.only([])
    assert settling.wait(seen(file)) is Waits.GROWING, "after a restart it stands still anew"


def test_what_does_not_end_is_taken_much_later(tmp_path: Path, clock: Clock) -> None:
    file, settling = tmp_path / "a.pdf", Settling(LIMITS.watch_settle_seconds, LIMITS.watch_unended_seconds)
    file.write_bytes(pdf(["Tillsyn"])[:-40])
    settling.wait(seen(file))
    clock.now += LIMITS.watch_unended_seconds - 1
    assert settling.wait(seen(file)) is Waits.UNENDED
    clock.now += 1
    assert settling.wait(seen(file)) is None


def test_empty_and_temporary_files_are_waited_for(tmp_path: Path, clock: Clock) -> None:
    settling = Settling(0.0, 0.0)
    (tmp_path / "tom.pdf").touch()
    assert settling.wait(seen(tmp_path / "tom.pdf")) is Waits.EMPTY
    for name in ("a.pdf.part", "b.tmp", "~$brev.docx", ".hemlig.pdf.x7Yz", "c.CRDOWNLOAD"):
        assert is_temporary(f"mapp/{name}"), name
        assert settling.wait(Seen(name, tmp_path / name, Facts(9, 9))) is Waits.TEMPORARY
    assert not is_temporary("mapp.tmp/a.pdf"), "the folder's name is its own"
    (tmp_path / "Thumbs.db").write_text("x")
    assert [each.path for each in scan(tmp_path).files] == ["tom.pdf"], "what file browsers leave is nobody's"


def _tiff(pages: int) -> bytes:
    out, page = io.BytesIO(), Image.new("1", (200, 80))
    page.save(out, "TIFF", save_all=True, append_images=[page] * (pages - 1))
    return out.getvalue()


def _jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("L", (300, 200)).save(out, "JPEG")
    return out.getvalue()


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "Tillsyn")
    return out.getvalue()


@pytest.mark.parametrize("whole", [pdf(["Tillsyn"]), _tiff(1), _tiff(3), _jpeg(), _zip()], ids=range(5))
def test_the_end_of_its_type(whole: bytes, tmp_path: Path) -> None:
    file = tmp_path / "fil"
    file.write_bytes(whole)
    assert ends_well(file, len(whole))
    for share in (0.2, 0.5, 0.9):
        half = whole[: int(len(whole) * share)]
        file.write_bytes(half)
        assert not ends_well(file, len(half)), share
    assert ends_well(tmp_path / "borta", 10), "what cannot be read is told when it is taken"


def test_a_tiff_that_is_made_to_be_read_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its directory, of sixty thousand entries that each name a hundred thousand strips, is followed by itself."""
    entry = struct.pack("<HHII", 273, 4, 100_000, 8)
    whole = struct.pack("<2sHI", b"II", 42, 8) + struct.pack("<H", 60_000) + entry * 60_000 + struct.pack("<I", 8)
    read = list[int]()
    real = struct.unpack
    monkeypatch.setattr(tiff_end.struct, "unpack", lambda form, held: read.append(len(held)) or real(form, held))
    assert tiff_end.tiff_ends(io.BytesIO(whole), len(whole))
    assert sum(read) < 20_000_000


def test_a_file_that_somebody_writes_in(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("x")
    with file.open("a"):
        assert open_for_writing([seen(file)]) == {"a.txt"}
    with file.open():
        assert open_for_writing([seen(file)]) == set(), "reading is no writing"
    assert open_for_writing([]) == set()

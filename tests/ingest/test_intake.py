"""What comes in, comes in whole; what cannot, is named."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from ingest.intake import Kept, find_files, keep, shown, take
from ingest.survey import Survey
from ingest.verifying import folders
from ingest.verifying.hashing import hash_of
from models.document import DocumentState
from models.errors import MissingPathError
from models.identity import bytes_id
from models.limits import Limits
from models.settings import Settings
from models.source import Source
from models.store.runs import FileState
from models.store.store import Store
from tests.ingest.written_to import write_meanwhile

SOURCE = Source("tillsyn", "Nämnden")
NOBODY = 65534


@pytest.fixture
def source(store: Store) -> Source:
    store.sources.add(SOURCE)
    return SOURCE


def test_files_come_in_order_and_none_is_passed_over(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", "b/c/3.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "länk").symlink_to(tmp_path / "b")
    names = [str(path.relative_to(tmp_path)) for path in find_files([tmp_path])]
    assert names == ["a.txt", "länk", "b/1.txt", "b/2.txt", "b/c/3.txt"]


def test_a_missing_path_is_refused_before_anything_is_taken(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(MissingPathError):
        next(find_files([tmp_path / "a.txt", tmp_path / "saknas"]))


def test_new_then_duplicate(store: Store, source: Source, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("hej")
    first = take(store, source, keep(store, tmp_path / "a.txt"))
    assert (first.state, first.read) == (FileState.NEW, True)
    assert first.document is not None
    store.registration.claim(first.document, "prov")
    store.registration.finish(first.document, "prov", DocumentState.READ)
    again = take(store, source, keep(store, tmp_path / "a.txt"))
    assert (again.state, again.read, again.document) == (FileState.DUPLICATE, False, first.document)


def test_what_a_stopped_run_left_is_read_again(store: Store, source: Source, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("hej")
    take(store, source, keep(store, tmp_path / "a.txt"))
    assert take(store, source, keep(store, tmp_path / "a.txt")).read


@pytest.mark.parametrize("kind", ["link", "pipe", "vanished"])
def test_what_is_no_file_is_named(store: Store, source: Source, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x"
    if kind == "link":
        path.symlink_to("/etc/hostname")
    elif kind == "pipe":
        os.mkfifo(path)
    taken = take(store, source, keep(store, path))
    assert (taken.state, taken.document) == (FileState.QUARANTINED, None)
    assert taken.reason == ("read_fault" if kind == "vanished" else "unsupported_type")


@pytest.fixture
def swapped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """A file in whose place something else comes after it was looked at, before it is opened."""
    path, looked_at = tmp_path / "a.txt", Path.lstat
    path.write_text("hej")

    def lstat(self: Path) -> os.stat_result:
        facts = looked_at(self)
        if self == path and stat.S_ISREG(facts.st_mode):
            path.unlink()
            request.param(path)
        return facts

    monkeypatch.setattr(Path, "lstat", lstat)
    return path


def _link(path: Path) -> None:
    secret = path.with_name("secret.key")
    secret.write_text("hemlig")
    path.symlink_to(secret)


def _socket(path: Path) -> None:
    os.mknod(path, stat.S_IFSOCK | 0o600)  # not bound: a test's folder may be too deep for that


@pytest.mark.timeout(120)  # whoever opens a pipe waits for somebody to write
@pytest.mark.parametrize("swapped", [_link, os.mkfifo, _socket], indirect=True, ids=["link", "pipe", "socket"])
def test_what_comes_in_the_place_of_a_file_is_not_read(store: Store, source: Source, swapped: Path) -> None:
    taken = take(store, source, keep(store, swapped))
    assert (taken.state, taken.document, taken.reason) == (FileState.QUARANTINED, None, "unsupported_type")
    assert list(store.vault.ids()) == []


@pytest.mark.timeout(120)
@pytest.mark.parametrize("swapped", [_link, os.mkfifo], indirect=True, ids=["link", "pipe"])
def test_nor_is_it_compared(swapped: Path) -> None:
    assert hash_of(swapped) == ""


@pytest.mark.timeout(120)
@pytest.mark.parametrize("comes", [_link, os.mkfifo], ids=["link", "pipe"])
def test_nor_does_it_mend_the_vault(
    store: Store, source: Source, tmp_path: Path, comes: Callable[[Path], None]
) -> None:
    """Where a file that was compared is fetched."""
    path = tmp_path / "a.txt"
    path.write_text("hej")
    kept = keep(store, path)
    document = take(store, source, kept).document
    store.vault.remove(kept.sha256)
    path.unlink()
    comes(path)
    assert document is not None
    assert not folders._fetched(store, folders._File(path, str(path), kept.sha256), document).mended
    assert list(store.vault.ids()) == []


def test_a_file_over_the_limit_is_named(settings: Settings, tmp_path: Path) -> None:
    store = Store.open(replace(settings, limits=Limits(file_bytes=10)), create=True)
    store.sources.add(SOURCE)
    (tmp_path / "a.txt").write_text("mer än tio byte")
    assert take(store, SOURCE, keep(store, tmp_path / "a.txt")).reason == "too_large"
    store.close()


@pytest.mark.timeout(120)  # whoever reads on to its end reads for ever
def test_of_a_file_that_always_grows_nothing_is_kept(
    store: Store, source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "logg.txt"
    path.write_bytes(b"rad")
    write_meanwhile(monkeypatch, path, partial(_append, path))
    taken = take(store, source, keep(store, path))
    assert (taken.state, taken.document, taken.reason) == (FileState.QUARANTINED, None, "file_changing")
    assert list(store.vault.ids()) == []
    monkeypatch.undo()
    assert keep(store, path).sha256 == bytes_id(path.read_bytes())


def test_a_file_that_was_written_anew_meanwhile_is_copied_anew(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In its place and as large as before: the first copy would have its beginning of old and its end of new."""
    path, pieces = tmp_path / "skannad.tif", [b"nytt" * 500_000]
    path.write_bytes(b"gamm" * 500_000)
    os.utime(path, ns=(1, 1))

    def write_once() -> None:
        if pieces:
            with path.open("r+b") as file:
                file.write(pieces.pop())

    write_meanwhile(monkeypatch, path, write_once)
    assert keep(store, path) == Kept(path, known := bytes_id(b"nytt" * 500_000), 2_000_000)
    assert list(store.vault.ids()) == [known]


@pytest.mark.timeout(120)
def test_a_file_that_grows_over_the_limit_meanwhile_is_named(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"nio byte.")
    with closing(Store.open(replace(settings, limits=Limits(file_bytes=10)), create=True)) as store:
        write_meanwhile(monkeypatch, path, partial(_append, path))
        assert keep(store, path).reason == "too_large"
        assert list(store.vault.ids()) == []


def _append(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b" och en till")


def test_a_name_of_any_bytes_survives(store: Store, source: Source, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/r\xe4tt \xff.txt"))
    path.write_text("hej")
    taken = take(store, source, keep(store, path))
    assert taken.state is FileState.NEW
    assert taken.path.endswith("r\\xe4tt \\xff.txt")
    assert shown(Path("åäö.txt")) == "åäö.txt"


def test_a_file_without_read_permission_is_named() -> None:
    with _folder_for_anyone() as folder:
        store = Store.open(Settings(home=folder / "home"), create=True)
        store.sources.add(SOURCE)
        (folder / "hemlig.txt").write_text("x")
        (folder / "hemlig.txt").chmod(0)
        (folder / "stängd").mkdir(mode=0)
        with _not_root(folder):
            found = find_files([folder / "hemlig.txt", folder / "stängd"])
            taken = [take(store, SOURCE, keep(store, path)) for path in found]
        store.close()
        assert [(each.state, each.reason) for each in taken] == [(FileState.QUARANTINED, "permission_denied")] * 2


@contextmanager
def _folder_for_anyone() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


@contextmanager
def _not_root(folder: Path) -> Iterator[None]:
    """Root may read anything: the test lays root's powers aside for the while."""
    if os.geteuid() != 0:
        yield
        return
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_the_thickest_come_first_and_each_file_once(tmp_path: Path) -> None:
    """So that none is left at the end for one core alone; what grows meanwhile is neither missed nor taken twice."""
    for name, megabytes in (("a.pdf", 0), ("b.pdf", 2), ("c.txt", 0), ("d.tif", 3)):
        (tmp_path / name).write_bytes(b"x" * megabytes * 1024 * 1024)
    survey = Survey([tmp_path])
    assert (len(list(survey.walk())), survey.files) == (4, 4)
    found = survey.in_reading_order()
    names = [next(found).name]
    (tmp_path / "a.pdf").write_bytes(b"x" * 4 * 1024 * 1024)
    names += [path.name for path in found]
    assert names == ["d.tif", "b.pdf", "a.pdf", "c.txt"]

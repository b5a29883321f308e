"""Folders as they are found: too deep, hidden, swapped for links, with names that are no text, full, and emptied."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ingest.watched import completeness, looking, scanning
from ingest.watched.completeness import Settling
from ingest.watched.looking import Look
from ingest.watched.lookout import Lookout
from ingest.watched.places import choices, trouble, watchable
from ingest.watched.scanning import scan
from models import swedish
from models.errors import PermissionDeniedError
from models.front_errors import FolderRefusedError
from models.settings import Settings
from models.store.service import service
from models.store.vault_folder import FolderVault
from models.watched_folder import FolderTrouble, Waits
from tests.ingest.watched.conftest import LIMITS, Watching
from tests.processes import wait_until

LATIN_1 = os.fsdecode("Sk\xe5ne".encode("latin-1"))


@contextmanager
def deep(folder: Path) -> Iterator[None]:
    """A folder whose path is longer than the system takes."""
    here, names = os.open(folder, os.O_RDONLY), ["d" * 250] * 17
    opened = [here]
    for name in names:
        os.mkdir(name, dir_fd=here)
        here = os.open(name, os.O_RDONLY, dir_fd=here)
        opened.append(here)
    yield
    for above, name in zip(reversed(opened[:-1]), names, strict=True):
        os.rmdir(name, dir_fd=above)
    for each in opened:
        os.close(each)


def test_a_folder_that_cannot_be_listed_is_told_and_the_rest_goes_on(watching: Watching) -> None:
    """A scanner's numbers begin anew beside it: what lay at 0001.txt must not go out of search."""
    file = watching.folder / "0001.txt"
    with deep(watching.folder):
        for text in ("Måndagens tillsyn", "Tisdagens"):
            file.write_text(text)
            watching.look()
            watching.work()
            file.unlink()
            watching.look()
        (problem,) = watching.report().problems
        assert (problem.path[:9], len(problem.path), problem.reason) == ("d" * 9, 500, "read_fault")
    assert watching.papers() == {"0001.txt": "read", "0001.txt (2)": "read"}
    watching.look()
    assert watching.report().troubled == 0, "it is not there any more"


def test_what_lies_in_a_folder_that_cannot_be_listed_is_not_gone(tmp_path: Path) -> None:
    with deep(tmp_path):
        (below,) = scan(tmp_path).unlisted
        assert not scan(tmp_path).reached(f"{below}/a.txt")
        assert scan(tmp_path).reached(f"{below}a.txt"), "beside it"


def test_a_folder_that_may_be_listed_and_nothing_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Entry:
        name = "a.txt"

        def stat(self, *, follow_symlinks: bool) -> os.stat_result:
            raise PermissionError

    (seen,) = scanning._file(tmp_path, tmp_path, Entry())  # type: ignore[arg-type]
    assert (seen.path, seen.reason) == ("a.txt", PermissionDeniedError.code)


def test_hidden_folders_are_named_and_not_gone_into(watching: Watching) -> None:
    for name in (".Trash-1000/files", ".rsync-partial", "lost+found", "$RECYCLE.BIN", "mapp"):
        (watching.folder / name).mkdir(parents=True)
        (watching.folder / name / "a.txt").write_text(f"Kastad {name}")
    (watching.folder / ".#lås").symlink_to("någon@dator.1")
    sight = watching.look()
    assert sight is not None
    assert sight.waits == dict.fromkeys((".#lås", ".Trash-1000", ".rsync-partial"), Waits.TEMPORARY)
    assert watching.work() == 1
    assert watching.papers() == {"mapp/a.txt": "read"}
    assert watching.report().troubled == 0


def test_a_folder_swapped_for_a_link_is_not_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After it was asked what it is: the names of what lies elsewhere would be told of."""
    folder, elsewhere = tmp_path / "in", tmp_path / "elsewhere"
    (elsewhere / "sub").mkdir(parents=True)
    (elsewhere / "sub/hemlig.txt").write_text("x")
    folder.mkdir()
    (folder / "swapped").symlink_to(elsewhere / "sub")
    monkeypatch.setattr(scanning, "_is_entered", lambda entry: True)
    found = scan(folder)
    assert (found.files, found.unlisted) == ((), ("swapped",))
    (folder / "above").symlink_to(elsewhere)
    with pytest.raises(FileNotFoundError):
        scanning._listed(folder, folder / "above/sub")


def test_a_file_that_is_taken_away_before_it_is_copied_is_no_fault(watching: Watching) -> None:
    file, folder = watching.folder / "a.txt", watching.store.watched.get(watching.id)
    file.write_text("Tillsyn")

    def goes_on() -> bool:
        file.unlink()
        return True

    Look(watching.store, folder, Settling(0.0, 0.0), goes_on).go()
    assert watching.store.run_reports.newest(service(watching.store, "prov"), 9) == []
    watching.look()
    assert (watching.report().troubled, watching.report().waiting, watching.work()) == (0, 0, 0)


def test_problems_are_tried_again_when_the_clock_was_put_back(
    watching: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    (watching.folder / "stor.txt").write_text("x" * 100)
    watching.look(replace(LIMITS, file_bytes=50))
    real = swedish.now
    monkeypatch.setattr(swedish, "now", lambda: real() - timedelta(days=1))
    watching.look(replace(LIMITS, watch_retry_seconds=600.0))
    assert watching.work() == 1


def test_files_beyond_the_queue_are_not_opened(watching: Watching, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a hundred thousand on a share, each look would open every one to take two hundred."""
    for number in range(9):
        (watching.folder / f"{number}.txt").write_text(f"Tillsyn {number}")
    (watching.folder / "0länk.txt").symlink_to("1.txt")
    opened = list[Path]()
    monkeypatch.setattr(completeness, "ends_well", lambda path, size: bool(opened.append(path)) or True)
    few = replace(LIMITS, watch_queued=2, watch_unended_seconds=60.0)
    folder = watching.store.watched.get(watching.id)
    watching.store.settings = replace(watching.store.settings, limits=few)
    Look(watching.store, folder, Settling(0.0, 60.0), lambda: True).go()
    assert [path.name for path in opened] == ["0.txt", "1.txt"]
    assert watching.store.watched.queued(watching.id) == 2
    assert watching.report().waiting == 7


def test_what_was_copied_is_no_cost_of_the_next_look(watching: Watching, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a folder is let be for nine times as long as its files took: a quarter of an hour, and called silent."""

    class Clock:
        now = 0.0

        def monotonic(self) -> float:
            return self.now

    clock, real = Clock(), FolderVault.put_stream

    def slowly(vault: FolderVault, untrusted: object) -> tuple[str, int]:
        clock.now += 100
        return real(vault, untrusted)  # type: ignore[arg-type]

    monkeypatch.setattr(looking, "time", clock)
    monkeypatch.setattr(FolderVault, "put_stream", slowly)
    (watching.folder / "a.txt").write_text("Tillsyn")
    look = Look(watching.store, watching.store.watched.get(watching.id), Settling(0.0, 0.0), lambda: True)
    look.go()
    assert (clock.now, look.seconds) == (100, 0)


def test_removed_and_added_again_it_goes_on(watching: Watching) -> None:
    """Else what was kept as another paper came as a new version of the first, which went out of search."""
    file = watching.folder / "0001.txt"
    for text in ("Måndagens tillsyn", "Tisdagens"):
        file.unlink(missing_ok=True)
        watching.look()
        file.write_text(text)
        watching.look()
        watching.work()
    watching.store.watched.remove(watching.id)
    assert watching.store.watched.add(watching.folder, "tillsyn", by="alva", settle=0.0) == watching.id
    folder = watching.store.watched.get(watching.id)
    assert (folder.by, folder.mount, watching.report().looked) == ("alva", "", None)
    watching.store.watched.add(watching.folder, "tillsyn", settle=0.5)
    assert watching.store.watched.get(watching.id).settle == 0.5
    watching.look(by="")
    assert watching.work() == 0
    assert len(watching.store.documents.places(service(watching.store, "prov"))) == 2, "both can be searched"


def test_nobody_waits_for_the_files_of_a_folder_that_is_away(watching: Watching) -> None:
    """``samsyn watch run --once`` would never end."""
    began = swedish.now()
    (watching.folder / "a.txt").write_text("Tillsyn")
    folder = watching.store.watched.get(watching.id)
    Look(watching.store, folder, Settling(60.0, 60.0), lambda: True).go()
    assert watching.store.watched.going_on(began)
    watching.folder.rename(watching.folder.with_name("borta"))
    watching.look()
    assert not watching.store.watched.going_on(began)


def test_a_root_within_anothers_is_its_own_owners(watching: Watching, tmp_path: Path) -> None:
    for name in ("delad/polis/förhör", "delad/miljo"):
        (tmp_path / name).mkdir(parents=True)
    roots = f"Nämnden = {tmp_path}/delad\nPolisen = {tmp_path}/delad/polis"
    settings = Settings(home=tmp_path / "home", watch_roots=roots)
    found = {(owner, path.name) for owner, path in choices(settings)}
    assert found == {("Nämnden", "miljo"), ("Polisen", "polis"), ("Polisen", "förhör")}
    folder = replace(watching.store.watched.get(watching.id), by="alva")
    for name, said in (("delad", FolderTrouble.OUTSIDE_ROOTS), ("delad/polis", FolderTrouble.OUTSIDE_ROOTS)):
        assert trouble(settings, replace(folder, path=tmp_path / name)) == said, name
    assert trouble(settings, replace(folder, path=tmp_path / "delad/miljo")) == ""
    both = replace(settings, watch_roots=f"Nämnden = {tmp_path}/delad\nPolisen = {tmp_path}/delad")
    assert list(choices(both)) == [], "whose it is cannot be said"


def test_a_name_in_another_character_set(watching: Watching, tmp_path: Path) -> None:
    for name in (LATIN_1, "Skåne"):
        (tmp_path / "rot" / name).mkdir(parents=True)
    settings = Settings(home=tmp_path / "home", watch_roots=f"Nämnden = {tmp_path}/rot")
    watching.store.watched.offer(choices(settings))
    offered = watching.store.watched_reports.choices(service(watching.store, "prov"))
    assert [Path(path).name for path in offered["Nämnden"]] == ["rot", "Skåne"]
    with pytest.raises(FolderRefusedError):
        watchable(settings, tmp_path / "rot" / LATIN_1)
    (watching.folder / f"{LATIN_1}.txt").write_text("Tillsyn")
    watching.look()
    assert watching.work() == 1
    assert watching.papers() == {"Sk\\xe5ne.txt": "read"}


def test_roots_that_are_no_more_are_offered_no_more(watching: Watching) -> None:
    viewer = service(watching.store, "prov")
    watching.store.watched.pause(watching.id, True)
    watching.store.watched.offer([("Nämnden", Path("/srv/miljo"))])
    lookout = Lookout(watching.store)
    lookout.tend()
    assert wait_until(lambda: watching.store.watched_reports.choices(viewer) == {})
    lookout.end()

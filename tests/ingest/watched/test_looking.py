"""What one look comes to, and the next: files taken once, versions, what is gone, what could not be had."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from models import swedish
from models.errors import DiskFullError
from models.store.run_reports import RunState
from models.store.runs import Way
from models.store.service import service
from models.store.vault_folder import FolderVault
from models.watched_folder import Waits
from tests.ingest.watched.conftest import LIMITS, Watching
from tests.papers import pdf


def test_complete_files_are_a_run_of_the_day(watching: Watching) -> None:
    (watching.folder / "mapp").mkdir()
    (watching.folder / "a.txt").write_text("Tillsyn hos Provkrog AB")
    (watching.folder / "mapp/b.pdf").write_bytes(pdf(["Beslut"]))
    watching.look()
    viewer = service(watching.store, "prov")
    assert watching.work() == 2
    assert watching.papers() == {"a.txt": "read", "mapp/b.pdf": "read"}
    (run,) = watching.store.run_reports.newest(viewer, 5)
    assert (run.way, run.state, run.files, run.documents) == (Way.WATCHED, RunState.DONE, 2, 2)
    (watching.folder / "c.txt").write_text("Tillsyn igen")
    watching.look()
    (going,) = watching.store.run_reports.newest(viewer, 5)
    assert (going.id, going.state) == (run.id, RunState.RUNNING), "a trickle is no heap of runs"
    assert watching.work() == 1
    assert watching.store.run_reports.get(viewer, run.id).state is RunState.DONE
    assert watching.report().today == 3
    assert {path.name for path in watching.folder.iterdir()} == {"a.txt", "mapp", "c.txt"}, "nothing was changed there"


def test_the_same_again_is_nothing_new_and_changed_bytes_are_a_version(watching: Watching) -> None:
    file = watching.folder / "a.txt"
    file.write_text("Första lydelsen")
    watching.look()
    watching.work()
    watching.look()
    assert watching.work() == 0
    os.utime(file)
    watching.look()
    assert watching.work() == 1, "it may have changed: its bytes say that it has not"
    assert len(watching.papers()) == 1
    file.write_text("Andra lydelsen, längre")
    watching.look()
    watching.work()
    viewer = service(watching.store, "prov")
    (found,) = watching.store.documents.places(viewer)
    assert watching.store.documents.page(viewer, found.document, 1).text == "Andra lydelsen, längre"


def test_what_is_taken_away_is_noted_and_another_in_its_place_is_another_paper(watching: Watching) -> None:
    """A scanner that is emptied begins to count anew: 0001.txt is then no new version of yesterday's."""
    file = watching.folder / "0001.txt"
    for text in ("Måndagens tillsyn", "Tisdagens tillsyn", "Onsdagens tillsyn"):
        file.write_text(text)
        watching.look()
        watching.work()
        file.unlink()
        watching.look()
        assert watching.store.watched.files(watching.id)["0001.txt"].gone
    found = {"0001.txt": "read", "0001.txt (2)": "read", "0001.txt (3)": "read"}
    assert watching.papers() == found
    assert len(watching.store.documents.places(service(watching.store, "prov"))) == 3, "each can be searched"


def test_a_changed_file_waits_until_what_it_was_is_read(watching: Watching) -> None:
    file = watching.folder / "a.txt"
    file.write_text("ett")
    watching.look()
    file.write_text("ett och två")
    sight = watching.look()
    assert sight is not None
    assert sight.waits == {"a.txt": Waits.QUEUE}
    watching.work()
    watching.look()
    watching.work()
    assert len(watching.store.documents.of_owner(service(watching.store, "prov"), "Nämnden")) == 2, "both versions"


def test_what_could_not_be_had_is_told_and_tried_again(watching: Watching, tmp_path: Path) -> None:
    (tmp_path / "hemlig.txt").write_text("utanför")
    (watching.folder / "länk.txt").symlink_to(tmp_path / "hemlig.txt")
    (watching.folder / "mapplänk").symlink_to(tmp_path)
    (watching.folder / "stor.txt").write_text("x" * 100)
    small = replace(LIMITS, file_bytes=50, watch_retry_seconds=600.0)
    watching.look(small)
    reasons = {each.path: each.reason for each in watching.report().problems}
    assert reasons == {"länk.txt": "unsupported_type", "mapplänk": "unsupported_type", "stor.txt": "too_large"}
    run = watching.report().run
    viewer = service(watching.store, "prov")
    assert watching.store.run_reports.get(viewer, run).state is RunState.DONE
    assert len(watching.store.runs.files(viewer, run)) == 3, "and in the manifest"
    watching.look(replace(LIMITS, watch_retry_seconds=600.0))
    assert watching.work() == 0, "not at once"
    watching.look(LIMITS)
    assert watching.work() == 1
    assert watching.papers() == {"stor.txt": "read"}
    assert watching.report().troubled == 2


def test_what_cannot_be_read_is_tried_less_and_less_often(watching: Watching, monkeypatch: pytest.MonkeyPatch) -> None:
    (watching.folder / "a.txt").write_text("Tillsyn")
    limits, now = replace(LIMITS, watch_retry_seconds=600.0), swedish.now()

    def again(minutes: float) -> bool:
        """Whether it is tried again so long after the last time; the try is in vain."""
        monkeypatch.setattr(swedish, "now", lambda: now + timedelta(minutes=minutes))
        watching.look(limits)
        job = watching.store.jobs.take("prov")
        if job is not None:
            watching.store.jobs.fail(job.id, "prov", "time_limit")
        return job is not None

    assert again(0)
    assert [minute for minute in range(1, 160) if again(minute)] == [11, 32, 73, 154]
    assert [(each.reason, each.failures) for each in watching.report().problems] == [("time_limit", 4)]
    (watching.folder / "a.txt").write_text("Tillsyn, rättad")
    assert again(155)
    assert [each.failures for each in watching.report().problems] == [0]


def test_no_more_are_queued_than_the_limit(watching: Watching) -> None:
    for number in range(5):
        (watching.folder / f"{number}.txt").write_text(f"Tillsyn {number}")
    sight = watching.look(replace(LIMITS, watch_queued=2))
    assert sight is not None
    assert sight.waits == {f"{number}.txt": Waits.QUEUE for number in (2, 3, 4)}
    assert watching.store.watched.queued(watching.id) == 2
    assert watching.work() == 2


def test_a_full_disk_is_told_and_nothing_is_lost(watching: Watching, monkeypatch: pytest.MonkeyPatch) -> None:
    (watching.folder / "a.txt").write_text("Tillsyn")

    def full(*_: object) -> None:
        raise DiskFullError("Disken är full")

    with monkeypatch.context() as patched:
        patched.setattr(FolderVault, "put_stream", full)
        with pytest.raises(DiskFullError):
            watching.look()
    assert (watching.report().reason, watching.papers()) == ("disk_full", {})
    watching.look()
    watching.work()
    assert (watching.report().reason, watching.papers()) == ("", {"a.txt": "read"})


def test_a_folder_that_vanishes(watching: Watching) -> None:
    (watching.folder / "a.txt").write_text("Tillsyn")
    watching.look()
    away = watching.folder.rename(watching.folder.with_name("borta"))
    assert watching.look() is None
    assert watching.report().reason == "folder_missing"
    assert watching.work() == 1, "what was complete is read"
    away.rename(watching.folder)
    watching.look()
    assert (watching.report().reason, watching.work()) == ("", 0)


def test_a_file_that_changes_while_it_is_copied_waits(watching: Watching, monkeypatch: pytest.MonkeyPatch) -> None:
    file, real = watching.folder / "a.txt", FolderVault.put_stream
    file.write_text("Hälften")

    def slowly(vault: FolderVault, untrusted: object) -> tuple[str, int]:
        kept = real(vault, untrusted)  # type: ignore[arg-type]
        file.write_text("Hälften och resten")
        return kept

    with monkeypatch.context() as patched:
        patched.setattr(FolderVault, "put_stream", slowly)
        sight = watching.look()
    assert sight is not None
    assert sight.waits == {"a.txt": Waits.GROWING}
    watching.look()
    watching.work()
    assert watching.papers() == {"a.txt": "read"}
    assert len(watching.store.documents.of_owner(service(watching.store, "prov"), "Nämnden")) == 1, "no half one"


def test_until_when_there_is_something_to_do(watching: Watching) -> None:
    """What ``samsyn watch run --once`` goes on for; what waits for somebody else keeps it from nothing."""
    going_on, began = watching.store.watched.going_on, swedish.now()
    (watching.folder / "tom.txt").touch()
    (watching.folder / "a.txt").write_text("Tillsyn")
    assert going_on(began), "nobody has looked yet"
    watching.look()
    assert going_on(began), "a file waits to be read"
    watching.work()
    watching.look()
    assert not going_on(began)


def test_only_one_looks(watching: Watching) -> None:
    held = watching.store.watched.hold
    assert held(watching.id, "ett:1:x:y")
    assert not held(watching.id, "två:2:x:y")
    watching.store.watched.release(watching.id, "ett:1:x:y")
    assert held(watching.id, "två:2:x:y")
    watching.store.watched.pause(watching.id, True)
    assert watching.report().state == "paused"
    watching.store.watched.remove(watching.id)
    assert not held(watching.id, "två:2:x:y")
    assert watching.store.watched.all() == []

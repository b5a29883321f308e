"""Which folders may be watched, from the command line and from a browser."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.watched import places
from ingest.watched.places import choices, mount_of, trouble, watchable
from models.errors import InvalidSettingError, MissingPathError
from models.front_errors import FolderRefusedError
from models.limits import Limits
from models.settings import Settings
from models.source import Source
from models.watch_roots import WatchRoot, watch_roots
from models.watched_folder import FolderTrouble
from tests.ingest.watched.conftest import Watching


def test_roots_as_they_are_written() -> None:
    written = Settings(watch_roots="# skanning\nMiljönämnden = /srv/miljo; Polisen = /srv/polis\n")
    assert watch_roots(written) == (
        WatchRoot("Miljönämnden", Path("/srv/miljo")),
        WatchRoot("Polisen", Path("/srv/polis")),
    )
    for wrong in ("/srv/miljo", "Miljönämnden = srv", "Miljönämnden = /"):
        with pytest.raises(InvalidSettingError, match="rad 1"):
            watch_roots(Settings(watch_roots=wrong))


def test_only_below_the_roots_of_an_owner(tmp_path: Path) -> None:
    for name in ("miljo/skanner/2026/djupt", "miljo/.dold", "polis", "utanför"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "miljo/länk").symlink_to(tmp_path / "utanför")
    home = tmp_path / "miljo/home"
    home.mkdir()
    roots = f"Miljö = {tmp_path}/miljo\nPolis = {tmp_path}/polis\nBorta = {tmp_path}/borta"
    settings = Settings(home=home, watch_roots=roots)
    found = [(owner, str(path.relative_to(tmp_path))) for owner, path in choices(settings)]
    assert found == [("Miljö", "miljo/skanner"), ("Miljö", "miljo/skanner/2026"), ("Polis", "polis")]
    few = replace(settings, limits=Limits(watch_choices=1))
    assert len(list(choices(few))) == 1


def test_the_home_and_what_is_watched_already_are_refused(watching: Watching, tmp_path: Path) -> None:
    settings = watching.store.settings
    for path in (settings.home, settings.home / "vault", tmp_path):
        path.mkdir(exist_ok=True)
        with pytest.raises(FolderRefusedError):
            watchable(settings, path)
    with pytest.raises(MissingPathError):
        watchable(settings, tmp_path / "finns inte")
    inside = watching.folder / "skanner"
    inside.mkdir()
    for path in (inside, watching.folder.parent):
        with pytest.raises(FolderRefusedError):
            watching.store.watched.add(path, "tillsyn")
    watching.store.sources.add(Source("annan", "Nämnden"))
    with pytest.raises(FolderRefusedError):
        watching.store.watched.add(watching.folder, "annan")
    assert watching.store.watched.add(watching.folder, "tillsyn") == watching.id, "the same again is no error"
    (tmp_path / "länk").symlink_to(inside)
    with pytest.raises(FolderRefusedError):
        watching.store.watched.add(watchable(settings, tmp_path / "länk"), "tillsyn")
    watching.store.watched.remove(watching.id)
    assert watching.store.watched.add(inside, "tillsyn")


def test_what_a_browser_added_stays_below_its_root(watching: Watching, tmp_path: Path) -> None:
    folder = watching.store.watched.get(watching.id)
    settings = replace(watching.store.settings, watch_roots=f"Nämnden = {tmp_path}/in\nPolisen = {tmp_path}")
    added = replace(folder, by="alva")
    assert trouble(settings, added) == ""
    assert trouble(replace(settings, watch_roots=f"Polisen = {tmp_path}/in"), added) == FolderTrouble.OUTSIDE_ROOTS
    assert trouble(watching.store.settings, folder) == "", "the command line needs no root"
    elsewhere = tmp_path / "annanstans"
    elsewhere.mkdir()
    watching.folder.rename(tmp_path / "flyttad")
    watching.folder.symlink_to(elsewhere)
    assert trouble(settings, added) == FolderTrouble.NOT_ALLOWED, "a link has come into its place"


def test_an_empty_folder_in_the_place_of_a_share(watching: Watching, monkeypatch: pytest.MonkeyPatch) -> None:
    """A share that is not connected looks like an empty folder: what lay there is not gone."""
    share = str(watching.folder)
    real = places.os.path.ismount
    connected = {share}
    monkeypatch.setattr(places.os.path, "ismount", lambda path: str(path) in connected or real(path))
    assert mount_of(watching.folder) == share
    (watching.folder / "a.txt").write_text("Tillsyn")
    watching.look()
    assert watching.store.watched.get(watching.id).mount == share
    (watching.folder / "a.txt").unlink()
    connected.clear()
    assert watching.look() is None
    report = watching.report()
    assert (report.reason, report.today) == (FolderTrouble.SHARE_MISSING, 0)
    assert not watching.store.watched.files(watching.id)["a.txt"].gone
    connected.add(share)
    (watching.folder / "a.txt").write_text("Tillsyn")
    assert watching.look() is not None
    assert watching.report().reason == ""

"""A move that fails after the tables were brought up to date, with samsyn itself, on both databases: the archive is in
use again, whole, and what is in the way is said.

The later version is this one, which then notes in the register a revision that this one does not know.
"""

from __future__ import annotations

import os
import stat
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from deploy.versions.fitting import Places
from deploy.versions.installation import Move, MoveError, note, noted
from deploy.versions.journey import go_back, move
from deploy.versions.machine import Machine
from models.store.database import Database
from models.store.migrate import newest
from tests.cli.backups import begin, contents
from tests.cli.command import ROOT

_SAMSYN = f"""\
#!/bin/sh
if [ "$1" = restore ] && [ -e {{full}} ]; then
    rm {{full}}
    export PYTHONDONTWRITEBYTECODE=1
    ulimit -f 8 # blocks of 512 bytes: a disk that is full
fi
SAMSYN_NLP_PIPELINE=rules exec {sys.executable} {ROOT}/samsyn.py "$@"
"""
_BEYOND = f"""\
#!/bin/sh
if [ "$1" = upgrade ]; then exit 0; fi
SAMSYN_NLP_PIPELINE=rules {sys.executable} {ROOT}/samsyn.py "$@" || exit
if [ "$1" = account ]; then exec {sys.executable} {{program}}; fi
"""
_MOVED_ON = f"""\
import sys
sys.path.insert(0, {str(ROOT)!r})
from sqlalchemy import text
from models.settings import read_settings
from models.store.database import Database
from models.store.migrate import newest
database = Database(read_settings().register_url)
with database.write() as connection:
    connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
database.close()
"""


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """An archive in the old version, and the later one to be moved to. The service starts the old one only."""
    programs = tmp_path / "programs"
    programs.mkdir()
    starts = f'if [ "$1" = start ] && [ -e {tmp_path}/refuses ]; then rm {tmp_path}/refuses; exit 1; fi\n'
    for name, lines in (("systemctl", starts), ("runuser", 'shift 3\nexec "$@"\n')):
        (programs / name).write_text(f"#!/bin/sh\n{lines}")
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    monkeypatch.setattr("deploy.versions.machine._answers", lambda _address: True)
    (tmp_path / "samsyn.toml").write_text(f'home = "{tmp_path / "home"}"\n')
    places = Places(tmp_path / "root", tmp_path / "kopior", "samsyn", tmp_path / "samsyn.toml", tmp_path / "system")
    places.root.mkdir()
    (tmp_path / "moved_on.py").write_text(_MOVED_ON)
    first = Machine(places, "", _tree(tmp_path / "first", "1.0.0", _SAMSYN.replace("{full}", str(tmp_path / "full"))))
    first.use(first.prepare())
    later = _BEYOND.replace("{program}", str(tmp_path / "moved_on.py"))
    return Machine(places, "", _tree(tmp_path / "second", "1.1.0", later))


def _tree(folder: Path, number: str, program: str) -> Path:
    (folder / "deploy").mkdir(parents=True)
    (folder / "pyproject.toml").write_text(f'[project]\nversion = "{number}"\n')
    (folder / "program").write_text(program)
    setup = folder / "deploy" / "setup.sh"
    made = f"mkdir -p .venv/bin && cp {folder}/program .venv/bin/samsyn && chmod +x .venv/bin/samsyn"
    setup.write_text(f"#!/bin/sh\n{made}\n")
    setup.chmod(stat.S_IRWXU)
    return folder


def test_the_archive_as_it_was_is_in_use_again(machine: Machine, tmp_path: Path) -> None:
    home = tmp_path / "home"
    begin(home)
    was, old = contents(home), machine.version()
    (tmp_path / "refuses").touch()
    with pytest.raises(MoveError, match="systemctl start"):
        move(machine)
    assert machine.version() == old
    assert contents(home) == was
    assert not machine.note.exists()


def test_what_is_half_put_back_is_gone_on_with(machine: Machine, tmp_path: Path) -> None:
    home = tmp_path / "home"
    begin(home)
    was, old = contents(home), machine.version()
    move(machine)
    (tmp_path / "full").touch()
    with pytest.raises(MoveError, match="--restore"):
        go_back(machine, restore=True)
    assert not (home / "secret.key").exists()
    assert go_back(machine, restore=True).old == old
    assert (machine.version(), contents(home)) == (old, was)
    assert len(list(tmp_path.glob("home-aside-*"))) == 1


@pytest.mark.postgresql
def test_a_database_that_is_not_put_aside(
    machine: Machine, tmp_path: Path, postgresql_url: str, empty_postgresql_url: str
) -> None:
    """Nothing is put back into one that holds something: the later version, whose tables they are, stays in use. When
    the operator has put an empty one in its place, the way back goes."""
    home, url = tmp_path / "home", {"database_url": postgresql_url}
    machine.places.environment.write_text(f"SAMSYN_DATABASE_URL={postgresql_url}\n")
    begin(home, **url)
    was, old = contents(home, **url), machine.version()
    (tmp_path / "refuses").touch()
    with pytest.raises(MoveError, match="stays in use, with the archive as it is"):
        move(machine)
    assert machine.version() == noted(machine).new
    assert (home / "secret.key").is_file()
    assert not list(tmp_path.glob("home-aside-*"))
    _as_of_old(postgresql_url)
    assert contents(home, **url) == was

    machine.places.environment.write_text(f"SAMSYN_DATABASE_URL={empty_postgresql_url}\n")
    assert go_back(machine, restore=True).old == old
    assert contents(home, database_url=empty_postgresql_url) == was


def _as_of_old(url: str) -> None:
    """Have this version read it again, to look at what is there."""
    with closing(Database(url)) as database, database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": newest()})


def test_a_move_that_was_broken_off_is_gone_on_with(machine: Machine, tmp_path: Path) -> None:
    """Killed when the link is moved: the same command goes on, and the way back is to where it began."""
    begin(tmp_path / "home")
    old = machine.version()

    note(machine, Move(old, machine.prepare(), "b-1", whole=False))
    machine.use(machine.prepare())
    done = move(machine)
    assert (done.old, done.whole) == (old, True)
    with pytest.raises(MoveError, match="is the version in use"):
        move(machine)


def test_a_site_without_an_operator_has_its_register_opened(machine: Machine, tmp_path: Path) -> None:
    home = tmp_path / "home"
    begin(home)
    machine.places.config.write_text(f'home = "{home}"\n[access]\noperator = false\n')
    with pytest.raises(MoveError, match="operatören är avstängd"):
        machine._samsyn("status", "--json")
    machine.open()

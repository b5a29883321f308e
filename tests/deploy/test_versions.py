"""An installed archive moves to a new version with one command and goes back, and a step that fails changes nothing.

The programs that are called are stand-ins that write what they were asked; what samsyn itself does when a register is
older or newer is tried in tests/models/store/test_starting_together.py.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from deploy.versions.containers import Containers
from deploy.versions.fitting import Places
from deploy.versions.installation import MoveError
from deploy.versions.journey import go_back, move
from deploy.versions.machine import SOURCE, Machine, named

_STANDS_IN = """\
#!/bin/sh
# Writes what it was asked; fails where a file says so, as a register that is newer does.
echo "$(basename "$(readlink -f "$(dirname "$0")/../..")") $*" >>{log}
if [ -e "{log}.$1" ]; then cat "{log}.$1" >&2; exit 1; fi
if [ "$1" = backup ]; then echo '{{"backup": "20261127-1"}}'; fi
"""
_SYSTEM = """\
#!/bin/sh
echo "$(basename "$0") $*" >>{log}
if [ -e "{log}.$1" ]; then cat "{log}.$1" >&2; exit 1; fi
case "$*" in *" worker backup "*) echo '{{"backup": "20261127-1"}}' ;; esac
"""
_NEWER = '{"error": {"code": "newer_register", "message": "", "next": ""}}'


@pytest.fixture
def address() -> Iterator[str]:
    """Something that answers that it is well."""

    class Well(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Well)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the stand-ins write."""
    programs, log = tmp_path / "programs", tmp_path / "log"
    programs.mkdir()
    for name in ("systemctl", "docker"):
        (programs / name).write_text(_SYSTEM.format(log=log))
    (programs / "runuser").write_text('#!/bin/sh\nshift 3\nexec "$@"\n')
    for program in programs.iterdir():
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    log.touch()
    return log


@pytest.fixture
def machine(tmp_path: Path, log: Path, address: str) -> Machine:
    """With one version installed and another to be."""
    first = _machine(tmp_path, _source(tmp_path / "first", log, "1.0.0"), address)
    first.use(first.prepare())
    return _machine(tmp_path, _source(tmp_path / "second", log, "1.1.0"), address)


def _source(folder: Path, log: Path, number: str) -> Path:
    """The tree of a version, whose set-up makes a program that stands in for samsyn."""
    (folder / "deploy").mkdir(parents=True)
    (folder / "pyproject.toml").write_text(f'[project]\nversion = "{number}"\n')
    (folder / "samsyn-program").write_text(_STANDS_IN.format(log=log))
    program = folder / "samsyn-program"
    setup = f"mkdir -p .venv/bin && cp '{program}' .venv/bin/samsyn && chmod +x .venv/bin/samsyn"
    (folder / "deploy" / "setup.sh").write_text(f"#!/bin/sh\n{setup}\n")
    (folder / "deploy" / "setup.sh").chmod(0o755)
    return folder


def _machine(folder: Path, source: Path, address: str) -> Machine:
    root = folder / "root"
    root.mkdir(exist_ok=True)
    (folder / "home").mkdir(exist_ok=True)
    (folder / "home" / "register.sqlite3").touch()
    (folder / "samsyn.toml").write_text(f'home = "{folder / "home"}"\n')
    places = Places(root, folder / "backups", "samsyn", folder / "samsyn.toml", folder / "system")
    return Machine(places, address, source)


def _done(log: Path) -> list[str]:
    """What was asked, with versions by their numbers; emptied."""
    lines = [" ".join(line.split("-", 1)[0] if at == 0 else line for at, line in enumerate(each.split(" ", 1)))
             for each in log.read_text().splitlines()]  # fmt: skip
    log.write_text("")
    return lines


def test_a_machine_moves_and_comes_back(machine: Machine, log: Path) -> None:
    old = machine.version()
    done = move(machine)
    assert (done.old, done.new, machine.version()) == (old, named_of(machine), named_of(machine))
    asked = _done(log)
    assert asked[0] == "systemctl stop samsyn.service"
    assert (asked[1], done.backup) == (f"1.0.0 backup take {machine._backups} --json", "20261127-1")  # by the old one
    upgraded = f"1.1.0 upgrade {machine._backups} --json"
    assert asked[2:] == ["1.1.0 account list --json", "systemctl start samsyn.service", upgraded]
    assert go_back(machine).old == old
    assert machine.version() == old
    assert _done(log) == [
        "systemctl stop samsyn.service",
        "1.0.0 account list --json",
        "systemctl start samsyn.service",
    ]
    with pytest.raises(MoveError, match="nothing to go back to"):
        go_back(machine)


def test_back_over_changed_tables_is_by_the_backup_and_only_if_asked(machine: Machine, log: Path) -> None:
    done = move(machine)
    _done(log)
    Path(f"{log}.account").write_text(_NEWER)
    with pytest.raises(MoveError, match="--restore"):
        go_back(machine)
    assert machine.version() == done.new
    assert _done(log)[-1] == "systemctl start samsyn.service"
    Path(f"{log}.account").unlink()
    asked = _with_newer_register_until_restored(machine, log)
    assert f"1.0.0 restore {machine._backups} --backup {done.backup}" in asked
    (aside,) = machine._home.parent.glob("home-aside-*")
    assert (aside / "register.sqlite3").exists()
    assert list(machine._home.iterdir()) == []
    assert machine.version() == done.old


def _with_newer_register_until_restored(machine: Machine, log: Path) -> list[str]:
    """Go back where the old version can read the register only when it is the backup's."""
    old = machine._root / "versions" / json.loads(machine.note.read_text())["old"] / ".venv" / "bin" / "samsyn"
    Path(f"{log}.account").write_text(_NEWER)
    old.write_text(old.read_text() + f'if [ "$1" = restore ]; then rm -f "{log}.account"; fi\n')
    go_back(machine, restore=True)
    return _done(log)


@pytest.mark.parametrize("step", ["backup", "account", "start"])
def test_where_a_step_fails_the_old_version_runs_again(machine: Machine, log: Path, step: str) -> None:
    old = machine.version()
    new = machine.prepare()
    failing = machine._root / "versions" / new / ".venv" / "bin" / "samsyn"
    if step == "account":
        failing.write_text(failing.read_text() + 'if [ "$1" = account ]; then exit 1; fi\n')
    elif step == "start":
        started = Path(f"{log}.started")
        system = Path(os.environ["PATH"].split(":")[0]) / "systemctl"
        system.write_text(
            system.read_text() + f'if [ "$1" = start ] && [ ! -e {started} ]; then touch {started}; exit 1; fi\n'
        )
    else:
        Path(f"{log}.backup").write_text("disken är full")
    with pytest.raises(MoveError):
        move(machine)
    asked = _done(log)
    assert machine.version() == old
    assert asked[-2:] == ["1.0.0 account list --json", "systemctl start samsyn.service"]
    assert not any("restore" in each for each in asked)  # the old one could read it
    assert not machine.note.exists()


@pytest.mark.parametrize("said", ["[]", "inget json", ""])
def test_an_answer_that_is_none_of_ours_is_a_step_that_fails(machine: Machine, log: Path, said: str) -> None:
    old = machine.current / ".venv" / "bin" / "samsyn"
    program = old.read_text().replace('{"backup": "20261127-1"}', said)
    old.write_text(program)
    before = machine.version()
    with pytest.raises((MoveError, ValueError, TypeError)):
        move(machine)
    assert machine.version() == before
    assert _done(log)[-1] == "systemctl start samsyn.service"


def test_a_way_back_that_cannot_be_opened_is_not_taken(machine: Machine, log: Path) -> None:
    done = move(machine)
    Path(f"{log}.account").write_text("disken är full")
    with pytest.raises(MoveError, match="disken är full"):
        go_back(machine, restore=True)
    assert machine.version() == done.new
    assert _done(log)[-1] == "systemctl start samsyn.service"


def test_a_mounted_home_is_not_put_aside(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """An encrypted one that is open: the way back is told, with the backup that is to take its place."""
    monkeypatch.setattr(Path, "is_mount", lambda _path: True)
    with pytest.raises(MoveError, match=r"docs/upgrading\.md says how a backup takes its place"):
        machine.put_aside()


def test_secrets_and_what_an_installation_says_of_itself_are_no_part_of_a_version(tmp_path: Path, log: Path) -> None:
    source = _source(tmp_path / "source", log, "1.0.0")
    before = named(source)
    (source / "deploy" / "secrets").mkdir()
    (source / "deploy" / "secrets" / "tls_key").write_text("hemlig")
    (source / "deploy" / ".env").write_text("SAMSYN_VERSION=1.0.0\n")
    (source / "deploy" / "moved.json").write_text("{}")
    assert named(source) == before
    (source / "deploy" / "setup.sh").write_text("#!/bin/sh\n")
    assert named(source) != before


def test_a_version_whose_set_up_was_broken_off_is_made_anew(machine: Machine) -> None:
    name = named_of(machine)
    half = machine._root / "versions" / name
    half.mkdir(parents=True)
    (half / "rest").touch()
    assert machine.prepare() == name
    assert not (half / "rest").exists()
    assert (half / ".venv" / "bin" / "samsyn").is_file()


def test_the_version_in_use_is_no_new_one(machine: Machine) -> None:
    move(machine)
    with pytest.raises(MoveError, match="in use"):
        move(machine)


def named_of(machine: Machine) -> str:
    return named(machine._source)


def test_containers_move_and_come_back(tmp_path: Path, log: Path) -> None:
    source = _source(tmp_path / "source", log, "1.1.0")
    (tmp_path / ".env").write_text("SAMSYN_NAME=samsyn.example\nSAMSYN_VERSION=1.0.0-aaaaaaaa\n")
    containers = Containers(tmp_path, source=source)
    done = move(containers)
    assert (done.old, containers.version()) == ("1.0.0-aaaaaaaa", named(source))
    assert "SAMSYN_NAME=samsyn.example" in (tmp_path / ".env").read_text()
    begins = f"docker compose -f {tmp_path}/compose.yaml --env-file {tmp_path}/.env"
    asked = [line.removeprefix(f"{begins} ") for line in log.read_text().splitlines()]
    assert asked == [
        "build web",
        "stop proxy web worker reader scheduler",
        "run --rm -T worker backup take /backup --json",
        "run --rm -T worker account list --json",
        "up --detach --wait",
        "run --rm -T worker upgrade /backup --json",
    ]
    assert go_back(containers).old == "1.0.0-aaaaaaaa"
    assert containers.version() == "1.0.0-aaaaaaaa"


@pytest.mark.parametrize("renames", [True, False])
def test_containers_put_aside_what_the_backup_takes_the_place_of(tmp_path: Path, log: Path, renames: bool) -> None:
    """Or leave it where it lies, files and all, where the database cannot be renamed."""
    source = _source(tmp_path / "source", log, "1.1.0")
    (tmp_path / ".env").write_text("SAMSYN_VERSION=1.0.0-aaaaaaaa\n")
    containers = Containers(tmp_path, source=source)
    done = move(containers)
    docker = Path(os.environ["PATH"].split(":")[0]) / "docker"
    newer = f"echo '{_NEWER}' >&2; exit 1"
    cases = [
        f'*"account list"*) if [ ! -e {tmp_path}/restored ]; then {newer}; fi ;;',
        f'*" restore "*) touch {tmp_path}/restored ;;',
        *([] if renames else ['*"ALTER DATABASE samsyn RENAME"*) exit 1 ;;']),
    ]
    docker.write_text(docker.read_text() + "\n".join(['case "$*" in', *cases, "esac\n"]))
    log.write_text("")
    if renames:
        assert go_back(containers, restore=True).old == containers.version()
    else:
        with pytest.raises(MoveError, match="stays in use, with the archive as it is"):
            go_back(containers, restore=True)
        assert containers.version() == done.new
    asked = log.read_text()
    assert ("CREATE DATABASE samsyn" in asked, " restore /backup --backup 20261127-1" in asked) == (renames, renames)
    assert asked.count("exec mv -t") == (1 if renames else 2)  # there, and back
    assert asked.splitlines()[-1].endswith("up --detach --wait")


def test_commands_are_about_the_register_that_the_service_has(machine: Machine) -> None:
    """Without its environment they would make another register in the home."""
    program = machine.current / ".venv" / "bin" / "samsyn"
    program.write_text('#!/bin/sh\necho "$SAMSYN_DATABASE_URL_FILE $SAMSYN_OPENSEARCH_USER"\n')
    machine.places.environment.write_text(
        '# där\n\nSAMSYN_DATABASE_URL_FILE=/etc/samsyn/url\nSAMSYN_OPENSEARCH_USER="samsyn"\n'
    )
    assert machine._samsyn("status").split() == ["/etc/samsyn/url", "samsyn"]
    unit = (SOURCE / "deploy" / "systemd" / "samsyn.service").read_text("utf-8")
    assert "EnvironmentFile=-/etc/samsyn/environment" in unit


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "deploy.versions", "move", "--unsigned", "--root", str(tmp_path)],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "install first" in done.stderr
    assert "Traceback" not in done.stderr

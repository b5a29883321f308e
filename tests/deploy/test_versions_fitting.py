"""What the system has of a version: units and command with the installation's own places, as each caller needs them."""

from __future__ import annotations

import getpass
import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from deploy.versions.fitting import Places, command_text, fit
from deploy.versions.installation import MoveError
from deploy.versions.installing import install
from deploy.versions.machine import SOURCE, Machine

_SHOWS = '#!/bin/sh\necho "$(id -un) $SAMSYN_CONFIG $SAMSYN_DATABASE_URL $SAMSYN_OPENSEARCH_USER $*"\n'
_POOR = {"PATH": "/usr/bin:/bin"}  # what cron gives


@pytest.fixture
def places(tmp_path: Path) -> Places:
    config = tmp_path / "conf" / "samsyn.toml"
    config.parent.mkdir()
    config.write_text('home = "/srv/arkiv"\n[vault]\nurl = "file:///mnt/share/sam%20syn"\n')
    return Places(tmp_path / "root", tmp_path / "kopior", getpass.getuser(), config, tmp_path / "system")


def _command(places: Places, program: str = _SHOWS) -> Path:
    """The command, with a program that shows how it was called."""
    called = places.root / "current" / ".venv" / "bin" / "samsyn"
    called.parent.mkdir(parents=True)
    called.write_text(program)
    called.chmod(0o755)
    command = places.root / "samsyn"
    command.write_text(command_text(places))
    return command


def test_the_command_reads_the_environment_as_systemd_does(places: Places) -> None:
    """An address holds what means something to a shell."""
    url = "postgresql://samsyn@två/samsyn?sslmode=verify-full&sslcert=/etc/c.pem"
    places.environment.write_text(f"# där\n; och\n\nSAMSYN_DATABASE_URL={url}\n  SAMSYN_OPENSEARCH_USER = '$HOME `id`'")
    done = subprocess.run(
        ["sh", _command(places), "status", "a b"], env=_POOR, capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{places.user} {places.config} {url} $HOME `id` status a b\n"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes another user")
def test_cron_can_call_it_as_root(places: Places) -> None:
    """Its PATH has no runuser."""
    other = Places(places.root, places.backups, "nobody", places.config, places.system)
    command = _command(other)
    command.write_text(command.read_text().replace(f"{places.root}/current/.venv/bin/samsyn", "/usr/bin/id"))
    done = subprocess.run(["sh", command, "-un"], env=_POOR, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "nobody\n"), done.stderr


def test_the_units_have_the_installations_own_places(places: Places) -> None:
    assert fit(SOURCE, places)
    units = places.system / "etc" / "systemd" / "system"
    names = {path.name for path in units.iterdir()}
    assert names == {path.name for path in (SOURCE / "deploy" / "systemd").iterdir()}
    said = (units / "samsyn.service").read_text()
    assert f"ReadWritePaths=-/srv/arkiv -{places.backups} -/mnt/share/sam syn" not in said  # a space parts two paths
    assert f'ReadWritePaths=-/srv/arkiv -{places.backups} "-/mnt/share/sam syn"' in said
    assert f"User={places.user}\n" in said
    for unit in units.iterdir():
        for usual in ("/opt/samsyn", "/etc/samsyn", "/var/backups/samsyn"):
            assert usual not in _told(unit), unit.name
    assert (places.system / "usr" / "local" / "bin" / "samsyn").stat().st_mode & 0o777 == 0o755
    assert not fit(SOURCE, places), "nothing is to be told of when nothing changed"


def test_a_place_within_the_usual_one_is_written_once(places: Places) -> None:
    nested = replace(places, backups=Path("/var/backups/samsyn/natt"))
    fit(SOURCE, nested)
    units = nested.system / "etc" / "systemd" / "system"
    assert "/samsyn/natt --keep" in (units / "samsyn-backup.service").read_text()
    assert "natt/natt" not in "".join(unit.read_text() for unit in units.iterdir())


def test_what_a_site_changed_is_kept_beside_it(places: Places) -> None:
    fit(SOURCE, places)
    unit = places.system / "etc" / "systemd" / "system" / "samsyn.service"
    unit.write_text("[Service]\nLimitNOFILE=4096\n")
    assert fit(SOURCE, places)
    assert "LimitNOFILE=4096" in unit.with_name("samsyn.service.before").read_text()


def _told(unit: Path) -> str:
    return "\n".join(line for line in unit.read_text().splitlines() if not line.startswith("#"))


def test_what_is_installed_already_is_moved(places: Places) -> None:
    """To install over it would bring the tables up to date under the service that runs, without a backup."""
    machine = Machine(places, "", _tree(places.root.with_name("tree")))
    (places.root / "versions" / "0.9.0-aaaaaaaa").mkdir(parents=True)
    machine.use("0.9.0-aaaaaaaa")
    with pytest.raises(MoveError, match=r"0\.9\.0-aaaaaaaa is installed already: .* move"):
        install(machine)
    assert machine.version() == "0.9.0-aaaaaaaa"


def _tree(folder: Path) -> Path:
    (folder / "deploy").mkdir(parents=True)
    (folder / "pyproject.toml").write_text('[project]\nversion = "1.0.0"\n')
    setup = folder / "deploy" / "setup.sh"
    setup.write_text("#!/bin/sh\nexit 0\n")
    setup.chmod(0o755)
    return folder

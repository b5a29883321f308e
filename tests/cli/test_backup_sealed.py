"""The commands of docs/backup.md for copies that leave the house, run as they stand there with a key of the test's."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.command import ROOT
from tests.servers import missing

SECRET = b"Tillsyn hos Provkrog AB, anteckning 4711"


@pytest.fixture
def keyring() -> Iterator[dict[str, str]]:
    """The environment with a keyring that holds the site's key; gpg's agent ends with the test."""
    if shutil.which("gpg") is None:
        missing("gpg is not installed: apt-get install gpg")
    with tempfile.TemporaryDirectory(prefix="g-", dir="/tmp") as home:  # its sockets' paths must be short
        environment = {**os.environ, "GNUPGHOME": home}
        made = (
            "--batch",
            "--passphrase",
            "",
            "--quick-generate-key",
            "prov@example.invalid",
            "future-default",
            "default",
        )
        subprocess.run(["gpg", *made], env=environment, check=True, capture_output=True)
        yield environment
        subprocess.run(["gpgconf", "--kill", "all"], env=environment, check=False, capture_output=True)


def test_what_leaves_the_house_tells_nothing_and_comes_back_whole(tmp_path: Path, keyring: dict[str, str]) -> None:
    folder, out, back = tmp_path / "kopior", tmp_path / "ute", tmp_path / "åter"
    for each in (folder / "vault" / "ab", out, back):
        each.mkdir(parents=True)
    (folder / "vault" / "ab" / "original").write_bytes(SECRET * 1_000)
    (folder / "noted.json").write_bytes(SECRET)

    commands = re.findall(r"^    ((?:tar -C|gpg --decrypt).*)$", (ROOT / "docs" / "backup.md").read_text("utf-8"), re.M)
    assert len(commands) == 2
    for command in commands:
        told = command.partition("  #")[0].replace("KEY", "prov@example.invalid")
        for place, here in {"/mnt/kopior-åter": back, "/mnt/kopior": folder, "/mnt/ute": out}.items():
            told = told.replace(place, str(here))
        assert "/mnt" not in told
        subprocess.run(["bash", "-o", "pipefail", "-c", told], env=keyring, check=True, capture_output=True)

    (sealed,) = out.iterdir()
    assert SECRET[:20] not in sealed.read_bytes()
    assert b"noted.json" not in sealed.read_bytes()
    assert (back / "vault" / "ab" / "original").read_bytes() == SECRET * 1_000
    assert (back / "noted.json").read_bytes() == SECRET

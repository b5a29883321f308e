"""What goes wrong is said where it should be, as it should be, and without a word of any case."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import samsyn as command_line
from models.cluster_errors import ClusterRefusedError
from tests.cli.command import ROOT, environment, samsyn_here
from tests.cli.falling import SECRET


@pytest.fixture
def falling(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("unforeseen", "interrupted"):
        monkeypatch.setitem(command_line.COMMANDS, name, f"tests.cli.falling:{name}")
    # Whoever started the tests in the background had Ctrl-C ignored in them.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def last_line(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    out, err = capsys.readouterr()
    assert out == ""
    error: dict[str, str] = json.loads(err.splitlines()[-1])["error"]
    return error


@pytest.mark.usefixtures("falling")
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_what_nobody_foresaw_is_told_by_kind_and_place(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["unforeseen", *options]) == 1
    said = capsys.readouterr().err
    assert "TypeError" in said
    assert "models/store/vault_folder.py:" in said
    assert "tests/" not in said
    assert "Provsson" not in said
    assert "Traceback" not in said


@pytest.mark.usefixtures("falling")
def test_ctrl_c_has_a_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["interrupted", "--json"]) == 1
    assert last_line(capsys)["code"] == "interrupted"
    assert command_line.main(["interrupted"]) == 1
    assert "Avbrutet" in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong",
    [["ingest", "--json"], ["finnsinte", "--json"], ["search", "x", "y", "--json"], ["status", "--json", "--färg"]],
)
def test_wrong_usage_has_a_code(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(wrong) == 2
    assert last_line(capsys)["code"] == "usage"


def test_log_lines_are_one_each_and_hold_no_case(tmp_path: Path) -> None:
    code = (
        "import samsyn; samsyn.COMMANDS['talkative'] = 'tests.cli.falling:talkative';"
        "import sys; sys.argv = ['samsyn', 'talkative']; samsyn.run()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(tmp_path), cwd=ROOT, capture_output=True, text=True, check=True
    )
    lines = [line.split(" ", 1)[1] for line in done.stderr.splitlines()]  # the time is left out
    assert [re.sub(r"rad \d+", "rad N", line) for line in lines] == [
        f"INFO ingest.prov: document {'0a1b' * 8}",
        "WARNING bibliotek.inre: rad N (ValueError)",
        f"WARNING ingest.prov: job {'4d' * 16} (ValueError)",
    ]
    assert SECRET not in done.stderr
    assert done.stdout == ""


def test_a_cluster_is_refused_by_what_would_use_it(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert samsyn_here(home, "source", "add", "tillsyn", "--owner", "Nämnden", cluster="tls://x").status == 0
    ingest = ("ingest", tmp_path, "--source", "tillsyn", "--json")
    for answer in (samsyn_here(home, *ingest, cluster="tls://x"), samsyn_here(home, *ingest, "--cluster", "tls://x")):
        assert (answer.status, answer.error["code"]) == (1, ClusterRefusedError.code)

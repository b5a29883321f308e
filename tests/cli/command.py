"""The real command in a process of its own, as a user calls it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from samsyn import main

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        """The one JSON value on standard output."""
        return json.loads(self.out)

    @property
    def error(self) -> dict[str, str]:
        """The error on the last line of standard error."""
        error: dict[str, str] = json.loads(self.err.strip().splitlines()[-1])["error"]
        return error


def samsyn(home: Path, *arguments: str | Path, input: str = "", **settings: str) -> Answer:
    """Run ``samsyn ARGUMENTS`` with this home; keyword arguments are further ``SAMSYN_*`` variables."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "samsyn.py"), *map(str, arguments)],
        input=input,
        capture_output=True,
        text=True,
        env=environment(home, settings),
        cwd=home.parent,
        timeout=240,
        check=False,
    )
    return Answer(done.returncode, done.stdout, done.stderr)


def samsyn_here(home: Path, *arguments: str | Path, **settings: str) -> Answer:
    """The same in this process: for tests of many short commands, whose start would take most of the time."""
    out, err = io.StringIO(), io.StringIO()
    wanted = {**environment(home, settings), "SAMSYN_HOME": str(home)}
    with mock.patch.dict(os.environ, wanted, clear=True), redirect_stdout(out), redirect_stderr(err):
        status = main([str(each) for each in arguments])
    return Answer(status, out.getvalue(), err.getvalue())


def environment(home: Path, settings: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of the command: this process's, without its settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SAMSYN_")}
    extra = {f"SAMSYN_{name.upper()}": value for name, value in (settings or {}).items()}
    return {**kept, **extra, "SAMSYN_HOME": str(home), "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}

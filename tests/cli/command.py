"""The real command in a process of its own, as a user calls it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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


def environment(home: Path, settings: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of the command: this process's, without its settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SAMSYN_")}
    extra = {f"SAMSYN_{name.upper()}": value for name, value in (settings or {}).items()}
    return {**kept, **extra, "SAMSYN_HOME": str(home), "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}

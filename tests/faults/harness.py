"""Runs a scene in real processes, undisturbed or with one of them killed at a step, and tells how it ended."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from tests.cli.command import ROOT, environment
from tests.faults import stepping
from tests.faults.stepping import Plan
from tests.faults.warm import Ended, Order

_HERE: Final = Path(__file__).parent
_RULES: Final = {"nlp_pipeline": "rules", "operator": "1"}


class Warm:
    """The warm process (:mod:`tests.faults.warm`), started here. ``folder`` is for what it and its children write;
    ``seconds`` of a core they have taken."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.seconds = folder, 0.0
        code, scratch = folder / "code", folder / "scratch"
        for each in (code, scratch):
            each.mkdir(parents=True, exist_ok=True)
        self.scratch = scratch
        told = {**environment(folder / "none", _RULES), stepping.CODE: str(code), "TMPDIR": str(scratch)}
        told["PYTHONPATH"] = os.pathsep.join([str(_HERE / "loaded"), str(ROOT), os.environ.get("PYTHONPATH", "")])
        told |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        command = [sys.executable, "-m", "tests.faults.warm"]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=told, cwd=ROOT, text=True
        )
        self._hear()

    def call(
        self, module: str, function: str, *arguments: str | Path, home: Path, plan: Plan | None = None, **more: str
    ) -> Ended:
        """Have the function called in a process of its own, with this home; waits for its end."""
        wanted = {"SAMSYN_HOME": str(home), **more}
        told = plan.to_json() if plan else ""
        order = Order(module, function, [str(each) for each in arguments], str(home) + ".said", wanted, told)
        assert self._process.stdin is not None
        self._process.stdin.write(order.to_json() + "\n")
        self._process.stdin.flush()
        ended = Ended(**self._hear())
        self.seconds += ended.seconds
        return ended

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def _hear(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the warm process has ended"
        return json.loads(line)


def recorded(seen: Path) -> Counter[str]:
    """How often each step was passed, of what a plan's file says."""
    return Counter(seen.read_text("ascii").splitlines()) if seen.exists() else Counter()


def was_killed(seen: Path) -> bool:
    """Whether the moment of the plan came."""
    return seen.exists() and any(line.startswith("killed ") for line in seen.read_text("ascii").splitlines())


def put_down(group: int) -> None:
    """End what was left of a command: workers whose parent is dead may still be at their last document."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def copied(template: Path, to: Path) -> Path:
    """The home of a scene, as it was prepared."""
    shutil.rmtree(to, ignore_errors=True)
    return Path(shutil.copytree(template, to, symlinks=True))

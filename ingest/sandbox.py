"""Where a reader runs: in bubblewrap where that works, else with limits alone; and which of the two it is here.

In bubblewrap the child sees Python, its libraries, Tesseract's models, our reading code and the one file, read-only; it
has an empty folder in memory to write to, no network, no other processes, and it ends with its parent.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import secrets
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from ingest.ocr.tessdata import find_tessdata
from ingest.request import ReadRequest
from models.errors import InvalidSettingError, OcrUnavailableError
from models.settings import Settings

INPUT: Final = "/input"
_SYSTEM: Final = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache", "/etc/alternatives",
                  "/etc/libreoffice", "/etc/fonts")  # fmt: skip
_SCRATCH: Final = "/tmp"  # noqa: S108 (within the sandbox: a file system of its own, in memory)
_TRIAL_SECONDS: Final = 10.0


@dataclass(frozen=True, slots=True)
class SandboxState:
    """``kind`` is bubblewrap or limits; ``reason`` says why not bubblewrap, or is empty. ``samsyn status`` shows it."""

    kind: str
    reason: str = ""


def sandbox_state(settings: Settings) -> SandboxState:
    """What readers run in under these settings. Raises InvalidSettingError for a choice that cannot be had."""
    if settings.sandbox == "limits":
        return SandboxState("limits", "chosen")
    if settings.sandbox not in ("auto", "bubblewrap"):
        raise InvalidSettingError(f"SAMSYN_SANDBOX: okänt värde {settings.sandbox!r}")
    reason = _bubblewrap_fault()
    if reason and settings.sandbox == "bubblewrap":
        raise InvalidSettingError("SAMSYN_SANDBOX: bubblewrap går inte att köra på den här datorn")
    return SandboxState("limits", reason) if reason else SandboxState("bubblewrap")


@lru_cache(maxsize=1)
def _bubblewrap_fault() -> str:
    if shutil.which("bwrap") is None:
        return "not_installed"
    command = [*_isolation(Settings().limits.scratch_bytes), *_binds(()), "--", sys.executable, "-I", "-S", "-c", ""]
    try:
        trial = subprocess.run(command, capture_output=True, timeout=_TRIAL_SECONDS, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return "does_not_start"
    return "" if trial.returncode == 0 else "not_permitted"


class Child:
    """A running reader. ``pipe`` is where its messages come from; ``mark`` stands in its environment."""

    def __init__(self, process: subprocess.Popen[bytes], mark: str) -> None:
        self._process, self._mark = process, mark
        assert process.stdout is not None
        self.pipe = process.stdout.fileno()

    def stop_after(self, page: int) -> None:
        """Tell it that ``page`` is the last that is wanted of it."""
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # it is gone: the pipe will say so
            self._process.stdin.write(b"%d\n" % page)
            self._process.stdin.flush()

    def kill(self) -> None:
        """Kill what still runs of it, from any thread: whoever reads its messages sees them end.

        Its process group first, then offspring that left the group (in bubblewrap they cannot outlive it).
        """
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        for stray in _marked(self._mark):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(stray, signal.SIGKILL)

    def end(self) -> None:
        """Kill it and take its place in the process table away."""
        self.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
        self._process.wait()


def _marked(mark: str) -> list[int]:
    """The processes of ours that inherited ``mark`` in their environment; none where bubblewrap ends them for us."""
    found = []
    for environ in Path("/proc").glob("[0-9]*/environ") if mark else ():
        with contextlib.suppress(OSError):
            if mark.encode() in environ.read_bytes():
                found.append(int(environ.parent.name))
    return found


def launch(request: ReadRequest, settings: Settings, scratch: Path) -> Child:
    """Start a child on ``request``. ``scratch`` is its folder where it has none in memory."""
    packages = _package_folders(request.readers)
    environment = _environment(packages, settings, scratch)
    command, mark = [sys.executable, "-B", "-P", "-s", "-m", "ingest.child"], ""
    if sandbox_state(settings).kind == "bubblewrap":
        command = [*_walls(request, settings, packages), *command]
        environment["TMPDIR"] = environment["HOME"] = _SCRATCH
        request = replace(request, path=INPUT)
    else:
        request = replace(request, parent=os.getpid())
        environment["SAMSYN_READER"] = mark = secrets.token_hex(16)
    process = subprocess.Popen(  # noqa: S603 (the command is ours; the file's name in it is one argument)
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd=scratch,
        start_new_session=True,
    )
    _ask(process, request)
    return Child(process, mark)


def _walls(request: ReadRequest, settings: Settings, packages: Iterable[Path]) -> list[str]:
    file = ("--ro-bind", os.path.realpath(request.path), INPUT)
    ends = ("--remount-ro", "/", "--chdir", _SCRATCH, "--")
    isolation = _isolation(settings.limits.scratch_bytes)
    return [*isolation, *_binds(packages), *_tessdata_bind(settings), *file, *ends]


def _ask(process: subprocess.Popen[bytes], request: ReadRequest) -> None:
    assert process.stdin is not None
    try:
        process.stdin.write(request.to_json())
        process.stdin.flush()
    except BrokenPipeError:  # it died at once: the empty pipe will say so
        pass


def _isolation(scratch_bytes: int) -> list[str]:
    return [
        "bwrap",
        *("--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL"),
        *("--proc", "/proc", "--dev", "/dev", "--size", str(scratch_bytes), "--tmpfs", _SCRATCH),
    ]


def _binds(packages: Iterable[Path]) -> list[str]:
    arguments: list[str] = []
    for place in _SYSTEM:
        if os.path.islink(place):
            arguments += ["--symlink", os.readlink(place), place]
        else:
            arguments += ["--ro-bind-try", place, place]
    prefixes = {sys.prefix, sys.base_prefix, os.path.dirname(os.path.dirname(os.path.realpath(sys.executable)))}
    for prefix in sorted({*prefixes, *map(str, packages)}):
        if not prefix.startswith("/usr/") and prefix != "/usr":
            arguments += ["--ro-bind", prefix, prefix]
    return arguments


def _tessdata_bind(settings: Settings) -> list[str]:
    try:
        folder = str(find_tessdata(settings.ocr_languages))
    except OcrUnavailableError:  # the child says so when a page needs it
        return []
    return ["--ro-bind", folder, folder]


def _package_folders(readers: Mapping[str, str]) -> list[Path]:
    """The folders of our packages that the child imports; never the folder above, where case data may lie."""
    names = {"ingest", "models", *(place.partition(".")[0] for place in readers.values())}
    specs = (importlib.util.find_spec(name) for name in sorted(names))
    return [Path(place) for spec in specs if spec for place in spec.submodule_search_locations or ()]


def _environment(packages: Iterable[Path], settings: Settings, scratch: Path) -> dict[str, str]:
    environment = {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "PYTHONPATH": os.pathsep.join(sorted({str(package.parent) for package in packages})),
        "LANG": "C.UTF-8",
        "OMP_THREAD_LIMIT": "1",
        "TMPDIR": str(scratch),
        "HOME": str(scratch),
    }
    try:
        environment["TESSDATA_PREFIX"] = str(find_tessdata(settings.ocr_languages))
    except OcrUnavailableError:
        pass
    return environment

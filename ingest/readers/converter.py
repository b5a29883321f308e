"""LibreOffice as a converter of formats that nothing else reads well: headless, without macros, with a time limit.

It runs within the child's own walls (``ingest/sandbox.py``) and limits, and writes only below the scratch folder.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Final

from models.errors import ConverterMissingError, CorruptFileError, ReaderTimeoutError
from models.limits import Limits

_PROGRAM: Final = "soffice"
_SHARE: Final = 0.8  # of the time that a page may take: the parent waits no longer for a sign of life
_PROFILE: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>0</value></prop></item></oor:items>
"""


def converter_path() -> str | None:
    """Where LibreOffice is, or None. ``samsyn doctor`` asks too."""
    return shutil.which(_PROGRAM)


def convert(path: Path, ending: str, folder: Path, limits: Limits) -> Path:
    """``path`` converted to the format of ``ending`` ("docx"), below ``folder``.

    Raises ConverterMissingError, ReaderTimeoutError, and CorruptFileError for what LibreOffice cannot open.
    """
    program = converter_path()
    if program is None:
        raise ConverterMissingError("LibreOffice är inte installerat")
    profile, out = folder / "profile", folder / "out"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    command = [program, "--headless", "--norestore", "--nolockcheck", "--nologo", "--nodefault",
               f"-env:UserInstallation={profile.absolute().as_uri()}", "--convert-to", ending,
               "--outdir", str(out), str(path)]  # fmt: skip
    _run(command, folder, _SHARE * limits.ocr_seconds_per_page)
    found = sorted(out.glob(f"*.{ending}")) if out.is_dir() else []
    if not found:
        raise CorruptFileError("Filen går inte att öppna")
    return found[0]


def _run(command: list[str], folder: Path, seconds: float) -> None:
    environment = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "HOME": str(folder), "TMPDIR": str(folder)}
    mark = os.environ.get("SAMSYN_READER")
    if mark:  # by which the parent finds our offspring where there are no walls
        environment["SAMSYN_READER"] = mark
    process = subprocess.Popen(  # noqa: S603 (the command is ours; the file's path in it is one argument)
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd=folder,
        process_group=0,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise ReaderTimeoutError("Omvandlingen tog för lång tid") from error
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)  # LibreOffice is a process of its own below its starter
        process.wait()

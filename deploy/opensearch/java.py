"""Finds a Java that is new enough. Debian 12's own is 17; a newer one is looked for where machines keep them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from deploy.opensearch.errors import JavaMissingError

_INSTALLED: Final = Path("/usr/lib/jvm")
_VERSION: Final = re.compile(r'version "(?:1\.)?(\d+)')


def find_java(at_least: int) -> Path:
    """The ``java`` of the oldest JDK that will do. Raises :class:`JavaMissingError`."""
    found = [(version, path) for path in _candidates() if (version := _major(path)) >= at_least]
    if not found:
        raise JavaMissingError(f"no JDK of {at_least} or later in JAVA_HOME, PATH or {_INSTALLED}: install one")
    return min(found)[1]


def _candidates() -> Iterator[Path]:
    homes = [Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else []
    if _INSTALLED.is_dir():
        homes += sorted(_INSTALLED.iterdir())
    for home in homes:
        if (home / "bin" / "java").is_file():
            yield home / "bin" / "java"
    if on_path := shutil.which("java"):
        yield Path(on_path)


def _major(java: Path) -> int:
    """The major version that this ``java`` says it is; 0 where it says nothing."""
    try:
        said = subprocess.run(  # noqa: S603 (a Java that this machine has)
            [java, "-version"], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return 0
    match = _VERSION.search(said.stderr + said.stdout)
    return int(match.group(1)) if match else 0

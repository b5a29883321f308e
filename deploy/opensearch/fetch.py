"""Fetches a node's jars from Maven Central, once, into a cache folder outside the repository."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from deploy.opensearch.errors import NodeError

_POMS: Final = Path(__file__).parent
_MAVEN_SECONDS: Final = 900  # 70 MB: about 20 s on a good line


def cache_folder() -> Path:
    """``$XDG_CACHE_HOME/samsyn``, or ``~/.cache/samsyn``."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "samsyn"


def fetch(version: str) -> Path:
    """The folder that holds every jar of this version; asks Maven only where it is not there yet.

    It appears whole or not at all (a rename), and two processes that want it at once fetch it once.
    Raises :class:`NodeError` where it is not to be had.
    """
    pom = _POMS / version / "pom.xml"
    if not pom.is_file():
        raise NodeError(f"no recipe for OpenSearch {version}: there is no {version}/pom.xml beside fetch.py")
    jars = cache_folder() / f"opensearch-{version}"
    with _alone(jars.with_suffix(jars.suffix + ".lock")):
        if not jars.is_dir():
            _fill(jars, pom)
    return jars


def _fill(jars: Path, pom: Path) -> None:
    with tempfile.TemporaryDirectory(dir=jars.parent) as scratch:
        target = Path(scratch) / "jars"
        _copy_dependencies(pom, target)
        for archive in target.glob("*.zip"):
            _unpack_jars(archive, target)
            archive.unlink()
        target.rename(jars)


def _copy_dependencies(pom: Path, target: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise NodeError("mvn is not installed: apt-get install maven")
    goal = ("dependency:copy-dependencies", f"-DoutputDirectory={target}")
    command = [maven, "-B", "-q", "-f", str(pom), *goal]
    try:
        done = subprocess.run(  # noqa: S603 (our own words only)
            command, capture_output=True, text=True, timeout=_MAVEN_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise NodeError(f"Maven did not finish within {_MAVEN_SECONDS} s") from error
    if done.returncode != 0 or not target.is_dir():
        raise NodeError(f"Maven could not fetch the node: {(done.stdout + done.stderr)[-2000:]}")


def _unpack_jars(archive: Path, target: Path) -> None:
    """A plug-in comes as a zip of jars: they go beside the others on the class path."""
    with zipfile.ZipFile(archive) as plugin:
        for name in plugin.namelist():
            if name.endswith(".jar"):
                (target / Path(name).name).write_bytes(plugin.read(name))


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield

"""Makes a release of a commit: its tree, its bill of materials, lists of both, and what is signed of them."""

from __future__ import annotations

import gzip
import io
import shutil
import subprocess
import tarfile
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from deploy.release.listing import LIST, PARTS, ReleaseError, digest, listed
from deploy.release.signing import sign

_DOCUMENTS: Final = ("docs", "CHANGELOG.md", ".dockerignore")
BILL: Final = "sbom.json"
Billing = Callable[[Path], None]
"""Writes the bill of materials (CycloneDX) of what is installed here into the file."""


def make(source: Path, folder: Path, key: Path, bill: Billing) -> Path:
    """The packed release, in the folder, with ``sbom.json``, ``SHA256SUMS`` and its signature beside it.

    What is released is what is committed: a change that is not is left out. Raises :class:`ReleaseError`.
    """
    number = tomllib.loads(_git(source, "show", "HEAD:pyproject.toml").decode())["project"]["version"]
    tree = folder / f"samsyn-{number}"
    shutil.rmtree(folder, ignore_errors=True)
    tree.mkdir(parents=True)
    _unpack(_git(source, "archive", "--format=tar", "HEAD", "--", *PARTS, *_DOCUMENTS), tree)
    bill(tree / BILL)
    _list_and_sign(tree, key, listed(tree))
    packed = _pack(tree, int(_git(source, "log", "-1", "--format=%ct", "HEAD")))
    shutil.copyfile(tree / BILL, folder / BILL)
    _list_and_sign(folder, key, "".join(f"{digest(file)}  {file.name}\n" for file in (packed, folder / BILL)))
    return packed


def _list_and_sign(folder: Path, key: Path, text: str) -> None:
    (folder / LIST).write_text(text, encoding="utf-8")
    sign(folder / LIST, key)


def _git(source: Path, *words: str) -> bytes:
    done = subprocess.run(["git", "-C", str(source), *words], capture_output=True, check=False)  # noqa: S603, S607
    if done.returncode != 0:
        raise ReleaseError(f"git {words[0]}: {done.stderr.decode('utf-8', 'replace').strip()}")
    return done.stdout


def _unpack(tar: bytes, tree: Path) -> None:
    with tarfile.open(fileobj=io.BytesIO(tar)) as archive:
        archive.extractall(tree, filter="data")


def _pack(tree: Path, moment: int) -> Path:
    """One commit, key and bill make the same bytes: names in order, nobody's names and times in them."""

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime, entry.mode = moment, 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
        return entry

    packed = tree.with_name(f"{tree.name}.tar.gz")
    with (
        packed.open("wb") as file,
        gzip.GzipFile("", "wb", fileobj=file, mtime=moment) as zipped,
        tarfile.open(fileobj=zipped, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        archive.add(tree, tree.name, filter=plain)  # tarfile goes through a folder in the order of its names
    return packed

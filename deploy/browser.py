"""``python -m deploy.browser [demo|opensearch|test]``: fetches the libraries that pages run in a browser, once.

They are listed in ``web/libraries.toml``. Each tarball is taken from the npm registry (``NPM_CONFIG_REGISTRY``, where a
site has a mirror of its own) or from the cache, checked against the integrity in the list, and the files that are named
there are put beside the virtual environment, never into the source tree. Pages do without what could not be reached.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import sys
import tarfile
import urllib.request
from collections.abc import Callable, Iterable
from http.client import HTTPException
from itertools import chain
from pathlib import Path
from typing import Final

from deploy.opensearch.fetch import cache_folder
from web.library_list import FOLDER, Library, libraries

_REGISTRY: Final = "https://registry.npmjs.org"
_SECONDS: Final = 30
_MOST: Final = 64 * 1024 * 1024  # bytes of a tarball, and of a file in it
_STAMP: Final = "installed.json"
Fetch = Callable[[str], bytes]


class LibraryError(RuntimeError):
    """What was fetched is not what the list names: nothing of it is used."""


def main(what: str = "demo") -> int:
    """The exit status: 1 where a file is wrong, and, for tests (which need them all), where one is missing."""
    try:
        missing = install(libraries(), FOLDER, cached, tests=what == "test")
    except LibraryError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if missing:
        sys.stderr.write(_told(missing))
    return 1 if missing and what == "test" else 0


def install(listed: Iterable[Library], folder: Path, fetch: Fetch, *, tests: bool = False) -> list[Library]:
    """Put the libraries' files into the folder, and away those of what is no longer listed; what could not be reached.

    What lies there already, from the same tarballs, is left as it is. Those that only tests use are fetched for tests.
    Raises :class:`LibraryError` for a tarball with another content than the list says.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stamp = folder / _STAMP
    before: dict[str, list[str]] = json.loads(stamp.read_text("utf-8")) if stamp.is_file() else {}
    now, missing, new = dict[str, list[str]](), list[Library](), list[tuple[Path, bytes]]()
    for library in listed:
        names, key = list(library.files.values()), f"{library.integrity} {library.files}"
        if key not in before or not all((folder / name).is_file() for name in names):
            if not (library.served or tests):
                continue
            try:
                tarball = fetch(library.tarball)
            except (OSError, HTTPException, ValueError):  # ValueError: an address of a registry that is none
                missing.append(library)
                continue
            new += [(folder / name, content) for name, content in _unpacked(library, tarball)]
        now[key] = names
    if new:
        stamp.unlink(missing_ok=True)  # what is half done is begun anew
    for place, content in new:
        _put(content, place)
    for name in set(chain(*before.values())) - set(chain(*now.values())):
        (folder / name).unlink(missing_ok=True)
    _put(json.dumps(now).encode("utf-8"), stamp)
    return missing


def cached(path: str) -> bytes:
    """The tarball from the cache, or from the registry and then kept. Raises :class:`OSError` where neither has it."""
    lies = _lies(path)
    if lies.is_file():
        return lies.read_bytes()
    registry = os.environ.get("NPM_CONFIG_REGISTRY") or _REGISTRY
    sys.stdout.write(f"Fetching {path} from {registry}\n")
    with urllib.request.urlopen(f"{registry.rstrip('/')}/{path}", timeout=_SECONDS) as answer:  # noqa: S310 (a site names it)
        content: bytes = answer.read(_MOST)
    lies.parent.mkdir(parents=True, exist_ok=True)
    draft = lies.with_suffix(f".{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(lies)
    return content


def _lies(path: str) -> Path:
    return cache_folder() / "npm" / path.replace("/-/", "/").replace("/", "_")


def _unpacked(library: Library, tarball: bytes) -> list[tuple[str, bytes]]:
    """The files that are kept, by the names that they have here, of a tarball with the content that the list says."""
    digest = base64.b64encode(hashlib.sha512(tarball).digest()).decode("ascii")
    if library.integrity != f"sha512-{digest}":
        _lies(library.tarball).unlink(missing_ok=True)
        raise LibraryError(
            f"{library.name} {library.version}: the tarball is not the one that web/libraries.toml names "
            f"(sha512-{digest}). Nothing of it was used. Try again; if it stays so, ask who runs the registry."
        )
    with tarfile.open(fileobj=io.BytesIO(tarball), mode="r:gz") as archive:
        return [(name, _member(archive, library, path)) for path, name in library.files.items()]


def _member(archive: tarfile.TarFile, library: Library, path: str) -> bytes:
    try:
        file = archive.extractfile(f"package/{path}")
    except KeyError:
        file = None
    if file is None:
        raise LibraryError(f"{library.name} {library.version} holds no {path}: mend web/libraries.toml")
    return file.read(_MOST)


def _put(content: bytes, place: Path) -> None:
    """Whole or not at all: a page may be asking for it."""
    draft = place.with_name(f"{place.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(place)


def _told(missing: list[Library]) -> str:
    rows = "".join(f"    {each.tarball}  ->  {_lies(each.tarball)}\n" for each in missing)
    return (
        "NOT FETCHED: libraries that pages run in a browser could not be reached. Everything works without them, but\n"
        "networks are shown as tables only. Set NPM_CONFIG_REGISTRY to a registry that this machine reaches, or put\n"
        f"these files there by hand, and run the same command again:\n{rows}"
    )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

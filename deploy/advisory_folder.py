"""Advisories out of a folder, where no service is reached: files as OSV publishes them, carried here by hand.

That is OSV's dump of an ecosystem, unpacked (``PyPI``, ``npm``: a JSON file for each; PyPA's own are among them). What
is asked is what is installed here and what pages run in a browser; an answer is shaped as pip-audit's. A folder whose
newest advisory is old says nothing about what came since, and is not believed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from web.library_list import libraries

OLDEST: Final = timedelta(days=30)
_RANGES: Final = ("ECOSYSTEM", "SEMVER")
Advisory = Mapping[str, Any]
Part = tuple[str, str, str]
"""Ecosystem, name in its normal form, version."""


class AdvisoryFolder:
    """The advisories of a folder, by what they are about."""

    def __init__(self, folder: Path) -> None:
        self._by_part: dict[tuple[str, str], list[Advisory]] = {}
        self.newest: datetime | None = None
        for advisory in _read(folder):
            changed = _moment(advisory.get("modified") or advisory.get("published"))
            self.newest = max(filter(None, (self.newest, changed)), default=None)
            if not advisory.get("withdrawn"):
                for key in {_about(affected) for affected in advisory.get("affected", ())}:
                    self._by_part.setdefault(key, []).append(advisory)

    def is_old(self, now: datetime) -> bool:
        return self.newest is None or now - self.newest > OLDEST

    def ask(self, _service: str, words: Sequence[str]) -> Mapping[str, Any]:
        """As :data:`deploy.advisories.Ask`: about a file of requirements where there is one, else all that is here."""
        asked = _required(Path(words[-1])) if "--requirement" in words else _here()
        return {"dependencies": [self._told(*part) for part in sorted(set(asked))]}

    def _told(self, ecosystem: str, name: str, version: str) -> Mapping[str, Any]:
        known = self._by_part.get((ecosystem, name), ())
        hits = [{"id": each["id"]} for each in known if _concerns(each, (ecosystem, name), version)]
        return {"name": name, "version": version, "vulns": hits}


def _read(folder: Path) -> Iterator[Advisory]:
    for path in sorted(folder.rglob("*.json")):
        told = json.loads(path.read_text("utf-8"))
        if isinstance(told, dict) and "affected" in told:
            yield told


def _about(affected: Mapping[str, Any]) -> tuple[str, str]:
    package = affected.get("package", {})
    return str(package.get("ecosystem", "")), canonicalize_name(str(package.get("name", "")))


def _moment(told: object) -> datetime | None:
    if told is None:
        return None
    found = datetime.fromisoformat(str(told))
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _required(file: Path) -> Iterator[Part]:
    for line in file.read_text("utf-8").split():
        name, _is, version = line.partition("==")
        yield "PyPI", canonicalize_name(name), version


def _here() -> Iterator[Part]:
    """The packages of this environment, and the libraries that pages run."""
    for package in metadata.distributions():
        if package.name != "samsyn":
            yield "PyPI", canonicalize_name(package.name), package.version
    yield from (("npm", canonicalize_name(each.name), each.version) for each in libraries() if each.served)


def _concerns(advisory: Advisory, key: tuple[str, str], version: str) -> bool:
    """Whether the version is named, or lies in a range. One that cannot be compared counts as meant: better once too
    often."""
    mine = [affected for affected in advisory["affected"] if _about(affected) == key]
    if any(version in affected.get("versions", ()) for affected in mine):
        return True
    ranges = [each for affected in mine for each in affected.get("ranges", ()) if each.get("type") in _RANGES]
    try:
        return any(_within(each["events"], Version(version)) for each in ranges)
    except InvalidVersion:
        return True


def _within(events: Sequence[Mapping[str, str]], version: Version) -> bool:
    inside = False
    for event in sorted(events, key=_where):
        ((kind, said),) = event.items()
        at = _version(said)
        if kind == "introduced" and version >= at:
            inside = True
        elif (kind == "fixed" and version >= at) or (kind == "last_affected" and version > at):
            inside = False
    return inside


def _where(event: Mapping[str, str]) -> Version:
    return _version(next(iter(event.values())))


def _version(said: str) -> Version:
    return Version("0.dev0" if said == "0" else said)

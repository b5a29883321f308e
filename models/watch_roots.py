"""Below which folders a browser may have one watched: an owner and a folder a line, from the settings.

    Miljönämnden = /srv/skanning/miljo
    Polisen = /srv/skanning/polis

Each root is of one owner: else whoever archives for one could take in the papers of another. An owner may have several.
Lines may also be joined by ``;``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from models.errors import InvalidSettingError
from models.settings import Settings

_RULE: Final = re.compile(r"(?P<owner>.+?)\s*=\s*(?P<path>/.*)")


@dataclass(frozen=True, slots=True)
class WatchRoot:
    owner: str
    path: Path


def watch_roots(settings: Settings) -> tuple[WatchRoot, ...]:
    """The roots as they are written. Raises :class:`InvalidSettingError`, by the number of the line."""
    lines = [line.strip() for line in re.split(r"[;\n]", settings.watch_roots)]
    written = [line for line in lines if line and not line.startswith("#")]
    return tuple(_root(number, line) for number, line in enumerate(written, 1))


def _root(number: int, line: str) -> WatchRoot:
    found = _RULE.fullmatch(line)
    if found is None or found["path"].strip() == "/":
        raise InvalidSettingError(f"watch_roots, rad {number}: ska vara ÄGARE = /hela/sökvägen/till/en/mapp")
    return WatchRoot(found["owner"], Path(found["path"].strip()))

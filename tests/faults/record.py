"""Which scenes pass which step: kept in ``passed_by.txt``, so that the build can tell at once that a new step has none.

``python -m tests.faults.record [SCENE…]`` plays the scenes (all of them) and writes what they passed, in the place of
what stood there of them. The full count holds the file to the truth; ``make test`` does so for the scenes it draws.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).with_name("passed_by.txt")
Record = dict[str, set[str]]
"""Steps by scene."""


def read() -> Record:
    """What was recorded."""
    found: Record = {}
    for line in FILE.read_text("utf-8").splitlines():
        step, _, scenes = line.partition(" ")
        for scene in scenes.split():
            found.setdefault(scene, set()).add(step)
    return found


def write(record: Mapping[str, Iterable[str]]) -> None:
    """A line for each step."""
    by_step: dict[str, list[str]] = {}
    for scene, steps in sorted(record.items()):
        for step in steps:
            by_step.setdefault(step, []).append(scene)
    lines = (f"{step} {' '.join(scenes)}\n" for step, scenes in sorted(by_step.items()))
    FILE.write_text("".join(lines), "utf-8")


def main(names: list[str]) -> None:
    from tests.faults.scenes import SCENES, by_name
    from tests.faults.theatre import Theatre

    passed: Record = {}
    with tempfile.TemporaryDirectory() as folder:
        theatre = Theatre(Path(folder), [by_name(name) for name in names] or SCENES)
        for played in theatre.played.values():
            passed.setdefault(played.scene.name, set()).update(played.counts)
        theatre.close()
    known = {scene.name for scene in SCENES}
    write({**{name: steps for name, steps in read().items() if name in known}, **passed})


if __name__ == "__main__":
    main(sys.argv[1:])

"""Broken, odd, encrypted, nested files: does each end as it must, in time, and without harm?

    python -m bench.robust [--folder FOLDER] [--only NAME]

Reads each file of ``../shared/data/documents/robust`` (skips with a word where it is absent) as ``samsyn read`` does
and holds the reading against the class that the manifest gives it:

    text office mail recover charset    read (or partial, with a reason), its phrases in the text
    container                           the same, with the children that the manifest names
    ocr image garbage                   read, pages by OCR (or blank where there is nothing to read)
    blank                               read, pages blank
    encrypted                           quarantined(encrypted); read with the password where there is one
    broken                              quarantined
    damaged image-broken                quarantined, or partial with the unread pages named, or read

It also reports the seconds, the growth of this process, and whatever lies in the temporary folder afterwards.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.read_command import read_values
from models.settings import Settings

FOLDER = Path(__file__).parents[2] / "shared/data/documents/robust"
DEADLINE = 60.0 + 2.0  # of a page, and what the issue allows beyond it
GROWTH_KB = 100 * 1024
_WITH_TEXT = {"text", "office", "mail", "recover", "charset", "container"}
_BY_OCR = {"ocr", "image", "garbage"}


@dataclass(frozen=True)
class Outcome:
    """What became of a file. ``faults`` is empty where it ended as it must."""

    name: str
    cls: str
    state: str
    reason: str
    methods: str
    seconds: float
    growth_kb: int
    faults: tuple[str, ...]


def main() -> int:
    """Print a line for each file that did not end as it must, then the figures by class; 0 where all did."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--only", default="", help="names that hold this")
    arguments = parser.parse_args()
    if not (arguments.folder / "manifest.json").is_file():
        print(f"skipped: {arguments.folder} is not here")
        return 0
    manifest = json.loads((arguments.folder / "manifest.json").read_text("utf-8"))
    outcomes = []
    with tempfile.TemporaryDirectory() as scratch:
        tempfile.tempdir = scratch
        for entry in manifest:
            if arguments.only in entry["file"]:
                outcomes.append(outcome(entry, arguments.folder / "files" / entry["file"], Settings()))
                show(outcomes[-1])
        left = sorted(path.name for path in Path(scratch).iterdir())
        tempfile.tempdir = None
    print(json.dumps(figures(outcomes, left), ensure_ascii=False, indent=1))
    return 1 if left or any(each.faults for each in outcomes) else 0


def outcome(entry: dict[str, Any], path: Path, settings: Settings) -> Outcome:
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    values = read_values(path, settings, (), False, path.name, settings.limits.attachment_depth)
    seconds = time.monotonic() - started
    growth = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    faults = [*_faults(entry, values)]
    if entry["cls"] == "encrypted" and entry.get("password"):
        opened = read_values(path, settings, (entry["password"],), False, path.name, 0)
        faults += _text_faults(entry, opened) or ([] if opened["state"] == "read" else ["not read with the password"])
    if seconds > DEADLINE * max(1, len(values["pages"])):
        faults.append(f"{seconds:.0f} s")
    if growth > GROWTH_KB:
        faults.append(f"the parent grew by {growth // 1024} MB")
    counts = Counter(page["method"] for page in values["pages"])
    methods = " ".join(f"{method}×{count}" for method, count in counts.items())
    state = (values["state"], values["reason"])
    return Outcome(entry["file"], entry["cls"], *state, methods, round(seconds, 1), growth, tuple(faults))


def _faults(entry: dict[str, Any], values: dict[str, Any]) -> list[str]:
    cls, state, pages = entry["cls"], values["state"], values["pages"]
    methods = {page["method"] for page in pages}
    if cls in _WITH_TEXT:
        faults = [] if state in ("read", "partial") else [f"{state}({values['reason']})"]
        return faults + _text_faults(entry, values) + _child_faults(entry, values)
    if cls in _BY_OCR:
        wrong = state != "read" or not methods <= {"ocr", "blank", "mixed"} or (methods == {"blank"} and cls != "image")
        return [f"{state}, pages {sorted(methods)}"] if wrong else []
    if cls == "blank":
        return [] if state == "read" and methods == {"blank"} else [f"{state}, pages {sorted(methods)}"]
    if cls == "encrypted":
        right = (state, values["reason"]) == ("quarantined", "encrypted")
        return [] if right else [f"{state}({values['reason']})"]
    if cls == "broken":
        return [] if state == "quarantined" else [f"{state}, pages {sorted(methods)}"]
    named = all(page["reason"] for page in pages if page["method"] == "unread")
    return [] if named else ["an unread page without a reason"]


def _text_faults(entry: dict[str, Any], values: dict[str, Any]) -> list[str]:
    text = _plain(" ".join(_texts(values)))
    return [f"not found: {phrase}" for phrase in entry["text_contains"] if _plain(phrase) not in text]


def _child_faults(entry: dict[str, Any], values: dict[str, Any]) -> list[str]:
    """Children by name, without ending: a letter in a letter has a subject only, a part of a mail at times a type."""
    names = list(_names(values))
    stems = {Path(name).stem for name in names}
    wanted = [child.partition(" (")[0] for child in entry["children"] if not child.startswith("(") and "/" not in child]
    missing = [f"child missing: {child}" for child in wanted if Path(child).stem not in stems]
    fewer = [f"{len(names)} children"] if len(names) < len(entry["children"]) else []
    return missing + fewer


def _texts(values: dict[str, Any]) -> list[str]:
    inner = [text for attachment in values["attachments"] for text in _texts(attachment)]
    return [*(page["text"] for page in values["pages"]), *inner]


def _names(values: dict[str, Any]) -> list[str]:
    return [name for each in values["attachments"] for name in (each["name"], *_names(each))]


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()


def show(each: Outcome) -> None:
    mark = "fault" if each.faults else "right"
    state = f"{each.state}({each.reason})" if each.reason else each.state
    faults = "; ".join(each.faults)
    print(f"{mark}  {each.cls:12}  {each.name:60}  {state:28} {each.methods:16} {each.seconds:5.1f} s  {faults}")


def figures(outcomes: list[Outcome], left: list[str]) -> dict[str, Any]:
    classes = Counter(each.cls for each in outcomes)
    right = Counter(each.cls for each in outcomes if not each.faults)
    return {
        "right": sum(right.values()),
        "files": len(outcomes),
        "by_class": {cls: f"{right[cls]}/{count}" for cls, count in sorted(classes.items())},
        "slowest_seconds": max((each.seconds for each in outcomes), default=0.0),
        "most_growth_mb": round(max((each.growth_kb for each in outcomes), default=0) / 1024),
        "left_in_the_temporary_folder": left,
    }


if __name__ == "__main__":
    raise SystemExit(main())

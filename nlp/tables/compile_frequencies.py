"""Compiles how many bear a name, and what authorities were called before: ``python -m nlp.tables.compile_frequencies
DATA_FOLDER``. Not part of the running product. ``DATA_FOLDER`` holds the sources named in :file:`README.md`.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nlp.tables import words
from nlp.tables.compile import write

_ENDED = ("Avveckling", "Kommittén för avveckling", "avvecklings")


def main(data: Path) -> None:
    """Writes the three tables: a name, a tab, and how many bear it or what it is called now."""
    people = "SCB, names in the population 2020-12-31, by peterdalle/svensktext; name, tab, bearers"
    write("first_name_bearers", people, [f"{name}\t{count}" for name, count in first_names(data).items()])
    families = "SCB, the most common surnames, by peterdalle/svensktext; name, tab, bearers"
    write("surname_bearers", families, [f"{name}\t{count}" for name, count in surnames(data).items()])
    former = "civictechsweden/myndighetsdata merged.json (esv, sfs), and police and social insurance; former, tab, now"
    write("former_authorities", former, [f"{old}\t{now}" for old, now in former_authorities(data).items()])


def first_names(data: Path) -> Counter[str]:
    """The bearers of each given name in use that the product knows."""
    bearers: Counter[str] = Counter()
    for sex in ("kvinnor", "man"):
        with (data / f"gaz-svensktext/namn/tilltalsnamn-{sex}.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                bearers[row["name"]] += int(row["persons"])
    return Counter({name: bearers[name] for name in words("first_names") if bearers[name]})


def surnames(data: Path) -> Counter[str]:
    """The bearers of each of the thousand most common surnames."""
    with (data / "gaz-svensktext/namn/efternamn-top1000-older-version.csv").open(encoding="utf-8") as file:
        return Counter({row["lastname"]: int(row["frequency"]) for row in csv.DictReader(file)})


def former_authorities(data: Path) -> dict[str, str]:
    """Former and other names of authorities that go on under another; those that were only wound up are left out."""
    merged = json.loads((data / "gaz-myndighetsdata/merged.json").read_text(encoding="utf-8"))
    found: dict[str, set[str]] = {}
    for now, said in merged.items():
        for old in _old_names(said):
            name = " ".join(old.split())
            if name != now and name[:1].isupper() and not name.isupper() and len(name) > 6 and "_" not in name:
                found.setdefault(name, set()).add(now)
    kept = {old: next(iter(names)) for old, names in found.items() if len(names) == 1}
    kept |= {"Polisen": "Polismyndigheten", "Riksförsäkringsverket": "Försäkringskassan"}
    return {old: now for old, now in kept.items() if not now.isupper() and not now.startswith(_ENDED)}


def _old_names(said: dict[str, Any]) -> Iterator[str]:
    for source, name in (("esv", "old_names"), ("sfs", "other_names")):
        entries = said.get(source, [])
        for entry in entries if isinstance(entries, list) else [entries]:
            if isinstance(entry, dict):
                yield from entry.get(name) or ()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

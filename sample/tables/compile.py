"""Compiles the name tables of this folder from public lists: ``python -m sample.tables.compile DATA_FOLDER``.

``DATA_FOLDER/gaz-svensktext/namn`` holds Statistics Sweden's counts of names in the population as peterdalle/svensktext
has them. A line is a name, its bearers, and the group of :file:`groups.txt` it belongs to, or nothing.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from sample.listing import listed
from sample.tables import FOLDER, groups

MOST = 1_200
NOT_NAMES = frozenset({"Af", "Von", "De", "Al", "El", "Le", "La", "Van", "Abu", "Ben"})
SWEDISH_TOO = frozenset(
    listed(
        "Anna Sara Julia Lina Joanna Helen Anneli Inga Nadia Magdalena Ewa Natalia Monika Adam Daniel Robert Jan Elias "
        "Samuel Viktor Tomas George Milan Timo"
    )
)
"""Names of a group that are as common outside it."""
SOURCE = (
    "# source: Statistics Sweden, names in the population 2020-12-31, by peterdalle/svensktext; the {} most common\n"
)


def main(data: Path) -> None:
    """Writes the three tables, the most common name first."""
    folder = data / "gaz-svensktext/namn"
    for table, file in (
        ("women", "tilltalsnamn-kvinnor"),
        ("men", "tilltalsnamn-man"),
        ("surnames", "efternamn-top1000-older-version"),
    ):
        with (folder / f"{file}.csv").open(encoding="utf-8") as lines:
            counts = {name: int(bearers) for name, bearers in list(csv.reader(lines))[1:]}
        write(table, counts)


def write(table: str, counts: dict[str, int]) -> None:
    group_of = {name: group for group, members in reversed(groups(table).items()) for name in members}
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    kept = [one for one in ranked if len(one[0]) > 1 and one[0] not in NOT_NAMES][:MOST]
    lines = (f"{name}\t{bearers}\t{'' if name in SWEDISH_TOO else group_of.get(name, '')}\n" for name, bearers in kept)
    (FOLDER / f"{table}.tsv").write_text(SOURCE.format(len(kept)) + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""The tables are sorted, sourced, compact and free of doubles."""

from __future__ import annotations

import pytest

from models.swedish import sort_key
from nlp.tables import FOLDER, lines

TABLES = sorted(path.stem for path in FOLDER.glob("*.txt"))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_sorted_sourced_and_without_doubles(name: str) -> None:
    assert (FOLDER / f"{name}.txt").read_text(encoding="utf-8").startswith("# source: ")
    values = list(lines(name))
    assert values == sorted(set(values), key=sort_key)
    assert f"`{name}.txt`" in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_the_tables_are_compact() -> None:
    assert sum(path.stat().st_size for path in FOLDER.glob("*.txt")) < 400_000


def test_the_country_is_whole() -> None:
    assert (len(lines("municipalities")), len(lines("counties"))) == (290, 21)

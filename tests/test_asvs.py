"""docs/asvs.md: each requirement of OWASP ASVS 5.0, levels 1 and 2, once; each that applies with tests that are there.

The table is the document itself; the ids are facts apart from it (``asvs_5_0_0.txt``).
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = (ROOT / "docs" / "asvs.md").read_text("utf-8")
STATES: Final = ("met", "site", "partly", "unmet", "n/a")
SHORTEST_REASON: Final = 6  # characters: "no SAML" is one

WRITTEN: Final = {
    "V2.1.1": {"formats.md": "## Office files", "fields.md": "", "limits.md": "What one file or request may ask"},
    "V2.1.2": {"accounts.md": "role_conflict", "sharing.md": "basis", "secrecy.md": "provision"},
    "V5.1.1": {"formats.md": "## Mail and archives", "limits.md": "archive_unpacked_bytes"},
    "V6.1.1": {"accounts.md": "five are free, then each makes a name wait longer"},
    "V6.1.2": {"accounts.md": "names of the owners"},
    "V6.1.3": {"accounts.md": "## The organisation's own identity provider"},
    "V7.1.1": {"accounts.md": "30 minutes without use"},
    "V7.1.2": {"accounts.md": "any number of sessions"},
    "V7.1.3": {"accounts.md": "ten hours later at most"},
    "V8.1.1": {"accounts.md": "## Roles", "secrecy.md": "", "sharing.md": ""},
    "V8.1.2": {"protected.md": "covered"},
    "V11.1.1": {"cryptography.md": "## Keys"},
    "V11.2.3": {"cryptography.md": "AES-256-GCM"},
    "V13.1.1": {"deploy.md": "reaches", "settings.md": "oidc"},
    "V14.1.1": {"security.md": "| level |"},
    "V14.1.2": {"security.md": "| level |"},
    "V15.1.1": {"security.md": "## Packages"},
    "V16.1.1": {"ledger.md": "## What an event is", "runbook.md": "## The log"},
}
"""Requirements about documents, and a word of each document that shows that it is still about that."""
_WRITTEN: Final = "tests/test_asvs.py::test_what_is_to_be_written_down_is"


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    level: str
    about: str
    state: str
    said: str
    tests: tuple[str, ...]


def _rows() -> list[Row]:
    lines = re.findall(r"^\| (V\d+\.\d+\.\d+) \| (.*) \|$", PAGE, re.MULTILINE)
    parted = ((id, line.split(" | ")) for id, line in lines)
    return [
        Row(id, level, about, state, said, tuple(re.findall(r"`([^`]+)`", tests)))
        for id, (level, about, state, said, tests) in parted
    ]


ROWS: Final = _rows()


def _wanted() -> dict[str, str]:
    """The ids of levels 1 and 2 with their level."""
    found = dict[str, str]()
    for line in (ROOT / "tests" / "asvs_5_0_0.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            section, count, first, third = line.split()
            ones, threes = first[2:].split(","), third[2:].split(",")
            numbers = (str(number) for number in range(1, int(count) + 1))
            found |= {f"{section}.{each}": "1" if each in ones else "2" for each in numbers if each not in threes}
    return found


def test_the_facts_are_as_many_as_the_standard_says() -> None:
    assert Counter(_wanted().values()) == {"1": 70, "2": 183}


def test_every_requirement_is_there_once_in_its_order() -> None:
    assert [(row.id, row.level) for row in ROWS] == list(_wanted().items())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_row_says_what_it_must(row: Row) -> None:
    assert row.state in STATES
    assert row.about
    assert len(row.said) >= SHORTEST_REASON
    if row.state in ("met", "site", "partly"):
        assert row.tests, "it applies, and no test shows it"
    if row.state == "n/a":
        assert not row.tests


def test_every_test_is_there() -> None:
    named = {test for row in ROWS for test in row.tests}
    assert len(named) > 100
    assert {test for test in named if not _is_there(*test.split("::"))} == set()


def _is_there(path: str, name: str) -> bool:
    file = ROOT / path
    return path.startswith("tests/") and name.startswith("test_") and file.is_file() and name in _functions(file)


@cache
def _functions(file: Path) -> frozenset[str]:
    return frozenset(
        node.name for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)
    )


def test_what_is_to_be_written_down_is() -> None:
    assert {row.id for row in ROWS if _WRITTEN in row.tests} == WRITTEN.keys()
    for id, pages in WRITTEN.items():
        for page, word in pages.items():
            assert word in (ROOT / "docs" / page).read_text("utf-8"), (id, page)


def test_what_is_not_met_is_said_first() -> None:
    """The list before the table, the counts, and the threat model's own list of what remains."""
    said = re.findall(r"^- \*\*(V[\d.]+)\*\*, .* \((\w+)\)\.$", PAGE, re.MULTILINE)
    assert sorted(said) == sorted((row.id, row.state) for row in ROWS if row.state in ("unmet", "partly"))
    counts = dict(re.findall(r"^\| (met|site|partly|unmet|n/a) \| .* \| (\d+) \|$", PAGE, re.MULTILINE))
    found = Counter(row.state for row in ROWS)
    assert counts == {state: str(found[state]) for state in STATES}
    remains = (ROOT / "docs" / "security.md").read_text("utf-8").split("## What remains, plainly")[1]
    assert [id for id, _ in said if id not in remains] == []

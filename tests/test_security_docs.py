"""docs/security.md and docs/law.md name code and tests that are there, and say what they must say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = ("security.md", "law.md")
NO_FILES = {"tests/secrecy", "build/sbom.json"}
"""Named here, and no file: a folder of tests, and what `make sbom` writes."""
_PATH = re.compile(r"`((?:web|models|search|ingest|nlp|deploy|tests|docs|build)/[\w./-]+|requirements\.lock)`")


def _text(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_is_named_is_there(page: str) -> None:
    named = set(_PATH.findall(_text(page)))
    assert len(named) > 15
    assert {path for path in named - NO_FILES if not (ROOT / path).exists()} == set()


@pytest.mark.parametrize("page", PAGES)
def test_every_test_that_is_named_tests(page: str) -> None:
    for path in set(_PATH.findall(_text(page))) - NO_FILES:
        if path.startswith("tests/") and path.endswith(".py"):
            assert re.search(r"^(?:    )?def test_|^def \w+\(server", (ROOT / path).read_text("utf-8"), re.MULTILINE), (
                path
            )


def test_every_row_of_the_ways_in_has_its_code_and_its_test() -> None:
    table = _text("security.md").split("## Ways in")[1].split("## The shell")[0]
    rows = [line.split("|") for line in table.splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 15
    for _, way, _stands, code, test, _ in rows:
        assert _PATH.search(code), way
        assert "`tests/" in test, way


@pytest.mark.parametrize(
    "law",
    ["2009:400", "2018:218", "2018:1177", "2018:1693", "2018:1202", "1990:782", "2018:1937", "2025:170", "2024:307"],
)
def test_each_law_has_its_row(law: str) -> None:
    assert law in _text("law.md")


def test_it_is_said_that_no_lawyer_has_read_it_and_what_was_not_checked() -> None:
    assert "No lawyer has read" in _text("law.md")
    assert "What remains, plainly" in _text("security.md")
    assert "has not been checked there" in _text("security.md")


def test_every_rate_is_documented_as_a_setting() -> None:
    limits = _text("limits.md")
    for name in ("sign_ins", "searches", "pages", "exports", "downloads", "unmasks", "address_times"):
        assert f"`rate_{name}`" in limits

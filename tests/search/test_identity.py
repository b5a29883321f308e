"""The name of the analysis heeds everything that an index is made by."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from models.fingerprint import fingerprint
from search import identity
from search.identity import LIBRARIES, MAKING, keys_identity

ROOT = Path(identity.__file__).parent.parent
BEGUN_FROM = (
    "search/units.py",
    "search/embedded/writing.py",
    "search/opensearch/records.py",
    "search/opensearch/mappings.py",
)
NOT_OF_KEYS = (
    "models/",
    "search/identity.py",
    "search/__init__.py",
    "search/words/__init__.py",
    "search/embedded/__init__.py",
)
"""The register's own modules say what a page is, not how it is analysed; a new page is put anew by the outbox."""

_TABLE = re.compile(r"\w+\.txt")


def imported(path: Path) -> set[Path]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{each.name}" for each in node.names)]
        elif isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        else:
            continue
        found |= {ROOT / f"{name.replace('.', '/')}.py" for name in names}
    return {each for each in found if each.is_file()}


def test_everything_that_makes_a_unit_is_heeded() -> None:
    todo, seen = {ROOT / each for each in BEGUN_FROM}, set[Path]()
    while todo:
        seen |= todo
        todo = {each for path in todo for each in imported(path) if each.is_relative_to(ROOT / "search")} - seen
    names = {path.relative_to(ROOT).as_posix() for path in seen}
    assert {name for name in names if not name.startswith(NOT_OF_KEYS)} <= set(MAKING)


def test_every_table_that_these_read_is_heeded() -> None:
    read = {name for each in MAKING if each.endswith(".py") for name in _TABLE.findall((ROOT / each).read_text())}
    assert {f"search/words/{name}" for name in read} <= set(MAKING)


def test_every_library_of_words_is_heeded() -> None:
    used = {
        name
        for path in (ROOT / each for each in MAKING if each.endswith(".py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and (name := (node.module or "").split(".")[0]) in ("simplemma", "Stemmer")
    }
    assert used == {"simplemma", "Stemmer"}
    assert set(LIBRARIES) == {"simplemma", "PyStemmer"}


def test_the_name_stays_while_nothing_changes() -> None:
    assert keys_identity() == keys_identity.__wrapped__()


def test_a_fingerprint_changes_with_content_name_and_library(tmp_path: Path) -> None:
    one, same, other = (tmp_path / name for name in ("a.py", "b.py", "c/a.py"))
    other.parent.mkdir()
    for path, text in ((one, "x = 1"), (same, "x = 1"), (other, "x = 2")):
        path.write_text(text)
    known = fingerprint([(tmp_path, one)], "lib 1")
    assert fingerprint([(tmp_path, one)], "lib 1") == known
    changed = {
        fingerprint([(tmp_path, one)], "lib 2"),
        fingerprint([(tmp_path, same)], "lib 1"),
        fingerprint([(other.parent, other)], "lib 1"),
    }
    assert len({known, *changed}) == 4

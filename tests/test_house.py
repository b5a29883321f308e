"""The house rules that import-linter cannot hold."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("models", "ingest", "nlp", "search", "web", "sample")
LONGEST = 300
LARGEST = 45_000_000
"""Bytes of a file in the repository: the models are the largest, and each lives there."""
_OURS = (*PACKAGES, "bench", "deploy", "docs", "tests", "training")


def _modules() -> list[Path]:
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_is_small_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text("utf-8")
    if "migrations" in path.parts:  # written by Alembic
        return
    assert len(text.splitlines()) <= LONGEST
    tree = ast.parse(text)
    if tree.body:
        assert ast.get_docstring(tree)


def test_nothing_imports_the_command_line() -> None:
    for path in _modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {"samsyn", "demo"} & {name.split(".")[0] for name in names}, path


def test_no_file_is_too_large_for_the_repository() -> None:
    for folder in _OURS:
        for path in (ROOT / folder).rglob("*"):
            if "__pycache__" not in path.parts:  # none of the repository's, and others at work write and rename there
                assert not path.is_file() or path.stat().st_size <= LARGEST, path

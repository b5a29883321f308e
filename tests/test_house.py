"""The house rules that import-linter cannot hold."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT = Path(__file__).parents[1]
PACKAGES = ("models", "ingest", "nlp", "search", "web", "sample")
LONGEST = 300
LARGEST = 45_000_000
"""Bytes of a file in the repository: the models are the largest, and each lives there."""
_OURS = (*PACKAGES, "bench", "deploy", "docs", "tests", "training")
_COMMAND_LINE: Final = re.compile(r"\b(?:samsyn|demo)\b")  # stands wherever it is imported


def _modules() -> list[Path]:
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def test_a_room_is_small_and_says_what_it_is_for() -> None:
    rooms = [path for path in _modules() if "migrations" not in path.parts]  # those are written by Alembic
    faults = [f"{path.relative_to(ROOT)}: {fault}" for path in rooms for fault in _faults(path.read_text("utf-8"))]
    assert faults == []


def _faults(text: str) -> Iterator[str]:
    lines, tree = len(text.splitlines()), ast.parse(text)
    if lines > LONGEST:
        yield f"{lines} lines"
    if tree.body and not ast.get_docstring(tree):
        yield "does not say what it is for"


def test_nothing_imports_the_command_line() -> None:
    for path in _modules():
        text = path.read_text("utf-8")
        for node in ast.walk(ast.parse(text if _COMMAND_LINE.search(text) else "")):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {"samsyn", "demo"} & {name.split(".")[0] for name in names}, path


def test_no_file_is_too_large_for_the_repository() -> None:
    for folder in _OURS:
        for path in (ROOT / folder).rglob("*"):
            if "__pycache__" not in path.parts:  # none of the repository's, and others at work write and rename there
                assert not path.is_file() or path.stat().st_size <= LARGEST, path

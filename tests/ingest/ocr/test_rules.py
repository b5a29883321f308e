"""Every rule that puts a word right has a code that the parent lets through: else the page would be lost."""

from __future__ import annotations

import ast
from pathlib import Path

import ingest.ocr
from ingest.answer_layout import layout

ROOM = Path(ingest.ocr.__file__).parent


def codes() -> set[str]:
    """What is given as ``rule=`` anywhere in the room, literally or by a constant of its module."""
    found = set()
    for path in ROOM.glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        texts = {
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        if any(isinstance(node, ast.keyword) and node.arg == "rule" for node in ast.walk(tree)):
            found |= {
                text for text in texts if text.replace("-", "_").isidentifier() and len(text) > 4 and text.islower()
            }
    return found


def test_there_are_rules_and_each_code_crosses() -> None:
    assert {"section_sign", "percent_sign", "note_mark", "day_of_month", "figure_one", "figures"} <= codes()
    for code in codes():
        values = {"corrections": [[0, 1, "x", code]]}
        assert layout(values, "§", 10.0, 10.0).corrections[0].rule == code

"""What made a document's print: a name that changes when another print or verdict may come of the same text."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from models.fingerprint import fingerprint

_ROOT: Final = Path(__file__).parents[2]
MAKING: Final = (
    "models/likeness.py", "search/folding.py", "search/likeness/bands.py", "search/likeness/difference.py",
    "search/likeness/placing.py", "search/likeness/shingles.py", "search/likeness/verdict.py",
    "search/likeness/versions.py", "search/likeness/words.py",
)  # fmt: skip
"""What makes prints and judges them; a test tells what is missing here."""


@cache
def likeness_identity() -> str:
    """``likeness-<16 hex digits>``. Prints of another making are passed over until ``samsyn redo similar`` has run."""
    return f"likeness-{fingerprint((_ROOT, _ROOT / name) for name in MAKING)}"

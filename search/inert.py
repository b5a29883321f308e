"""Cells that no spreadsheet runs: every export of tables passes its cells through here (OWASP, CSV Injection)."""

from __future__ import annotations

import re
from typing import Final

_FORMULA: Final = r"[=+\-@＝＋－＠﹢﹣﹦﹫−]"
"""What makes a formula at the beginning of a cell; Excel and LibreOffice take the full-width signs for the same."""
_BLANK: Final = r"[\s\x00-\x1f\u200b-\u200f\u2060\ufeff]*"  # what is dropped before the cell is read
_BEGINNING: Final = re.compile(rf"^(?={_BLANK}{_FORMULA}|[\t\r\n\x00])")
_AFTER_SEPARATOR: Final = re.compile(rf"([,;|\t\r\n]{_BLANK}\"?)(?={_FORMULA})")
"""A file with semicolons, opened where commas part cells, has its cells begin in the middle of ours."""


def inert(cell: str) -> str:
    """The cell as text that no spreadsheet runs: an apostrophe before each sign that could begin a formula."""
    return _AFTER_SEPARATOR.sub(r"\1'", _BEGINNING.sub("'", cell))

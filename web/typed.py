"""What people type, and what their browser says of a file: text that can be kept, shown and logged."""

from __future__ import annotations

import unicodedata
from typing import Final

_UNSEEN: Final = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # controls (NUL, which PostgreSQL refuses), turned writing, half signs


def line(text: str) -> str:
    """The text on one line: white space as single spaces, none at the ends, and no sign that cannot be seen."""
    spaced = " ".join(text.split())
    return "".join(sign for sign in spaced if unicodedata.category(sign) not in _UNSEEN).strip()

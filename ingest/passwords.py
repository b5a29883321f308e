"""The file of passwords to try on encrypted files, one a line (``--passwords``)."""

from __future__ import annotations

import re
from pathlib import Path

from models.errors import MissingPathError

_LINE_BREAK = re.compile(r"\r\n|\r|\n")  # str.splitlines breaks at characters that a password may hold


def read_passwords(path: Path | None) -> tuple[str, ...]:
    """The passwords in UTF-8 (a byte order mark is no part of the first), else in Latin-1. None of them is ever shown.

    Raises :class:`MissingPathError` for a file that is not there or cannot be read.
    """
    if path is None:
        return ()
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise MissingPathError(f"Lösenordsfilen finns inte: {path}") from error
    except OSError as error:
        reason = "är en mapp" if path.is_dir() else "får inte läsas"
        raise MissingPathError(f"Lösenordsfilen {reason}: {path}", next="Ange en textfil som går att läsa.") from error
    return tuple(line for line in _LINE_BREAK.split(_decoded(content)) if line)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")

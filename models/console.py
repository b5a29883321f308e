"""How every command answers: one JSON value on standard output with ``--json``, else words for a person."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any, TextIO, TypeVar

from models.errors import MissingPathError, SamsynError

T = TypeVar("T")


def emit(value: T, as_json: bool, human: Callable[[T], str]) -> None:
    """Print ``value`` as one JSON value, or as ``human`` words it."""
    text = json.dumps(value, ensure_ascii=False, default=_plain) if as_json else human(value)
    print(text, file=sys.stdout, flush=True)


def emit_error(error: SamsynError, as_json: bool, stream: TextIO | None = None) -> None:
    """Print the error and its next step to standard error; with ``as_json`` as one JSON object on the last line."""
    stream = stream or sys.stderr
    if as_json:
        body = {"error": {"code": error.code, "message": error.message, "next": error.next}}
        print(json.dumps(body, ensure_ascii=False), file=stream, flush=True)
    else:
        print(f"Fel ({error.code}): {error.message}\n{error.next}", file=stream, flush=True)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def table(rows: Mapping[str, Mapping[str, Any]]) -> str:
    """Rows of the same columns, each after its name, with the columns' names above; shares with three decimals."""
    if not rows:
        return "Inget att visa."
    head = list(next(iter(rows.values())))
    cells = [["", *head], *([name, *(_cell(row[column]) for column in head)] for name, row in rows.items())]
    widths = [max(len(line[at]) for line in cells) for at in range(len(head) + 1)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
                     for line in cells)  # fmt: skip


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def write_file(path: Path, content: bytes) -> None:
    """What a command was asked to write to a file. Raises :class:`MissingPathError`."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise MissingPathError(f"Filen kan inte skrivas: {path} ({error.strerror})") from error


def waiting_said(changes: int) -> list[str]:
    """A line of what the index lacks at the end of a command, if it does."""
    next = "Samsyn worker, eller samma kommando igen, tar vid."
    return [f"{changes} ändringar väntar på sökindexet och går inte att söka än. {next}"] if changes else []


def documents_said(count: int) -> str:
    """``1 handling``, ``2 handlingar``."""
    return f"{count} {'handling' if count == 1 else 'handlingar'}"

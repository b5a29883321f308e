"""What a record says, and how it is written as a line of words for people (as JSON: ``json_line.py``).

Both are made of the same few values. The words of a library may quote a case: of its records only the level, the
logger and the line that logged are told, and of an error only its kind and where it passed.
"""

from __future__ import annotations

import logging
import re
from typing import Any, Final

from models.logs.record import HIDDEN, ID, OURS, bound, places

_MOST: Final = 10**9
"""Of a number in a plain call of ``logging``: a larger one may be somebody's personnummer."""
_ARGUMENT: Final = re.compile(r"%[-+ #0]*\d*(?:\.\d+)?([sdrifa%])")
LIBRARY: Final = "library"
"""The event of what a library logs."""
PLAIN: Final = "message"
"""The event of a plain call of ``logging`` in our own code."""


def event_of(record: logging.LogRecord) -> str:
    if not _is_ours(record):
        return LIBRARY
    return str(getattr(record, "event", PLAIN))


def words_of(record: logging.LogRecord) -> str:
    """What a record says, without anything that may be a case's."""
    if not _is_ours(record):  # whatever it carries: a library may call something of its own an event
        return f"rad {record.lineno}"
    return record.getMessage() if hasattr(record, "event") else _plain(record)


def values_of(record: logging.LogRecord) -> dict[str, Any]:
    """What a record tells beside its words: ids, codes, numbers; the error by its kind and places."""
    told = dict(getattr(record, "told", bound()) if _is_ours(record) else bound())
    error = record.exc_info[1] if record.exc_info else None
    return told | ({"fault": type(error).__name__, "at": " < ".join(places(error))} if error else {})


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.split(".")[0] in OURS


def _plain(record: logging.LogRecord) -> str:
    """The constant words of a plain call, its arguments shown where they are numbers or ids."""
    given = record.args if isinstance(record.args, tuple) else ()
    shown = tuple(each if _is_plain(each) else HIDDEN for each in given)
    if not shown:
        return str(record.msg) if record.args == () or record.args is None else HIDDEN
    try:
        template = _ARGUMENT.sub(lambda found: "%%" if found[1] == "%" else "%s", str(record.msg))
        return template % shown
    except (TypeError, ValueError):
        return HIDDEN


def _is_plain(given: object) -> bool:
    """Whether a plain call may tell it: a number, an id."""
    if isinstance(given, int | float):
        return abs(given) < _MOST
    return ID.fullmatch(str(given)) is not None


class TextLine(logging.Formatter):
    """``20:14:05 WARNING ingest.task document.failed: document 0a1b…: corrupt_file``."""

    def format(self, record: logging.LogRecord) -> str:
        event, told = event_of(record), values_of(record)
        named = record.name if event in (PLAIN, LIBRARY) else f"{record.name} {event}"
        fault = f" ({' < '.join(filter(None, (told['fault'], told['at'])))})" if "fault" in told else ""
        return f"{self.formatTime(record, '%H:%M:%S')} {record.levelname} {named}: {words_of(record)}{fault}"

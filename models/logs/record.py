"""A record of the log: a constant event code and words, and values of which none can be a case's.

What may be told stands in a closed list, each with the form that its values have: ids are hexadecimal, codes are our
own, the rest are numbers. A value that has another form is told as ``?``. So a file's name, a query or a name can not
come into the log by mistake; ``tests/models/test_logs.py`` holds each call in the product to that list.
"""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Final

OURS: Final = ("models", "ingest", "nlp", "search", "web", "sample", "demo", "samsyn")
"""Our packages and modules: what they log is our own."""
HIDDEN: Final = "?"
_ROOT: Final = Path(__file__).parents[2]
ID: Final = re.compile(r"(?=[0-9]*[a-f])[0-9a-f]{16,64}")
"""Digits alone are no id of ours (but for one in three million): a personnummer or an account would be hexadecimal."""
_CODE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,79}")
_REFERENCE: Final = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}")
_PLACE: Final = re.compile(r"[A-Za-z0-9_./<>-]{1,120}:\d{1,6}( \([\w.<>]{1,120}\))?")
_WORD: Final = re.compile(r"[a-zåäö ]{1,40}")
IDS: Final = ("run", "job", "document", "folder", "saved")
"""Opaque ids, which :func:`about` binds for all that is logged meanwhile."""
FORMS: Final[Mapping[str, re.Pattern[str] | None]] = {
    **dict.fromkeys(IDS, ID),
    **dict.fromkeys(("code", "route", "directive", "tried"), _CODE),
    "reference": _REFERENCE,
    "place": _PLACE,
    **dict.fromkeys(("what", "unit"), _WORD),
    **dict.fromkeys(("status", "done", "total", "failed", "rate", "seconds", "left", "port"), None),
}
"""What a record may tell, by name; None is a number."""

_bound: ContextVar[Mapping[str, str]] = ContextVar("samsyn_log", default={})  # noqa: B039 - never changed in place


class Log:
    """What a room logs with: ``log = Log(__name__)``. Events and words are constants in the call."""

    def __init__(self, name: str) -> None:
        self._logger = logging.getLogger(name)

    def info(self, event: str, words: str, /, **told: object) -> None:
        """``words`` in braces name what is told: ``"{done} av {total}"``."""
        self._tell(logging.INFO, event, words, told)

    def warning(self, event: str, words: str, fault: BaseException | None = None, /, **told: object) -> None:
        self._tell(logging.WARNING, event, words, told, fault)

    def error(self, event: str, words: str, fault: BaseException | None = None, /, **told: object) -> None:
        """``fault`` is told by its kind and where it passed through our code; its words may be a case's."""
        self._tell(logging.ERROR, event, words, told, fault)

    def _tell(
        self, level: int, event: str, words: str, told: Mapping[str, object], fault: BaseException | None = None
    ) -> None:
        if self._logger.isEnabledFor(level):
            known = {name: checked(name, value) for name, value in told.items()}
            if fault is not None:
                known |= {"fault": type(fault).__name__, "at": " < ".join(places(fault))}
            said = words.format(**known)
            kept = {"event": event, "told": {**_bound.get(), **known}}
            self._logger.log(level, "%s", said, extra=kept, stacklevel=3)


@contextmanager
def about(**ids: str) -> Iterator[None]:
    """All that this thread logs in the block is of this run, job or document."""
    told = {name: str(checked(name, id)) for name, id in ids.items() if id}
    before = _bound.set({**_bound.get(), **told})
    try:
        yield
    finally:
        _bound.reset(before)


def bound() -> Mapping[str, str]:
    """What is being worked on in this thread."""
    return _bound.get()


def checked(name: str, value: object) -> str | int | float:
    """The value in the form that its name has, else ``?``."""
    form = FORMS.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value if name in FORMS and form is None else HIDDEN
    return str(value) if form is not None and form.fullmatch(str(value)) else HIDDEN


def places(error: BaseException) -> list[str]:
    """Where in our code an error passed, innermost first, each file with its line."""
    found = []
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(_ROOT) and path.relative_to(_ROOT).parts[0].removesuffix(".py") in OURS:
            found.append(f"{path.relative_to(_ROOT)}:{frame.lineno}")
    return found

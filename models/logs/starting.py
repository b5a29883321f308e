"""The one place that says what is logged and where: each process of ours calls :func:`start_logging` once.

After it no library keeps a way to standard error of its own: not through a handler, a warning, a thread or an error
that nobody caught. All of them are told by kind and place only (:mod:`models.logs.line`).
"""

from __future__ import annotations

import logging
import sys
import threading
from enum import StrEnum
from types import TracebackType
from typing import Final

from models.errors import SamsynError
from models.logs.line import TextLine
from models.logs.record import OURS, Log
from models.settings import Settings, read_settings

LEVELS: Final = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING}
"""Of our own records (``SAMSYN_LOG_LEVEL``); of libraries it is always warnings."""


class Role(StrEnum):
    """What a process is for (*processens uppgift*), told in each record."""

    COMMAND = "command"
    INGEST = "ingest"  # takes files in and hands them out
    READER = "reader"  # reads and names documents, one after another
    INDEXER = "indexer"  # brings an owner's index up to date beside others' work
    WORKER = "worker"  # does the jobs
    WEB = "web"


_OF_COMMANDS: Final = {"ingest": Role.INGEST, "worker": Role.WORKER, "serve": Role.WEB}


def role_of(command: str) -> Role:
    return _OF_COMMANDS.get(command, Role.COMMAND)


def start_logging(role: Role, settings: Settings | None = None) -> None:
    """Log from here on, to standard error. Call it after libraries that log by themselves are imported (distributed
    gives its loggers handlers then); calling it again is no fault.

    Settings that cannot be read are told of by whoever needs them: the log is as it is by default then.
    """
    chosen = settings or _settings()
    handler = logging.StreamHandler()
    handler.setFormatter(_json_line(role) if chosen.log == "json" else TextLine())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for package in OURS:
        logging.getLogger(package).setLevel(LEVELS[chosen.log_level])
    _take_over()


def _json_line(role: Role) -> logging.Formatter:
    from models.logs.json_line import JsonLine

    return JsonLine(role.value)


def _settings() -> Settings:
    try:
        return read_settings()
    except SamsynError:
        return Settings()


def _take_over() -> None:
    """Everything that would write to standard error by itself goes through the log."""
    for logger in list(logging.root.manager.loggerDict.values()):
        if isinstance(logger, logging.Logger) and logger.handlers:
            logger.handlers.clear()
            logger.propagate = True
    logging.captureWarnings(True)
    logging.raiseExceptions = False  # what cannot be formatted would be printed with its arguments
    sys.excepthook = _uncaught
    threading.excepthook = lambda given: _uncaught(given.exc_type, given.exc_value, given.exc_traceback)
    sys.unraisablehook = lambda given: _uncaught(given.exc_type, given.exc_value, given.exc_traceback)


def _uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    fault = (error or kind()).with_traceback(trace)
    Log("samsyn").error("fault.uncaught", "fault that nothing caught", fault)

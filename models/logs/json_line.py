"""A record as one JSON object a line, for what collects logs. By python-json-logger."""

from __future__ import annotations

import logging
import os
from datetime import datetime

from pythonjsonlogger.json import JsonFormatter

from models.logs.line import event_of, values_of, words_of
from models.swedish import STOCKHOLM


class JsonLine(JsonFormatter):
    """``role`` is the process's (:class:`models.logs.starting.Role`)."""

    def __init__(self, role: str) -> None:
        super().__init__(json_ensure_ascii=False)
        self._role = role

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "time": datetime.fromtimestamp(record.created, STOCKHOLM).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": event_of(record),
            "role": self._role,
            "process": os.getpid(),
            "logger": record.name,
            "message": words_of(record),
        }
        return self.serialize_log_record(self.process_log_record(told | values_of(record)))

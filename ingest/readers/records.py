"""JSON Lines of records (id, title, text, date, fields): one record is a document, several are a container of such.

A single JSON object, or an array of objects, is read the same way.
"""

from __future__ import annotations

import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final

from ingest.ocr.engine import PageOcr
from ingest.raw_page import RawAttachment
from ingest.readers.flow import OpenFlow
from ingest.readers.flow_text import FlowText
from ingest.request import ReadRequest
from ingest.text.decoding import decode
from models.errors import CorruptFileError, TooLargeError
from models.layout import BlockKind

_LISTED: Final = 200  # records that the container's own text names
_LONGEST_FACT: Final = 499
_LONGEST_NAME: Final = 40
_MOST_FACTS: Final = 40
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_DEEPEST: Final = 8  # fields within fields

Record = Mapping[str, Any]
Records = Callable[[], Iterator[tuple[Record | None, str]]]
"""Gives, each time that it is called, the records of a file and the line of each; None for a line that is none."""


class OpenRecords(OpenFlow):
    """A container: its text is a short listing, each record an attachment called by its id.

    The records are parsed once to be listed and once more to be handed over, so that only the text is held.
    """

    def __init__(self, found: Records, request: ReadRequest) -> None:
        listed: list[Record] = []
        count = broken = 0
        for record, _ in found():
            count, broken = count + 1, broken + (record is None)
            if record is not None and len(listed) < _LISTED:
                listed.append(record)
        if count > request.limits.records:
            raise TooLargeError(f"Filen har fler än {request.limits.records} poster")
        super().__init__(_listing(listed, count - broken, broken), request.limits)
        self._found = found
        self.lost = "records_unread" if broken else ""

    def attachments(self) -> Iterator[RawAttachment]:
        for number, (record, line) in enumerate(self._found(), start=1):
            if record is not None:
                yield RawAttachment(f"{_name(record, number)}.json", line.encode("utf-8", "replace"))


def open_records(path: Path, request: ReadRequest, engine: PageOcr) -> OpenFlow:
    """One record as a page; several as a listing with attachments; JSON that holds no records as plain text."""
    text = decode(path.read_bytes())
    if text is None:
        raise CorruptFileError("Texten har ingen känd teckenkodning")
    text = text.lstrip("\ufeff")
    try:
        whole = list(_whole(text))
        found: Records = (lambda: iter(whole)) if whole else partial(_lines, text)
        first = [record for record, _ in islice(found(), 2)]
        if len(first) == 1 and first[0] is not None:
            return _open_one(first[0], request)
        if not any(record is not None for record, _ in found()):
            return OpenFlow(text, request.limits)
        return OpenRecords(found, request)
    except RecursionError as error:
        raise CorruptFileError("Posterna är för djupt nästlade") from error


def _whole(text: str) -> Iterator[tuple[Record | None, str]]:
    """The records of a file that is one JSON value; none where it is not, or where its array holds other things."""
    try:
        value = json.loads(text)
    except ValueError:
        return
    values = value if isinstance(value, list) else [value]
    if values and all(isinstance(each, dict) for each in values):
        for each in values:
            yield each, json.dumps(each, ensure_ascii=False)


def _lines(text: str) -> Iterator[tuple[Record | None, str]]:
    """The record of each line that is not empty; None for a line that is none."""
    for line in io.StringIO(text):
        if line.strip():
            try:
                value = json.loads(line)
            except ValueError:
                value = None
            yield (value if isinstance(value, dict) else None), line.rstrip("\n")


def _open_one(record: Record, request: ReadRequest) -> OpenFlow:
    flow = FlowText()
    title = _scalar(record.get("title"))
    flow.add(title, BlockKind.HEADER, "title")
    _add_lines(flow, _scalar(record.get("text")), "text")
    flow.gap()
    for key, value in _fields(record):
        if "\n" in value.strip():
            flow.add(f"{key}:", BlockKind.KEY, key)
            _add_lines(flow, value, key)
        else:
            flow.add_pair(f"{key}:", value, key)
    return OpenFlow(flow, request.limits, title=title, facts=facts(record))


def _add_lines(flow: FlowText, text: str, place: str) -> None:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            flow.add(line, place=f"{place}, rad {number}")
        else:
            flow.gap()


def facts(record: Record) -> dict[str, str]:
    """What the record says of itself: date, title, id, and every field that has one value."""
    found = {name: _scalar(record.get(name)) for name in ("title", "id")}
    date = _DATE.match(_scalar(record.get("date")).strip())
    if date:
        found["date"] = date.group()
    for key, value in _fields(record):
        found.setdefault(_fact_name(key), value)
    kept = [(name, " ".join(value.split())) for name, value in found.items() if re.match("[a-z]", name)]
    return {name: value[:_LONGEST_FACT] for name, value in kept[:_MOST_FACTS] if value}


def _fields(record: Record) -> Iterator[tuple[str, str]]:
    """Each field below ``fields`` and each other key of the record, with its value; a list joined by commas."""
    beside = {key: value for key, value in record.items() if key not in ("id", "title", "text", "fields")}
    inner = record.get("fields")
    yield from _flat(beside, "", _DEEPEST)
    if isinstance(inner, Mapping):
        yield from _flat(inner, "", _DEEPEST)
    elif inner is not None:
        yield from _flat({"fields": inner}, "", _DEEPEST)


def _flat(values: Mapping[str, Any], before: str, deepest: int) -> Iterator[tuple[str, str]]:
    for key, value in values.items():
        name = f"{before}{' '.join(str(key).split())}"
        if isinstance(value, Mapping) and deepest:
            yield from _flat(value, f"{name}.", deepest - 1)
        elif isinstance(value, list) and deepest and any(isinstance(each, Mapping | list) for each in value):
            for number, each in enumerate(value, start=1):
                yield from _flat({str(number): each}, f"{name}.", deepest - 1)
        elif text := _scalar(value):
            yield name, text


def _scalar(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_scalar, value)))
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return "" if value is None or isinstance(value, Mapping) else str(value)


def _fact_name(key: str) -> str:
    """A field's name in the letters that names of facts have: "Ärendenr" → "arendenr"."""
    plain = unicodedata.normalize("NFKD", key.lower()).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:_LONGEST_NAME]


def _name(record: Record, number: int) -> str:
    return _scalar(record.get("id")).strip() or f"post-{number}"


def _listing(records: list[Record], count: int, broken: int) -> FlowText:
    flow = FlowText()
    flow.add(f"{count} poster" + (f", {broken} rader gick inte att läsa" if broken else ""), place="filen")
    for number, record in enumerate(records, start=1):
        told = (_name(record, number), _scalar(record.get("date")), _scalar(record.get("title")))
        flow.add("  ".join(" ".join(text.split())[:200] for text in told if text), BlockKind.LINE, f"rad {number}")
    return flow

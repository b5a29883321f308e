"""The gold of one made document: what stands in it, as ``docs/evaluate.md`` describes. The files are written by
:mod:`sample.gold_files`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from sample.spans import Marked, Note, Span
from sample.stated import field_of, has_conditions, is_stated


class Word(NamedTuple):
    """A word of a page as it lies on the picture: offsets in the page's text, box in points from the top left."""

    start: int
    end: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A page as written. ``carrier`` is what it stands on, ``method`` how it is to be read: ``text`` or ``ocr``.

    ``width`` and ``height`` (points) and ``words`` are those of a picture; other pages have none. ``part`` names the
    case that a page of a batch scan belongs to, ``separator`` for the sheets between; ``handwriting`` are the boxes of
    what somebody wrote on it by hand, which is no text.
    """

    written: Marked
    carrier: str
    method: str
    width: float = 0.0
    height: float = 0.0
    words: tuple[Word, ...] = ()
    part: str = ""
    handwriting: tuple[tuple[float, float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document and its pages, first page first. ``headers`` are a mail's.

    ``relation`` is (``duplicate``, ``version`` or ``rescan``, the path it relates to).
    """

    path: str
    parent: str | None
    source: str
    owner: str
    kind: str
    date: str
    title: str
    pages: tuple[GoldPage, ...]
    headers: dict[str, str] | None = None
    variety: str = ""
    layout: str = ""
    carrier: str = ""
    topics: tuple[str, ...] = ()
    relation: tuple[str, str] | None = None

    def record(self) -> dict[str, Any]:
        """As it stands in the file."""
        numbered = list(enumerate(self.pages, 1))
        return {
            "path": self.path, "parent": self.parent, "source": self.source, "owner": self.owner, "kind": self.kind,
            "variety": self.variety, "layout": self.layout, "carrier": self.carrier, "date": self.date,
            "title": self.title, "headers": self.headers,
            "relation": {"kind": self.relation[0], "of": self.relation[1]} if self.relation else None,
            "topics": list(self.topics),
            "pages": [_page(number, page) for number, page in numbered],
            "mentions": [one for number, page in numbered for one in _mentions(number, page)],
            "fields": [one for number, page in numbered for one in _fields(number, page)],
            "ties": [one for number, page in numbered for one in _ties(number, page)],
            "denials": [
                _place(number, page, one)
                for number, page in numbered for one in page.written.notes if one.kind == "neg"
            ],
            "decoys": [one for number, page in numbered for one in _decoys(number, page)],
        }  # fmt: skip


def _page(number: int, page: GoldPage) -> dict[str, Any]:
    record: dict[str, Any] = {
        "number": number, "text": page.written.text, "carrier": page.carrier, "method": page.method,
    }  # fmt: skip
    if page.words:
        record |= {"width": page.width, "height": page.height, "words": [list(word) for word in page.words]}
    if page.handwriting:
        record["handwriting"] = [list(box) for box in page.handwriting]
    if page.part:
        record["part"] = page.part
    return record


def _place(number: int, page: GoldPage, one: Span | Note) -> dict[str, Any]:
    return {"page": number, "start": one.start, "end": one.end, "text": page.written.text[one.start : one.end]}


def _mentions(number: int, page: GoldPage) -> Iterator[dict[str, Any]]:
    for span in page.written.spans:
        record = {"label": str(span.label)} | _place(number, page, span)
        record |= {"value": span.value, "entity": span.entity, "role": span.role}
        if page.words:
            record["boxes"] = boxes(page.words, span.start, span.end)
        yield record


def _fields(number: int, page: GoldPage) -> Iterator[dict[str, Any]]:
    """Fields are mentions that fill one where the paper says so, and words noted as one; how the matter ended is the
    field ``outcome``."""
    for span in page.written.spans:
        field = field_of(page.written.text, span)
        if field and is_stated(page.written.text, span, page.written.notes):
            yield {"name": field, "value": span.value, "role": span.role} | _place(number, page, span)
    for one in page.written.notes:
        if one.kind in ("field", "outcome"):
            place = _place(number, page, one)
            name, value = ("outcome", one.value) if one.kind == "outcome" else (one.value, place["text"])
            if value == "granted" and has_conditions(page.written.text):
                value = "granted_with_conditions"
            yield {"name": name, "value": value, "role": ""} | place


def _decoys(number: int, page: GoldPage) -> Iterator[dict[str, Any]]:
    for one in page.written.notes:
        if one.kind == "decoy":
            looks_like, _, why = one.value.partition(" ")
            yield _place(number, page, one) | {"looks_like": looks_like, "why": why}


def _ties(number: int, page: GoldPage) -> Iterator[dict[str, Any]]:
    for one in page.written.notes:
        if one.kind == "tie":
            relation, a, b = one.value.split(";")
            start, end = sentence(page.written.text, one.start, one.end)
            yield {"relation": relation, "from": a, "to": b} | _place(number, page, one) | {"sentence": [start, end]}


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a place: back to the last full stop before a space or a line's end, or empty line; on to the
    next."""
    text = text.replace(".\n", ". ")
    begin = max(text.rfind(". ", 0, start) + 2, text.rfind("\n\n", 0, start) + 2, 0)
    stops = [at for at in (text.find(". ", end), text.find("\n\n", end)) if at >= 0]
    return (begin if begin > 1 else 0), (min(stops) + 1 if stops else len(text))


def boxes(words: tuple[Word, ...], start: int, end: int) -> list[list[float]]:
    """The boxes of a mention: one for each line that it stands on."""
    found = list[list[float]]()
    for word in words:
        if word.end <= start or word.start >= end:
            continue
        box = [word.x0, word.y0, word.x1, word.y1]
        last = found[-1] if found else None
        if (
            last is not None
            and box[0] >= last[0]
            and min(box[3], last[3]) - max(box[1], last[1]) > 0.4 * (box[3] - box[1])
        ):
            found[-1] = [last[0], min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3])]
        else:
            found.append(box)
    return found

"""The gold beside an archive: what stands in each made document, and what a search must find.

``gold.json`` is one object, UTF-8, with a document a line so that a large one can be read line by line:

    {"format": 1, "seed": 1,
     "sources": [{"name", "owner", "kind", "folder"}],
     "documents": [{
        "path",      relative to the folder of gold.json; an attachment is "<path of the mail>/<its name>"
        "parent",    the path of the mail for an attachment, else null
        "source", "owner",
        "kind",      inspection_report | permit_decision | building_supervision | police_memo | payment_audit | tip |
                     email | other
        "date",      the document's own date, ISO 8601
        "title",
        "headers",   of a mail: {"from", "to", "subject", "message_id", "in_reply_to"}; else null
        "pages": [{"number", "text", "carrier": "pdf|docx|eml|txt|scan", "method": "text|ocr"}],
        "mentions": [{"label", "page", "start", "end", "text", "value", "entity", "role"}]}],
     "ties": [{"entity", "label", "name", "documents": [path]}],       entities of more than one source
     "queries": [{"query", "why", "expected": [path]}],
     "stories": [{"name", "text", "entities": [id]}]}

``text`` of a page is the text as written, lines of a laid-out page ending in a newline, cells of a row by a tab
between; of a mail it is the body (the header stands in ``headers``). ``start`` and ``end`` are offsets in Unicode code
points of that text, end exclusive, for scans too (what OCR reads will differ). ``value`` is the normal form of
docs/labels.md, as far as the written form tells it: a surname alone is a surname. ``entity`` says who it truly is,
across forms; it is empty where the gold does not say. ``role`` is a person's part in that paper: subject,
representative, official, witness, complainant, applicant, neighbour, driver, informant, care recipient, or empty.
``expected`` lists every document that holds the query's words or number (in any inflection); more may be found.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from sample.spans import Marked


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A page as written. ``carrier`` is what it stands on, ``method`` how it is to be read."""

    written: Marked
    carrier: str
    method: str


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document and its pages, first page first. ``headers`` are a mail's."""

    path: str
    parent: str | None
    source: str
    owner: str
    kind: str
    date: str
    title: str
    pages: tuple[GoldPage, ...]
    headers: dict[str, str] | None = None

    def record(self) -> dict[str, Any]:
        """As it stands in the file."""
        return {
            "path": self.path, "parent": self.parent, "source": self.source, "owner": self.owner, "kind": self.kind,
            "date": self.date, "title": self.title, "headers": self.headers,
            "pages": [
                {"number": number, "text": page.written.text, "carrier": page.carrier, "method": page.method}
                for number, page in enumerate(self.pages, 1)
            ],
            "mentions": [mention for number, page in enumerate(self.pages, 1) for mention in _mentions(number, page)],
        }  # fmt: skip


def _mentions(number: int, page: GoldPage) -> list[dict[str, Any]]:
    text = page.written.text
    return [
        {
            "label": str(span.label), "page": number, "start": span.start, "end": span.end,
            "text": text[span.start : span.end], "value": span.value, "entity": span.entity, "role": span.role,
        }
        for span in page.written.spans
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class GoldQuery:
    """A search and how its answer is known: every one of ``words`` begins some word, or ``value`` is mentioned.

    A document answers if it has all words (lower case, beginnings of words) or the value, whichever is given.
    """

    query: str
    why: str
    words: tuple[str, ...] = ()
    value: str = ""

    def answered_by(self, record: dict[str, Any]) -> bool:
        """Whether this document is among the expected."""
        if self.value:
            return any(mention["value"] == self.value for mention in record["mentions"])
        tokens = " ".join(page["text"] for page in record["pages"]).lower().split()
        return all(any(token.strip("(\"”'.,:;").startswith(word) for token in tokens) for word in self.words)


@dataclass(slots=True)
class GoldWriter:
    """Writes ``gold.json`` as the documents come; only paths of ties and answers are kept."""

    path: Path
    head: dict[str, Any]
    queries: tuple[GoldQuery, ...]
    stories: list[dict[str, Any]]
    count: int = 0
    _answers: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    _ties: dict[str, dict[str, Any]] = field(default_factory=dict)
    _file: IO[str] | None = None

    def __enter__(self) -> GoldWriter:
        self._file = self.path.open("w", encoding="utf-8", newline="\n")
        opening = json.dumps(self.head, ensure_ascii=False)[:-1]
        self._file.write(f'{opening},\n"documents": [\n')
        return self

    def add(self, document: GoldDocument) -> None:
        """Writes one document's line."""
        assert self._file is not None
        record = document.record()
        self._file.write((",\n" if self.count else "") + json.dumps(record, ensure_ascii=False))
        self.count += 1
        for index, query in enumerate(self.queries):
            if query.answered_by(record):
                self._answers[index].append(document.path)
        for mention in record["mentions"]:
            if mention["entity"] and not mention["entity"].startswith(("org:", "loc:", "official-")):
                self._tie(mention, document)

    def _tie(self, mention: dict[str, Any], document: GoldDocument) -> None:
        fresh = {"label": mention["label"], "name": mention["value"], "sources": set(), "documents": []}
        tie = self._ties.setdefault(mention["entity"], fresh)
        tie["sources"].add(document.source)
        if document.path not in tie["documents"]:
            tie["documents"].append(document.path)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        assert self._file is not None
        if kind is None:
            self._file.write("\n],\n" + ",\n".join(self._tail()) + "}\n")
        self._file.close()

    def _tail(self) -> Iterable[str]:
        ties = [
            {"entity": entity, "label": tie["label"], "name": tie["name"], "documents": tie["documents"]}
            for entity, tie in sorted(self._ties.items())
            if len(tie["sources"]) > 1
        ]
        queries = [
            {"query": query.query, "why": query.why, "expected": self._answers[index]}
            for index, query in enumerate(self.queries)
        ]
        for name, value in (("ties", ties), ("queries", queries), ("stories", self.stories)):
            yield f'"{name}": {json.dumps(value, ensure_ascii=False, indent=1)}'

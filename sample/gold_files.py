"""The files of the gold (``docs/evaluate.md``): lines of JSON, written as the documents come, and read again."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import IO, Any
from zlib import crc32

from sample.gold import GoldDocument
from sample.queries import Asked, Query, known_item

FOLDER = "gold"
MOST_ITEMS = 400
"""So many known items at the most: the first of them."""
DOCUMENTS, ENTITIES, LINKS, QUERIES = "documents.jsonl", "entities.jsonl", "links.jsonl", "queries.jsonl"
HEAD = "archive.json"


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a file, one at a time."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def load(folder: Path) -> dict[str, Any]:
    """All of a small archive's gold: its head, and ``documents``, ``entities``, ``links`` and ``queries``."""
    head: dict[str, Any] = json.loads((folder / HEAD).read_text("utf-8"))
    for name in (DOCUMENTS, ENTITIES, LINKS, QUERIES):
        head[name.removesuffix(".jsonl")] = list(read_lines(folder / name))
    return head


@dataclass(slots=True)
class Part:
    """What some papers in a row gave: the lines of their documents and entities, and what the queries found in them."""

    documents: Path
    entities: dict[str, str] = field(default_factory=dict)
    answers: dict[int, list[tuple[str, int]]] = field(default_factory=lambda: defaultdict(list))
    links: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    items: list[dict[str, Any]] = field(default_factory=list)


def is_looked_for(path: str) -> bool:
    """Whether somebody looks for this very paper: about one in eighty, told by a sum of its path."""
    return crc32(path.encode()) % 80 == 0


@dataclass(slots=True)
class PartWriter:
    """Writes the documents of some papers. ``watched`` are the entities whose papers are to be listed."""

    part: Part
    asked: Asked
    watched: frozenset[str]
    _file: IO[str] | None = None

    def __enter__(self) -> PartWriter:
        self._file = self.part.documents.open("w", encoding="utf-8", newline="\n")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        assert self._file is not None
        self._file.close()

    def add(self, document: GoldDocument) -> None:
        """Writes one document's line and remembers what it answers."""
        assert self._file is not None
        record = document.record()
        self._file.write(json.dumps(record, ensure_ascii=False) + "\n")
        for index, grade in self.asked.grades(record):
            self.part.answers[index].append((document.path, grade))
        if is_looked_for(document.path) and (item := known_item(record)):
            self.part.items.append(item)
        for entity in {one["entity"] for one in record["mentions"]} & self.watched:
            self.part.links[entity].append((document.source, document.path))

    def add_entities(self, entities: Iterable[dict[str, Any]]) -> None:
        """Remembers who was in a paper."""
        for one in entities:
            self.part.entities.setdefault(one["id"], json.dumps(one, ensure_ascii=False))


@dataclass(slots=True)
class GoldFiles:
    """Joins parts, in order, into the files of the gold."""

    folder: Path
    queries: tuple[Query, ...]
    _items: list[dict[str, Any]] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)
    _answers: dict[int, list[tuple[str, int]]] = field(default_factory=lambda: defaultdict(list))
    _links: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    _open: dict[str, IO[str]] = field(default_factory=dict)

    def __enter__(self) -> GoldFiles:
        self.folder.mkdir(parents=True, exist_ok=True)
        for left in (self.folder / name for name in (LINKS, QUERIES, HEAD)):
            left.unlink(missing_ok=True)  # nothing of an earlier archive stands beside a half-made one
        for left in self.folder.glob("part-*.jsonl"):
            left.unlink()
        for name in (DOCUMENTS, ENTITIES):
            self._open[name] = (self.folder / name).open("w", encoding="utf-8", newline="\n")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for file in self._open.values():
            file.close()

    def add(self, part: Part) -> None:
        """Takes over the next part, whose file is removed."""
        with part.documents.open(encoding="utf-8") as lines:
            shutil.copyfileobj(lines, self._open[DOCUMENTS])
        part.documents.unlink()
        for entity, line in part.entities.items():
            if entity not in self._seen:
                self._seen.add(entity)
                self._open[ENTITIES].write(line + "\n")
        self._items += part.items[: max(0, MOST_ITEMS - len(self._items))]
        for index, found in part.answers.items():
            self._answers[index] += found
        for entity, places in part.links.items():
            self._links[entity] += places

    def finish(self, head: dict[str, Any]) -> None:
        """Writes links, queries and the head."""
        links = (
            {
                "entity": entity,
                "sources": sorted({source for source, _ in places}),
                "documents": [path for _, path in places],
            }
            for entity, places in sorted(self._links.items())
        )
        asked = (query.record(self._answers[index]) for index, query in enumerate(self.queries) if self._answers[index])
        for name, records in ((LINKS, links), (QUERIES, chain(asked, self._items))):
            with (self.folder / name).open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in records)
        (self.folder / HEAD).write_text(json.dumps(head, ensure_ascii=False, indent=1) + "\n", "utf-8")

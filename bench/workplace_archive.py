"""Makes the archive that :mod:`bench.workplace` measures on: the demo's, grown to so many documents in minutes.

Real: the first papers (planted stories, scans, PDFs with pictures) are taken in as ``samsyn demo`` does, with its
people, markings and requests; of all the others the originals in the vault, the register's own steps (arrival, reading,
knowledge, finish), who is who within a document and across an owner's, likenesses, and the index with the real
analysis. Standing in, for all but the first: the words, kinds, fields and names are those that the generator knows of
its papers (the gold) instead of what our readers and the trained model find, so that nothing is read and nothing is
misread; their pages have no pictures; a fifth of them are said to be recognised, and some names to be unsure, by
chance. While it is built the register does not wait for the disk.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import event

from models.document import DocumentKind, DocumentState, Field, Page, PageMethod, Reading
from models.identity import bytes_id
from models.mention import Label, Mention
from models.reference import Reference
from models.settings import Settings
from models.store.store import Store
from nlp.resolution.within import references
from sample.carriers.mail import TYPES
from sample.gold import GoldDocument
from sample.making import Making, _documents, _story
from sample.owners import SOURCES
from sample.paper import File, carried
from sample.papers import everyday
from search.backends import open_index
from search.indexing import drain

REAL: Final = 200
"""So many files are taken in for real."""
MARK: Final = "bench-workplace.json"
_CHUNK: Final = 50
_BATCH: Final = 200
_WORKER: Final = "bench"
_GOLD: Final = "rule:gold"
_HOME_OF: Final = MappingProxyType({source.name: source for source in SOURCES})


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document as the register is to have it; ``inner`` is what lies in it."""

    source: str
    path: str
    content: bytes
    reading: Reading
    kind: DocumentKind
    fields: tuple[Field, ...]
    mentions: tuple[Mention, ...]
    references: tuple[Reference, ...]
    inner: tuple[Drawn, ...] = ()


def open_archive(home: Path, size: int, seed: int = 1) -> Settings:
    """The settings of a home with so many files, which is made, or gone on with, where it is not whole."""
    settings = Settings(home=home.resolve())
    done = json.loads((home / MARK).read_text("utf-8"))["files"] if (home / MARK).is_file() else 0
    if done < size:
        _make(settings, size, seed, done)
    return settings


def _make(settings: Settings, size: int, seed: int, done: int) -> None:
    from demo import make_demo

    started = time.monotonic()
    if not done:
        make_demo(settings, size=min(size, REAL), seed=seed)
        done = min(size, REAL)
        _note(settings, done)
    store = _opened(settings)
    it = Making(settings.home, seed, size, scans=False)
    index = open_index(settings)
    try:
        for source in SOURCES:
            store.sources.add(source)
        for drawn in _drawn(it, done, size):
            for each in drawn:
                put(store, each)
            done += len(drawn)
            if not done % _BATCH or done == size:  # two that write at once would wait for each other
                drain(store, index)
                _note(settings, done)
                sys.stderr.write(f"{done} of {size}, {time.monotonic() - started:.0f} s\n")
    finally:
        index.close()
        store.close()


def _opened(settings: Settings) -> Store:
    """The store, which does not wait for the disk."""
    store = Store.open(settings)
    event.listen(store.database.engine, "connect", _without_waiting)
    store.database.close()  # what is open already waits
    return store


def _without_waiting(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA synchronous = OFF")


def _note(settings: Settings, files: int) -> None:
    (settings.home / MARK).write_text(json.dumps({"files": files}), encoding="utf-8")


def _drawn(it: Making, start: int, end: int) -> Iterator[list[Drawn]]:
    """The files from ``start`` up to ``end``, some at a time, drawn by all cores a little ahead of who takes them."""
    with ProcessPoolExecutor(os.cpu_count() or 1, mp_context=get_context("spawn")) as pool:
        waiting = list[Any]()
        for first in range(start, end, _CHUNK):
            waiting.append(pool.submit(draw, it, first, min(first + _CHUNK, end)))
            if len(waiting) > 6:
                yield waiting.pop(0).result()
        for one in waiting:
            yield one.result()


def draw(it: Making, start: int, end: int) -> list[Drawn]:
    """The everyday papers at these places of the archive, counted with the planted ones before them."""
    told = len(_story(it.seed))
    return [_file(it, place - told) for place in range(start, end)]


def _file(it: Making, place: int) -> Drawn:
    paper = everyday(it, place)
    file = carried(paper, it.world.rng("carrier", paper.chance))
    path = f"{paper.source.name}/{paper.stem}{file.written.suffix}"
    gold = {one.path: one for one in _documents(path, None, paper, file)}
    return _document(path, file, gold, paper.source.name, Random(place))


def _document(path: str, file: File, gold: dict[str, GoldDocument], source: str, random: Random) -> Drawn:
    inner = tuple(_document(f"{path}/{name}", one, gold, source, random) for name, _, one in file.members)
    if (known := gold.get(path)) is None:  # a mailbox: only what lies in it is a paper
        media_type, kind = "application/mbox", DocumentKind("other", 0.5, "gold")
        reading = Reading(media_type, DocumentState.READ, "", (Page(1, PageMethod.BLANK, "empty", "", 1.0),), facts={})
        return Drawn(source, path, file.written.content, reading, kind, (), (), (), inner)
    record = known.record()
    method = PageMethod.OCR if random.random() < 0.2 else PageMethod.TEXT
    pages = tuple(_page(one, method, random) for one in record["pages"])
    mentions = tuple(sorted((_mention(one, random) for one in record["mentions"]), key=lambda m: (m.page, m.start)))
    facts = {name: value for name, value in (known.headers or {}).items() if value} | {"date": known.date}
    suffix = Path(path).suffix.lower()
    reading = Reading(
        TYPES.get(suffix, "application/octet-stream"), DocumentState.READ, "", pages, title=known.title, facts=facts
    )
    said = references([(page.number, page.text) for page in pages], mentions)
    fields = tuple(
        Field(one["name"], one["value"], one["text"], one["page"], one["start"], one["end"], one["role"] or None)
        for one in record["fields"]
    )
    kind = DocumentKind(known.kind, 0.9, "gold")
    return Drawn(source, path, file.written.content, reading, kind, fields, mentions, said, inner)


def _page(record: dict[str, Any], method: PageMethod, random: Random) -> Page:
    quality = random.uniform(0.7, 0.98) if method is PageMethod.OCR else 0.98
    return Page(record["number"], method, "gold", record["text"], round(quality, 3))


def _mention(one: dict[str, Any], random: Random) -> Mention:
    """Of names one in thirty is unsure, as on the demo's own papers."""
    label = Label(one["label"])
    unsure = label in (Label.PERSON, Label.ORG, Label.PROPERTY) and random.random() < 1 / 30
    confidence = round(random.uniform(0.5, 0.7) if unsure else random.uniform(0.9, 1.0), 3)
    return Mention(label, one["page"], one["start"], one["end"], one["text"], one["value"], confidence, _GOLD)


def put(store: Store, drawn: Drawn, parent: str | None = None, number: int = 0) -> None:
    """Register one document, and what lies in it, as the ingest would have done."""
    sha256, name = _kept(store, drawn.content), Path(drawn.path).name
    path = f"{parent}/{number}/{name}" if parent else f"/in/{drawn.path}"
    arrival = store.arrivals.arrive(
        _HOME_OF[drawn.source], sha256, len(drawn.content), path=path, name=name, parent=parent
    )
    id = arrival.document
    if arrival.state is DocumentState.FAILED:
        registration = store.registration
        registration.claim(id, _WORKER)
        registration.keep_reading(id, drawn.reading)
        dated = date.fromisoformat(drawn.reading.facts["date"]) if "date" in drawn.reading.facts else None
        registration.keep_knowledge(id, drawn.mentions, drawn.kind, drawn.fields, dated, references=drawn.references)
        registration.finish(id, _WORKER, DocumentState.READ)
    for at, each in enumerate(drawn.inner, 1):
        put(store, each, id, at)


def _kept(store: Store, content: bytes) -> str:
    """The original in its place in the vault, without waiting for the disk."""
    sha256 = bytes_id(content)
    path = store.vault.path(sha256)
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return sha256

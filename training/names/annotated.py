"""Annotations kept as places in texts that lie elsewhere (``annotations/*.jsonl``): no text, no name, is in them.

A line is ``{"id", "digest", "spans": [[start, end, label], …]}``: code points of the text that
:mod:`training.names.texts` finds by ``id``. ``training/names/annotations/`` was annotated once by
docs/annotation-guide.md, for training; ``bench/domain_names/`` twice, differences settled by a third reading, for
measuring only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from training.names import texts
from training.names.example import Example, Span

HERE: Final = Path(__file__).parent / "annotations"
DEVELOPMENT: Final = HERE / "development"
"""Held out from training, to choose and to calibrate by."""
TEST: Final = Path(__file__).resolve().parents[2] / "bench" / "domain_names"


class Annotation(NamedTuple):
    id: str
    digest: str
    spans: tuple[Span, ...]


def read(folder: Path) -> Iterator[Annotation]:
    """Every annotation of a folder, by file and line."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            stored = json.loads(line)
            yield Annotation(stored["id"], stored["digest"], tuple(Span(*span) for span in stored["spans"]))


def examples(folder: Path = HERE) -> Iterator[Example]:
    """The annotated texts; one whose text is no longer the same is left out."""
    for annotation in read(folder):
        text = texts.find(annotation.id)
        if texts.digest(text) == annotation.digest:
            yield Example(text, annotation.spans)


def test_documents() -> set[tuple[str, str]]:
    """(source, document) of everything that the test set has text from, documents as police notices too."""
    found = set()
    for annotation in read(TEST):
        source, _, rest = annotation.id.partition(":")
        found.add((source, rest if source == "polis" else rest.rpartition(":")[0]))
    notices = {name.removesuffix(".html").removeprefix("polisen-") for source, name in found if source == "dok"}
    return found | {("polis", id) for id in notices if id.isdigit()}

"""Raw Swedish of authorities, paragraph by paragraph: what the vocabulary is counted on and the models are adapted to.

Documents that the domain test set has text from are left out whole, and so are police notices with the same text.
"""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from typing import Final

from training.names import annotated, texts

STATUTES: Final = "nlp/raw-sfs-legalize-se/sfs-md.tar.gz"
_EVERY: Final = 4
"""Of the statutes each fourth is read: they have many words and few names."""
_BREAK: Final = re.compile(r"\n\s*\n")
_MARKDOWN: Final = re.compile(r"\*\*|\[([^\]]*)\]\([^)]*\)|^#+ |^> ", re.MULTILINE)


def paragraphs() -> Iterator[str]:
    """Every paragraph of more than three words."""
    for document in _documents():
        for paragraph in _BREAK.split(_MARKDOWN.sub(r"\1", document)):
            if len(paragraph.split()) > 3:
                yield paragraph.strip()


def _documents() -> Iterator[str]:
    held_out = annotated.test_documents()
    held_notices = {texts.digest(texts.find(f"polis:{id}")) for source, id in held_out if source == "polis"}
    for row in texts.rows(texts.NOTICES):
        text = texts.notice(row)
        if ("polis", row["id"]) not in held_out and texts.digest(text) not in held_notices:
            yield text
    for row in texts.rows(texts.GOVERNMENT):
        if ("reg", row["path"]) not in held_out:
            yield row["text"]
    for row in texts.rows(texts.INTERPELLATIONS):
        yield row["text"]
    yield from _statutes()


def _statutes() -> Iterator[str]:
    with tarfile.open(texts.SHARED / STATUTES) as archive:
        for number, member in enumerate(archive):
            if number % _EVERY == 0 and member.isfile() and member.name.endswith(".md"):
                file = archive.extractfile(member)
                if file is not None:
                    yield file.read().decode("utf-8", "replace")

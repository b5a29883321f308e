"""An embedder of a few words, small enough to know what it will say: words of one meaning share an axis."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from haystack import Document, component, default_to_dict

MEANINGS: Final = (
    ("krog", "krogen", "restaurang", "restaurangen", "värdshus", "servering"),
    ("bil", "bilen", "fordon", "fordonet", "personvagn"),
    ("pengar", "betalning", "utbetalning", "belopp"),
    ("brand", "eldsvåda", "brann", "rök"),
)
DIMENSIONS: Final = 32


def vector(text: str) -> list[float]:
    """How often words of each meaning stand there; any other word counts a little, on an axis by its hash."""
    row = [0.0] * DIMENSIONS
    for word in re.findall(r"\w+", text.lower()):
        axes = [at for at, words in enumerate(MEANINGS) if word in words]
        if axes:
            row[axes[0]] += 1.0
        else:
            row[len(MEANINGS) + zlib.crc32(word.encode()) % (DIMENSIONS - len(MEANINGS))] += 0.05
    return row if any(row) else [0.01] * DIMENSIONS


@component
class TinyTextEmbedder:
    """For questions."""

    @component.output_types(embedding=list[float])
    def run(self, text: str) -> dict[str, list[float]]:
        return {"embedding": vector(text)}

    def to_dict(self) -> dict[str, Any]:
        return dict(default_to_dict(self))


@component
class TinyDocumentEmbedder:
    """For passages."""

    @component.output_types(documents=list[Document])
    def run(self, documents: list[Document]) -> dict[str, list[Document]]:
        return {"documents": [replace(each, embedding=vector(each.content or "")) for each in documents]}

    def to_dict(self) -> dict[str, Any]:
        return dict(default_to_dict(self))


def write(path: Path, note: str = "") -> Path:
    """The file that a site would write; ``note`` makes it another one."""
    module = __name__
    path.write_text(
        f"# {note}\ncomponents:\n"
        f"  query:\n    type: {module}.TinyTextEmbedder\n    init_parameters: {{}}\n"
        f"  passages:\n    type: {module}.TinyDocumentEmbedder\n    init_parameters: {{}}\n"
        "connections: []\nmax_runs_per_component: 10\nmetadata: {}\n"
    )
    return path

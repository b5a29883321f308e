"""The sentence pieces of a name model: atoms → the numbers of their pieces.

SentencePiece's unigram model (Kudo 2018) over one atom at a time, ``▁`` before an atom that stands after a space.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Final

from sentencepiece import SentencePieceProcessor

from nlp.names.atoms import Atom

START, PAD, END, UNKNOWN = range(4)
"""The numbers of ``<s>``, ``<pad>``, ``</s>`` and ``<unk>``, in our models as in the one that they come from."""
LINE: Final = "<line>"
"""The piece before an atom that opens a line."""
GUIDE: Final = "<samsyn>"
"""The piece that opens a window: it asks for names by our own guide (docs/annotation-guide.md)."""
CACHED: Final = 100_000
"""Atoms whose pieces are remembered: some 20 MB at most; when it is full the memory starts afresh."""


class Vocabulary:
    """The pieces in the file that training leaves beside a model."""

    def __init__(self, path: Path) -> None:
        self._model = SentencePieceProcessor(model_file=str(path))
        self.line, self.guide = self._model.piece_to_id(LINE), self._model.piece_to_id(GUIDE)
        self._known: dict[tuple[str, bool], tuple[int, ...]] = {}
        self._likely: dict[tuple[str, bool], float] = {}

    def __len__(self) -> int:
        return int(self._model.get_piece_size())

    def pieces(self, atom: Atom) -> tuple[int, ...]:
        """The numbers of an atom's pieces, at least one; those of an atom after a line break are led by ``<line>``."""
        key = (atom.text, atom.gap == 0)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= CACHED:
                self._known.clear()
            found = self._known[key] = self.find(*key)
        return (self.line, *found) if atom.gap == 2 else found

    def find(self, text: str, joined: bool) -> tuple[int, ...]:
        """The numbers of the pieces of an atom's text; ``joined`` where it goes on from the one before it."""
        written = "".join(unicodedata.normalize("NFKC", text).split())
        return tuple(self._model.encode(written if joined else f"▁{written}")) or (UNKNOWN,)

    def likelihood(self, text: str, joined: bool) -> float:
        """The log probability of the pieces of an atom's text, by which its casing is settled (nlp.names.casing)."""
        key = (text, joined)
        found = self._likely.get(key)
        if found is None:
            if len(self._likely) >= CACHED:
                self._likely.clear()
            found = self._likely[key] = sum(map(self._model.get_score, self.find(text, joined)))
        return found

"""A vocabulary of a few pieces, and examples written with their marks."""

from __future__ import annotations

from pathlib import Path

from nlp.names.vocabulary import Vocabulary
from training.names import written
from training.names.example import Example
from training.names.vocabulary import write

LETTERS = "abcdefghijklmnopqrstuvwxyzåäöABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ0123456789.,:;-/()"
WORDS = ("▁och", "▁Anna", "▁Berg", "▁bor", "▁i", "▁Umeå", "▁kommun", "ström", "▁AB", "▁sökande", "▁gatan", "▁Gatan")
PIECES = ("<s>", "<pad>", "</s>", "<unk>", *WORDS, "▁", *LETTERS)
SCORES = (*[0.0] * 4, *[-5.0] * len(WORDS), -9.0, *[-10.0] * len(LETTERS))
OWN = len(PIECES)
"""Where our own pieces begin: the line break first."""


def vocabulary(folder: Path) -> Vocabulary:
    """The pieces above, written to ``folder`` and read again."""
    path = folder / "pieces.model"
    write(path, list(PIECES), list(SCORES))
    return Vocabulary(path)


def number(piece: str) -> int:
    return PIECES.index(piece)


def marked(text: str, *, guide: str = "samsyn") -> Example:
    """``[PERSON|Anna Berg] bor`` as an example."""
    parsed = written.parse(text)
    return Example(parsed.text, parsed.spans, guide)


def names(example: Example) -> list[tuple[str, str]]:
    """(text, label) of each span, in order."""
    return [(example.text[span.start : span.end], span.label) for span in example.spans]

"""Vectors of words: what multilingual-e5-small says of each word by itself, in fewer dimensions.

They carry what no phrasing bank can: that *krog* is near *restaurang*. The words are those of the examples and of
public texts, in lower case; names are none of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch

from nlp.names.vocabulary import END, PAD, START, Vocabulary
from training.kinds.example import Example
from training.names.network import Encoder, Shape, unpack
from training.names.vocabulary import write
from training.names.weights import Packed, fetch

SIZE: Final = 48
LEAST: Final = 4
"""In how many examples a word must stand."""
_WORD: Final = re.compile(r"(?<![\w-])[a-zåäöé][a-zåäöé-]{2,}(?![\w-])")
"""A word in lower case: what is never written so is a name."""
_RARE: Final = 1e-3
_BATCH: Final = 256
_PIECES: Final = 8
"""Pieces of a word that are read."""


def chosen(examples: Iterable[Example]) -> list[str]:
    """The words that get a vector, commonest first."""
    counted = Counter[str]()
    for example in examples:
        counted.update(set(_WORD.findall(example.text)))
    return [word for word, count in counted.most_common() if count >= LEAST]


def encoded(asked: Sequence[str], folder: Path) -> Any:
    """Unit vectors ``(words, 384)`` in float32: the mean of the encoder's last layer over "query: word"."""
    packed = Packed(fetch(folder))
    whole = folder / "whole.model"
    if not whole.exists():
        write(whole, packed.pieces, packed.scores.tolist())
    vocabulary, shape = Vocabulary(whole), Shape(packed.sizes.vocabulary, tuple(range(packed.sizes.layers)))
    encoder = Encoder(shape)
    encoder.load_state_dict(unpack(packed, range(packed.sizes.vocabulary), shape))
    encoder.eval()
    front = [START, *vocabulary.find("query", False), *vocabulary.find(":", True)]
    rows = [[*front, *vocabulary.find(word, False)[:_PIECES], END] for word in asked]
    order = sorted(range(len(rows)), key=lambda place: len(rows[place]))
    found = np.zeros((len(rows), shape.hidden), np.float32)
    for start in range(0, len(order), _BATCH):
        batch = order[start : start + _BATCH]
        found[batch] = _means(encoder, [rows[place] for place in batch])
    return found / np.linalg.norm(found, axis=1, keepdims=True)


@torch.no_grad()
def _means(encoder: Encoder, rows: Sequence[Sequence[int]]) -> Any:
    longest = max(map(len, rows))
    ids = torch.tensor([[*row, *[PAD] * (longest - len(row))] for row in rows])
    there = (ids != PAD).float()
    return ((encoder(ids, there) * there[..., None]).sum(1) / there.sum(1, keepdim=True)).numpy()


def narrowed(found: Any) -> Any:
    """The ``SIZE`` main directions of the vectors, each of one size: ``(words, SIZE)``, rows of unit length."""
    centred = found - found.mean(0)
    _, _, directions = np.linalg.svd(centred[:: max(1, len(centred) // 8_000)], full_matrices=False)
    narrow = centred @ directions[:SIZE].T
    narrow /= narrow.std(0) ** 0.5
    return narrow / np.linalg.norm(narrow, axis=1, keepdims=True)


def quietened(narrow: Any, known: Sequence[str], examples: Iterable[Example]) -> Any:
    """Common words weigh less (smooth inverse frequency, Arora et al. 2017): a mean then tells what is particular."""
    counted = Counter[str]()
    for example in examples:
        counted.update(example.text.lower().split())
    total = sum(counted.values())
    weights = np.array([_RARE / (_RARE + counted[word] / total) for word in known], np.float32)
    return (narrow * weights[:, None]).astype(np.float32)

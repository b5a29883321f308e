"""The trained classifier of kinds (*handlingstypsmodell*): a paper's features → how likely each kind is, and why.

Two views of a paper are joined: the mean of what was learnt of its features (hashed into :data:`BUCKETS` rows), and the
means of its words' vectors, over the head and over all. The model is a folder of models/pipelines: ``weights.npz``,
``words.txt``, ``meta.json`` and its card. Nothing of it is believed before its hashes are right.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from models.errors import ModelDamagedError
from nlp.kinds.features import HEAD, READ, Word, features, words

BUCKETS: Final = 1 << 15
FILES: Final = ("weights.npz", "words.txt")
_SHORTEST: Final = 4
"""Letters of the end of an unknown compound that a known word may be: its head says what it is."""
_COMMON: Final = 250
"""Words so common that they are no reason to give a reader, though they may tell."""
_EPS: Final = 1e-5
Floats = npt.NDArray[np.float32]


class Meta(NamedTuple):
    """What a model says of itself. ``weights`` are those of each sort of evidence in the choice of a kind.

    ``certainty`` are rising points (what the choice says, how often it is right).
    """

    name: str
    version: str
    kinds: tuple[str, ...]
    weights: Mapping[str, float]
    certainty: tuple[tuple[float, float], ...]
    sha256: Mapping[str, str]


class Seen(NamedTuple):
    """A paper as the classifier takes it: numbers and weights of its features, and the means of vectors."""

    names: Sequence[str]
    rows: npt.NDArray[np.int64]
    values: Floats
    dense: Floats


class Vectors:
    """A vector for each known word; an unknown compound has that of the longest known word it ends in."""

    def __init__(self, known: Sequence[str], table: Floats) -> None:
        self._row = {word: row for row, word in enumerate(known)}
        self._table = table

    def tells(self, word: str) -> bool:
        """Whether it is a known word, and none of the commonest: they stand first."""
        return self._row.get(word, -1) >= _COMMON

    def means(self, found: Iterable[Word]) -> Floats:
        """The mean vector of the head's words and of all, one after the other."""
        head, every = [], []
        for word in found:
            row = self.row(word.text)
            if row is not None:
                every.append(row)
                if word.place < HEAD:
                    head.append(row)
        return np.concatenate([self._mean(head), self._mean(every)])

    def row(self, word: str) -> int | None:
        found = self._row.get(word)
        if found is None and len(word) > _SHORTEST + 1:
            ends = (self._row.get(word[start:]) for start in range(1, len(word) - _SHORTEST + 1))
            found = next((row for row in ends if row is not None), None)
        return found

    def _mean(self, rows: Sequence[int]) -> Floats:
        if not rows:
            return np.zeros(self._table.shape[1], np.float32)
        mean: Floats = self._table[rows].mean(0, dtype=np.float32)
        return mean


def seen(text: str, name: str, vectors: Vectors) -> Seen:
    """The text and file name as the classifier takes them: weights are 1 + ln of the count, of unit length."""
    counted = features(text, name)
    names = list(counted)
    rows = np.array([zlib.crc32(one.encode()) % BUCKETS for one in names], np.int64)
    values = 1 + np.log(np.array([counted[one] for one in names], np.float32))
    values /= max(float(np.linalg.norm(values)), _EPS)
    return Seen(names, rows, values, vectors.means(words(text[:READ])))


class Classifier:
    """One model in memory."""

    def __init__(self, folder: Path) -> None:
        """Raises :class:`ModelDamagedError` if a file is missing or is not the one that was trained."""
        self.meta = read_meta(folder)
        _check(folder, self.meta)
        with np.load(folder / "weights.npz", allow_pickle=False) as stored:
            self._of = {name: stored[name] for name in stored.files}
        self._rows = self._of["rows"].astype(np.float32) * self._of["rows_scale"]
        table = self._of["vectors"].astype(np.float32) * self._of["vectors_scale"]
        self.vectors = Vectors((folder / "words.txt").read_text("utf-8").split("\n"), table)

    def likely(self, paper: Seen) -> Floats:
        """The logarithm of how likely each of ``meta.kinds`` is."""
        bag = (self._rows[paper.rows] * paper.values[:, None]).sum(0)
        joined = np.concatenate([
            _normed(bag) * self._of["bag_gain"] + self._of["bag_bias"],
            _normed(paper.dense) * self._of["dense_gain"] + self._of["dense_bias"],
        ])  # fmt: skip
        hidden = np.maximum(self._of["inner"] @ joined + self._of["inner_bias"], 0)
        scores = self._of["outer"] @ hidden + self._of["outer_bias"]
        scores -= scores.max()
        logarithms: Floats = scores - np.log(np.exp(scores).sum())
        return logarithms

    def terms(self, paper: Seen, kind: str, count: int) -> list[str]:
        """The words that spoke most for a kind, strongest first: words of the language only, no names."""
        bag = (self._rows[paper.rows] * paper.values[:, None]).sum(0)
        toward = self._slope(bag, paper.dense, self.meta.kinds.index(kind))
        gains = (self._rows[paper.rows] @ toward) * paper.values
        told: dict[str, float] = {}
        for name, gain in zip(paper.names, gains, strict=True):
            if name[0] in "whn" and self.vectors.tells(name[2:]):
                told[name[2:]] = told.get(name[2:], 0.0) + float(gain)
        return [word for word in sorted(told, key=lambda one: -told[one]) if told[word] > 0][:count]

    def _slope(self, bag: Floats, dense: Floats, kind: int) -> Floats:
        """How the score of a kind, above the mean of all, rises with the bag."""
        gain, inner, outer = self._of["bag_gain"], self._of["inner"], self._of["outer"]
        joined = np.concatenate([
            _normed(bag) * gain + self._of["bag_bias"],
            _normed(dense) * self._of["dense_gain"] + self._of["dense_bias"],
        ])  # fmt: skip
        awake = inner @ joined + self._of["inner_bias"] > 0
        slope = ((outer[kind] - outer.mean(0)) * awake) @ inner[:, : len(gain)] * gain
        level: Floats = slope - slope.mean()
        return level


def _normed(vector: Floats) -> Floats:
    normed: Floats = (vector - vector.mean()) / np.sqrt(vector.var() + _EPS)
    return normed


def read_meta(folder: Path) -> Meta:
    """What a model's folder says of itself, or :class:`ModelDamagedError`."""
    try:
        stored: dict[str, Any] = json.loads((folder / "meta.json").read_text("utf-8"))
        points = tuple((float(said), float(right)) for said, right in stored["certainty"])
        kinds = tuple(stored["kinds"])
        return Meta(stored["name"], stored["version"], kinds, stored["weights"], points, stored["sha256"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelDamagedError(f"Modellen för handlingstyper går inte att läsa: {folder}") from error


def _check(folder: Path, meta: Meta) -> None:
    for name in FILES:
        try:
            with (folder / name).open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise ModelDamagedError(f"Fil saknas i modellen för handlingstyper: {folder / name}") from error
        if digest != meta.sha256.get(name):
            raise ModelDamagedError(f"Fil är inte den som tränades: {folder / name}")

"""A trained name model (*namnmodell*): text → PERSON, ORG and LOC with how sure it is.

The model is a folder of models/pipelines: ``model.onnx`` (int8), ``pieces.model``, ``meta.json`` and its card. Nothing
of it is believed before its hashes are right.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from models.errors import ModelDamagedError
from models.mention import Label
from nlp.candidate import Candidate
from nlp.names import edges, normal
from nlp.names.atoms import Atom, atoms, windows
from nlp.names.casing import settled
from nlp.names.decoding import INSIDE, NEVER, TAGS, best_tags, names
from nlp.names.surname_first import joined
from nlp.names.vocabulary import END, PAD, Vocabulary

ROOM: Final = 126
"""Pieces of a window, its guide and end aside. Longer windows cost more and found no more on the development sets."""
PER_ATOM: Final = 4
"""Pieces of an atom that a model of atoms reads: of a longer one the first three and the last."""
Scores = npt.NDArray[np.float32]


class Meta(NamedTuple):
    """What a model says of itself. ``certainty`` are rising points (what the model says, how often it is right)."""

    name: str
    version: str
    reads_atoms: bool
    certainty: tuple[tuple[float, float], ...]
    sha256: dict[str, str]


class Tagger:
    """One model in memory, run on one thread."""

    def __init__(self, folder: Path) -> None:
        """Raises :class:`ModelDamagedError` if a file is missing or is not the one that was trained."""
        import onnxruntime

        self.meta = read_meta(folder)
        _check(folder, self.meta)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # else the largest page ever read is kept
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._vocabulary = Vocabulary(folder / "pieces.model")
        self._said, self._right = np.array(self.meta.certainty).T

    def find(self, text: str) -> Iterator[Candidate]:
        """The names of ``text`` in order; they do not overlap. Any text is allowed."""
        return iter(joined(text, list(self._told(text))))

    def _told(self, text: str) -> Iterator[Candidate]:
        found = atoms(text)
        # A run of letters without end is read by its beginning: a network has no places for more.
        pieces = [self._vocabulary.pieces(atom)[:ROOM] for atom in settled(found, self._vocabulary)]
        cut = list(windows(found, [len(one) for one in pieces], ROOM))
        scores = self._scores(pieces, cut)
        walls = [place for place, atom in enumerate(found) if atom.walled]
        scores[np.ix_(walls, INSIDE)] = NEVER
        for first, last in cut:
            yield from self._candidates(text, found[first:last], scores[first:last])

    def _scores(self, pieces: Sequence[tuple[int, ...]], cut: Sequence[tuple[int, int]]) -> Scores:
        """Log probabilities ``(atoms, tags)``.

        One window at a time: nothing is filled up, which cost a seventh, and since a network of int8 scales its numbers
        by all that it is given, what a window holds is told the same wherever it stands.
        """
        told = np.zeros((len(pieces), len(TAGS)), np.float32)
        own = self._vocabulary.guide, self._vocabulary.line
        for first, last in cut:
            ids, places = _row(pieces[first:last], *own, self.meta.reads_atoms)
            asked = {"ids": ids[np.newaxis], "mask": np.ones((1, len(ids)), np.float32)}
            told[first:last] = self._session.run(None, asked)[0][0, places]
        told -= told.max(-1, keepdims=True)
        likely: Scores = told - np.log(np.exp(told).sum(-1, keepdims=True))
        return likely

    def _candidates(self, text: str, found: Sequence[Atom], scores: Scores) -> Iterator[Candidate]:
        tags = best_tags(scores)
        for begin, stop, label in names(TAGS[number] for number in tags):
            said = float(np.exp(scores[range(begin, stop), tags[begin:stop]].min()))
            sure = round(float(np.interp(said, self._said, self._right)), 3)
            for first, last in edges.parts(found, begin, stop - 1, label):
                start, end = found[first].start, found[last].end
                value = normal.FORMS[Label(label)](unicodedata.normalize("NFC", text[start:end]))
                yield Candidate(Label(label), start, end, value, sure, f"model:{self.meta.name}")


def read_meta(folder: Path) -> Meta:
    """What a model's folder says of itself, or :class:`ModelDamagedError`."""
    try:
        stored: dict[str, Any] = json.loads((folder / "meta.json").read_text("utf-8"))
        points = tuple((float(said), float(right)) for said, right in stored["certainty"])
        return Meta(stored["name"], stored["version"], stored["reads_atoms"], points, stored["sha256"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelDamagedError(f"Namnmodellen går inte att läsa: {folder}") from error


def _check(folder: Path, meta: Meta) -> None:
    for name in ("model.onnx", "pieces.model"):
        try:
            with (folder / name).open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise ModelDamagedError(f"Namnmodellens fil saknas: {folder / name}") from error
        if digest != meta.sha256.get(name):
            raise ModelDamagedError(f"Namnmodellens fil är inte den som tränades: {folder / name}")


def _row(
    pieces: Sequence[tuple[int, ...]], guide: int, line: int, reads_atoms: bool
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """A window as the model takes it, and where in it each atom's scores stand."""
    if reads_atoms:
        ids = np.full((len(pieces) + 1, PER_ATOM), PAD, np.int64)
        ids[0, 0] = guide
        for place, one in enumerate(pieces, 1):
            short = one if len(one) <= PER_ATOM else (*one[: PER_ATOM - 1], one[-1])
            ids[place, : len(short)] = short
        return ids, np.arange(1, len(pieces) + 1)
    flat, places = [guide], []
    for one in pieces:
        places.append(len(flat) + (len(one) > 1 and one[0] == line))
        flat += one
    return np.array([*flat, END]), np.array(places)

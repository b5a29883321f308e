"""The trained classifier of kinds (*handlingstypsmodell*): a paper's features → how likely each kind is, and why.

Three views of a paper are joined: the mean of what was learnt of its features (hashed into rows), the means of its
words' vectors, over the head and over all, and its shape. A few networks that began differently say it together. The
model is a folder of models/pipelines: ``weights.npz``, ``words.txt``, ``meta.json`` and its card. Nothing of it is
believed before its hashes are right.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

from models.errors import ModelDamagedError
from nlp.kinds.network import Network, normal
from nlp.kinds.seen import Floats, Seen, Vectors

FILES: Final = ("weights.npz", "words.txt")


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


class Classifier:
    """One model in memory: its networks, and its words."""

    def __init__(self, folder: Path) -> None:
        """Raises :class:`ModelDamagedError` if a file is missing or is not the one that was trained."""
        self.meta = read_meta(folder)
        _check(folder, self.meta)
        with np.load(folder / "weights.npz", allow_pickle=False) as stored:
            of = {name: stored[name] for name in stored.files}
        numbers = sorted({name.partition("_")[0] for name in of if name[0].isdigit()})
        self._networks = [Network(_of(of, f"{number}_")) for number in numbers]
        table = of["vectors"].astype(np.float32) * of["vectors_scale"]
        self.vectors = Vectors((folder / "words.txt").read_text("utf-8").split("\n"), table)

    def likely(self, paper: Seen) -> Floats:
        """The logarithm of how likely each of ``meta.kinds`` is: the mean of what the networks say."""
        told: Floats = np.mean([network.likely(paper) for network in self._networks], 0)
        return normal(told)

    def terms(self, paper: Seen, kind: str, count: int) -> list[str]:
        """The words that spoke most for a kind, strongest first: words of the language only, no names."""
        gains = np.mean([network.gains(paper, self.meta.kinds.index(kind)) for network in self._networks], 0)
        told: dict[str, float] = {}
        for name, gain in zip(paper.names, gains, strict=True):
            if name[0] in "whn" and self.vectors.tells(name[2:]):
                told[name[2:]] = told.get(name[2:], 0.0) + float(gain)
        return [word for word in sorted(told, key=lambda one: -told[one]) if told[word] > 0][:count]


def _of(stored: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    return {name.removeprefix(prefix): value for name, value in stored.items() if name.startswith(prefix)}


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

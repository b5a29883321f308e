"""The folder of the finished model: its weights in int8, its words, what it says of itself, and its card."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from nlp.choice import KINDS_MODEL, PIPELINES
from nlp.kinds.classifier import FILES
from nlp.kinds.names import KINDS
from training.kinds.network import Network, arrays

FOLDER: Final = PIPELINES / KINDS_MODEL
VERSION: Final = "1.1.0"


def packed(table: Any) -> tuple[Any, Any]:
    """A table in int8 and the scale that makes it whole again."""
    scale = np.float32(np.abs(table).max() / 127)
    return np.round(table / scale).astype(np.int8), scale


def write(
    networks: Sequence[Network], known: Sequence[str], table: Any, weights: Mapping[str, float],
    certainty: Sequence[Any], folder: Path = FOLDER,
) -> None:  # fmt: skip
    """All files but the card."""
    folder.mkdir(parents=True, exist_ok=True)
    vectors, scale = packed(table)
    stored = {
        f"{number}_{name}": value for number, network in enumerate(networks) for name, value in arrays(network).items()
    }  # fmt: skip
    np.savez_compressed(folder / "weights.npz", vectors=vectors, vectors_scale=scale, **stored)
    (folder / "words.txt").write_text("\n".join(known), "utf-8")
    meta = {
        "name": KINDS_MODEL, "version": VERSION, "kinds": list(KINDS), "weights": dict(weights),
        "certainty": [list(point) for point in certainty],
        "sha256": {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES},
    }  # fmt: skip
    (folder / "meta.json").write_text(json.dumps(meta, ensure_ascii=False, indent=1) + "\n", "utf-8")

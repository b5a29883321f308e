"""A name model small enough to know what it will say: each piece has its own scores, whatever stands around it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from nlp.names.decoding import TAGS
from nlp.names.vocabulary import PAD
from tests.training.names.small import number, vocabulary

SAYS = {"▁Anna": "B-PERSON", "▁Berg": "I-PERSON", "▁Umeå": "B-LOC", "▁kommun": "I-ORG"}
SURE = 0.9
"""How sure it is of each."""


def make(folder: Path, *, atoms: bool = False, certainty: tuple[tuple[float, float], ...] = ((0, 0), (1, 1))) -> Path:
    """The model's folder, with every file that a real one has but its card."""
    folder.mkdir()
    size = len(vocabulary(folder))
    onnx.save(_model(_scores(size), atoms), str(folder / "model.onnx"))
    names = ("model.onnx", "pieces.model")
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    meta = {"name": "sv_prov", "version": "1", "reads_atoms": atoms, "certainty": certainty, "sha256": sums}
    (folder / "meta.json").write_text(json.dumps(meta), "utf-8")
    return folder


def _scores(size: int) -> np.ndarray:
    """Logarithms of how likely each tag is, by piece."""
    likely = np.full((size, len(TAGS)), (1 - SURE) / (len(TAGS) - 1), np.float32)
    likely[:, 0] = SURE
    for piece, tag in SAYS.items():
        likely[number(piece), [0, TAGS.index(tag)]] = (1 - SURE) / (len(TAGS) - 1), SURE
    scores = np.log(likely)
    scores[PAD] = 0
    return scores


def _model(scores: np.ndarray, atoms: bool) -> onnx.ModelProto:
    """A look-up; for a model of atoms the sum over each atom's pieces."""
    shape = ["n", "length", 4] if atoms else ["n", "length"]
    nodes = [helper.make_node("Gather", ["table", "ids"], ["found" if atoms else "scores"])]
    stored = [numpy_helper.from_array(scores, "table")]
    if atoms:
        stored.append(numpy_helper.from_array(np.array([2], np.int64), "axis"))
        nodes.append(helper.make_node("ReduceSum", ["found", "axis"], ["scores"], keepdims=0))
    graph = helper.make_graph(
        nodes,
        "prov",
        [
            helper.make_tensor_value_info("ids", TensorProto.INT64, shape),
            helper.make_tensor_value_info("mask", TensorProto.FLOAT, ["n", "length"]),
        ],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["n", "length", len(TAGS)])],
        stored,
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)

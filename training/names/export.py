"""A trained tagger as ONNX with int8 weights: what the product runs, without PyTorch."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import torch

from nlp.names.tagger import PER_ATOM
from training.names.network import Tagger

_OPSET = 17


def export(tagger: Tagger, folder: Path, *, atoms: bool) -> Path:
    """Write ``model.onnx`` into ``folder``; int8 by row for products, by table for the embedding."""
    import onnxruntime.quantization as quantization

    folder.mkdir(parents=True, exist_ok=True)
    whole, small = folder / "whole.onnx", folder / "model.onnx"
    shape = (2, 12, PER_ATOM) if atoms else (2, 12)
    ids, mask = torch.randint(4, min(900, tagger.encoder.shape.vocabulary), shape), torch.ones(2, 12)
    torch.onnx.export(
        tagger.eval().cpu(),
        (ids, mask),
        str(whole),
        input_names=["ids", "mask"],
        output_names=["scores"],
        dynamic_axes={"ids": {0: "n", 1: "length"}, "mask": {0: "n", 1: "length"}, "scores": {0: "n", 1: "length"}},
        opset_version=_OPSET,
        dynamo=False,
    )
    quantization.quantize_dynamic(
        str(whole),
        str(small),
        weight_type=quantization.QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
    )
    whole.unlink()
    return small


def finish(folder: Path, vocabulary: Path, meta: dict[str, Any]) -> None:
    """The vocabulary beside the model, and ``meta.json`` with the hashes of both."""
    shutil.copy(vocabulary, folder / "pieces.model")
    names = ("model.onnx", "pieces.model")
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    text = json.dumps(meta | {"sha256": sums}, ensure_ascii=False, indent=1)
    (folder / "meta.json").write_text(text + "\n", "utf-8")

"""Strict span figures of a model on a pack: BIO tags decoded as the product decodes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from torch import nn

from nlp.names.decoding import TAGS, best_tags
from training.names.batches import IGNORED, Pack

Name = tuple[int, int, str]


@torch.inference_mode()
def f1(model: nn.Module, pack: Pack, device: str, *, atoms: bool = False) -> dict[str, float]:
    """Micro F1 and that of each label, in percent; unsure atoms count as what the model says."""
    model.eval()
    right, told, true = _counts(), _counts(), _counts()
    for windows in pack.epoch(16_384, None):
        batch = pack.batch(windows, atoms=atoms)
        with torch.autocast(device, torch.bfloat16):
            scores = model(batch.ids.to(device), batch.mask.to(device))
        scores = scores.float().log_softmax(-1).cpu().numpy()
        for row, first, tags in zip(scores, batch.first.numpy(), batch.tags.numpy(), strict=True):
            gold, found = tags[first], best_tags(row[first])
            found = np.where(gold == IGNORED, 0, found)
            a, b = set(names(np.where(gold == IGNORED, 0, gold))), set(names(found))
            for counts, these in ((true, a), (told, b), (right, a & b)):
                for _, _, label in these:
                    counts[label] += 1
    figures = {label: _f1(right[label], told[label], true[label]) for label in right}
    return {"micro": _f1(sum(right.values()), sum(told.values()), sum(true.values()))} | figures


def names(tags: Any) -> Iterator[Name]:
    """The spans of tag numbers, in atoms."""
    start, label = 0, ""
    for place, number in enumerate([*tags, 0]):
        tag = TAGS[number]
        if tag[0] == "I" and tag[2:] == label:
            continue
        if label:
            yield start, place, label
        start, label = place, tag[2:]


def _counts() -> dict[str, int]:
    return dict.fromkeys(("PERSON", "ORG", "LOC"), 0)


def _f1(right: int, told: int, true: int) -> float:
    return round(200 * right / (told + true), 2) if told + true else 100.0

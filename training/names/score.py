"""Strict span figures of a model on a pack: BIO tags decoded as the product decodes them."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import nn

from nlp.names.decoding import LABELS, TAGS, best_tags, names
from training.names.batches import IGNORED, Pack


@torch.inference_mode()
def f1(model: nn.Module, pack: Pack, device: str, *, atoms: bool = False) -> dict[str, float]:
    """Micro F1 and that of each label, in percent; where an atom is unsure, neither has a name."""
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
            a, b = _names(np.where(gold == IGNORED, 0, gold)), _names(found)
            for counts, these in ((true, a), (told, b), (right, a & b)):
                for _, _, label in these:
                    counts[label] += 1
    figures = {label: _f1(right[label], told[label], true[label]) for label in right}
    return {"micro": _f1(sum(right.values()), sum(told.values()), sum(true.values()))} | figures


def _names(tags: Any) -> set[tuple[int, int, str]]:
    return set(names(TAGS[number] for number in tags))


def _counts() -> dict[str, int]:
    return dict.fromkeys(LABELS, 0)


def _f1(right: int, told: int, true: int) -> float:
    return round(200 * right / (told + true), 2) if told + true else 100.0

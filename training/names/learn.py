"""The two ways of learning: fitting an encoder to names, and distilling a smaller one from several that were fitted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from nlp.names.vocabulary import UNKNOWN
from training.names.batches import IGNORED, Batch, Pack
from training.names.descent import Checkpoint, Plan, Told, descend
from training.names.network import Tagger

_DROPPED: Final = 0.03
"""Of the pieces, how many become ``<unk>`` in training, so that no name is learnt by heart."""
_SOFT: Final = 0.7
"""The teachers' share in the loss of distilling where the gold is there too."""
Work = tuple[Pack, list[int]]


def fit(
    tagger: Tagger,
    packs: Sequence[Pack],
    plan: Plan,
    device: str,
    told: Told,
    *,
    atoms: bool = False,
    checkpoint: Checkpoint | None = None,
) -> bool:
    """Tags of the examples are to be told: one pack an epoch, in turn. Whether it was finished."""

    def loss(work: Work) -> Tensor:
        pack, windows = work
        batch = pack.batch(windows, atoms=atoms)
        with torch.autocast(device, torch.bfloat16):
            scores = tagger(_unknown(batch.ids).to(device), batch.mask.to(device))
        return _against_gold(scores.float(), batch, device)

    return descend(
        tagger, _groups(tagger, plan), _in_turn(packs, plan), _steps(packs, plan), plan, loss, told, checkpoint
    )


def distil(
    student: Tagger,
    teachers: Sequence[Tagger],
    packs: Sequence[Pack],
    plan: Plan,
    device: str,
    told: Told,
    *,
    atoms: bool = False,
    checkpoint: Checkpoint | None = None,
) -> bool:
    """The student is to say what its teachers say together, on raw text and on examples; there the gold counts too.

    Of a :class:`training.names.batches.Disguised` pack the teachers read the plain text, the student the other.
    """
    for teacher in teachers:
        teacher.eval()

    def loss(work: Work) -> Tensor:
        pack, windows = work
        read, asked = pack.told(windows), pack.batch(windows, atoms=atoms)
        with torch.inference_mode(), torch.autocast(device, torch.bfloat16):
            said = [teacher(read.ids.to(device), read.mask.to(device)).float().softmax(-1) for teacher in teachers]
            wanted = torch.stack(said).mean(0)[read.first.to(device)]
        with torch.autocast(device, torch.bfloat16):
            scores = student(_unknown(asked.ids).to(device), asked.mask.to(device)).float()
        soft = functional.cross_entropy(scores[asked.first.to(device)], wanted.clone())
        gold = _against_gold(scores, asked, device) if bool((asked.tags != IGNORED).any()) else soft
        return _SOFT * soft + (1 - _SOFT) * gold

    return descend(
        student, _groups(student, plan), _in_turn(packs, plan), _steps(packs, plan), plan, loss, told, checkpoint
    )


def _against_gold(scores: Tensor, batch: Batch, device: str) -> Tensor:
    there = batch.tags != IGNORED
    weights = batch.weights[:, None].expand(there.shape)[there].to(device)
    losses = functional.cross_entropy(scores[there.to(device)], batch.tags[there].to(device), reduction="none")
    return (losses * weights).sum() / weights.sum()


def _unknown(ids: Tensor) -> Tensor:
    dropped = (torch.rand(ids.shape) < _DROPPED) & (ids > UNKNOWN)
    return torch.where(dropped, UNKNOWN, ids)


def _groups(tagger: Tagger, plan: Plan) -> list[dict[str, object]]:
    """What learns, and how fast; norms and biases do not decay."""
    encoder = tagger.encoder
    encoder.drop = plan.drop
    for parameter in (encoder.word.weight, encoder.position.weight):
        parameter.requires_grad_(plan.embeddings)
    learnt = [one for one in encoder.parameters() if one.requires_grad]
    return [
        {"params": [one for one in learnt if one.dim() > 1], "lr": plan.rate, "weight_decay": 0.01},
        {"params": [one for one in learnt if one.dim() == 1], "lr": plan.rate, "weight_decay": 0.0},
        {"params": list(tagger.head.parameters()), "lr": plan.head_rate, "weight_decay": 0.0},
    ]


def _in_turn(packs: Sequence[Pack], plan: Plan) -> Iterator[Work]:
    chance, number = np.random.default_rng(plan.seed), 0
    while True:
        pack = packs[number % len(packs)]
        for windows in pack.epoch(plan.pieces, chance):
            yield pack, windows
        number += 1


def _steps(packs: Sequence[Pack], plan: Plan) -> int:
    """A fraction of an epoch is that share of its steps; packs count as they come."""
    sizes = [len(list(pack.epoch(plan.pieces, np.random.default_rng(0)))) for pack in packs]
    whole, part = divmod(plan.epochs, 1)
    done = sum(sizes[number % len(packs)] for number in range(int(whole)))
    return max(1, done + int(part * sizes[int(whole) % len(packs)]))

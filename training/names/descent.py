"""Gradient descent that can be taken up again: AdamW with a warm-up over a tenth of the steps and a linear fall."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeVar

import torch
from torch import Tensor, nn

Told = Callable[[str], None]
_Work = TypeVar("_Work")
_EVERY: Final = 50


@dataclass(frozen=True, slots=True)
class Plan:
    """``rate`` is the highest learning rate; ``pieces`` the size of a batch; ``embeddings`` whether they learn too."""

    epochs: float
    rate: float
    pieces: int
    head_rate: float = 1e-3
    drop: float = 0.0
    embeddings: bool = False
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Where the state is kept, and after how many seconds a run stops with it, to go on in another."""

    path: Path
    seconds: float


def descend(
    model: nn.Module,
    groups: list[dict[str, Any]],
    work: Iterator[_Work],
    steps: int,
    plan: Plan,
    loss: Callable[[_Work], Tensor],
    told: Told,
    checkpoint: Checkpoint | None = None,
) -> bool:
    """Whether all ``steps`` are done; if not, the same call goes on from the checkpoint. Gradients are clipped to 1."""
    torch.manual_seed(plan.seed)
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    warm = max(1, steps // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm)))
    )
    state = _State(model, optimiser, schedule)
    first = state.load(checkpoint.path) if checkpoint and checkpoint.path.exists() else 0
    parameters = [one for group in groups for one in group["params"]]
    began = time.monotonic()
    model.train()
    for step, one in enumerate(islice(work, first, steps), first + 1):
        value = loss(one)
        value.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad(set_to_none=True)
        spent = time.monotonic() - began
        if step % _EVERY == 0 or step == steps:
            told(f"step {step} of {steps}, loss {value.item():.4f}, {spent:.0f} s")
        if checkpoint and step < steps and spent > checkpoint.seconds:
            state.save(checkpoint.path, step)
            return False
    if checkpoint:
        checkpoint.path.unlink(missing_ok=True)
    return True


class _State:
    """All that a run must know to go on."""

    def __init__(self, *parts: Any) -> None:
        self._parts = parts

    def save(self, path: Path, step: int) -> None:
        stored = [part.state_dict() for part in self._parts]
        beside = path.with_suffix(".part")
        torch.save({"step": step, "parts": stored, "random": torch.get_rng_state()}, beside)
        beside.replace(path)

    def load(self, path: Path) -> int:
        stored = torch.load(path)
        for part, state in zip(self._parts, stored["parts"], strict=True):
            part.load_state_dict(state)
        torch.set_rng_state(stored["random"])
        return int(stored["step"])

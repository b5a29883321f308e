"""Gradient descent that is stopped goes on where it was, and ends with the weights of a run that was not."""

# ruff: noqa: E402 (what needs PyTorch is imported after the question whether it is there)

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed (group training)")

from training.names.descent import Checkpoint, Plan, descend

STEPS = 60
PLAN = Plan(epochs=1, rate=0.05, pieces=0, seed=7)


def _model() -> torch.nn.Module:
    torch.manual_seed(3)
    return torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.Dropout(0.3), torch.nn.Linear(8, 1))


def _work() -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    chance = torch.Generator().manual_seed(5)
    while True:
        inputs = torch.randn(16, 4, generator=chance)
        yield inputs, inputs.sum(1, keepdim=True)


def _run(model: torch.nn.Module, told: list[str], checkpoint: Checkpoint | None = None) -> bool:
    groups = [{"params": list(model.parameters()), "lr": PLAN.rate, "weight_decay": 0.01}]

    def loss(one: tuple[torch.Tensor, torch.Tensor]) -> torch.Tensor:
        return torch.nn.functional.mse_loss(model(one[0]), one[1])

    return descend(model, groups, _work(), STEPS, PLAN, loss, told.append, checkpoint)


def test_it_learns_and_tells() -> None:
    model, told = _model(), list[str]()
    assert _run(model, told)
    assert [line.split(",")[0] for line in told] == ["step 50 of 60", "step 60 of 60"]
    inputs, wanted = next(_work())
    assert torch.nn.functional.mse_loss(model.eval()(inputs), wanted) < 0.5 * wanted.var()


def test_a_run_that_is_stopped_ends_with_the_same_weights(tmp_path: Path) -> None:
    whole = _model()
    _run(whole, [])
    checkpoint = Checkpoint(tmp_path / "prov.checkpoint", seconds=0)
    stops = 0
    while True:
        model = _model()  # a new process begins with a model of its own
        if _run(model, [], checkpoint):
            break
        stops += 1
        assert checkpoint.path.exists()
    assert stops == STEPS - 1
    for name, value in whole.state_dict().items():
        assert torch.equal(value, model.state_dict()[name]), name


def test_nothing_is_left_of_a_run_that_is_done(tmp_path: Path) -> None:
    assert _run(_model(), [], Checkpoint(tmp_path / "prov.checkpoint", seconds=600))
    assert list(tmp_path.iterdir()) == []

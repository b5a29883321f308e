"""The process that follows the index beside a run is killed at a step: whoever waits for it, or comes next, ends as if
it had not been. All steps that it passes with the full count, one a day without."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Final

import pytest

from tests.faults.harness import Warm
from tests.faults.scenes import by_name
from tests.faults.seeds import FULL, TODAY
from tests.faults.steps import all_steps
from tests.faults.theatre import Theatre

SEEDS: Final = 5
TRIES: Final = 12  # how often a process passes a step follows what others do meanwhile: a kill may have nobody to meet
CHANCE: Final = Random(TODAY)


@pytest.fixture(scope="module")
def theatre(tmp_path_factory: pytest.TempPathFactory, warm: Warm) -> Iterator[Theatre]:
    theatre = Theatre(tmp_path_factory.mktemp("steg"), [by_name("following/beside")], warm=warm)
    yield theatre
    theatre.close()


@pytest.mark.timeout(3600)
def test_a_drain_killed_at_any_step_changes_nothing(theatre: Theatre) -> None:
    steps = [step for step in all_steps() if theatre.passing(step.name)]
    assert {"models.store.outbox:Outbox.done:write", "models.store.outbox:Outbox.told:write"} <= {
        step.name for step in steps
    }
    cases = [replace(case, group=False) for step in steps for case in theatre.cases(step, SEEDS)]
    met = set[str]()
    for case in dict.fromkeys(cases if FULL else CHANCE.sample(cases, min(TRIES, len(cases)))):
        outcome = theatre.kill(case)
        assert list(outcome.faults) == [], outcome.case
        if outcome.met:
            met.add(case.step)
        if met and not FULL:
            break
    assert met >= {step.name for step in steps} if FULL else met, "nobody was killed"

"""A process is killed before, within and after each step that the code has: what comes then ends as if it had not been.

The steps are found by walking the code (:mod:`tests.faults.steps`), what is done by the scenes
(:mod:`tests.faults.scenes`). A step that no scene passes, and that has no reason to be passed by none, fails the build.
Which scene passes what is recorded (:mod:`tests.faults.record`), so that it need not be played to be told.
``make test`` draws some of the kills, anew each day; ``make test-full`` makes all of them, with 20 seeds each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Final

import pytest

from tests.faults import record
from tests.faults.exceptions import EXCEPTIONS, is_excepted
from tests.faults.harness import Warm
from tests.faults.scenes import SCENES
from tests.faults.seeds import FULL, TODAY
from tests.faults.steps import PACKAGES, Kind, Step, all_steps, found_in
from tests.faults.theatre import Theatre

SEEDS: Final = 20
TRIES: Final = 3  # a moment that is drawn may not come: how often a step is passed follows what others do
DRAWN: Final = 4  # kills, in one of the quick scenes
QUICK: Final = 1.5  # seconds of a core, about
CHANCE: Final = Random(TODAY)


@pytest.fixture(scope="module")
def theatre(tmp_path_factory: pytest.TempPathFactory, warm: Warm) -> Iterator[Theatre]:
    scenes = SCENES if FULL else [CHANCE.choice([scene for scene in SCENES if scene.weight <= QUICK])]
    theatre = Theatre(tmp_path_factory.mktemp("steg"), scenes, warm=warm)
    yield theatre
    theatre.close()


def _steps() -> list[Step]:
    return [step for step in all_steps() if not is_excepted(step)]


def test_the_walk_finds_what_keeps_moves_and_removes() -> None:
    source = """
def keep(self, path, other):
    with self._database.write() as connection, self.lock:
        path.replace(other)
        path.replace("a", "b")
        connection.execute("SELECT 1")
    os.fsync(3)
    path.open("rb")
    path.open("wb")
    path.open("wb")
    replace(self, path=other)
class Index:
    def end(self):
        self.connection.execute("COMMIT")
        with self.engine.begin():
            pass
        shutil.rmtree(self.folder)
"""
    found = {step.name.removeprefix("m:"): step.kind for step in found_in(source, "m").values()}
    assert found == {
        "keep:write": Kind.TRANSACTION,
        "keep:replace": Kind.FILE,
        "keep:fsync": Kind.FILE,
        "keep:open": Kind.FILE,
        "keep:open.2": Kind.FILE,
        "Index.end:commit": Kind.INDEX,
        "Index.end:begin": Kind.TRANSACTION,
        "Index.end:rmtree": Kind.FILE,
    }


def test_no_two_steps_have_one_name_and_no_exception_is_left_over() -> None:
    names = [step.name for step in all_steps()]
    assert len(names) == len(set(names))
    assert {step.module.partition(".")[0] for step in all_steps()} <= set(PACKAGES)
    assert [pattern for pattern in EXCEPTIONS if not any(is_excepted(step, [pattern]) for step in all_steps())] == []


def test_each_step_is_passed_by_a_scene() -> None:
    passed = set().union(*record.read().values())
    missed = [step.name for step in _steps() if step.name not in passed]
    assert missed == [], (
        "no scene in tests/faults/scenes passes these: add an act and `python -m tests.faults.record SCENE`, "
        "or a reason in tests/faults/exceptions.py"
    )


@pytest.mark.timeout(900)  # some dozens of processes, and the copies and dumps of their homes
def test_what_is_recorded_is_so_and_a_kill_there_changes_nothing(theatre: Theatre) -> None:
    """In a scene that is drawn; in all of them, and nothing else, with the full count."""
    known = record.read()
    for name in {played.scene.name for played in theatre.played.values()}:
        passed = {step for played in theatre.played.values() if played.scene.name == name for step in played.counts}
        there = {step.name for step in all_steps()}
        assert known[name] & there <= passed, name
    steps = [step for step in _steps() if theatre.passing(step.name)]
    for step in CHANCE.sample(steps, min(DRAWN, len(steps))):
        cases = theatre.cases(step, SEEDS)
        some = CHANCE.sample(cases, min(TRIES, len(cases)))
        # Where the undisturbed act took long it may have come there more often: the first passage always comes.
        for case in [*some, replace(some[-1], passage=1, workers=1)]:
            outcome = theatre.kill(case)
            assert list(outcome.faults) == [], outcome.case
            if outcome.met:
                break
        else:
            pytest.fail(f"nobody was killed at {step.name}")


@pytest.mark.skipif(not FULL, reason="SAMSYN_TEST_FULL is not set: make test draws some of these")
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", [step.name for step in _steps()] if FULL else [])
def test_all_kills(theatre: Theatre, name: str) -> None:
    (step,) = (each for each in _steps() if each.name == name)
    outcomes = [theatre.kill(case) for case in theatre.cases(step, SEEDS)]
    assert [outcome for outcome in outcomes if outcome.faults] == []
    assert any(outcome.met for outcome in outcomes)

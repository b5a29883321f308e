"""Scenes played in real processes: undisturbed once, and then again and again with a process killed at a step.

What a kill may not change is held against the undisturbed act: it begins from the same home, and after the same act was
given once more, or twice, the home holds the same (:mod:`tests.faults.state`). A *whole* act must besides have come
about or not at all at the moment of the kill.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from pathlib import Path
from random import Random
from typing import Final

from tests.faults.harness import Warm, copied, put_down, recorded, was_killed
from tests.faults.scenes import SCENES, Act, Scene, material
from tests.faults.scenes.homes import WORKERS
from tests.faults.state import State, differences, volatile
from tests.faults.stepping import Moment, Plan
from tests.faults.steps import Kind, Step
from tests.faults.warm import Ended

_AGAIN: Final = 2  # how often the same may have to be asked for once more
_TWO_WORKERS: Final = 0.1  # of the cases in which a run can have them: to start them takes seconds
_MANY: Final = 40  # passages told apart


@dataclass
class Played:
    """An act that was played undisturbed: the homes before and after it, and how often each step was passed."""

    theatre: Theatre
    scene: Scene
    act: Act
    before: Path
    after: Path
    counts: Counter[str]
    _states: dict[str, State] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.scene.name}/{self.act.name}"

    @cached_property
    def aside(self) -> frozenset[tuple[str, str]]:
        """What differs between two times that it was played."""
        other = self.theatre.fresh(self.before)
        self.theatre.must_play(self.scene, self.act, other)
        found = volatile(self.state("after"), self.theatre.state(other))
        self.theatre.forget(other)
        return found

    def state(self, which: str) -> State:
        """``before`` or ``after``. Read from a copy: to look is to search, and the ledger tells of it."""
        if which not in self._states:
            home = self.theatre.fresh(self.before if which == "before" else self.after)
            self._states[which] = self.theatre.state(home)
            self.theatre.forget(home)
        return self._states[which]


@dataclass(frozen=True, slots=True)
class Case:
    """One kill."""

    act: str
    step: str
    moment: Moment
    passage: int = 1
    group: bool = False
    workers: int = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """``met``: the moment came. ``faults`` is what is otherwise than undisturbed, in words."""

    case: Case
    met: bool
    faults: Sequence[str]


class Theatre:
    """All scenes, played on the first demand."""

    def __init__(
        self,
        folder: Path,
        scenes: Sequence[Scene] = SCENES,
        environment: Callable[[Path], Mapping[str, str]] = lambda _home: {},
        warm: Warm | None = None,
    ) -> None:
        """``environment``: what is set for a process at this home. ``warm``: another's, not to be closed here."""
        self.warm, self._others = warm or Warm(folder), warm is not None
        self._folder, self._scenes, self._environment = folder, scenes, environment
        self._numbers, self._homes = count(), dict[tuple[str, str], Path]()
        self._seen = folder / "seen"

    def close(self) -> None:
        if not self._others:
            self.warm.__exit__(None, None, None)

    @cached_property
    def played(self) -> Mapping[str, Played]:
        """Every act by its name."""
        return {f"{each.name}": each for scene in self._scenes for each in self._play(scene)}

    def passing(self, step: str) -> list[Played]:
        """The acts that pass the step."""
        return [each for each in self.played.values() if each.counts[step]]

    def cases(self, step: Step, seeds: int) -> list[Case]:
        """What the seeds draw for the step, each thing once: before and after it, and within it where it is a block."""
        moments = [moment for moment in Moment if moment is not Moment.WITHIN or step.kind is Kind.TRANSACTION]
        drawn = [self._draw(step, moment, seed) for moment in moments for seed in range(seeds)]
        return list(dict.fromkeys(drawn))

    def kill(self, case: Case) -> Outcome:
        """Play the act with a kill in it, and again; what is otherwise in the end."""
        played = self.played[case.act]
        home = self.fresh(played.before)
        self._forget_seen()
        plan = Plan(str(self._seen), case.step, case.moment, case.passage, case.group)
        ended = self._order(played.scene, played.act, home, plan, case.workers)
        met = was_killed(self._seen)
        faults: list[str] = []
        if not met:
            faults += [f"ended with {ended.status}: {self._said(home)}"] if ended.status else []
        elif not self._came_about(played, home, faults):
            faults += self._once_more(played, home)
        put_down(ended.group)
        left = [each.name for each in self.warm.scratch.iterdir()]
        if not faults:
            faults += differences(played.state("after"), self.state(home), played.aside)
            faults += [f"left in scratch: {name}" for name in left]
        self.forget(home)
        return Outcome(case, met, faults)

    def fresh(self, template: Path) -> Path:
        """A copy of a home, with what lies beside it that people were shown."""
        home = self._folder / f"home-{next(self._numbers)}"
        copied(template, home)
        for beside in template.parent.glob(f"{template.name}.*"):
            there = home.with_name(home.name + beside.name.removeprefix(template.name))
            if beside.is_dir():
                shutil.copytree(beside, there)
            elif not beside.name.endswith(".said"):
                shutil.copy(beside, there)
        return home

    def forget(self, home: Path) -> None:
        for each in (home, Path(f"{home}.out"), *self.warm.scratch.iterdir()):
            shutil.rmtree(each, ignore_errors=True)
        for beside in home.parent.glob(f"{home.name}.*"):
            beside.unlink()

    def must_play(self, scene: Scene, act: Act, home: Path, plan: Plan | None = None) -> None:
        ended = self._order(scene, act, home, plan)
        assert ended.status == 0, (scene.name, act.name, ended, self._said(home))

    def state(self, home: Path) -> State:
        out = home.with_name(f"{home.name}.state")
        more = self._environment(home)
        ended = self.warm.call("tests.faults.state", "dump", home, out, home=home, plan=None, **more)
        assert ended.status == 0, self._said(home)
        return State.read(out)

    def _prepared(self, scene: Scene) -> Path:
        """The home in which the scene begins: others may begin there too."""
        if (scene.module, scene.prepare) not in self._homes:
            papers = material(self._folder, scene)
            papers.parent.mkdir(parents=True, exist_ok=True)
            home = self._folder / f"home-{next(self._numbers)}"
            ended = self.warm.call(scene.module, scene.prepare, home, papers, home=home)
            assert ended.status == 0, (scene.name, ended, self._said(home))
            self._homes[scene.module, scene.prepare] = home
        return self._homes[scene.module, scene.prepare]

    def _play(self, scene: Scene) -> list[Played]:
        found, before = list[Played](), self._prepared(scene)
        for act in scene.acts:
            after = self.fresh(before)
            self._forget_seen()
            self.must_play(scene, act, after, Plan(str(self._seen)))
            found.append(Played(self, scene, act, before, after, recorded(self._seen)))
            before = after
        return found

    def _order(self, scene: Scene, act: Act, home: Path, plan: Plan | None = None, workers: int = 1) -> Ended:
        more = {**self._environment(home), WORKERS: str(workers)}
        return self.warm.call(scene.module, act.name, home, material(self._folder, scene), home=home, plan=plan, **more)

    def _draw(self, step: Step, moment: Moment, seed: int) -> Case:
        chance = Random(f"{step.name} {moment} {seed}")
        acts = self.passing(step.name)
        played = chance.choices(acts, [1 / each.scene.weight**2 for each in acts])[0]
        passage = chance.randint(1, min(played.counts[step.name], _MANY))
        two = chance.random() < _TWO_WORKERS and played.scene.workers
        return Case(played.name, step.name, moment, passage, chance.random() < 0.5, 2 if two else 1)

    def _came_about(self, played: Played, home: Path, faults: list[str]) -> bool:
        """Whether a whole act is done; a fault where it is half done. Of others nobody can tell."""
        if not played.act.whole:
            return False
        looked_at = self.fresh(home)
        now = self.state(looked_at)
        self.forget(looked_at)
        done = differences(played.state("after"), now, played.aside)
        if not done:
            return True
        undone = differences(played.state("before").let_go(), now.let_go(), frozenset())
        if undone:
            faults += ["half done, for it was not undone:", *undone, "nor done:", *done]
        return bool(undone)

    def _once_more(self, played: Played, home: Path) -> list[str]:
        for _ in range(_AGAIN):
            ended = self._order(played.scene, played.act, home)
            if ended.status == 0:
                return []
        return [f"asked for again it ended with {ended.status}: {self._said(home)}"]

    def _forget_seen(self) -> None:
        for each in (self._seen, Path(f"{self._seen}.count")):
            each.unlink(missing_ok=True)

    def _said(self, home: Path) -> str:
        said = Path(f"{home}.said")
        return said.read_text("utf-8", errors="replace")[-2000:] if said.exists() else ""

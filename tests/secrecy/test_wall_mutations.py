"""The cases prove something: with any one condition of the wall taken away they fail.

The wall stands in depth: what one condition lets through another often stops. So each place where grants are asked for
is tried twice: alone taken away, and as the last one that stands. Where neither changes an answer, the place decides
nothing, and the check fails. Each way out must leak when every place is open, so that no case is blind. Where nothing
is marked the conditions on markings decide nothing, so that they are tried in a world with marked papers, protected
people and lent owners.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pytest

from models.access import Viewer
from models.account import Account
from models.protected import PROTECTED
from tests.secrecy.conftest import World
from tests.secrecy.oracle import GROUPS
from tests.secrecy.papers import OWNERS
from tests.secrecy.paths import PATHS, answered
from tests.secrecy.seeing import HOLES, seeing

VIEWERS: Final = 8
EACH: Final = 4 * VIEWERS
"""Cases of each way out: most places are told by the first. Of one that is many in one, each of them by each viewer."""
SLOW: Final = ("pages", "commands")
IDLE: Final = {
    "search.meaning.readiness:is_ready": "which owners have vectors: none of these worlds has, since no embedder comes "
    "with the product. What vectors tell is held by tests/contracts/vectors_contract.py and tests/search/meaning",
    "ingest.verification:_check_vectors": "the same",
    "ingest.verification:verify_store": "files of the vault that no document names, told to who reads every "
    "owner's: an archive where the others never were has no others, so that no world can hold such a file. Held by "
    "tests/cli/test_verify.py",
    "models.store.judgements:_by_what_it_did": "what was said of somebody whom nothing names any more: known by the "
    "papers that were behind it, which an archive without them never had. Held by tests/nlp/test_judging_in_part.py",
    "models.store.markings:Markings.grounds": "what a paper holds that is kept from somebody by itself: in these "
    "worlds it is kept with its paper, which is refused first. Held by tests/contracts/markings_contract.py",
    "models.store.pointing:anchored": "the same is asked by documents.get, before a masked copy is begun. Whoever adds "
    "a note or puts something in a folder has it alone: tests/contracts/notes_contract.py and dossiers_contract.py",
    "models.store.suggestion_ground:SuggestionGround.told": "of owners that candidate_reading:ranked has narrowed, "
    "which is missed. With everything open nothing is kept from anybody, and the table of pairs answers in its place",
    "web.secrecy:_waiting": "whether the requests that wait are counted for the menu: how many there are is asked by "
    "models.store.requests:Requests.waiting, which is missed",
    "search.suggested:in_order": "narrows the look-up of what parts two, chosen by the viewer's owners already",
}
"""Places that decide of nothing that is told, and why they ask all the same."""
FOR_OFFICERS: Final = {
    *("web.release_register:overview", "web.retention:_confirm", "web.retention:_shown", "web.retention:overview"),
    *("web.retention_orders:overview", "web.retention_orders:show", "web.retention_orders:tombstones"),
    *("web.retention_orders:yearly", "web.retention_rules:_one", "web.retention_rules:_overview"),
}
"""So do these: whether the menu has a line for officers, on pages that only officers are shown. What stands there is
asked for, and tried, in ``search.retention`` and ``models.store``."""
UNASKED: Final = {"trials of requests", "tests of bases"}
"""Where nothing is shared nobody asks for anything: these are tried where every condition is."""
Case = tuple[str, int]
_PLACES: Final = os.environ.get("SAMSYN_TEST_PLACES", "").split()
_WAYS: Final = os.environ.get("SAMSYN_TEST_WAYS", "").split(",")
"""For whoever mends one: parts of the names of the places to try (between spaces), and the ways out to try them by
(between commas). Without them, all."""


class _Anywhere(frozenset[str]):
    """Every place there is, whether it has been asked at or not."""

    def __contains__(self, place: object) -> bool:
        return True


ANYWHERE: Final = _Anywhere()
NOWHERE: Final = frozenset[str]()


@dataclass(slots=True)
class Tried:
    """What is answered in each case with which places open, asked once; ``asked`` are the cases by place."""

    world: World
    asked: dict[str, list[Case]] = field(default_factory=lambda: defaultdict(list))
    _ways: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    _known: dict[tuple[Case, bool], Any] = field(default_factory=dict)

    def note_places(self) -> None:
        chosen = [name for name in PATHS if name in _WAYS or _WAYS == [""]]
        for name in sorted(chosen, key=SLOW.__contains__):
            number = 0
            while number < max(EACH, self._ways[name] * VIEWERS):
                HOLES.asked.clear()
                self.shut((name, number))
                for place in HOLES.asked:
                    self.asked[place].append((name, number))
                number += 1

    def shut(self, case: Case) -> Any:
        """With every condition in force."""
        return self._once(case, False)

    def open(self, case: Case) -> Any:
        """With none."""
        return self._once(case, True)

    def _once(self, case: Case, wide: bool) -> Any:
        if (case, wide) not in self._known:
            self._known[case, wide] = self.told(case, frozenset(self.asked) if wide else frozenset())
        return self._known[case, wide]

    def told(self, case: Case, open: frozenset[str]) -> Any:
        """What is answered with these places open; what falls tells something too."""
        name, number = case
        way, which = divmod(number, len(self.world.viewers))
        viewer, drawing = self.world.viewers[which], self.world.drawing(f"{name}-{number}", way)
        HOLES.open = open
        try:
            return answered(PATHS[name], seeing(viewer), self.world.whole, drawing)
        except Exception as error:  # a hole that makes the program fall is seen as well
            if not open:
                raise
            return type(error).__name__
        finally:
            HOLES.open = frozenset()
            self._ways[name] = max(drawing.ways, default=0)

    def is_missed(self, place: str) -> bool:
        """Whether an answer changes when the place alone is open, or when it alone is shut."""
        alone = frozenset({place})
        others = frozenset(self.asked) - alone
        return any(
            self.told(case, alone) != self.shut(case) or self.told(case, others) != self.open(case)
            for case in self.asked[place]
        )


@pytest.fixture(scope="module")
def _holes() -> Iterator[None]:
    HOLES.every, HOLES.groups = frozenset(OWNERS), frozenset({*GROUPS, PROTECTED})
    patch, as_before = pytest.MonkeyPatch(), Account.viewer

    def with_holes(account: Account) -> Viewer:
        return seeing(as_before(account))

    patch.setattr(Account, "viewer", with_holes)  # whom the front end and the commands ask for
    yield
    patch.undo()


@pytest.fixture(scope="module")
def tried(world: World, _holes: None) -> Tried:
    return Tried(world)


@pytest.mark.timeout(1800)
def test_every_way_out_leaks_where_nothing_is_refused(tried: Tried) -> None:
    cases = {name: [(name, number) for number in range(EACH)] for name in PATHS}
    blind = [
        name
        for name, some in cases.items()
        if all(tried.told(each, ANYWHERE) == tried.told(each, NOWHERE) for each in some)
    ]
    assert set(blind) == UNASKED


@pytest.mark.skipif(not os.environ.get("SAMSYN_TEST_FULL"), reason="minutes: in make test-full")
@pytest.mark.timeout(3600)
@pytest.mark.usefixtures("_holes")
def test_every_condition_is_missed_when_it_is_gone(marked_world: World) -> None:
    assert len(marked_world.viewers) == VIEWERS
    tried = Tried(marked_world)
    tried.note_places()
    chosen = {place for place in tried.asked if not _PLACES or any(part in place for part in _PLACES)}
    idle = sorted(place for place in chosen if not tried.is_missed(place))
    assert [place for place in idle if place not in FOR_OFFICERS] == sorted(chosen & IDLE.keys()), "\n".join(idle)

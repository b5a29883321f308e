"""What befalls a run and leaves its process alive: with the same command once more it ends as an undisturbed one.

The register row by row, the vault, what searches answer, ``verify`` and the ledger (:mod:`tests.faults.state`) are held
against a home in which nothing happened.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest

from tests.faults.harness import Warm
from tests.faults.scenes import Act, Scene, material
from tests.faults.seeds import FULL, SEEDS
from tests.faults.state import differences
from tests.faults.theatre import Theatre

AT_ONCE: Final = 50 if FULL else 3
_HERE: Final = "tests.faults.ordeals"
SCENE: Final = Scene("ordeals/ingest", _HERE, "with_papers", (Act("ingest"),))


@pytest.fixture(scope="module")
def theatre(tmp_path_factory: pytest.TempPathFactory, warm: Warm) -> Iterator[Theatre]:
    theatre = Theatre(tmp_path_factory.mktemp("prov"), [SCENE], warm=warm)
    yield theatre
    theatre.close()


@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("ordeal", "code"),
    [
        ("full_vault", "disk_full"),
        ("full_register", "disk_full"),
        ("full_scratch", "disk_full"),
        ("jumping_clock", ""),
        ("delivered_at_once", ""),
        ("moved_to_later_version", ""),
    ],
)
def test_it_ends_as_if_nothing_had_happened(theatre: Theatre, ordeal: str, code: str, seed: str) -> None:
    (played,) = theatre.played.values()
    home, papers = theatre.fresh(played.before), material(played.before.parent, SCENE)
    drawn = f"{AT_ONCE} {seed}" if ordeal == "delivered_at_once" else seed
    ended = theatre.warm.call(_HERE, ordeal, home, papers, played.after, drawn, home=home)
    said = home.with_name(f"{home.name}.said").read_text("utf-8", errors="replace")
    assert ended.status == 0, said[-3000:]
    assert code in said
    theatre.must_play(SCENE, played.act, home)
    assert differences(played.state("after"), theatre.state(home), played.aside) == []
    assert list(theatre.warm.scratch.iterdir()) == []
    theatre.forget(home)

"""What stands out: by Dunning's measure, against everything inside the viewer's wall and nothing beyond it."""

from __future__ import annotations

from datetime import date

import pytest

from models.access import Purpose, Viewer
from models.mention import Label
from models.settings import Settings
from models.store.store import Store
from search.index import Index
from search.request import SearchRequest
from search.result import Standing
from search.service import search
from search.standing_out import LEAST, SURE
from search.surprise import g2
from tests.search.archive import HEALTH, POLICE, Paper, put
from tests.search.filled_home import FilledHome, filled_home

OWN = Viewer("inspektör", frozenset({HEALTH}))
BOTH = Viewer("analytiker", frozenset({HEALTH, POLICE}))


def paper(number: int, source: str, text: str, *people: str) -> Paper:
    names = [(Label.PERSON, name, name) for name in people]
    return Paper(f"{source}-{number}.txt", source, [" ".join((text, *people))], date(2024, 1, 1), names=names)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> FilledHome:
    """Anna is in every fire paper of the office, Bo in everything; Cilla only in the police's fire papers."""
    papers = list[Paper]()
    for number in range(5):
        papers.append(paper(number, "tillsyn", "brand", "Anna Ek", "Bo Ås", *(["Dag Al"] if number < 2 else [])))
        papers.append(paper(number, "promemorior", "brand", "Cilla Öst"))
    for number in range(5, 25):
        papers.append(paper(number, "tillsyn", "frys", "Bo Ås"))
        papers.append(paper(number, "promemorior", "bil", "Anna Ek"))
    return filled_home(tmp_path_factory.mktemp("brand") / "home", papers)


@pytest.fixture
def settings(settings: Settings, made: FilledHome) -> Settings:
    return made.copied(settings)


@pytest.fixture
def filled(made: FilledHome, index: Index) -> None:
    made.ids_in(index)


def told(store: Store, index: Index, viewer: Viewer, query: str = "brand", **others: object) -> dict[str, Standing]:
    request = SearchRequest(query, standing_out=10, **others)  # type: ignore[arg-type]
    found = search(viewer, Purpose("prov", "P-1"), request, store=store, index=index)
    return {each.label: each for each in found.standing_out}


@pytest.mark.usefixtures("filled")
def test_who_is_named_here_and_not_elsewhere_stands_out(store: Store, index: Index) -> None:
    found = told(store, index, OWN)
    assert set(found) == {"Anna Ek"}  # Bo is everywhere; Dag is in fewer than three
    assert (found["Anna Ek"].here, found["Anna Ek"].everywhere) == (5, 5)
    assert found["Anna Ek"].surprise == pytest.approx(g2(5, 5, 5, 25), abs=0.01)


@pytest.mark.usefixtures("filled")
def test_nothing_beyond_the_wall_is_told_or_counted(store: Store, index: Index) -> None:
    """Where the police's papers may be read too, Anna is common and Cilla stands out; where not, nobody can tell."""
    assert set(told(store, index, BOTH)) == {"Cilla Öst"}
    assert "Cilla Öst" not in told(store, index, OWN)
    assert told(store, index, Viewer("ingen", frozenset())) == {}


@pytest.mark.usefixtures("filled")
def test_what_was_chosen_and_what_was_not_narrowed_do_not_surprise(store: Store, index: Index) -> None:
    assert told(store, index, OWN, include={"PERSON": ("Anna Ek",)}) == {}
    assert told(store, index, OWN, query="") == {}


@pytest.mark.usefixtures("filled")
def test_only_as_many_are_named_as_are_told(store: Store, index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are asked of the register, which takes longer than everything else that is done here."""
    for number in range(5):
        put(store, index, paper(number, "tillsyn", "larm", *(f"Eva Nr{letter}" for letter in "abcdefgh")))
    asked, as_written = list[int](), type(store.entities).names

    def counting(self: object, viewer: Viewer, ids: list[str]) -> object:
        asked.append(len(ids))
        return as_written(self, viewer, ids)  # type: ignore[arg-type]

    monkeypatch.setattr(type(store.entities), "names", counting)
    request = SearchRequest("larm", standing_out=3, facets=())
    found = search(OWN, Purpose("prov", "P-1"), request, store=store, index=index).standing_out
    assert (len(found), asked) == (3, [3])


def test_the_measure_is_dunnings() -> None:
    """The table (110, 2442, 111, 29114) of his article's example, "the swiss": 270.72."""
    assert g2(110, 110 + 2442, 110 + 111, 110 + 2442 + 111 + 29114) == pytest.approx(270.72, abs=0.01)
    assert g2(5, 10, 50, 100) == pytest.approx(0)
    assert g2(10, 10, 10, 10) == pytest.approx(0)


def test_least_and_sureness_are_met() -> None:
    assert g2(LEAST, 5, LEAST, 1_000) > SURE
    assert g2(3, 3, 30, 100) < SURE

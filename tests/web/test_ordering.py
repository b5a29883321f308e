"""Owners and sources stand in Swedish order wherever somebody chooses among them: Å before Ä, unlike code points."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest

from models.access import EVERYDAY, Role
from models.account import Access
from models.mention import Entity, Label
from models.source import Source
from search.provider_review.review import Review
from tests.web.archive import PASSWORD
from tests.web.browsing import Browsing
from tests.web.conftest import Site
from web import provider_review
from web.ordering import grouped, in_order
from web.review_states import ReviewState

OWNERS = ("Åkeriverket", "Äldrenämnden", "Översiktsnämnden")


@pytest.fixture
def siv(own_site: Site) -> Browsing:
    """An officer of three owners, each with a source."""
    for at, owner in enumerate(sorted(OWNERS)):
        own_site.store.sources.add(Source(f"källa-{at}", owner))
    own_site.store.users.add("siv", "Siv", PASSWORD, OWNERS)
    access = Access(EVERYDAY | {Role.OFFICER}, frozenset(OWNERS), officer_of=frozenset(OWNERS))
    own_site.store.users.set_access("siv", access)
    return own_site.sign_in("siv")


@pytest.mark.parametrize(
    "address",
    ["/mappar/", "/skyddade", "/registerutdrag", "/arkiv", "/arkiv/kallor", "/arkiv/gallring/sparrar", "/konto"],
)
def test_owners_stand_in_swedish_order(siv: Browsing, address: str) -> None:
    page = siv.get(address)
    assert page.status_code == 200
    named = re.findall("|".join(OWNERS), page.text.partition("<main")[2])
    assert tuple(dict.fromkeys(named)) == OWNERS


def test_so_do_the_sources_of_a_provider() -> None:
    nobody = Review(Entity("a", "b", Label.ORG, "c", "c"), (), (), (), {}, {}, ())
    found = provider_review._sources(nobody, ReviewState(sources=("ärenden", "åkerier", "zoner")))
    assert found == ["zoner", "åkerier", "ärenden"]


def test_what_is_grouped_stands_as_it_came_under_each_name() -> None:
    things = [SimpleNamespace(of=SimpleNamespace(owner=name), at=at) for at, name in enumerate("äzåäz")]
    told = [(name, [each.at for each in some]) for name, some in grouped(things, "of.owner")]
    assert told == [("z", [1, 4]), ("å", [2]), ("ä", [0, 3])]
    assert in_order({"ä", "å", "z"}) == ["z", "å", "ä"]

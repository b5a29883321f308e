"""Words and meaning in one list: what is found, in which tier, behind which wall, and page after page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from models.access import Viewer
from models.marking import MarkingScope
from models.settings import Settings
from models.withdrawal import Scope
from search.found_as import Form
from search.index import Sort
from search.indexing import drain
from search.meaning import asking
from search.result import SearchResult, Tier
from tests.conftest import viewer_of
from tests.search.archive import HEALTH, POLICE, SOCIAL, SOURCES
from tests.search.likeness.papers import DECISION
from tests.search.meaning.conftest import BACK_ENDS, Archive, archive_on, paper, tiny_in

PUB = paper("krog.txt", "Tillsyn av krogen på torget. Köket var rent och personalen kunnig.", dated=date(2024, 5, 1))
INN = paper("värdshus.txt", "Ett värdshus vid vägen besöktes. Lokalen hade en trasig dörr.", dated=date(2023, 5, 1))
CAR = paper("bil.txt", "Fordonet stod parkerat utanför. En personvagn av äldre modell.", "promemorior")
MEAL = paper("servering.txt", "Servering utan tillstånd sågs av patrullen. Restaurangen var full.", "promemorior")
FIRE = paper("brand.txt", "En eldsvåda bröt ut. Rök steg från taket hela natten.", "utbetalningar")


def _fill(archive: Archive) -> Archive:
    archive.put(PUB, INN, CAR, MEAL, FIRE)
    archive.embed()
    return archive


@pytest.fixture(scope="module", params=BACK_ENDS)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """One for all tests that only read."""
    folder = tmp_path_factory.mktemp("mening")
    with pytest.MonkeyPatch.context() as patched:
        settings = Settings(home=folder / "home", meaning_embedder=str(tiny_in(folder, patched)))
        with archive_on(request.param, settings, request.config) as archive:
            yield _fill(archive)


@pytest.fixture
def own(archive: Archive) -> Archive:
    """One of the test's own, to write to."""
    return _fill(archive)


def test_what_means_the_like_comes_after_what_has_the_word(filled: Archive) -> None:
    result = filled.search("krog")
    tiers = [(filled.names[hit.document], hit.tier) for hit in result.hits]
    assert tiers[0] == ("krog.txt", Tier.EXACT)
    assert dict(tiers)["värdshus.txt"] is Tier.MEANING
    assert dict(tiers)["servering.txt"] is Tier.MEANING
    assert [name for name, _ in tiers].index("bil.txt") > [name for name, _ in tiers].index("servering.txt")


def test_totals_and_facets_are_of_the_words(filled: Archive) -> None:
    with_meaning, words = filled.search("krog"), filled.search("krog", meaning=False)
    assert (with_meaning.total, with_meaning.facets) == (words.total, words.facets) == (1, words.facets)
    assert with_meaning.by_meaning == len(with_meaning.hits) - 1
    assert words.by_meaning == 0


def test_a_hit_by_meaning_tells_so_and_shows_its_passage(filled: Archive) -> None:
    hit = next(hit for hit in filled.search("krog").hits if filled.names[hit.document] == "värdshus.txt")
    assert [reason.form for reason in hit.reasons] == [Form.MEANING]
    (page,) = hit.pages
    assert page.number == 1
    assert page.fragments[0].text.startswith("Ett värdshus")


def test_its_page_is_that_of_the_passage(archive: Archive) -> None:
    pages = ["Här står inget av vikt alls.", "Notan från ett värdshus låg framme.", "Sista sidan är en bilaga."]
    archive.put(paper("pm.txt", "", pages=pages))
    archive.embed()
    assert [page.number for page in archive.search("krog").hits[0].pages] == [2]


def test_filters_and_what_is_ruled_out_hold_for_meaning_too(filled: Archive) -> None:
    assert "värdshus.txt" not in filled.found("krog -trasig")
    assert "värdshus.txt" in filled.found("krog -bilmodell")
    assert set(filled.found("krog", since=date(2024, 1, 1))) == {"krog.txt"}
    assert set(filled.found("krog", include={"source": ("promemorior",)})) == {"bil.txt", "servering.txt"}
    assert not set(filled.found("krog", exclude={"source": ("promemorior",)})) & {"bil.txt", "servering.txt"}
    assert "värdshus.txt" not in filled.found('krog "utan tillstånd"')
    assert "servering.txt" in filled.found('krog "utan tillstånd"')


@pytest.mark.parametrize(
    "query", ["", "850412-9805", '"på torget"', "källa:tillsyn", "-krogen", "torg*", "556016-0680"]
)
def test_what_is_no_plain_word_is_not_searched_by_meaning(filled: Archive, query: str) -> None:
    assert filled.found(query) == filled.found(query, meaning=False)


def test_sorted_by_date_it_is_a_search_by_words(filled: Archive) -> None:
    assert filled.found("krog", sort=Sort.DATE) == {"krog.txt": "exact"}


def test_the_wall(own: Archive) -> None:
    """A viewer with fewer owners gets what he would get if the other owners were not there at all."""
    for owners in ((HEALTH,), (POLICE,), (HEALTH, SOCIAL)):
        with closing(Archive(_like(own, owners))) as alone:
            alone.put(*(each for each in (PUB, INN, CAR, MEAL, FIRE) if _owner(each.source) in owners))
            alone.embed()
            for query in ("krog", "fordon rök", "trasig dörr till restaurang"):
                seen, wanted = own.search(query, *owners), alone.search(query, *owners)
                assert {hit.owner for hit in seen.hits} <= set(owners)
                assert _told(own, seen) == _told(alone, wanted)
                assert (seen.total, seen.by_meaning) == (wanted.total, wanted.by_meaning)


def test_a_withdrawn_document_is_gone_at_once(own: Archive) -> None:
    id = next(id for id, name in own.names.items() if name == "värdshus.txt")
    own.store.withdrawals.take(viewer_of(HEALTH), Scope.DOCUMENT, id, "prov")
    assert "värdshus.txt" not in own.found("krog")
    drain(own.store, own.index)
    assert "värdshus.txt" not in own.found("krog")
    assert "krog.txt" in own.found("krog")


def test_what_is_kept_for_a_group_is_found_by_no_meaning(archive: Archive) -> None:
    officer = Viewer("sekretess", frozenset({HEALTH}), officer_of=frozenset({HEALTH}))
    long = replace(INN, pages=["Dörrar och lås beställdes av snickaren.", *INN.pages])
    archive.put(PUB, long, CAR, MEAL, FIRE)
    archive.embed()
    id = next(id for id, name in archive.names.items() if name == INN.name)
    before = archive.found("krog")
    assert before[INN.name] == Tier.MEANING.value
    page = next(hit for hit in archive.search("krog").hits if hit.document == id).pages
    assert [each.number for each in page] == [2]
    archive.store.markings.set(officer, MarkingScope.PAGE, id, group="barn", ground="OSL 26:1", page=2)
    drain(archive.store, archive.index)
    after = [hit for hit in archive.search("krog").hits if hit.document == id]
    assert [each.number for hit in after for each in hit.pages] in ([], [1])
    archive.store.markings.set(officer, MarkingScope.DOCUMENT, id, group="barn", ground="OSL 26:1")
    drain(archive.store, archive.index)
    assert INN.name not in archive.found("krog")


@pytest.mark.parametrize("limit", [2, 3, 50])
def test_page_after_page_no_hit_is_lost_or_doubled(
    embedded: Archive, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.meaning.asking.FUSED", 6)
    monkeypatch.setattr("search.meaning.asking.NEAREST", 9)
    random = Random(limit)
    words = ["krog", "krogen", "bil", "fordon", "rök", "brand", "tak", "väg", "dörr", "kök", "natt", "pengar"]
    texts = [" ".join(random.choices(words, k=random.randint(4, 9))) + f". Nummer {at}." for at in range(40)]
    embedded.put(*(paper(f"{at}.txt", text) for at, text in enumerate(texts)))
    embedded.embed()
    for query in ("krog", "krog väg dörr", "natt -kök", "elden i kök och tak"):
        for tolerant in (False, query == "krog"):
            by_words = _all(embedded, query, 20, meaning=False, tolerant=tolerant)
            both = _all(embedded, query, limit, tolerant=tolerant)
            assert len(both) == len(set(both)), query
            assert set(both) >= set(by_words), query
            near = {name for name, tier in both.items() if tier == "meaning"}
            assert set(both) - near >= set(by_words) - near
            assert both == _all(embedded, query, 13, tolerant=tolerant), query


def test_folded_under_those_alike_nothing_is_lost_either(filled: Archive) -> None:
    assert _all(filled, "krog", 2, grouped=True) == _all(filled, "krog", 2)


def test_the_list_is_made_once_however_many_pages_folding_looks_through(
    filled: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, order = list[object](), asking._order
    monkeypatch.setattr(asking, "_order", lambda *asked: [made.append(asked), order(*asked)][1])
    result = filled.search("krog", limit=2, grouped=True)
    assert (len(result.hits), result.after is None, len(made)) == (2, False, 1)


def _all(archive: Archive, query: str, limit: int, **more: object) -> dict[str, str]:
    """Every hit, from page to page."""
    found: dict[str, str] = {}
    after: str | None = None
    seen = 0
    while True:
        result = archive.search(query, limit=limit, after=after, **more)
        seen += len(result.hits)
        found |= {archive.names[hit.document]: hit.tier.value for hit in result.hits}
        if result.after is None:
            assert seen == len(found), "a hit came twice"
            return found
        after = result.after


def _owner(source: str) -> str:
    return SOURCES[source]


def _like(archive: Archive, owners: tuple[str, ...]) -> Settings:
    """Settings of a home of its own beside the archive's."""
    home = archive.settings.home.parent / f"alone-{abs(hash(owners))}"
    prefix = f"{archive.settings.opensearch_prefix}-{abs(hash(owners))}"
    return replace(archive.settings, home=home, opensearch_prefix=prefix)


def _told(archive: Archive, result: SearchResult) -> list[tuple[str, str]]:
    return [(archive.names[hit.document], hit.tier.value) for hit in result.hits]


def test_hits_by_meaning_alone_are_folded_like_others(own: Archive) -> None:
    text = f"Ett värdshus vid vägen besöktes. Dörren var trasig.\n{DECISION}"
    own.put(paper("dubbel1.txt", text), paper("dubbel2.txt", f"{text}\nSlut."))
    drain(own.store, own.index)
    own.embed()
    plain, grouped = own.search("krog"), own.search("krog", grouped=True)
    both = {id for id, name in own.names.items() if name.startswith("dubbel")}
    assert both <= {hit.document for hit in plain.hits}
    (leader,) = (hit for hit in grouped.hits if hit.document in both)
    assert (leader.tier, [(each.document, each.matches) for each in leader.beside]) == (
        Tier.MEANING,
        [(id, True) for id in both - {leader.document}],
    )


def test_what_has_most_of_the_words_is_called_so_wherever_meaning_finds_it(
    own: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = "krogen rent kunnig värdshus"
    tiers = {hit.document: hit.tier for hit in own.search(query).hits}
    assert Tier.PARTIAL in tiers.values()
    monkeypatch.setattr(asking, "FUSED", 1)
    own.put(paper("krog3.txt", "Krogen, köket och värdshuset: rent och kunnig personal."))
    own.embed()
    later = {hit.document: hit.tier for hit in own.search(query).hits}
    assert {id: tier for id, tier in later.items() if id in tiers} == tiers


def test_what_words_are_lacking_is_told_on_every_page(own: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "FUSED", 1)
    monkeypatch.setattr(asking, "NEAREST", 1)
    own.put(*(paper(f"krog{at}.txt", f"Krogen, köket: rent och kunnig personal, {at}.") for at in range(5)))
    own.embed()
    lacks: dict[str, tuple[str, ...]] = {}
    after: str | None = None
    while after is not None or not lacks:
        result = own.search("krogen rent kunnig värdshus", limit=2, after=after)
        lacks |= {hit.document: hit.lacks for hit in result.hits if hit.tier is Tier.PARTIAL}
        after = result.after
    assert len(lacks) > 4
    assert set(lacks.values()) == {("värdshus",)}

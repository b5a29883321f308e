"""The tolerant tier, what is offered where hits are few, and words that mean the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from models.access import Purpose, Viewer
from models.errors import InvalidSettingError
from models.mention import Label
from models.store.store import Store
from search.embedded.index import EmbeddedIndex
from search.found_as import Form
from search.index import Index
from search.request import SearchRequest
from search.result import SearchResult, Tier
from search.service import search
from search.synonyms import OWN, read_lines, shipped, synonyms_of
from search.variants import checks_out, misread_numbers
from search.wording_of_tree import is_plain, wording_of_tree
from tests.search.archive import HEALTH, POLICE, Paper, everyone, put

PAPERS = (
    Paper("ren.txt", "tillsyn", ["Vi mötte Anders Karlsson på krogen. Brandskyddet brister."]),
    Paper("felläst.txt", "tillsyn", ["Anders Kar1sson visade krogcn för oss. Brandskyddel var bra."]),
    Paper("stavad.txt", "promemorior", ["Enligt Anders Carlsson och Muhammad Wikström var lokalen stängd."]),
    Paper("hemlig.txt", "promemorior", ["Ordet bolmört står bara här."]),
    Paper("skrivelse.txt", "tillsyn", ["En promemoria från Inspektionen för vård och omsorg."]),
    Paper("kort.txt", "tillsyn", ["Ett PM från IVO, se handlingen."]),
)


class Asking:
    def __init__(self, store: Store, index: Index, purpose: Purpose) -> None:
        self.store, self.index, self.purpose = store, index, purpose

    def __call__(self, query: str, viewer: Viewer | None = None, **others: Any) -> SearchResult:
        request = SearchRequest(query, unmask="prov", **others)
        return search(viewer or everyone(), self.purpose, request, store=self.store, index=self.index)

    def tiers(self, query: str, **others: Any) -> dict[str, Tier]:
        return {hit.path.removeprefix("/in/"): hit.tier for hit in self(query, **others).hits}


@pytest.fixture
def ask(store: Store, index: Index, purpose: Purpose) -> Asking:
    for paper in PAPERS:
        put(store, index, paper)
    return Asking(store, index, purpose)


def test_misread_words_and_other_spellings_are_a_tier_of_their_own(ask: Asking) -> None:
    assert ask.tiers("karlsson") == {"ren.txt": Tier.EXACT}
    assert ask.tiers("karlsson", tolerant=True) == {
        "ren.txt": Tier.EXACT, "felläst.txt": Tier.POSSIBLE, "stavad.txt": Tier.POSSIBLE,
    }  # fmt: skip
    assert ask.tiers("Mohammed Vikström", tolerant=True) == {"stavad.txt": Tier.POSSIBLE}
    assert ask.tiers("brandskydde", tolerant=True)["felläst.txt"] is Tier.POSSIBLE


def test_values_of_fields_are_read_tolerantly_and_marked(ask: Asking) -> None:
    text = "Ägare är Anna Carlsson, Norrlands Matkompani AB och 556016-0680."
    names = [
        (Label.PERSON, "Anna Carlsson", "Anna Carlsson"),
        (Label.ORG, "Norrlands Matkompani AB", "Norrlands Matkompani AB"),
    ]
    put(ask.store, ask.index, Paper("namn.txt", "tillsyn", [text], names=names))
    put(ask.store, ask.index, Paper("gata.txt", "tillsyn", ["Vid Karlssons väg."]))
    for query in (
        "person:Karlson",
        'person:"Anna Karlson"',
        'org:"Norlands Matkompani"',
        "person:Karlsson",
        "org:Matkompqni",
    ):
        assert ask.tiers(query) == {}, query
        (hit,) = ask(query, tolerant=True).hits
        assert (hit.path, hit.tier) == ("/in/namn.txt", Tier.POSSIBLE), query
        assert [each.form for each in hit.reasons] == [Form.POSSIBLE], query
    assert ask.tiers("person:Carlsson", tolerant=True) == {"namn.txt": Tier.EXACT}
    assert ask.tiers("väg -person:Karlson", tolerant=True) == {"gata.txt": Tier.EXACT}
    assert ask.tiers("ägare -person:Karlson", tolerant=True) == {"namn.txt": Tier.EXACT}  # ruled out as it was typed
    assert ask("person:Karlson").offer_tolerant == 1


def test_a_number_in_a_field_is_also_looked_for_as_it_may_be_misread(ask: Asking) -> None:
    put(ask.store, ask.index, Paper("tal.txt", "tillsyn", ["Org.nr 556016-0690 står det."]))
    assert ask.tiers("orgnr:556016-0680") == {}
    assert ask.tiers("orgnr:556016-0680", tolerant=True) == {"tal.txt": Tier.POSSIBLE}


def test_what_may_be_misread_is_marked_as_such(ask: Asking) -> None:
    hits = {hit.path: hit for hit in ask("karlsson", tolerant=True).hits}
    assert [(each.form, each.words) for each in hits["/in/stavad.txt"].reasons] == [(Form.POSSIBLE, ("Carlsson",))]
    assert [each.form for each in hits["/in/ren.txt"].reasons] == [Form.EXACT]
    (page,) = hits["/in/felläst.txt"].pages
    (fragment,) = page.fragments
    assert [fragment.text[start:end] for start, end in fragment.marks] == ["Kar1sson"]


def test_the_reading_and_nearness_are_of_what_was_typed(ask: Asking) -> None:
    assert ask("karlsson", tolerant=True).tree == ask("karlsson").tree
    assert ask.tiers("anders NEAR/0 karlsson", tolerant=True)["felläst.txt"] is Tier.POSSIBLE
    assert not ask("anders NEAR/0 karlsson", tolerant=True).hints


def test_a_number_with_a_check_digit_is_never_another_valid_number() -> None:
    key = "5560160680"
    found = misread_numbers(key)
    assert checks_out(key)
    assert not any(map(checks_out, found))
    assert key not in found
    assert "5560160690" in found


def test_a_tolerant_search_is_offered_with_its_exact_gain(ask: Asking) -> None:
    result = ask("karlsson")
    assert (result.total, result.offer_tolerant) == (1, 2)
    assert ask("karlsson", tolerant=True).total == 3
    assert ask("karlsson", tolerant=True).offer_tolerant == 0
    assert ask("promemoria").offer_tolerant == 0
    assert ask("karlsson", Viewer("prov", frozenset({HEALTH}))).offer_tolerant == 1
    assert ask("karlsson", include={"source": ("tillsyn",)}).offer_tolerant == 1


def test_words_are_suggested_only_from_what_the_viewer_may_read(ask: Asking) -> None:
    (one,) = ask("bolmårt").suggestions
    assert (one.word, one.instead, one.query, one.documents) == ("bolmårt", "bolmört", "bolmört", 1)
    assert ask("bolmårt", Viewer("prov", frozenset({HEALTH}))).suggestions == ()
    assert [each.instead for each in ask("bolmårt", Viewer("prov", frozenset({POLICE}))).suggestions] == ["bolmört"]
    assert ask("bolmårt", Viewer("ingen", frozenset())).suggestions == ()


def test_a_word_of_a_document_taken_out_is_not_suggested(ask: Asking) -> None:
    (hit,) = ask("bolmört").hits
    ask.index.delete(POLICE, [hit.document])
    assert ask("bolmårt").suggestions == ()


def test_only_the_unknown_word_of_a_query_is_changed(ask: Asking) -> None:
    found = ask('krogen Karlsonn "se handlingen"').suggestions
    assert [each.query for each in found] == ['krogen Karlsson "se handlingen"']


def test_synonyms_are_found_both_ways_marked_and_told(ask: Asking) -> None:
    for query in ("PM", "promemoria", "IVO", "inspektionen för vård och omsorg", "ivo"):
        assert set(ask.tiers(query)) == {"kort.txt", "skrivelse.txt"}, query
    result = ask("IVO")
    assert [str(hint) for hint in result.hints] == ["”IVO” söks också som ”Inspektionen för vård och omsorg”."]
    reasons = {hit.path: [each.form for each in hit.reasons] for hit in result.hits}
    assert reasons == {"/in/kort.txt": [Form.EXACT], "/in/skrivelse.txt": [Form.SYNONYM]}
    assert set(ask.tiers("promemoria -PM")) == {"skrivelse.txt"}
    assert set(ask.tiers('"PM"')) == {"kort.txt"}


def test_a_name_of_several_words_is_read_as_one(ask: Asking) -> None:
    tree = ask("inspektionen för vård och omsorg krog").tree
    assert is_plain(tree)
    assert wording_of_tree(tree) == "dokument som innehåller ”inspektionen för vård och omsorg” och ”krog”"
    assert set(ask.tiers("IVO NEAR/5 från")) == {"kort.txt", "skrivelse.txt"}
    assert [hint.code for hint in ask("IVO NEAR/5 från").hints] == ["synonym"]


def test_the_typed_word_ranks_first(ask: Asking) -> None:
    if isinstance(ask.index, EmbeddedIndex):  # the oracle does not rank
        assert ask("promemoria").hits[0].path == "/in/skrivelse.txt"
        assert ask("PM").hits[0].path == "/in/kort.txt"


def test_an_abbreviation_that_is_a_word_needs_its_capitals() -> None:
    from search.analysis import analyse

    assert shipped().of(analyse("SoL")) == ("socialtjänstlagen",)
    assert shipped().of(analyse("sol")) == ()


def test_a_sites_own_lines_win(ask: Asking, store: Store) -> None:
    own = store.settings.home / OWN
    own.write_text("# egna\nPM =\nkrog > restaurang\nhandlingen = karlsson\n", "utf-8")
    assert set(ask.tiers("PM")) == {"kort.txt"}
    assert set(ask.tiers("handlingen")) == {"kort.txt", "ren.txt"}
    words = synonyms_of(store.settings.home)
    assert (words.meaning[("krog",)], ("restaurang",) in words.meaning) == (("restaurang",), False)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("PM = promemoria\nIVO\n", "rad 2: här står bara ett namn"),
        ("PM =\n", "rad 1: ett namn saknas"),
        ("= promemoria", "rad 1: ett namn saknas"),
        (
            "A = ett två tre fyra fem sex sju åtta nio",
            "rad 1: ”ett två tre fyra fem sex sju åtta nio” har fler än 8 ord",
        ),
    ],
)
def test_a_line_that_cannot_be_read_is_told_with_its_number(text: str, told: str) -> None:
    with pytest.raises(InvalidSettingError, match=told):
        read_lines(text, "synonyms.txt")


def test_a_search_tells_of_a_broken_file(ask: Asking, store: Store) -> None:
    (store.settings.home / OWN).write_bytes(b"PM = \xff")
    with pytest.raises(InvalidSettingError, match="UTF-8"):
        ask("PM")


def test_the_shipped_file_can_be_read() -> None:
    assert len(shipped().meaning) > 80
    assert not synonyms_of(Path("/finns-inte")).meaning.keys() - shipped().meaning.keys()

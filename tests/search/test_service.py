"""A search from question to answer: fragments, facets, cursors, tiers, masks, and the ledger before it all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.errors import InvalidQueryError, LedgerUnavailableError
from models.store import schema
from models.store.store import Store
from search.found_as import Form
from search.index import Index, IndexUnit, Sort
from search.request import SearchRequest
from search.result import SearchResult, Tier
from search.service import search
from tests.search.archive import AUDIT, HEALTH, MEMO, MISREAD, NUMBER, REPORT, Paper, everyone, put


class Asking:
    """Searches of one archive, as a viewer of every owner."""

    def __init__(self, store: Store, index: Index, purpose: Purpose) -> None:
        self.store, self.index, self.purpose = store, index, purpose

    def __call__(self, query: str = "", **others: Any) -> SearchResult:
        request = SearchRequest(query, **others)
        return search(everyone(), self.purpose, request, store=self.store, index=self.index)

    def names(self, query: str = "", **others: Any) -> list[str]:
        return sorted(hit.path.removeprefix("/in/") for hit in self(query, unmask="prov", **others).hits)


@pytest.fixture
def ask(store: Store, index: Index, ids: dict[str, str], purpose: Purpose) -> Asking:
    return Asking(store, index, purpose)


def test_a_hit_shows_the_page_and_the_marked_forms(ask: Asking, ids: dict[str, str]) -> None:
    (hit,) = ask("serveringstillstånd").hits
    assert (hit.document, hit.source, hit.owner, hit.kind) == (
        ids[REPORT.name], "tillsyn", HEALTH, "inspection_report",
    )  # fmt: skip
    assert hit.tier is Tier.EXACT
    forms = {
        page.number: [fragment.text[start:end] for fragment in page.fragments for start, end in fragment.marks]
        for page in hit.pages
    }
    assert forms == {1: ["Serveringstillståndet"], 2: ["Serverings-\ntillstånd"]}


@pytest.mark.parametrize("pages", [0, 1])
def test_of_a_hit_no_more_pages_are_told_than_are_asked_for(ask: Asking, pages: int) -> None:
    whole, told = ask("serveringstillstånd"), ask("serveringstillstånd", pages=pages)
    assert [hit.pages for hit in told.hits] == [hit.pages[:pages] for hit in whole.hits]
    assert (told.total, told.facets) == (whole.total, whole.facets)
    assert [hit.document for hit in told.hits] == [hit.document for hit in whole.hits]


def test_an_empty_query_shows_the_first_lines_unmarked(ask: Asking) -> None:
    result = ask()
    assert result.total == 4
    for hit in result.hits:
        (page,) = hit.pages
        assert page.number == 1
        assert [fragment.marks for fragment in page.fragments] == [()]


def test_a_document_found_by_its_name_shows_its_first_page(ask: Asking) -> None:
    (hit,) = ask("inspektion norrlands").hits
    assert {page.number for page in hit.pages} == {1}


CHOICES: list[tuple[dict[str, Any], list[str]]] = [
    ({"include": {"ORG": ("Norrlands Matkompani AB",)}}, [REPORT.name]),
    ({"include": {"ORGNR": ("5560160680",)}}, [REPORT.name]),
    ({"include": {"PERSON": ("Britt-Marie Öst",)}}, [REPORT.name, MEMO.name]),
    ({"include": {"PERSON": ("Britt-Marie Öst",), "year": ("2023",)}}, [MEMO.name]),
    ({"include": {"PERSONNUMMER": (NUMBER,)}}, [REPORT.name]),
    ({"include": {"PERSONNUMMER": ("850312-XXXX",)}}, [REPORT.name]),
    ({"include": {"PERSON": ("Ingen Alls",)}}, []),
    ({"include": {"kind": ("Polis-PM",)}}, [MEMO.name]),
    ({"include": {"kind": ("police_memo", "payment_audit")}}, [MEMO.name, AUDIT.name]),
    ({"include": {"method": ("OCR",)}}, [MEMO.name]),
    ({"include": {"method": ("ocr",), "PERSON": ()}}, [MEMO.name]),
    ({"exclude": {"PERSON": ("Britt-Marie Öst",)}}, [AUDIT.name, MISREAD.name]),
    ({"exclude": {"source": ("tillsyn",), "owner": ("polisen",)}}, [AUDIT.name]),
    ({"since": date(2023, 12, 31), "until": date(2024, 5, 19)}, [REPORT.name, MEMO.name]),
    ({"until": date(2022, 12, 31)}, [MISREAD.name]),
]


def test_choices_narrow(ask: Asking) -> None:
    for choice, names in CHOICES:
        assert ask.names(**choice) == sorted(names), choice


def test_a_facet_heeds_every_choice_but_its_own(ask: Asking) -> None:
    result = ask(include={"year": ("2024",)})
    assert {value.id: value.count for value in result.facets["year"].values} == {"2022": 1, "2023": 1, "2024": 1}
    assert {value.id: value.count for value in result.facets["source"].values} == {"tillsyn": 1}
    assert all(facet.exact for facet in result.facets.values())


def test_each_facet_value_finds_as_many_as_it_counts_by_id_and_by_label(ask: Asking) -> None:
    for kind, facet in ask().facets.items():
        for value in facet.values:
            assert ask(include={kind: (value.id,)}).total == value.count
            assert ask(include={kind: (value.label,)}).total == value.count


def test_titles_are_swedish(ask: Asking) -> None:
    facets = ask(MEMO.name.removesuffix(".pdf")).facets
    assert [value.label for value in facets["kind"].values] == ["Polis-PM"]
    assert [value.label for value in facets["method"].values] == ["OCR"]


@pytest.mark.parametrize("unknown", [{"include": {"färg": ("röd",)}}, {"exclude": {"": ("x",)}}, {"facets": ("x",)}])
def test_an_unknown_facet_is_refused(unknown: dict[str, Any]) -> None:
    with pytest.raises(InvalidQueryError):
        SearchRequest(**unknown)


def paged(ask: Asking, limit: int, **others: Any) -> Iterator[tuple[str, Tier]]:
    after: str | None = None
    while True:
        result = ask(limit=limit, after=after, **others)
        assert len(result.hits) <= limit
        yield from ((hit.document, hit.tier) for hit in result.hits)
        after = result.after
        if after is None:
            return


def test_paging_comes_by_every_hit_once(ask: Asking) -> None:
    for number in range(7):
        put(ask.store, ask.index, Paper(f"{number}.txt", "tillsyn", [f"beslut {'beslut ' * (number % 3)}"]))
    for sort in Sort:
        whole = [hit.document for hit in ask("beslut", sort=sort, limit=100).hits]
        assert len(whole) == 9
        for limit in (1, 2, 3, 9):
            assert [document for document, _ in paged(ask, limit, query="beslut", sort=sort)] == whole


def test_possible_readings_come_after_and_are_told(ask: Asking, ids: dict[str, str]) -> None:
    put(ask.store, ask.index, Paper("rätt.txt", "tillsyn", ["Serveringstillståndet gäller."]))
    for limit in (1, 2, 3, 10):
        found = list(paged(ask, limit, query="serveringstillståndet", tolerant=True))
        assert [tier for _, tier in found] == [Tier.EXACT, Tier.EXACT, Tier.POSSIBLE]
        assert found[-1][0] == ids[MISREAD.name]
    assert ask("serveringstillståndet", tolerant=True).total == 3
    assert ask("serveringstillståndet").total == 2


def test_another_searchs_cursor_is_refused(ask: Asking) -> None:
    after = ask("beslut", limit=1).after
    with pytest.raises(InvalidQueryError):
        ask("tillstånd", limit=1, after=after)


def test_personnummer_are_masked_everywhere(ask: Asking) -> None:
    for query in ("", "850312-2391", "ansvarig", NUMBER):
        answer = repr(ask(query, tolerant=True))
        assert "2391" not in answer
    assert "850312-XXXX" in repr(ask("ansvarig"))


def test_the_mask_keeps_the_marks_in_place(ask: Asking) -> None:
    hits = {hit.name: hit for hit in ask("850312-2391").hits}
    (fragment,) = hits[REPORT.name].pages[0].fragments
    assert [fragment.text[start:end] for start, end in fragment.marks] == ["850312-XXXX"]


def test_unmasking_shows_them_and_is_recorded(ask: Asking) -> None:
    assert "850312-2391" in repr(ask("ansvarig", unmask="kontroll av identitet"))
    unmasked = [record.event for record in ask.store.ledger.last(10) if record.event.action is Action.UNMASK]
    assert [event.details and event.details["reason"] for event in unmasked] == ["kontroll av identitet"]


def test_each_search_is_in_the_ledger_with_its_words_sealed(ask: Asking) -> None:
    ask("serveringstillstånd", include={"owner": (HEALTH,)})
    event = ask.store.ledger.last(1)[0].event
    assert (event.action, event.actor, event.purpose, event.case) == (
        Action.SEARCH, "prov", ask.purpose.text, ask.purpose.case,
    )  # fmt: skip
    assert event.owners == (HEALTH,)
    assert event.details is not None
    assert event.details["hits"] == 1
    assert event.words == "serveringstillstånd"
    with ask.store.database.read() as connection:
        stored = [repr(connection.execute(select(table)).all()) for table in (schema.ledger, schema.ledger_about)]
    assert not [each for each in stored if "serverings" in each or ask.purpose.text in each]


class FullDisk:
    """A ledger that cannot be written."""

    def write(self, event: Event) -> int:
        raise LedgerUnavailableError("disken är full")


def test_without_a_ledger_there_is_no_answer(ask: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ask.store, "ledger", FullDisk())
    with pytest.raises(LedgerUnavailableError):
        ask("beslut")


def test_a_document_that_has_left_the_register_is_not_shown(ask: Asking, ids: dict[str, str]) -> None:
    """The index lags behind: a hit whose document the viewer may no longer read is dropped."""
    viewer = Viewer("prov", frozenset({HEALTH}))
    unit = next(iter(_units(ask, ids)))
    ask.index.put([replace(unit, document="f" * 32)])
    result = search(viewer, ask.purpose, SearchRequest("ansvarig"), store=ask.store, index=ask.index)
    assert [hit.document for hit in result.hits] == [ids[REPORT.name]]


def _units(ask: Asking, ids: dict[str, str]) -> Iterator[IndexUnit]:
    from search.indexing import units

    yield from units(everyone(), ask.store, ids[REPORT.name])


def test_a_hit_tells_by_which_forms_it_was_found(ask: Asking) -> None:
    (report,) = ask("serveringstillstånd").hits
    assert [(reason.form, reason.words) for reason in report.reasons] == [
        (Form.INFLECTED, ("Serveringstillståndet",)),
        (Form.EXACT, ("Serverings- tillstånd",)),
    ][::-1]
    assert all(not hit.reasons for hit in ask("").hits)


def test_a_document_found_by_its_name_or_by_what_it_is_says_so(ask: Asking) -> None:
    (report,) = ask("inspektion").hits
    assert [(reason.form, reason.words) for reason in report.reasons] == [(Form.NAME, ("Inspektion",))]
    (memo,) = ask("typ:polis").hits
    assert [(reason.form, reason.words) for reason in memo.reasons] == [(Form.VALUE, ())]


def test_a_reason_never_shows_a_personnummer(ask: Asking) -> None:
    told = [word for hit in ask(NUMBER).hits for reason in hit.reasons for word in reason.words]
    assert told
    assert not any("2391" in word for word in told)

"""What a picture leaves out is said, and what was chosen before still holds for each number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import takewhile

import pytest
from pypdfium2 import PdfDocument

from models.errors import InvalidQueryError
from models.limits import Limits
from models.mention import Label
from models.store.store import Store
from search.index import Index
from search.saved import SavedSearch
from search.situation.asking import Asking
from search.situation.picture import Picture, Section, Table
from search.situation.reporting import take_out
from search.situation.scope import LONGEST, Scope, both, place_query, question
from search.situation.service import situation
from search.situation.sources import EACH, Sources, cited
from tests.search.archive import POLICE, SOURCES, Paper, put
from tests.search.situation.checking import EVERYONE, WHY, check
from tests.search.situation.papers import BOLAG, MAN, OFFICE, OTHER, PERIOD, SHORT, STREET, VARD, paper

pytestmark = pytest.mark.parametrize("index", ["embedded"], indirect=True)  # the oracle has test_numbers.py


def small(store: Store, **limits: int) -> None:
    store.settings = replace(store.settings, limits=replace(Limits(), **limits))


def section(picture: Picture, name: str) -> Section:
    return next(each for each in picture.sections if each.name == name)


def table(picture: Picture, name: str) -> Table:
    return next(table for section in picture.sections for table in section.tables if table.name == name)


def within(store: Store, *, all_of: tuple[str, ...] = (), **include: tuple[str, ...]) -> Scope:
    """A picture of a saved search with these values chosen."""
    saved = store.saved.add(EVERYONE, "vald", SavedSearch("", include=include, all_of=all_of).kept())
    return Scope(PERIOD, saved=saved.id, least=2)


@pytest.mark.usefixtures("ids")
def test_of_one_kind_no_other_kind_is_told(store: Store, index: Index) -> None:
    """Inspections are no permits, and police memos no audits, though the search was narrowed to them."""
    for kind in ("inspection_report", "police_memo"):
        picture = check(EVERYONE, store, index, within(store, kind=(kind,)))
        assert table(picture, "same_place").rows == ()
        assert table(picture, "providers").rows == ()
        assert [row.label for row in table(picture, "by_kind").rows] == [kind]


@pytest.mark.usefixtures("ids")
def test_of_a_year_there_is_nothing_undated(store: Store, index: Index) -> None:
    for chosen in ({"year": ("2024",)}, {"month": ("2024-05",)}):
        assert check(EVERYONE, store, index, within(store, **chosen)).undated.count == 0


@pytest.mark.usefixtures("ids")
@pytest.mark.parametrize("all_of", [(), ("ADDRESS",)])
def test_a_street_of_several_addresses_counts_what_was_chosen(
    store: Store, index: Index, all_of: tuple[str, ...]
) -> None:
    """Provgatan has 3 and 47 B in Provstad: papers of either beside a third address are no choice that can be made."""
    put(store, index, paper("lov4", "tillsyn", "permit_decision", date(2024, 6, 3), STREET, OTHER))
    street, other, office = (store.entities.find(EVERYONE, Label.ADDRESS, each)[0] for each in (STREET, OTHER, OFFICE))
    told = {}
    for chosen in ((street,), (office,), (other, office)):
        picture = check(EVERYONE, store, index, within(store, all_of=all_of, ADDRESS=chosen))
        rows = takewhile(lambda row: row.type != "no_town", table(picture, "towns").rows)
        told[chosen] = {row.label: row.numbers[0].count for row in rows if row.numbers[0] and row.type == "street"}
    assert told[street,]["Provgatan"] == 3
    assert "Provgatan" not in told[office,]
    assert told[other, office] == {"Provgatan": 1 if all_of else 2, "Rådhusgatan": 1 if all_of else 6}


@pytest.mark.usefixtures("ids")
def test_a_place_that_was_chosen_keeps_its_permits(store: Store, index: Index) -> None:
    chosen = tuple(store.entities.find(EVERYONE, Label.ADDRESS, OFFICE))
    picture = check(EVERYONE, store, index, within(store, ADDRESS=chosen))
    assert STREET in {row.label for row in table(picture, "same_place").rows}


def test_a_question_leaves_room_for_the_words_of_a_number(store: Store, index: Index) -> None:
    """What is cut off a query is not asked for: a number would then be of another question."""
    town = "Långbortistanby" * 6
    label = f"Provgatan 3, 990 12 {town}"
    said = f"Tillsyn på {label}."
    put(store, index, Paper("brev.pdf", "tillsyn", [said], date(2024, 2, 1), "letter", [(Label.ADDRESS, label, label)]))
    theme = f"{('o' * 90 + ' OR ') * 20}"[: LONGEST - 12].rstrip("OR ") + " OR Tillsyn"
    theme = "o" * (LONGEST - len(theme)) + theme
    assert len(question(EVERYONE, store, Scope(PERIOD, theme=theme)).query) == LONGEST
    assert len(both((place_query(town), theme))) <= Limits().query_characters
    picture = check(EVERYONE, store, index, Scope(PERIOD, theme=theme))
    (row, _) = table(picture, "towns").rows
    assert (row.label, row.numbers[0] and row.numbers[0].count) == (town, 1)
    with pytest.raises(InvalidQueryError, match="för långa"):
        question(EVERYONE, store, Scope(PERIOD, theme=theme + "x"))


@pytest.mark.usefixtures("ids")
def test_the_newest_papers_are_read_and_that_is_said(store: Store, index: Index) -> None:
    small(store, situation_documents=2)
    picture = check(EVERYONE, store, index, Scope(PERIOD))
    assert {row.label for row in table(picture, "providers").rows} == {VARD}
    assert [each.count for each in table(picture, "providers").rows[0].numbers if each] == [1, 1]
    assert table(picture, "providers").cut == "newest"
    assert table(picture, "same_place").cut == "newest"
    assert BOLAG not in {row.label for row in table(picture, "providers").rows}


@pytest.mark.usefixtures("ids")
def test_the_places_of_most_documents_are_looked_at_and_that_is_said(store: Store, index: Index) -> None:
    small(store, situation_places=1)
    picture = check(EVERYONE, store, index, Scope(PERIOD))
    streets = [row.label for row in table(picture, "towns").rows if row.type == "street"]
    assert streets == ["Rådhusgatan"]
    assert table(picture, "towns").cut == "most_named"
    assert SHORT not in streets


@pytest.mark.usefixtures("ids")
def test_names_are_counted_in_the_largest_sources_and_that_is_said(store: Store, index: Index) -> None:
    small(store, situation_sources=2)
    picture = check(EVERYONE, store, index, Scope(PERIOD, least=2))
    (man,) = table(picture, "PERSON").rows
    assert (man.label, [name for name, _ in man.parts]) == (MAN, ["tillsyn", "utbetalningar"])
    assert table(picture, "PERSON").cut == "many_sources"


@pytest.mark.usefixtures("ids")
def test_rows_beyond_the_limit_are_counted(store: Store, index: Index) -> None:
    small(store, situation_rows=1)
    found = table(situation(EVERYONE, WHY, Scope(PERIOD), store=store, index=index), "same_place")
    assert ([row.label for row in found.rows], found.left) == ([STREET], 1)


@pytest.mark.usefixtures("ids")
def test_no_more_documents_are_cited_than_the_limit(store: Store, index: Index) -> None:
    picture = situation(EVERYONE, WHY, Scope(PERIOD), store=store, index=index)
    asking = Asking.of(EVERYONE, store, index, question(EVERYONE, store, Scope(PERIOD)))
    rows = table(picture, "providers")
    assert cited(rows, all_of_it := Sources(asking)) == [(1, 2)]
    assert all_of_it.left == 0
    small(store, situation_citations=1)
    assert cited(rows, few := Sources(asking)) == [(1,)]
    assert (len(few.numbers), few.left) == (1, 1)
    assert EACH > 1


def test_a_row_longer_than_a_page_goes_on_at_the_next(
    store: Store, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name in tens of sources, each with a long name of its own."""
    names = [f"källa {n} {'med ett mycket långt namn ' * 12}" for n in range(30)]
    for n, name in enumerate(names):
        monkeypatch.setitem(SOURCES, name, POLICE)
        put(store, index, paper(f"pm{n}", name, "police_memo", date(2024, 4, 1), MAN))
    file = take_out(EVERYONE, WHY, Scope(PERIOD), store=store, index=index)
    text = "".join(page.get_textpage().get_text_range() for page in PdfDocument(file))
    assert all(f"källa {n} " in text.replace("\r\n", " ") for n in range(30))

"""What a document tells once holds in the rest of it: names again, short forms, first names, one label a form."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.mention import Label
from nlp.candidate import Candidate
from nlp.names.second_look import Page, look_again

MODEL = "model:prov"
Told = tuple[str, Label, float]
"""A name as written, and how a model reads its first place on the page."""
PERSON, ORG, LOC = Label.PERSON, Label.ORG, Label.LOC
COMPANY = ("Norrlands Matkompani AB", ORG, 0.9)
ANNA = ("Anna Kvist", PERSON, 0.9)


def _page(number: int, text: str, *told: Told) -> Page:
    found, place = [], 0
    for written, label, sure in told:
        place = text.index(written, place)
        value = " ".join(written.split())
        found.append(Candidate(label, place, place + len(written), value, sure, MODEL))
        place += len(written)
    return Page(number, text, found)


def _seen(*pages: Page) -> list[tuple[str, Label, str]]:
    return [
        (page.text[one.start : one.end], one.label, one.value)
        for page in look_again(pages)
        for one in sorted(page.candidates, key=lambda one: one.start)
    ]


def _second(text: str, *told: Told) -> list[tuple[str, Label, str]]:
    """What a second page tells, whose first is what ``told`` says."""
    first = _page(1, ". ".join(written for written, *_ in told), *told)
    return _seen(first, _page(2, text))[len(told) :]


@pytest.mark.parametrize(
    ("text", "told", "wanted"),
    [
        ("Se Anna Kvist.", ANNA, [("Anna Kvist", PERSON, "Anna Kvist")]),
        ("ANNA KVIST\nBeslut", ANNA, [("ANNA KVIST", PERSON, "Anna Kvist")]),
        ("Anna Kvists bil", ANNA, [("Anna Kvists", PERSON, "Anna Kvist")]),
        ("Anna\nKvist kom", ANNA, [("Anna\nKvist", PERSON, "Anna Kvist")]),
        ("sade Kvist sedan", ANNA, [("Kvist", PERSON, "Anna Kvist")]),
        ("Hälsningar Anna", ANNA, [("Anna", PERSON, "Anna Kvist")]),
        ("KVIST, ANNA", ANNA, [("KVIST", PERSON, "Anna Kvist")]),
        ("anna kvist", ANNA, [("anna kvist", PERSON, "Anna Kvist")]),
        ("Han såg anna kvist", ANNA, []),
        ("det sade norrlands matkompani", COMPANY, [("norrlands matkompani", ORG, COMPANY[0])]),
        ("det sade norrlands matkompani hb", COMPANY, []),
        ("det sade kvist", ANNA, []),
        ("det sade lindgren", ("Anna Lindgren", PERSON, 0.9), [("lindgren", PERSON, "Anna Lindgren")]),
        ("i lindesberg", ("Anna Lindesberg", PERSON, 0.9), []),
        ("Anna-Kvist-priset", ANNA, []),
        ("Hälsningar Anna Ek", ANNA, []),
        ("Hälsningar Anna-Lisa", ANNA, []),
        ("Norrlands Matkompani bröt avtalet.", COMPANY, [("Norrlands Matkompani", ORG, COMPANY[0])]),
        ("NORRLANDS MATKOMPANI AB", COMPANY, [("NORRLANDS MATKOMPANI AB", ORG, COMPANY[0])]),
        ("Norrlands Matkompani HB är ett annat bolag.", COMPANY, []),
        ("Norrlands kust", COMPANY, []),
        ("Skrattvalvet höll stängt", ("Skrattvalvet AB", ORG, 0.9), [("Skrattvalvet", ORG, "Skrattvalvet AB")]),
        ("Umeå i dag", ("Umeå AB", ORG, 0.9), []),
        ("Lindgren sade", ("Lindgren AB", ORG, 0.9), []),
        ("Anna Kvist", ("Anna Kvist", PERSON, 0.6), []),
        ("Tillväxt i regionen", ("Tillväxt", ORG, 0.9), []),
    ],
)
def test_what_another_page_has_told(text: str, told: Told, wanted: list[tuple[str, Label, str]]) -> None:
    assert _second(text, told) == wanted


def test_a_first_name_that_two_bear_is_nobodys() -> None:
    assert _second("Hälsningar Anna", ANNA, ("Anna Ek", PERSON, 0.9)) == []


def test_a_first_name_that_is_a_word_is_not_taken_where_a_sentence_begins() -> None:
    person = ("Maj Kvist", PERSON, 0.9)
    assert _second("Mötet hölls. Maj blev varm.", person) == []
    assert _second("Det sade Maj själv.", person) == [("Maj", PERSON, "Maj Kvist")]


def test_an_abbreviation_in_brackets_is_the_authority_from_there_on() -> None:
    text = "Verket för förvaltningsutveckling (Verva) lades ned. Verva hade funnits länge. Vervas uppdrag."
    name = "Verket för förvaltningsutveckling"
    seen = _seen(_page(1, text, (name, ORG, 0.95)))
    assert seen == [(name, ORG, name), ("Verva", ORG, name), ("Verva", ORG, name), ("Vervas", ORG, name)]


@pytest.mark.parametrize("bracket", ["Umeå", "XQ", "se bilaga"])
def test_what_else_stands_in_brackets_is_no_abbreviation(bracket: str) -> None:
    name = "Inspektionen för vård"
    assert _seen(_page(1, f"{name} ({bracket}) kom. {bracket} igen.", (name, ORG, 0.9))) == [(name, ORG, name)]


def test_a_short_form_that_two_share_is_left_alone() -> None:
    told = (COMPANY, ("Norrlands Matkompani HB", ORG, 0.9))
    assert _second("Norrlands Matkompani bröt avtalet.", *told) == []


def test_parts_of_a_name_that_is_known_are_made_one() -> None:
    told = ("Restaurang", ORG, 0.99), ("Kvarnlyktan", ORG, 0.9)
    page = _page(2, "på Restaurang\nKvarnlyktan, kväll", *told)
    first = _page(1, "Restaurang Kvarnlyktan", ("Restaurang Kvarnlyktan", ORG, 0.9))
    assert _seen(first, page)[1:] == [("Restaurang\nKvarnlyktan", ORG, "Restaurang Kvarnlyktan")]


def test_parts_of_another_sort_are_made_one_company() -> None:
    name = "Emma Ek Bemanning i Umeå AB"
    page = _page(2, "Emma Ek Bemanning i Umeå sade", ("Emma Ek", PERSON, 0.99), ("Umeå", LOC, 0.99))
    assert _seen(_page(1, name, (name, ORG, 0.9)), page)[1:] == [("Emma Ek Bemanning i Umeå", ORG, name)]


def test_the_first_word_of_a_company_is_no_person() -> None:
    first = _page(1, "Qvilia Transport AB kom", ("Qvilia Transport AB", ORG, 0.9))
    told = [_page(number, "Det sade Qvilia", ("Qvilia", PERSON, 0.95)) for number in (2, 3)]
    assert _seen(first, *told)[1:] == [("Qvilia", ORG, "Qvilia")] * 2
    other = _page(1, "Lindgren Transport AB kom", ("Lindgren Transport AB", ORG, 0.9))
    person = _page(2, "Det sade Lindgren", ("Lindgren", PERSON, 0.95))
    assert _seen(other, person)[1:] == [("Lindgren", PERSON, "Lindgren")]


def test_what_a_model_only_guessed_is_left_out() -> None:
    assert _seen(_page(1, "Kvibbling", ("Kvibbling", PERSON, 0.39))) == []
    assert len(_seen(_page(1, "Kvibbling", ("Kvibbling", PERSON, 0.4)))) == 1


def test_a_name_inside_another_is_left_there() -> None:
    page = _page(2, "Anna Kvist Bygg AB", ("Anna Kvist Bygg AB", ORG, 0.8))
    assert _seen(_page(1, "Anna Kvist", ANNA), page)[1:] == [("Anna Kvist Bygg AB", ORG, "Anna Kvist Bygg AB")]


def test_a_doubtful_label_follows_the_others_of_the_document() -> None:
    pages = [_page(number, "Taverna Sol", ("Taverna Sol", ORG, 0.9)) for number in (1, 2)]
    (told,) = _seen(*pages, _page(3, "se Taverna Sol", ("Taverna Sol", PERSON, 0.4)))[2:]
    assert told[1] is ORG


@pytest.mark.parametrize(("text", "sure"), [("hon bor i Lund", 0.4), ("kom Lund", 0.9)])
def test_a_place_after_a_preposition_and_a_sure_label_stay(text: str, sure: float) -> None:
    pages = [_page(number, "Eva Lund och Lund", ("Lund", PERSON, 0.95)) for number in (1, 2)]
    assert _seen(*pages, _page(3, text, ("Lund", LOC, sure)))[-1][1] is LOC


PIECES = st.sampled_from(
    ["Anna Kvist", "ANNA KVIST", "Anna", "Kvist", "Kvists", "Norrlands Mat AB", "Norrlands Mat", "(NM)", ",", "\n", "."]
)


@given(st.lists(st.lists(PIECES, max_size=12).map(" ".join), max_size=3))
def test_what_is_seen_never_overlaps(texts: list[str]) -> None:
    pages = []
    for number, text in enumerate(texts):
        found = [
            Candidate(label, *match.span(), name, 0.9, MODEL)
            for name, label in (("Anna Kvist", PERSON), ("Norrlands Mat AB", ORG))
            for match in re.finditer(name, text)
        ]
        pages.append(Page(number, text, found))
    for page in look_again(pages):
        spans = sorted((one.start, one.end) for one in page.candidates)
        assert all(0 <= start < end <= len(page.text) for start, end in spans)
        assert all(one[1] <= other[0] for one, other in pairwise(spans))

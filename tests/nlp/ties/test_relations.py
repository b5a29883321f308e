"""What sentences, labels and fields say of two; what is denied is never told."""

from __future__ import annotations

import pytest

from models.tie import Relation
from nlp.ties import TIES
from nlp.ties.patterns import patterns
from tests.nlp.ties.marked import named, told
from tests.timing import seconds

ANNA, ERIK, FIRM, ESTATE = "[P Anna Berg]", "[P Erik Holm]", "[O Norrlands Matkompani AB]", "[O Bergs Fastigheter AB]"
HOUSE, CAR, HOME = "[F Umeå Stadsliden 6:7]", "[V KGT42R]", "[A Storgatan 47]"


@pytest.mark.parametrize(
    ("text", "relation", "source", "target"),
    [
        (f"{ANNA} äger fastigheten {HOUSE}.", "owns", "Anna Berg", "Umeå Stadsliden 6:7"),
        (f"{FIRM} ([G 556016-0680]) ägs till 60 procent av {ANNA}.", "owns", "Anna Berg", "Norrlands Matkompani AB"),
        (f"Objekt {HOUSE}. Enligt registret ägs fastigheten av {ANNA}.", "owns", "Anna Berg", "Umeå Stadsliden 6:7"),
        (f"{ANNA}, delägare i {FIRM}, kom dit.", "owns", "Anna Berg", "Norrlands Matkompani AB"),
        (f"{FIRM} finns i Umeå. Aktierna innehas av {ANNA}.", "owns", "Anna Berg", "Norrlands Matkompani AB"),
        (f"{ERIK} ([N 850312-9805]) är ledamot i {FIRM}.", "board_member_of", "Erik Holm", "Norrlands Matkompani AB"),
        (f"{ERIK} sitter i styrelsen för {FIRM}.", "board_member_of", "Erik Holm", "Norrlands Matkompani AB"),
        (f"{FIRM} företräds av {ANNA}.", "represents", "Anna Berg", "Norrlands Matkompani AB"),
        (f"{FIRM} syntes. Bolaget företräds av {ANNA}.", "represents", "Anna Berg", "Norrlands Matkompani AB"),
        (f"{ANNA}, vd för {FIRM}, svarade.", "represents", "Anna Berg", "Norrlands Matkompani AB"),
        (f"{ERIK} är sedan i maj anställd hos {FIRM}.", "works_for", "Erik Holm", "Norrlands Matkompani AB"),
        (f"{ANNA} driver {FIRM}.", "operates", "Anna Berg", "Norrlands Matkompani AB"),
        (f"{ERIK} är förare av {CAR}.", "drives", "Erik Holm", "KGT42R"),
        (f"Fordonet {CAR} brukas av {ERIK}.", "drives", "Erik Holm", "KGT42R"),
        (f"En vit skåpbil, {CAR}. Bilen kördes av {ERIK}.", "drives", "Erik Holm", "KGT42R"),
        (f"Vid kontrollen framfördes bilen {CAR} av {ERIK}.", "drives", "Erik Holm", "KGT42R"),
        (f"{FIRM} hyr lokalen av {ESTATE}.", "rents", "Norrlands Matkompani AB", "Bergs Fastigheter AB"),
        (f"{ESTATE} hyr ut lokalen till {FIRM}.", "rents", "Norrlands Matkompani AB", "Bergs Fastigheter AB"),
        (f"{ERIK} hyr lägenheten på {HOME}.", "rents", "Erik Holm", "Storgatan 47"),
        (f"{ANNA} upplåter ett rum till {ERIK}.", "lodges", "Anna Berg", "Erik Holm"),
        (f"{ANNA} är folkbokförd på {HOME}.", "lives_at", "Anna Berg", "Storgatan 47"),
        (f"{CAR} är registrerad på {FIRM}.", "registered_at", "KGT42R", "Norrlands Matkompani AB"),
        (f"{ERIK} har setts vid {HOME}.", "seen_at", "Erik Holm", "Storgatan 47"),
        (f"{ANNA} har lånat ut [M 15 000 kronor] till {ERIK}.", "lends_to", "Anna Berg", "Erik Holm"),
        (f"{FIRM} betalar {ERIK} varje månad.", "pays", "Norrlands Matkompani AB", "Erik Holm"),
        (f"{FIRM} levererar mat till {ESTATE}.", "supplies", "Norrlands Matkompani AB", "Bergs Fastigheter AB"),
        (f"{ANNA} har sålt rörelsen till {ERIK}.", "sold_to", "Anna Berg", "Erik Holm"),
        (f"{ANNA} är syster till {ERIK}.", "related_to", "Anna Berg", "Erik Holm"),
        (f"{ANNA} och {ERIK} känner varandra.", "knows", "Anna Berg", "Erik Holm"),
    ],
)  # fmt: skip
def test_a_sentence_says_it(text: str, relation: str, source: str, target: str) -> None:
    assert told(text) == [(relation, source, target)]


@pytest.mark.parametrize(
    "text",
    [
        f"{ANNA} äger inte {FIRM}.",
        f"{ANNA} har inget samröre med {FIRM} och hyr ej av {ESTATE}.",
        f"{ERIK} har avsagt sig uppdraget som styrelseledamot i {FIRM}.",
        f"{ERIK} förnekar att {ANNA} äger {FIRM}.",
        f"Äger {ANNA} {FIRM}? {ANNA} äger {FIRM}?",
        f"{ANNA} skulle äga {FIRM}.",
        f"{ERIK} är tidigare ägare till {FIRM}.",
        f"Aldrig har {ERIK} kört {CAR}, {ERIK} kör aldrig {CAR}.",
        f"{ANNA} såg att mannen körde {CAR}.",
        f"{ANNA} ringde. {FIRM} svarade.",
        f"Polisen äger {FIRM}.",
    ],
)
def test_what_is_denied_asked_or_over_is_not_told(text: str) -> None:
    assert told(text) == []


def test_the_words_are_the_span_and_the_sentence_is_around_them() -> None:
    text = f"Detta hände. {ANNA} äger {FIRM} enligt uppgift. Sedan gick vi."
    (said,) = TIES.relations(named(text))
    page = named(text).pages[0][1]
    assert page[said.start : said.end] == "Anna Berg äger Norrlands Matkompani AB"
    assert page[slice(*said.sentence)].strip() == "Anna Berg äger Norrlands Matkompani AB enligt uppgift."
    assert said.reported


def test_what_somebody_else_says_is_marked() -> None:
    for words, reported in (
        (f"{ANNA} äger {FIRM} enligt registret.", False),
        (f"Enligt {ERIK} ägs {FIRM} av {ANNA}.", True),
        (f"{ANNA} uppges äga {FIRM}.", True),
        (f"{ANNA} är enligt avtal 3 anställd hos {FIRM}.", False),
    ):
        (said,) = TIES.relations(named(words))
        assert (said.source.text, said.target.text, said.reported) == ("Anna Berg", "Norrlands Matkompani AB", reported)


def test_what_is_broken_over_lines_and_cells() -> None:
    text = f"Vid besöket framkom av registret att {ANNA} är styrelseledamot i\n{FIRM} sedan i fjol."
    assert told(text) == [("board_member_of", "Anna Berg", "Norrlands Matkompani AB")]
    assert told(f"{ANNA}\t[N 850312-9805]\täger {FIRM}\n{ERIK}\t[N 850312-9813]\tgäst\n") == [
        ("owns", "Anna Berg", "Norrlands Matkompani AB")
    ]


def test_both_of_two_that_are_joined_by_and() -> None:
    both = [("owns", "Anna Berg", "Norrlands Matkompani AB"), ("owns", "Erik Holm", "Norrlands Matkompani AB")]
    assert told(f"{ANNA} och {ERIK} äger {FIRM}.") == both
    assert sorted(told(f"{FIRM} ägs av {ANNA} och {ERIK}.")) == both


def test_the_company_is_not_guessed_among_several() -> None:
    assert told(f"{FIRM} och {ESTATE} finns här. Bolaget företräds av {ANNA}.") == []
    assert told(f"[O Miljönämnden] skrev. Bolaget företräds av {ANNA}.") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"Reg.nr: {CAR}\nFordonsägare: {ANNA}\n", ("owns", "Anna Berg", "KGT42R")),
        (f"Fastighet: {HOUSE}\nFastighetsägare: {FIRM}\n", ("owns", "Norrlands Matkompani AB", "Umeå Stadsliden 6:7")),
        (f"Bolag: {FIRM}\nFirmatecknare: {ANNA}\n", ("represents", "Anna Berg", "Norrlands Matkompani AB")),
        (f"Fordon: {CAR}\nFörare: {ERIK}\n", ("drives", "Erik Holm", "KGT42R")),
        (f"Hyresgäst: {ERIK}\nHyresvärd: {ESTATE}\n", ("rents", "Erik Holm", "Bergs Fastigheter AB")),
        (f"Namn: {ERIK}\nFolkbokföringsadress: {HOME}\n", ("lives_at", "Erik Holm", "Storgatan 47")),
    ],
)
def test_a_label_says_it_of_the_one_thing_of_the_document(text: str, said: tuple[str, str, str]) -> None:
    assert told(text) == [said]


def test_a_label_says_nothing_where_there_are_two_or_it_is_denied() -> None:
    assert told(f"Fordon: {CAR}\nFordon: [V MLB13A]\nFörare: {ERIK}\n") == []
    assert told(f"Fordon: {CAR}\nFörare: {ERIK} (förnekas)\n") == []


def test_who_acts_for_a_tenant_is_none() -> None:
    text = f"Hyresgäst: {FIRM}, genom {ERIK}\nHyresvärd: {ESTATE}\n"
    assert told(text) == [
        ("rents", "Norrlands Matkompani AB", "Bergs Fastigheter AB"),
        ("represents", "Erik Holm", "Norrlands Matkompani AB"),
    ]


def test_whom_a_case_concerns() -> None:
    text = f"Dnr [C MBN 2024-0187]. Sökande {ANNA}, {HOUSE}. Handläggare {ERIK}."
    fields = [("case_number", "MBN 2024-0187"), ("applicant", "Anna Berg"), ("property", "Umeå Stadsliden 6:7"),
              ("handled_by", "Erik Holm")]  # fmt: skip
    assert told(text, *fields) == [
        ("concerns", "MBN 2024-0187", "Anna Berg"),
        ("concerns", "MBN 2024-0187", "Umeå Stadsliden 6:7"),
    ]


def test_every_relation_has_a_way_to_be_told() -> None:
    assert {pattern.relation for pattern in patterns()} | {Relation.CONCERNS} == set(Relation)


@pytest.mark.parametrize(
    "text",
    [
        f"{ANNA} och {FIRM} " * 1_000,
        f"{ANNA} kör en vit bil som man sett där på ett ställe, " * 800,
        f"{ANNA}\t{FIRM}\täger\n" * 1_000,
        f"Vid besöket sågs {ANNA} som sade att hon arbetar åt {FIRM} i köket varje dag. " * 400,
        f"{ANNA} " + "kör " * 10_000,
    ],
    ids=["list", "clauses", "table", "sentences", "words"],
)
def test_no_text_takes_long(text: str) -> None:
    document = named(text)
    assert seconds(lambda: TIES.relations(document), below=10) < 10

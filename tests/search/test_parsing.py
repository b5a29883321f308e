"""The query language: what each way of writing means, and that anything at all may be written."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.query_parser import GOAL, measure
from models.limits import LIMITS
from search.analysis import analyse
from search.parsing import parse
from search.query import Everything
from tests.search.brute_force import matches
from tests.search.queries import finds, shape, unit
from tests.timing import seconds, without_collection


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "everything"),
        ("bil båt", ("and", "bil", "båt")),
        ("bil AND båt", ("and", "bil", "båt")),
        ("bil OCH båt", ("and", "bil", "båt")),
        ("bil och båt", ("and", "bil", "och", "båt")),
        ("bil OR båt hus", ("or", "bil", ("and", "båt", "hus"))),
        ("bil ELLER båt", ("or", "bil", "båt")),
        ("(bil OR båt) hus", ("and", ("or", "bil", "båt"), "hus")),
        ("bil -båt", ("and", "bil", ("not", "båt"))),
        ("bil NOT båt hus", ("and", "bil", ("not", "båt"), "hus")),
        ("INTE (bil båt)", ("not", ("and", "bil", "båt"))),
        ("-bil", ("not", "bil")),
        ("NOT NOT bil", "bil"),
        ('"två ord" tre', ("and", '"två ord"', "tre")),
        ("”två ord”", '"två ord"'),
        ("tillst*", "tillst*"),
        ("bil bil", "bil"),
        ("bil, båt", ("and", "bil", "båt")),
        ("Britt-Marie", "Britt Marie"),
        ("15 000 kr", ("and", "15 000", "kr")),
    ],
)
def test_what_is_written_is_what_is_meant(query: str, expected: object) -> None:
    parsed = parse(query)
    assert shape(parsed.tree) == expected
    assert parsed.hints == ()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"bil', '"bil"'),
        ("(bil", "bil"),
        ("bil)", "bil"),
        ("persn:Ek", "persn Ek"),
        ("person: Ek", ("and", "person", "Ek")),
        ("datum:2023-13", "2023-13"),
        ("typ:finnsinte", ("kind", "finnsinte")),
        ("NEAR/5 båt", "båt"),
        ("bil NEAR båt*", ("and", "bil", "båt*")),
        ("ab~", "ab"),
        ('"bil båt"~5', '"bil båt"'),
        ("!!!", "everything"),
        ("bil NOT", "bil"),
    ],
)
def test_what_cannot_be_read_is_searched_as_words_with_a_hint(query: str, expected: object) -> None:
    parsed = parse(query)
    assert shape(parsed.tree) == expected
    assert parsed.hints


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("tillstånd", "Serveringstillståndet drogs in."),
        ("serveringstillstånd", "ett serveringstillståndsärende"),
        ("serveringstillståndet", "saknar serverings-\ntillstånd"),
        ("BESLUT", "enligt beslutet"),
        ("kgt 42r", "bilen KGT42R"),
        ("KGT42R", "bilen KGT 42R"),
        ("KGT 42R", "bilen kgt 42r"),
        ("198503122391", "född 850312-2391"),
        ("850312-2391", "nr 19850312-2391"),
        ("5560160680", "org.nr 556016-0680"),
        ("15000", "om 15 000 kr"),
        ("15 000", "om 15000 kr"),
        ("15 000", "om 15 000 kr"),
        ("52840711", "bg 5284-0711"),
        ("5284-0711", "bg 52840711"),
        ("0701234567", "tel 070-123 45 67"),
        ("petrovic", "hos Petrović"),
        ("Britt Marie", "Britt-Marie"),
        ("e-post", "per epost"),
        ("MHN-2023-1234", "dnr MHN 2023/1234"),
        ("EU", "EU:s regler"),
        ("-båt", "en bil"),
        ("anmäl*", "en anmälan"),
        ("850312*", "850312-2391"),
    ],
)
def test_a_query_finds_the_text(query: str, text: str) -> None:
    assert finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("brandskydd", "brandman vid arbetarskydd, skydd mot brand"),
        ('"köket var"', "var köket"),
        ("lås", "las"),
        ("Britt-Marie", "Marie och Britt"),
        ("15 000", "000 och 15"),
        ("serveringstillstånd", "tillstånd"),
        ("-bil", "bilarna"),
        ("sak", "tingsak1"),
    ],
)
def test_a_query_does_not_find_the_text(query: str, text: str) -> None:
    assert not finds(query, text)


def test_words_are_joined_over_the_whole_document_and_phrases_within_a_page() -> None:
    assert finds("köket bilen", "köket", "bilen")
    assert not finds('"köket bilen"', "köket", "bilen")


def test_tolerant_search_finds_misreadings_and_rules_out_nothing_by_them() -> None:
    assert not finds("tillstånd", "tlllstand")
    assert finds("tillstånd", "tlllstand", tolerant=True)
    assert finds('"har tillstånd"', "har t1llstånd", tolerant=True)
    assert finds("bil -tillstånd", "bil tlllstand", tolerant=True)


_SENTENCES = [
    "Miljönämnden beslutade 2024-05-19, dnr MHN-2023-1234, att serverings-\ntillståndet för Åsö Krog AB (556016-0680) "
    "upphör.",
    "Bilen KGT 42R ägs av Britt-Marie Öst, 850312-2391, tel. 070-123 45 67, som fick 15 000 kr enligt 11 kap. 20 § "
    "SFS 2010:900.",
]


@given(st.sampled_from(_SENTENCES), st.data())
def test_words_copied_from_a_text_are_a_phrase_that_finds_it(text: str, data: st.DataObject) -> None:
    """Whole tokens, from one to all, as they stand; in small letters too."""
    tokens = analyse(text)
    first = data.draw(st.integers(0, len(tokens) - 1))
    last = data.draw(st.integers(first, len(tokens) - 1))
    copied = text[tokens[first].start : tokens[last].end]
    assert finds(f'"{copied}"', text)
    assert finds(copied.replace("(", " ").replace(")", " "), text)


@given(st.text(max_size=300) | st.text('ab åÄ()"-*~:/\n”ORANDINTE1.', max_size=300), st.booleans())
def test_any_string_is_a_query(text: str, tolerant: bool) -> None:
    parsed = parse(text, tolerant=tolerant)
    matches(parsed.tree, unit("ett ord"))
    assert all(str(hint) for hint in parsed.hints)


@pytest.mark.parametrize(
    "text", ["(" * 5000, "(" * 900 + "a" + ")" * 900, "NOT " * 400 + "a", "a OR " * 400, '"' * 2000]
)
def test_odd_queries_are_read_at_once(text: str) -> None:
    parse("värm upp")
    assert seconds(lambda: parse(text), below=0.5) < 0.5


def test_a_query_is_no_longer_than_the_limit() -> None:
    parsed = parse("a" * LIMITS.query_characters + " bortom")
    assert parsed.hints
    assert "bortom" not in repr(parsed.tree)


def test_random_queries_are_parsed_quickly() -> None:
    """The bench at full count; here its first strings. The best of three: what disturbs only ever makes it longer."""
    strings = 100_000 if os.environ.get("SAMSYN_TEST_FULL") else 2_000
    with without_collection():
        assert any(measure(strings, seed=3)["samsyn"]["p99_ms"] < GOAL for _ in range(3))


def test_everything_is_what_an_empty_query_asks_for() -> None:
    assert parse("  \n").tree == Everything()
    assert parse("  \n").hints == ()

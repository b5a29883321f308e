"""The query language: what each way of writing means, and that anything at all may be written."""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.query_parser import GOAL, measure
from models.limits import LIMITS
from models.mention import Label, Mention
from search.analysis import analyse
from search.hint import Hint
from search.index import IndexedPage, IndexUnit
from search.named import mention_tokens
from search.parsing import parse
from search.query import (
    WORD_FIELDS,
    And,
    Dated,
    Everything,
    Fuzzy,
    HasValue,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Term,
    TokenField,
)
from search.wording_of_tree import is_plain, wording_of_tree
from tests.search.brute_force import matches


def unit(*pages: str) -> IndexUnit:
    def tokens(text: str) -> dict[TokenField, tuple[str, ...]]:
        return {field: tuple(key for token in analyse(text) for key in getattr(token, field)) for field in WORD_FIELDS}

    return IndexUnit("d", "o", None, {}, tuple(IndexedPage(at, tokens(text)) for at, text in enumerate(pages, 1)))


def finds(query: str, *pages: str, tolerant: bool = False) -> bool:
    return matches(parse(query, tolerant=tolerant).tree, unit(*pages))


def shape(node: Node) -> object:  # noqa: C901 - one line for each sort of node
    match node:
        case And(nodes):
            return ("and", *map(shape, nodes))
        case Or(nodes):
            return ("or", *map(shape, nodes))
        case Not(inner):
            return ("not", shape(inner))
        case Term(word, _):
            return word
        case Phrase(text, _, _):
            return f'"{text}"'
        case Prefix(prefix, _):
            return f"{prefix}*"
        case Fuzzy(word, distance, _, _):
            return f"{word}~{distance}"
        case Near(first, second, distance):
            return (first.word, distance, second.word)
        case HasValue(type, ids, _):
            return (type, *ids)
        case Dated(since, until):
            return f"{since}..{until}"
    return "everything"


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
    started = time.process_time()
    parse(text)
    assert time.process_time() - started < 0.5


def test_a_query_is_no_longer_than_the_limit() -> None:
    parsed = parse("a" * LIMITS.query_characters + " bortom")
    assert parsed.hints
    assert "bortom" not in repr(parsed.tree)


def test_random_queries_are_parsed_quickly() -> None:
    """The bench at full count; here its first strings, by a limit that a busy machine keeps as well."""
    strings = 100_000 if os.environ.get("SAMSYN_TEST_FULL") else 2_000
    assert measure(strings, seed=3)["samsyn"]["p99_ms"] < GOAL


def test_everything_is_what_an_empty_query_asks_for() -> None:
    assert parse("  \n").tree == Everything()
    assert parse("  \n").hints == ()


_NEAR = ("bil", 5, "båt")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("bil NEAR/5 båt", ("or", _NEAR, _NEAR)),
        ("bil NÄRA/5 båt hus", ("and", ("or", _NEAR, _NEAR), "hus")),
        ("namn~", "namn~1"),
        ("Karlsson~2", "karlsson~2"),
        ("namn~2", "namn~1"),
        ("typ:protokoll", ("kind", "minutes")),
        ("TYP:polis", ("kind", "police_memo", "police_statement")),
        ("kind:inspection_report", ("kind", "inspection_report")),
        ('typ:"polis-pm"', ("kind", "police_memo")),
        ("källa:tillsyn -metod:ocr", ("and", ("source", "tillsyn"), ("not", ("method", "ocr")))),
        ("datum:2023", "2023-01-01..2023-12-31"),
        ("datum:2023-01..2024-06", "2023-01-01..2024-06-30"),
        ("date:>=2023-05", "2023-05-01..None"),
        ("datum:2023-05-01..", "2023-05-01..None"),
        ("datum:..2024", "None..2024-12-31"),
        ("datum:<2023-03", "None..2023-02-28"),
        ("person:(anna OR bo)", ("or", "anna", "bo")),
        ("person:anders*", "person:anders*"),
        ("person:Ek~ båt", ("and", "Ek", "båt")),
        ("regnr:KGT 42R båt", ("and", "KGT 42R", "båt")),
        ("pnr:850312", "personnummer:850312*"),
        ("person:*", "person:*"),
    ],
)
def test_operators_and_fields(query: str, expected: object) -> None:
    assert shape(parse(query).tree) == expected


_NAMED = [
    (Label.PERSON, "Britt-Marie Petrović", "Britt-Marie Petrović"),
    (Label.PERSON, "Bo Öst", "Bo Öst"),
    (Label.PERSONNUMMER, "850312-2391", "198503122391"),
    (Label.ORGNR, "556016-0680", "5560160680"),
    (Label.PHONE, "070-123 45 67", "+46701234567"),
    (Label.VEHICLE, "KGT 42R", "KGT42R"),
    (Label.ACCOUNT, "5284-0711", "BG:52840711"),
    (Label.AMOUNT, "15 000 kr", "15000.00"),
    (Label.CASE, "MHN-2023-1234", "MHN-2023-1234"),
    (Label.PROPERTY, "Stadsliden 6:7", "Umeå Stadsliden 6:7"),
    (Label.LAW, "11 kap. 20 §", "SFS 2010:900 11 kap. 20 §"),
    (Label.EMAIL, "a.ek@example.se", "a.ek@example.se"),
    (Label.ADDRESS, "Storgatan 47 B", "Storgatan 47 B"),
]


def finds_named(query: str) -> bool:
    named = mention_tokens(Mention(label, 1, 0, 1, text, value, 1.0, "prov") for label, text, value in _NAMED)
    return matches(parse(query).tree, IndexUnit("d", "o", None, {}, (IndexedPage(1, {TokenField.NAMED: named}),)))


@pytest.mark.parametrize(
    "query",
    [
        'person:"Britt-Marie Petrovic"',
        'person:"Petrović, Britt-Marie"',
        "PERSON:petrovićs",
        "person:petrovvic~",
        "person:(bo OR anna)",
        *(f"{field}:{number}" for field in ("pnr", "personnummer") for number in ("850312-2391", "19850312-2391")),
        *(f"pnr:{number}" for number in ("8503122391", "198503122391", "850312 2391", "850312", "19850312", "8503*")),
        *(f"orgnr:{number}" for number in ("556016-0680", "5560160680", "556016 0680", "SE556016068001")),
        *(f"telefon:{number}" for number in ("0701234567", "070-123 45 67", "+46701234567", "0046 70 123 45 67")),
        *(f"regnr:{plate}" for plate in ("KGT42R", "kgt 42r", "KGT-42R")),
        *(f"konto:{number}" for number in ("5284-0711", "52840711", "BG:5284-0711", "5284 0711")),
        *(f"belopp:{amount}" for amount in ("15000", "15 000", "15 000 kr", "15.000", "15000,00", '"15 000:-"')),
        *(f"dnr:{number}" for number in ("MHN-2023-1234", "MHN 2023/1234", "2023-1234", "mhn*")),
        *(f"fastighet:{name}" for name in ("Stadsliden 6:7", '"Umeå Stadsliden 6:7"', "6:7", "stadslid*")),
        *(f"lag:{law}" for law in ("2010:900", '"11 kap. 20 §"')),
        *(f"epost:{address}" for address in ("a.ek@example.se", "example.se")),
        *(f"adress:{address}" for address in ("Storgatan 47 B", "Storgatan", '"storgatan 47B"')),
    ],
)
def test_a_field_finds_what_is_named_in_any_written_form(query: str) -> None:
    assert finds_named(query)


@pytest.mark.parametrize(
    "query",
    [
        'person:"Bo Petrović"',  # two mentions
        "org:petrović",
        "fastighet:6:75",
        "pnr:850312-2390",
        "belopp:1500",
        "person:(anna OR östen)",
    ],
)
def test_a_field_does_not_find_what_is_not_named(query: str) -> None:
    assert not finds_named(query)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("krog NEAR/2 tillstånd", "Krogens nya fina tillståndet drogs in."),
        ('"nya fina" NEAR/0 krog', "Krogens nya fina tillståndet drogs in."),
        ("(krog OR restaurang) NEAR/3 lås", "restaurangen har ett lås"),
        ("kgt 42r NEAR/3 bilen", "bilen KGT42R"),
        ("15000,00", "om 15 000 kr"),
        ("Anderson~", "hos Andersson"),
    ],
)
def test_near_and_alike_words_find_the_text(query: str, text: str) -> None:
    assert finds(query, text)


def test_near_words_stand_on_one_page_and_no_further_apart() -> None:
    assert not finds("krog NEAR/1 tillstånd", "krogens nya fina tillstånd")
    assert not finds("krog NEAR/5 tillstånd", "krogens", "tillstånd")


@pytest.mark.parametrize(
    ("query", "reading"),
    [
        ("", "alla dokument"),
        ("krog bil", "dokument som innehåller ”krog” och ”bil”"),
        ("krog NEAR/5 bil", "dokument som innehåller ”krog” högst 5 ord från ”bil”"),
        ("krog OR bar", "dokument som innehåller ”krog” eller ”bar”"),
        ('typ:pm person:"Bo Ek"', "dokument som har handlingstypen ”pm” och nämner personen ”Bo Ek”"),
        ("-kontor", "dokument som inte innehåller ”kontor”"),
        ("datum:2024..", "dokument som är daterade 2024-01-01 eller senare"),
    ],
)
def test_a_tree_is_told_in_words(query: str, reading: str) -> None:
    assert wording_of_tree(parse(query).tree) == reading


def test_only_what_is_more_than_words_is_worth_telling() -> None:
    assert all(is_plain(parse(query).tree) for query in ("", "krog", "krog bil", "kgt 42r"))
    assert not any(is_plain(parse(query).tree) for query in ("krog OR bil", '"krog"', "pnr:850312", "krog NEAR/2 bil"))


def test_an_unknown_field_is_told_with_its_neighbours() -> None:
    assert Hint.of("field", {"field": "persn", "near": "person: eller personer:"}) in parse("persn:ek").hints
    assert parse("EU:s regler http://example.se").hints == ()


@given(st.text('ab å()"-*~:/.>< ', max_size=80), st.sampled_from(["person:", "datum:", "typ:", "pnr:", "a NEAR/3 "]))
def test_anything_may_follow_a_field(text: str, before: str) -> None:
    tree = parse(before + text).tree
    matches(tree, unit("ett ord"))
    assert wording_of_tree(tree)

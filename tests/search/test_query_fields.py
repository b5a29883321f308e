"""Fields of the query language: what each takes, and what it finds among the mentions of a page."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.mention import Label, Mention
from search.facet import FACET_TYPES, FACETS, TitledFacet
from search.field_values import CLOSED, FieldValues
from search.hint import Hint
from search.index import IndexedPage, IndexUnit
from search.named import mention_tokens
from search.parsing import parse
from search.query import Dated, HasValue, TokenField
from search.typed_dates import span_of
from search.wording_of_tree import wording_of_tree
from search.words import fields
from tests.search.brute_force import matches
from tests.search.queries import shape, unit


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("typ:protokoll", ("kind", "minutes")),
        ("TYP:polis", ("kind", "police_memo", "police_statement")),
        ("kind:inspection_report", ("kind", "inspection_report")),
        ('typ:"polis-pm"', ("kind", "police_memo")),
        ("utfall:beviljat", ("outcome", "granted")),
        ("outcome:bevilj*", ("outcome", "granted", "granted_with_conditions")),
        ("utfall:Beviljat med villkor båt", ("and", ("outcome", "granted_with_conditions"), "båt")),
        ("kvalitet:good", ("quality", "good")),
        ("månad:2024-05", "2024-05-01..2024-05-31"),
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
def test_a_field_takes_its_value(query: str, expected: object) -> None:
    assert shape(parse(query).tree) == expected


_WRITTEN = {
    "source": ("källa", "source"),
    "owner": ("ägare", "owner"),
    "kind": ("typ", "kind"),
    "outcome": ("utfall", "outcome"),
    "role": ("roll", "role"),
    "year": ("år", "year"),
    "month": ("månad", "month"),
    "method": ("metod", "method"),
    "quality": ("kvalitet", "quality"),
    "PERSON": ("person", "people"),
    "ORG": ("org", "company"),
    "LOC": ("plats", "place"),
    "ADDRESS": ("adress", "address"),
    "PROPERTY": ("fastighet", "property"),
    "PERSONNUMMER": ("personnummer", "personalnumber"),
    "ORGNR": ("orgnr", "orgno"),
    "CASE": ("ärende", "case"),
    "VEHICLE": ("fordon", "vehicle"),
    "PHONE": ("telefon", "phone"),
    "EMAIL": ("epost", "email"),
    "URL": ("webb", "web"),
    "ACCOUNT": ("konto", "account"),
    "LAW": ("lag", "law"),
    "AMOUNT": ("belopp", "amount"),
    "DATE": ("nämntdatum", "mentioneddate"),
    "TIME": ("klockslag", "time"),
}


@pytest.mark.parametrize("type", FACET_TYPES)
def test_every_facet_type_has_a_field_in_swedish_and_in_english(type: str) -> None:
    meant = {**fields.VALUES, **fields.DATES, **{name: label.value for name, label in fields.LABELS.items()}}
    assert [meant[name] for name in _WRITTEN[type]] == [type, type]
    assert all(type in fields.SAID for type in fields.OF_VALUES)


@pytest.mark.parametrize("type", ["kind", "method", "outcome", "role", "quality"])
def test_every_value_with_a_title_is_found_by_its_field(type: str) -> None:
    facet = FACETS[type]
    assert isinstance(facet, TitledFacet)
    for id, title in facet.values.items():
        for typed in (id, title.upper()):
            tree = parse(f'{fields.OF_VALUES[type][0]}:"{typed}"').tree
            assert isinstance(tree, HasValue)
            assert id in tree.ids


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("nämntdatum:2024-05-19", ("DATE", "2024-05-19")),
        ("mentioneddate:20240519", ("DATE", "2024-05-19")),
        ("nämntdatum:2024-W12", ("DATE", "2024-W12")),
        ("klockslag:9.05", ("TIME", "09:05")),
        ('time:"kl. 10:15"', ("TIME", "10:15")),
    ],
)
def test_dates_and_times_of_the_text_are_looked_for_as_entities(query: str, asked: tuple[str, str]) -> None:
    known = FieldValues({}, lambda label, value: ("e1",) if (label, value) == asked else ())
    assert shape(parse(query, values=known).tree) == (asked[0], "e1")
    assert shape(parse(query).tree)[0] == asked[0]  # type: ignore[index]  # nobody knows it: found in nothing
    assert parse(query).hints


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


def test_an_unknown_field_is_told_with_its_neighbours() -> None:
    assert Hint.of("field", {"field": "persn", "near": "person: eller personer:"}) in parse("persn:ek").hints
    assert parse("EU:s regler http://example.se").hints == ()


@given(st.text('ab å()"-*~:/.>< ', max_size=80), st.sampled_from(["person:", "datum:", "typ:", "pnr:", "a NEAR/3 "]))
def test_anything_may_follow_a_field(text: str, before: str) -> None:
    tree = parse(before + text).tree
    matches(tree, unit("ett ord"))
    assert wording_of_tree(tree)


@pytest.mark.parametrize(
    "text", ["2 maj 2024", "den 2 maj 2024", "2:e maj 2024", "2 Maj 2024", "2/5 2024", "02.05.2024", "2/5-2024"]
)
def test_a_day_is_understood_as_papers_write_it(text: str) -> None:
    day = date(2024, 5, 2)
    assert span_of(text) == (Dated(day, day), False)
    named = FieldValues(CLOSED.of_type, lambda _, value: (value,))
    assert parse(f'nämntdatum:"{text}"', values=named).tree == HasValue("DATE", ("2024-05-02",), text)
    assert parse(f'datum:"{text}"').tree == Dated(day, day)


def test_a_month_in_letters_that_mean_the_same_to_python_is_understood_too() -> None:
    """Whatever the case, ``ſ`` is an s to a pattern, and the Kelvin sign a k."""
    for text, month in (("2 ſep 2024", 9), ("2 o\u212at 2024", 10), ("2 AUGUſTI 2024", 8)):
        day = date(2024, month, 2)
        assert span_of(text) == (Dated(day, day), False)
        assert parse(f'datum:"{text}"').tree == Dated(day, day)


@pytest.mark.parametrize("text", ["32 maj 2024", "2/13 2024", "2 mån 2024", "maj 2024 2"])
def test_what_no_calendar_has_is_no_day(text: str) -> None:
    assert span_of(text) is None

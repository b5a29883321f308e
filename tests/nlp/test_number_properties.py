"""What holds of every text, and of every number made by its definition, in each form that it is written in."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.mention import Label
from nlp.candidate import Context
from nlp.components import RULES
from nlp.rules import account, amount, orgnr, personnummer, phone, vehicle
from tests.nlp.numbers_made_up import check_digit

TODAY = Context(date(2024, 6, 1))
MINE = ("personnummer", "orgnr", "account", "amounts", "internet", "vehicle", "phone")
PIECES = st.sampled_from(
    ["850312", "-", "9853", "19", "SE", "01", " ", "\n", "\t", "kr", "kronor", ":-", "bg ", "pg ", "070", "+46", "(0)",
     "ABC", "12D", "123", ".", ",", "|", "mnkr", "@", "x.se", "www.", "IBAN ", "clearing ", "konto ", "org.nr ", "O",
     "l", "S", "B", "å", "\u00ad", "\u00a0", "–", "1 000", "Belopp\t", "XXXX", "²", "٣", "5", "0"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join))


@given(TEXTS)
def test_spans_lie_in_the_text_and_values_have_the_form_of_their_label(text: str) -> None:
    for name in MINE:
        for one in RULES[f"samsyn_{name}"](text, TODAY):
            assert 0 <= one.start < one.end <= len(text)
            assert text[one.start : one.end] == text[one.start : one.end].strip()
            assert 0 < one.confidence <= 1
            assert one.value.isprintable()


@given(st.dates(date(1925, 1, 1), date(2023, 12, 31)), st.integers(980, 999), st.booleans(), st.data())
def test_a_personnummer_is_found_in_each_form(born: date, serial: int, coordination: bool, data: st.DataObject) -> None:
    six = f"{born:%y%m}{born.day + 60 * coordination:02}"
    last = f"{serial}{check_digit(f'{six}{serial}')}"
    value = f"{born.year // 100}{six}{last}"
    form = data.draw(st.sampled_from(["{c}{s}-{l}", "{c}{s}{l}", "pnr {c}{s} {l}", "{s}-{l}", "Personnummer: {s}{l}"]))
    text = form.format(c=born.year // 100, s=six, l=last)
    assert [one.value for one in personnummer.find(f"Gäller {text}, Umeå", TODAY)] == [value]


NINE = st.integers(200_000_000, 999_999_999).map(str).filter(lambda nine: nine[2] >= "2")


@given(NINE, st.sampled_from(["{0}-{1}", "org.nr {0}{1}", "org.nr: {0} {1}", "16{0}{1}", "SE{0}{1}01", "AB {0}{1}"]))
def test_an_orgnr_is_found_in_each_form(nine: str, form: str) -> None:
    ten = nine + check_digit(nine)
    found = orgnr.find(f"Bolag {form.format(ten[:6], ten[6:])} i Umeå", TODAY)
    assert {one.value for one in found} == {ten}


@given(NINE, st.integers(1, 9))
def test_no_other_check_digit_makes_an_orgnr(nine: str, wrong: int) -> None:
    last = (int(check_digit(nine)) + wrong) % 10
    assert list(orgnr.find(f"org.nr {nine[:6]}-{nine[6:]}{last}", TODAY)) == []


@given(st.integers(100_0000, 999_9999), st.sampled_from(["bg {0}-{1}", "Bankgiro: {0}{1}", "giro\t{0}-{1}"]))
def test_a_bankgiro_is_found_in_each_form(number: int, form: str) -> None:
    whole = f"{number}{check_digit(str(number))}"
    found = account.find(form.format(whole[:-4], whole[-4:]), TODAY)
    assert f"BG:{whole}" in {one.value for one in found}


@given(
    st.integers(1, 999_999_999),
    st.integers(0, 99),
    st.sampled_from([" ", "\u00a0", "."]),
    st.sampled_from([" kronor", " kr", ":-", " SEK", "kr"]),
)
def test_an_amount_is_found_in_each_form(kronor: int, ore: int, mark: str, unit: str) -> None:
    grouped = f"{kronor:,}".replace(",", mark)
    text = f"kostar {grouped},{ore:02}{unit} i dag"
    assert f"{kronor}.{ore:02}" in {one.value for one in amount.find(text, TODAY)}


@given(
    st.from_regex(r"\A[A-HJ-PR-UW-Z]{3}[0-9]{2}[0-9A-HJ-NPR-UW-Z]\Z"),
    st.sampled_from(["reg.nr {0}{1}", "bilen {0} {1}", "regnr: {0}-{1}"]),
    st.booleans(),
)
def test_a_plate_is_found_in_each_form(plate: str, form: str, small: bool) -> None:
    text = form.format(plate[:3], plate[3:])
    if small:
        text = text.lower()
    values = [one.value for one in vehicle.find(text, TODAY)]
    assert values == [plate] or (form.startswith("bilen") and values == [])  # "bilen hos 123" is words


@given(st.integers(701740605, 701740699), st.data())
def test_a_telephone_number_is_found_in_each_form(number: int, data: st.DataObject) -> None:
    plain = f"0{number}"
    forms = [plain, f"+46{number}", f"{plain[:3]}-{plain[3:6]} {plain[6:8]} {plain[8:]}", f"{plain[:3]}-{plain[3:]}",
             f"+46 (0){plain[1:3]}-{plain[3:6]} {plain[6:8]} {plain[8:]}"]  # fmt: skip
    text = f"Nås på {data.draw(st.sampled_from(forms))}."
    assert [one.value for one in phone.find(text, TODAY)] == [f"+46{number}"]


@pytest.mark.parametrize("name", MINE)
def test_labels_are_the_rules_own(name: str) -> None:
    own = {"account": Label.ACCOUNT, "amounts": Label.AMOUNT, "vehicle": Label.VEHICLE, "phone": Label.PHONE}
    text = "bg 528-4070 500 kr KGT423 070-174 06 05 a@b.se"
    found = {one.label for one in RULES[f"samsyn_{name}"](text, TODAY)}
    assert found <= {own.get(name, Label.EMAIL)}

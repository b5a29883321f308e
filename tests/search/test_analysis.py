"""Words and identifiers: the keys that texts and queries meet in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import analyse
from tests.timing import seconds


def exact(text: str) -> list[str]:
    return [key for token in analyse(text) for key in token.exact]


def lemma(word: str) -> str:
    (token,) = analyse(word)
    return token.lemma[0]


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("beslutet", "beslut"),
        ("besluten", "beslut"),
        ("Beslut", "beslut"),
        ("beslutade", "besluta"),
        ("rån", "rån"),
        ("rånet", "rån"),
        ("rånen", "rån"),
        ("råna", "råna"),
        ("rånade", "råna"),
        ("tillståndet", "tillstånd"),
        ("tillstånden", "tillstånd"),
        ("ärendet", "ärende"),
        ("ärenden", "ärende"),
        ("ärendets", "ärende"),
        ("handläggare", "handläggare"),
        ("handläggaren", "handläggare"),
        ("handläggarna", "handläggare"),
        ("målsäganden", "målsägande"),
        ("vittnet", "vittne"),
        ("serveringstillståndet", "serveringstillstånd"),
        ("domar", "dom"),
        ("åtal", "åtal"),
        ("nämnd", "nämnd"),
        ("nämnden", "nämnd"),
        ("anmälningar", "anmälan"),
        ("överklagandenämnden", "överklagandenämnd"),
        ("EU:s", "eu"),
        ("Umeås", "umeå"),
    ],
)
def test_the_base_form_of_the_words_of_case_files(form: str, base: str) -> None:
    assert lemma(form) == base


@pytest.mark.parametrize(
    ("key", "forms"),
    [
        ("8503122391", ["198503122391", "19850312-2391", "850312-2391", "8503122391", "850312 2391", "850312+2391"]),
        ("8503122391", [f"850312{dash}2391" for dash in "\u00ad\u2010\u2011\u2014\u2212"]),
        ("8503122391", ["850312-\n  2391", "18850312-2391", "1985-03-12-2391", "8503 12-23 91", "850312_2391"]),
        ("8503122391", ["8 5 0 3 1 2 - 2 3 9 1"]),
        ("5560160680", ["556016-0680", "5560160680", "165560160680", "16556016-0680", "SE556016068001"]),
        ("kgt42r", ["KGT 42R", "KGT42R", "kgt42r", "KGT-42R", "KGT\u00a042R"]),
        ("0701234567", ["070-123 45 67", "0701234567", "+46 70 123 45 67", "+46 (0)70-123 45 67", "0046701234567"]),
        ("0812345678", ["08-123 456 78", "08-12 34 56 78", "+46 8 123 456 78"]),
        ("2023-1234", ["2023-1234", "2023/1234", "2023\u20131234"]),
        ("anna.ek@exempel.se", ["anna.ek@exempel.se", "Anna.Ek@Exempel.SE"]),
        ("2010:900", ["2010:900"]),
        ("serveringstillstånd", ["serverings-\ntillstånd", "Serverings-\r\n  tillstånd", "serverings\u00adtillstånd"]),
        ("ångra", ["ångra", "A\u030angra", "ÅNGRA"]),
    ],
)
def test_one_key_however_it_is_written(key: str, forms: list[str]) -> None:
    for form in forms:
        assert exact(f"före {form} efter") == ["före", key, "efter"], form


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("el- och vattenskador", ["el", "och", "vattenskador"]),
        ("el-\noch", ["el", "och"]),
        ("pnr850312-2391", ["pnr", "8503122391"]),
        ("Anmalan_850312-2391.pdf", ["anmalan", "8503122391", "pdf"]),
        ("850312-2391och", ["8503122391", "och"]),
        ("240519\n1500", ["240519", "1500"]),
        ("2024-05-19 - 2024-06-01", ["2024-05-19", "2024-06-01"]),
        ("den 20 850312-2391", ["den", "20", "8503122391"]),
        ("Britt-\nMarie", ["britt", "marie"]),
        ("IT-\nsystem", ["it", "system"]),
        ("dnr MHN-2023-1234", ["dnr", "mhn", "2023-1234"]),
        ("15 000 kr", ["15", "000", "kr"]),
        ("Umeå Stadsliden 6:7", ["umeå", "stadsliden", "6:7"]),
        ("11 kap. 20 §", ["11", "kap", "20"]),
        ("lås las", ["lås", "las"]),
        ("090-16 10 00 090-16 10 01", ["090161000", "090161001"]),
    ],
)
def test_where_words_end(text: str, keys: list[str]) -> None:
    assert exact(text) == keys


def test_accents_are_folded_below_but_swedish_letters_never() -> None:
    token, other = analyse("Petrović räksmörgås")
    assert (token.exact, token.lemma) == (("petrović",), ("petrovic",))
    assert other.lemma == ("räksmörgås",)


def test_an_amount_is_found_by_its_whole() -> None:
    assert "15000" in analyse("om 15 000 kr")[2].parts


def test_likely_misreadings_share_a_skeleton() -> None:
    pairs = [("serveringstillstånd", "serverlngst1llstand"), ("modern", "modem"), ("kgt42r", "KGT4ZR"), ("505", "SO5")]
    for right, wrong in pairs:
        assert analyse(right)[0].skeleton == analyse(wrong)[0].skeleton
    assert analyse("lås")[0].skeleton != analyse("läst")[0].skeleton


@given(st.text())
def test_any_text_has_tokens_in_order_with_one_key_where_one_is_due(text: str) -> None:
    before = 0
    for token in analyse(text):
        assert before <= token.start < token.end
        assert text[token.start : token.end] == token.word
        assert len(token.exact) == len(token.lemma) == len(token.skeleton) == 1
        assert all((*token.exact, *token.lemma, *token.skeleton, *token.parts, *token.stem))
        before = token.end


@pytest.mark.parametrize(
    "text", ["1" * 50_000 + "a", "1." * 30_000, "a-\n" * 20_000, "a@" * 20_000, "a." * 20_000 + "@"]
)
def test_odd_texts_take_no_longer_than_others(text: str) -> None:
    assert seconds(lambda: analyse(text), below=5) < 5

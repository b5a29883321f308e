"""Telephone numbers and registration plates: their forms, what speaks for them, and what looks like one."""

from __future__ import annotations

import pytest

from models.mention import Label
from tests.nlp.finding import values

MOBILE, FIXED = "+46701740605", "+46980319200"  # from PTS's series for fiction


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("070-174 06 05", MOBILE),
        ("0701-74 06 05", MOBILE),
        ("070-1740605", MOBILE),
        ("070 - 174 06 05", MOBILE),
        ("070/174 06 05", MOBILE),
        ("070.174.06.05", MOBILE),
        ("0701740605", MOBILE),
        ("Mobil:0701740605", MOBILE),
        ("+46701740605", MOBILE),
        ("+46 (0)70-174 06 05", MOBILE),
        ("+46-70-174 06 05", MOBILE),
        ("0046 70 174 06 05", MOBILE),
        ("070-174\n06 05", MOBILE),
        ("0980-319 200", FIXED),
        ("(0980) 319 200", FIXED),
        ("tfn 0980-31 92 00", FIXED),
        ("0980 – 319 200", FIXED),
        ("ny tid 7/9, 0980319200 om något krånglar", FIXED),
        ("Storgatan 1, 990 12 Älvhamra · 0980-319 200\n1", FIXED),  # a page number
        ("Kontakta skolan på 0980-319 200\n5. Varma kläder", FIXED),
        ("Emma Ek, 070-174 06 05 7 personer", MOBILE),
        ("Namn\tTelefon\nEk\t0980319200", FIXED),
        ("telefon 0771-11 22 33", "+46771112233"),
    ],
)
def test_a_telephone_number(text: str, value: str) -> None:
    assert values(text, Label.PHONE) == [value]


def test_two_telephone_numbers() -> None:
    assert values("tel 0980-319 200, 070-174 06 05", Label.PHONE) == [FIXED, MOBILE]


@pytest.mark.parametrize(
    "text",
    ["artikelnr 0980319200", "Kundnummer 0980319200", "Faktura\tNr\n0980319200\t1", "lösenkod 0701740605",
     "Kvitto 0701740605", "41-552 96 15", "kl. 0930-1015", "0123-4567-8901-2345", "192.168.1.12", "ref 0980319200"],
)  # fmt: skip
def test_not_a_telephone_number(text: str) -> None:
    assert values(text, Label.PHONE) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("reg.nr ABC 12D", "ABC12D"),
        ("registreringsnumret abc123", "ABC123"),
        ("Reg.nr: kgt 42r", "KGT42R"),
        ("regnr KGT-423", "KGT423"),
        ("regnr MAN 123", "MAN123"),  # a series of something else, but here it is called a plate
        ("bilen (KGT423)", "KGT423"),
        ("KGT423:s ägare", "KGT423"),
        ("Om fordonet KGT42R: körs av Ek", "KGT42R"),
        ("besökare: Emma Ek, KGT42J\n15.25 brandlarm", "KGT42J"),
        ("Milersättning, KGT42R\t11\tmil", "KGT42R"),
        ("Ek kör Ford Focus KGT\n423.", "KGT423"),
        ("Ek kör kgt 42r 09.30", "KGT42R"),
        ("vit skåpbil, kgt423", "KGT423"),
        ("han stuvade madrasser i mlb 980", "MLB980"),  # no word
        ("hade sett orm 089", "ORM089"),  # nothing is counted from nought
        ("kl. 23.49 typ 270, vit skåp", "TYP270"),
        ("Namn\tReg.nr\nEk\tkgt 423", "KGT423"),
        ("reg.nr KGT42R 2024-05-19", "KGT42R"),
        ("Volvo KGT423 2019", "KGT423"),
        ("KGT42R 12 mil", "KGT42R"),
    ],
)
def test_a_plate(text: str, value: str) -> None:
    assert values(text, Label.VEHICLE) == [value]


def test_several_plates() -> None:
    assert values("fordon KGT423, KGT42R och MLB 11C", Label.VEHICLE) == ["KGT423", "KGT42R", "MLB11C"]


@pytest.mark.parametrize(
    "text",
    ["granne bor 149 meter bort, traktorn", "BOR 123 meter", "typ 270 m", "kör max 60m", "väg med 123",
     "taxi tog 250 kr", "artikel KGT423", "rum KGT 423", "kurs ABC123", "Artikel\tAntal\nKGT 423\t2",
     "prop. 2020/21:KGT135", "ABC 123 45", "ABC 123 2019", "ABC123 456", "ABC123 45 67", "VKI 475", "FPM135",
     "rum 089"],
)  # fmt: skip
def test_not_a_plate(text: str) -> None:
    assert values(text, Label.VEHICLE) == []

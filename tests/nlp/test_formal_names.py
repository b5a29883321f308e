"""Dates, times, amounts, laws, cases, properties, addresses, vehicles, telephones, web: forms and hard negatives."""

from __future__ import annotations

from datetime import date

import pytest

from models.mention import Label
from tests.nlp.finding import values

FOUND = [
    (Label.DATE, "2024-05-19", ["2024-05-19"]),
    (Label.DATE, "Date: Sun, 19 May 2024 10:15:00 +0200", ["2024-05-19"]),
    (Label.DATE, "den 3 maj 2024", ["2024-05-03"]),
    (Label.DATE, "fredagen den 3 maj", ["--05-03"]),
    (Label.DATE, "den 3\nmaj 2024", ["2024-05-03"]),
    (Label.DATE, "24-02-09", ["2024-02-09"]),
    (Label.DATE, "98-02-09", ["1998-02-09"]),
    (Label.DATE, "den 12/2", ["--02-12"]),
    (Label.DATE, "12/2 2024", ["2024-02-12"]),
    (Label.DATE, "v. 12", ["-W12"]),
    (Label.DATE, "vecka 12, 2024", ["2024-W12"]),
    (Label.DATE, "maj 2023", ["2023-05"]),
    (Label.DATE, "under 2022", ["2022"]),
    (Label.DATE, "budget 2022", ["2022"]),
    (Label.DATE, "3–5 maj 2024", ["2024-05-03", "2024-05-05"]),
    (Label.DATE, "2024-05-19 – 2024-05-21", ["2024-05-19", "2024-05-21"]),
    (Label.DATE, "19.5.2024", ["2024-05-19"]),
    (Label.TIME, "kl. 9.00–11.30", ["09:00", "11:30"]),
    (Label.TIME, "klockan 7", ["07:00"]),
    (Label.TIME, "tid 10:15", ["10:15"]),
    (Label.AMOUNT, "1 284 500 kronor", ["1284500.00"]),
    (Label.AMOUNT, "15.000:-", ["15000.00"]),
    (Label.AMOUNT, "12,4 mnkr", ["12400000.00"]),
    (Label.AMOUNT, "1,5 miljoner kronor", ["1500000.00"]),
    (Label.AMOUNT, "349,50 kr", ["349.50"]),
    (Label.AMOUNT, "250 tkr", ["250000.00"]),
    (Label.AMOUNT, "SEK 15 000", ["15000.00"]),
    (Label.AMOUNT, "5 000–8 000 kronor", ["5000.00", "8000.00"]),
    (Label.AMOUNT, "år 2023 284 500 kronor", ["284500.00"]),
    (Label.LAW, "11 kap. 20 § plan- och bygglagen (2010:900)", ["SFS 2010:900 11 kap. 20 §"]),
    (Label.LAW, "11 kap. 20 § PBL", ["SFS 2010:900 11 kap. 20 §"]),
    (Label.LAW, "SFS 2010:900 11 kap. 20 §", ["SFS 2010:900 11 kap. 20 §"]),
    (Label.LAW, "8 kap. 1 § första stycket 2 p. alkohollagen", ["SFS 2010:1622 8 kap. 1 § 1 st. 2 p."]),
    (Label.LAW, "25 kap. 1 § OSL", ["SFS 2009:400 25 kap. 1 §"]),
    (Label.LAW, "enligt miljöbalken", ["SFS 1998:808"]),
    (Label.LAW, "lagen (2018:2088) om tobak", ["SFS 2018:2088"]),
    (Label.LAW, "9 kap. 2 a §", ["9 kap. 2 a §"]),
    (Label.LAW, "1 kap. 8 8 andra stycket", ["1 kap. 8 § 2 st."]),
    (Label.LAW, "prop. 2009/10:170 s. 12", ["prop. 2009/10:170 s. 12"]),
    (Label.LAW, "NJA 2010 s. 112", ["NJA 2010 s. 112"]),
    (Label.CASE, "Dnr MBN 2024-0123", ["MBN 2024-0123"]),
    (Label.CASE, "diarienummer: 2023/004796", ["2023/004796"]),
    (Label.CASE, "BYGG.2023.112", ["BYGG.2023.112"]),
    (Label.CASE, "5000-K123456-24", ["5000-K123456-24"]),
    (Label.CASE, "mål nr T 170-08", ["T 170-08"]),
    (Label.CASE, "B 1234-23", ["B 1234-23"]),
    (Label.CASE, "dnr 2024:123", ["2024:123"]),
    (Label.PROPERTY, "Umeå Stadsliden 6:7", ["Umeå Stadsliden 6:7"]),
    (Label.PROPERTY, "UMEÅ STADSLIDEN 6:7", ["Umeå Stadsliden 6:7"]),
    (Label.PROPERTY, "Umeå\nStadsliden 6:7", ["Umeå Stadsliden 6:7"]),
    (Label.PROPERTY, "Fastigheten Stadsliden 1:23", ["Stadsliden 1:23"]),
    (Label.PROPERTY, "kvarteret Björnen 3", ["Björnen 3"]),
    (Label.ADDRESS, "Storgatan 47 b, 903 26 Umeå", ["Storgatan 47 B, 903 26 Umeå"]),
    (Label.ADDRESS, "Norra Kungsgatan 5", ["Norra Kungsgatan 5"]),
    (Label.ADDRESS, "Storgatan 12A lgh 1203\n903 26 Umeå", ["Storgatan 12 A, lgh 1203, 903 26 Umeå"]),
    (Label.ADDRESS, "Box 123, 901 08 Umeå", ["Box 123, 901 08 Umeå"]),
    (Label.ADDRESS, "till södra storgatan 4 b, 903 26 umeå", ["Södra Storgatan 4 B, 903 26 Umeå"]),
    (Label.VEHICLE, "Kl. 06.20: NSF 093 lämnar av sex personer", ["NSF093"]),
    (Label.VEHICLE, "KGT42R", ["KGT42R"]),
    (Label.VEHICLE, "bilen ABC 123", ["ABC123"]),
    (Label.VEHICLE, "regnr abc123", ["ABC123"]),
    (Label.PHONE, "070-174 06 05", ["+46701740605"]),
    (Label.PHONE, "090-16 10 00", ["+4690161000"]),
    (Label.PHONE, "+46 70 174 06 05", ["+46701740605"]),
    (Label.PHONE, "tel 0701740605", ["+46701740605"]),
    (Label.EMAIL, "Anna.Svensson@exempel.se.", ["anna.svensson@exempel.se"]),
    (Label.URL, "se https://www.Exempel.se/Sida?x=1.", ["https://www.exempel.se/Sida?x=1"]),
    (Label.URL, "läs på exempel.se", ["exempel.se"]),
]
NOTHING = [
    (Label.VEHICLE, "SFS 123"),
    (Label.VEHICLE, "DNR 123"),
    (Label.VEHICLE, "NJA 200"),
    (Label.VEHICLE, "IQV123"),
    (Label.VEHICLE, "abc123"),
    (Label.VEHICLE, "den 123"),
    (Label.DATE, "2024-13-01"),
    (Label.DATE, "2024-02-30"),
    (Label.DATE, "1/2 av ytan"),
    (Label.DATE, "dygnet runt 24/7"),
    (Label.DATE, "2024-05-1234"),
    (Label.DATE, "kap. 3 majs"),
    (Label.TIME, "Umeå Stadsliden 6:12"),
    (Label.TIME, "kl. 27.00"),
    (Label.AMOUNT, "15 000 kvadratmeter"),
    (Label.AMOUNT, "krona"),
    (Label.LAW, "11 kapten"),
    (Label.CASE, "direktiv 2006/123/EG"),
    (Label.CASE, "åren 2009-2011"),
    (Label.CASE, "SFS 2010-900"),
    (Label.CASE, "Under 2028-2029"),
    (Label.CASE, "årsskiftet 1999/2000"),
    (Label.ADDRESS, "Investeringen 2026"),
    (Label.DATE, "mellan 1/5 och 1/2 gränsvärdet"),
    (Label.PROPERTY, "SFS 2010:900"),
    (Label.PROPERTY, "Skellefteå\nLänsväg 902"),
    (Label.ADDRESS, "riksvägen 40"),
    (Label.PROPERTY, "Mjölby\nRunt 05:30"),
    (Label.PROPERTY, "Tabell 1:2"),
    (Label.PROPERTY, "Måndag 9:15"),
    (Label.ADDRESS, "länsväg 205"),
    (Label.ADDRESS, "väg 757"),
    (Label.PHONE, "0123456"),
    (Label.PHONE, "2024-05-19"),
    (Label.PHONE, "1 234 567 890"),
    (Label.EMAIL, "anna@"),
    (Label.URL, "m.m. och t.ex. så"),
]


@pytest.mark.parametrize(("label", "text", "expected"), FOUND)
def test_found(label: Label, text: str, expected: list[str]) -> None:
    assert values(f"Se vidare {text} och så vidare.", label) == expected or values(text, label) == expected


@pytest.mark.parametrize(("label", "text"), NOTHING)
def test_not_found(label: Label, text: str) -> None:
    assert values(text, label) == []


def test_a_law_is_the_one_in_force_on_the_documents_day() -> None:
    assert values("11 kap. 1 § SoL", Label.LAW, today=date(2024, 1, 1)) == ["SFS 2001:453 11 kap. 1 §"]
    assert values("11 kap. 1 § SoL", Label.LAW, today=date(2025, 7, 1)) == ["SFS 2025:400 11 kap. 1 §"]

"""Case numbers of boards, authorities, courts and the police in every written form, and what looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.mention import Label
from tests.nlp.ruled import told, values

FOUND = [
    ("Dnr MBN 2024-0123", ["MBN 2024-0123"]),
    ("Dnr: KS/2023:123", ["KS/2023:123"]),
    ("KS 2023:1234", ["KS 2023:1234"]),
    ("diarienummer 2023/004796", ["2023/004796"]),
    ("dnr 3.4.1-12345/2023", ["3.4.1-12345/2023"]),
    ("Länsstyrelsen, 505-12345-2023", ["505-12345-2023"]),
    ("(dnr S2012/3905/FS)", ["S2012/3905/FS"]),
    ("BYGG.2023.112", ["BYGG.2023.112"]),
    ("Dnr hos oss 5000-K88072-18; ange", ["5000-K88072-18"]),
    ("AM-123456-22", ["AM-123456-22"]),
    ("dnr 5588-07-42 och 1870-09-42", ["5588-07-42", "1870-09-42"]),
    ("i ärende nr 2567-05-40.", ["2567-05-40"]),
    ("mål nr T 170-08", ["T 170-08"]),
    ("B 456-22", ["B 456-22"]),
    ("Förvaltningsrättens dom i mål 4258-22", ["4258-22"]),
    ("DOM 4014-20 – miljömål", ["4014-20"]),
    ("Yttrande till 1436-23", ["1436-23"]),
    ("Dom i tvistemål, 8132-18", ["8132-18"]),
    ("Hyresnämnden har mål 1557-19 2019-07-12", ["1557-19"]),
    ("Förvaltningsrätten i Umeå, Enhet 2\n1097-25\nDOM", ["1097-25"]),
    ("SN 2022/1401: överlämnas", ["SN 2022/1401"]),
    ("Ekonomi- och avtalsenheten\nKS 2021/01406\n2022-02-18", ["KS 2021/01406"]),
    ("mål nr 4258-22. Handlingar i 4258-22 finns.", ["4258-22", "4258-22"]),
]
NOTHING = [
    "avtal AVT-2019-277", "enligt UH-2024-446", "Ärendenr: 67-922 80 77", "direktiv 2006/123/EG", "åren 2009-2011",
    "SFS 2010-900", "Jämför 1974:770", "Förordning 2022:1873", "RiR 2016:28", "Ju 2016:03", "beteckning Tallen 6:32",
    "sidorna 123-45", "tel 090-16 10 00", "lån 2024-12345", "kl. 10-12",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_found(text: str, expected: list[str]) -> None:
    assert values(text, Label.CASE) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_not_found(text: str) -> None:
    assert values(text, Label.CASE) == []


@given(
    board=st.sampled_from(["MBN", "KS", "SN", "BYGG", "SBN"]),
    year=st.integers(1990, 2040),
    number=st.integers(2050, 99999),
    sign=st.sampled_from([" {}-{}", "-{}-{}", " {}/{}", ".{}.{}"]),
)
def test_a_made_number_is_found_as_it_is_written(board: str, year: int, number: int, sign: str) -> None:
    case = board + sign.format(year, number)
    assert told(f"Ärendet {case} gäller bygglov.", Label.CASE) == [(case, case)]

"""Law references: what is one mention, whose law a place is, preparatory works, case law and acts of the Union."""

from __future__ import annotations

from datetime import date

import pytest

from models.mention import Label
from tests.nlp.ruled import told, values

LISTS = [
    ("5 och 7 §§ förvaltningslagen", [("5", "SFS 2017:900 5 §"), ("7 §§ förvaltningslagen", "SFS 2017:900 7 §")]),
    ("3–5 §§ FL", [("3", "SFS 2017:900 3 §"), ("5 §§ FL", "SFS 2017:900 5 §")]),
    (
        "4 kap. 19 och 20 §§ konkurslagen (1987:672)",
        [("4 kap. 19", "SFS 1987:672 4 kap. 19 §"), ("20 §§ konkurslagen (1987:672)", "SFS 1987:672 4 kap. 20 §")],
    ),
    (
        "3 § fjärde stycket 2 eller femte stycket räntelagen",
        [
            ("3 § fjärde stycket 2", "SFS 1975:635 3 § 4 st. 2 p."),
            ("femte stycket räntelagen", "SFS 1975:635 3 § 5 st."),
        ],
    ),
    (
        "7 kap. 22 eller 23 § samt 9 kap. 17 § offentlighets- och sekretesslagen",
        [
            ("7 kap. 22", "SFS 2009:400 7 kap. 22 §"),
            ("23 §", "SFS 2009:400 7 kap. 23 §"),
            ("9 kap. 17 § offentlighets- och sekretesslagen", "SFS 2009:400 9 kap. 17 §"),
        ],
    ),
    (
        "PBL 11 kap. 20 § och 9 kap. 2 §",
        [("PBL 11 kap. 20 §", "SFS 2010:900 11 kap. 20 §"), ("9 kap. 2 §", "SFS 2010:900 9 kap. 2 §")],
    ),
]
LAWS = [
    ("2 § lagen (1985:206) om viten.", ["2 § lagen (1985:206) om viten"]),
    (
        "enligt lagen\n(2010:1011) om brandfarliga\noch explosiva varor till maj",
        ["lagen\n(2010:1011) om brandfarliga\noch explosiva varor"],
    ),
    ("lagen (1915:218) om avtal och köplagen", ["lagen (1915:218) om avtal", "köplagen"]),
    ("lagen om anställningsskydd gäller", ["lagen om anställningsskydd"]),
    ("jordabalken (1970:994) om rättelse begärs", ["jordabalken (1970:994)"]),
    ("förordningen (2029:12) om nya avgifter ska tillämpas", ["förordningen (2029:12) om nya avgifter"]),
    ("kallad lag (2010:900).", ["lag (2010:900)"]),
    ("12 kap. 8\na § PBL", ["12 kap. 8\na § PBL"]),
    ("Äktenskapsbalkens bestämmelser", ["Äktenskapsbalkens"]),
]
OTHERS = [
    ("(se prop. 2009/10:170 s. 12 f.)", ["prop. 2009/10:170 s. 12 f."]),
    ("prop. 2002/03:12, s. 51 och 62", ["prop. 2002/03:12 s. 51 och 62"]),
    ("I prop. 2002/03:12 sägs. Se a. prop. s. 51.", ["prop. 2002/03:12", "prop. 2002/03:12 s. 51"]),
    ("bet. 1996/97:NU11, rskr. 1996/97:266", ["bet. 1996/97:NU11", "rskr. 1996/97:266"]),
    ("SOU 2000:2, s. 183", ["SOU 2000:2 s. 183"]),
    ("dir. 2014:158", ["dir. 2014:158"]),
    ("NJA 2010 s. 112", ["NJA 2010 s. 112"]),
    ("HFD 2012 ref. 45 och RÅ 1999 not 421", ["HFD 2012 ref. 45", "RÅ 1999 not. 421"]),
    ("AD 2006-73", ["AD 2006 nr 73"]),
    ("MÖD 2003:39", ["MÖD 2003:39"]),
    ("JO 2013/14 s. 392", ["JO 2013/14 s. 392"]),
    ("artikel 6.1 f i dataskyddsförordningen", ["förordning (EU) 2016/679 art. 6.1 f"]),
    (
        "artiklarna 5 och 6 i förordning (EG) nr 852/2004",
        ["förordning (EG) 852/2004 art. 5", "förordning (EG) 852/2004 art. 6"],
    ),
    ("rådets direktiv 76/895/EEG av den 23 november 1976", ["direktiv 76/895/EEG"]),
    ("kommissionens beslut 92/353/EEG, 92/354/EEG", ["beslut 92/353/EEG", "beslut 92/354/EEG"]),
    ("3 kap. 2 § Livsmedelsverkets föreskrifter (LIVSFS 2005:20)", ["LIVSFS 2005:20 3 kap. 2 §"]),
]
NOTHING = [
    "§ 38 Försörjningsstöd",
    "omröstning 12–25\n§ 8 Tränare",
    "UTSKOTTET, §§ 30–45",
    "5 § i hyresavtalet",
    "12 § ordningsstadgan för föreningen",
    "Storgatan 14, den 5 maj",
    "senast 2025-09-12\nFörslag",
    "En kapten och 8 kaptener",
    "a. prop. s. 51",
    "p. 11 i domen",
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_each_place_of_a_list_is_one_with_the_law_of_the_list(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(f"Enligt {text} gäller annat.", Label.LAW) == expected


@pytest.mark.parametrize(("text", "expected"), LAWS)
def test_a_law_is_named_with_its_number_and_title(text: str, expected: list[str]) -> None:
    assert [written for written, _ in told(text, Label.LAW)] == expected


@pytest.mark.parametrize(("text", "expected"), OTHERS)
def test_other_sources_of_law(text: str, expected: list[str]) -> None:
    assert values(text, Label.LAW) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_no_reference(text: str) -> None:
    assert values(text, Label.LAW) == []


def test_a_minutes_item_and_a_contracts_clause_are_no_law_and_a_bare_section_is_as_it_is() -> None:
    assert values("Se 26 § och 3 kap. 2 a §.", Label.LAW) == ["26 §", "3 kap. 2 a §"]
    assert values("1 § Denna lag gäller.\n2 § Annat sägs.\n1 kap. Inledande bestämmelser\n", Label.LAW) == []


def test_the_same_law_is_the_one_named_before() -> None:
    text = "Enligt 7 § förvaltningslagen (2017:900) och, i annat fall, 9 § samma lag."
    assert values(text, Label.LAW) == ["SFS 2017:900 7 §", "SFS 2017:900 9 §"]
    assert values("enligt 9 § samma lag", Label.LAW) == ["9 §"]


def test_a_page_says_what_its_names_mean() -> None:
    text = (
        "Påhittslagen (2011:77) gäller. 3 § påhittslagen. Lagen (2007:1091) om offentlig upphandling, LOU, och 4 § LOU."
    )
    assert values(text, Label.LAW, today=date(2024, 1, 1)) == [
        "SFS 2011:77",
        "SFS 2011:77 3 §",
        "SFS 2007:1091",
        "SFS 2007:1091",
        "SFS 2007:1091 4 §",
    ]
    again = "lagen (1990:409) om företagshemligheter; 5 § lagen om företagshemligheter"
    assert values(again, Label.LAW) == ["SFS 1990:409", "SFS 1990:409 5 §"]


def test_a_name_means_the_law_of_the_papers_day() -> None:
    assert values("4 kap. 9 § LOU", Label.LAW, today=date(2015, 5, 1)) == ["SFS 2007:1091 4 kap. 9 §"]
    assert values("lagen om offentlig upphandling", Label.LAW, today=date(2015, 5, 1)) == ["SFS 2007:1091"]
    assert values("lagen om offentlig upphandling", Label.LAW, today=date(2024, 5, 1)) == ["SFS 2016:1145"]


def test_a_sign_that_was_misread_is_repaired() -> None:
    assert values("1 kap. 8 8 andra stycket miljöbalken", Label.LAW) == ["SFS 1998:808 1 kap. 8 § 2 st."]
    assert values("2 kap. 3 $ miljöbalken", Label.LAW) == ["SFS 1998:808 2 kap. 3 §"]


def test_points_are_no_counts_and_no_list_below() -> None:
    assert values("6 § 1 eller 2 räntelagen", Label.LAW) == ["SFS 1975:635 6 § 1 p.", "SFS 1975:635 6 § 2 p."]
    assert values("enligt 6 § 14 dagar senare", Label.LAW) == ["6 §"]
    assert values("enligt 6 §\n1. Första punkten", Label.LAW) == ["6 §"]
    assert values("i fråga om 7 §, och\n- 8 kap. 7 § regeringsformen", Label.LAW) == ["7 §", "SFS 1974:152 8 kap. 7 §"]

"""Who is who within one document."""

from __future__ import annotations

import pytest

from models.mention import Label
from models.reference import CERTAIN
from tests.nlp.resolution.papers import names, said, tied

FIRST, SECOND = "850312-2391=198503122391", "500316-9934=195003169934"


@pytest.mark.parametrize(
    "page",
    [
        "[PERSON Britt-Marie Provsson] och [PERSON Provsson] kom.",
        "[PERSON Britt-Marie Provsson]. Sedan gick [PERSON Britt-Marie] hem.",
        "[PERSON Britt-Marie Provsson] intygar. [PERSON B-M. Provsson]",
        "[PERSON Britt-Marie Provsson] intygar. [PERSON B. Provsson]",
        "[PERSON Anna Maria Berg] och [PERSON Anna Berg].",
        "[PERSON Anna Berg Lindqvist] hette [PERSON Anna Berg].",
        "[PERSON Anna Berg-Lindqvist] hette [PERSON Anna Lindqvist].",
        "[PERSON Alfred Dahlén Hallberg] säger: [PERSON Dahlén Hallberg] var där.",
        "[PERSON Darius Provskas], [PERSON Provska]",  # a genitive -s that was none
        "[PERSON Magnus Kovacevic], [PERSON Magnus Kovačević] och [PERSON Magnus Kovacevlc]",
        "[PERSON Kristoffer Wallqvist], [PERSON Christoffer Vallkvist]",
    ],
)
def test_forms_of_one_name_are_one_person(page: str) -> None:
    assert len(names(page)) == 1


@pytest.mark.parametrize(
    "page",
    [
        "[PERSON Anna Berg] och [PERSON Anders Berg] mötte [PERSON Berg].",  # a surname that fits two is its own
        "[PERSON Jan Svensson] och [PERSON Jon Svensson] är bröder.",  # both are names
        "[PERSON Anna Berg], [PERSON Anna Lund] och [PERSON Anna]",
        "[PERSON Anders Berg], [PERSON Anna Berg], [PERSON A. Berg]",
    ],
)
def test_what_may_be_several_is_none_of_them(page: str) -> None:
    assert len(names(page)) == page.count("[")


def test_a_name_fits_the_fullest_and_shows_it() -> None:
    (one,) = said("[PERSON T. Provsson] skrev. [PERSON Tova Provsson], [PERSON Provsson]")
    assert (one.value, one.aliases) == ("Tova Provsson", ("T. Provsson",))


@pytest.mark.parametrize(
    "page",
    [
        f"[PERSON Magnus Provic], [PERSONNUMMER {FIRST}]",
        f"[PERSON Magnus Provic] ([PERSONNUMMER {FIRST}])",
        f"[PERSON Magnus Provic] (personnummer [PERSONNUMMER {FIRST}])",
        f"Namn:\t[PERSON Magnus Provic]\nPersonnummer:\t[PERSONNUMMER {FIRST}]",
        f"[PERSONNUMMER {FIRST}] [PERSON Magnus Provic]",
        f"[PERSON Magnus Provic], [PHONE 070-174 06 05=+46701740605], [PERSONNUMMER {FIRST}]",
        f"[PERSON Magnus Provic]\tkock\t[PERSONNUMMER {FIRST}]".replace("kock", "född"),
    ],
)
def test_a_number_right_by_a_name_is_its(page: str) -> None:
    person = next(one for one in said(page) if one.label is Label.PERSON)
    assert "personnummer" in {key.kind for key in person.keys}
    assert {mark.kind: mark.text for mark in person.marks}["birth"] == "19850312"


@pytest.mark.parametrize(
    "page",
    [
        f"[PERSON Magnus Provic] kom dit. En man med nummer [PERSONNUMMER {FIRST}] greps.",
        f"[PERSON Magnus Provic], [PERSON Anna Berg], [PERSONNUMMER {FIRST}]",
        f"[PERSON Magnus Provic]\n\nSökande\n[PERSONNUMMER {FIRST}]",
    ],
)
def test_a_number_with_something_between_is_not(page: str) -> None:
    magnus = next(one for one in said(page) if one.value == "Magnus Provic")
    assert "personnummer" not in {key.kind for key in magnus.keys}


def test_two_of_one_name_with_numbers_are_two_and_the_last_told_is_meant() -> None:
    page = (
        f"[PERSON Magnus Provic], [PERSONNUMMER {FIRST}], kom. [PERSON Provic=Magnus Provic] log. "
        f"[PERSON Magnus Provic], [PERSONNUMMER {SECOND}], är en annan."
    )
    assert sorted(len(one.mentions) for one in said(page) if one.label is Label.PERSON) == [1, 2]


@pytest.mark.parametrize("day", ["[DATE 1985-03-12]", "[PERSONNUMMER 19850312-XXXX]", "[PERSONNUMMER 850312-XXXX]"])
def test_who_is_told_by_number_and_by_day_of_birth_is_one(day: str) -> None:
    page = f"[PERSON Magnus Provic], [PERSONNUMMER {FIRST}], kom. [PERSON Magnus Provic], född {day}, log."
    assert [len(one.mentions) for one in said(page) if one.label is Label.PERSON] == [2]


def test_a_masked_number_without_its_century_is_of_whose_day_it_is() -> None:
    page = (
        f"[PERSON Magnus Provic], [PERSONNUMMER {FIRST}], kom. [PERSON Magnus Provic], [PERSONNUMMER {SECOND}], log. "
        "[PERSON Magnus Provic], [PERSONNUMMER 850312-XXXX], gick."
    )
    places = [tuple(place for place in one.mentions) for one in said(page) if one.label is Label.PERSON]
    assert sorted(map(len, places)) == [1, 2]
    assert max(places, key=len)[0] == (1, 0)


def test_a_day_of_birth_that_two_numbers_have_is_of_neither() -> None:
    numbers = ("198503122391", "198503129805")
    page = " ".join(f"[PERSON Magnus Provic], [PERSONNUMMER {number}], kom." for number in numbers)
    page += " [PERSON Magnus Provic], född [DATE 1985-03-12], log."
    assert [len(one.mentions) for one in said(page) if one.label is Label.PERSON] == [1, 1, 1]


def test_the_day_of_a_samordningsnummer_is_the_day_of_birth() -> None:
    page = "[PERSON Magnus Provic], [PERSONNUMMER 198503722392], kom. [PERSON Magnus Provic], f. [DATE 1985-03-12]."
    (person,) = [one for one in said(page) if one.label is Label.PERSON]
    assert {mark.kind: mark.text for mark in person.marks}["birth"] == "19850312"


@pytest.mark.parametrize(
    "page",
    [
        "[PERSON Erik Provsson] greps. [PERSON Erik Provsson] ([DATE 1995-02-01]) har samma namn.",
        "[PERSON Erik Provsson] greps. [PERSON Erik Provsson], född [DATE 1944-02-14], är inte identisk med honom.",
        "[PERSON Erik Provsson] greps. Jag menar inte [PERSON Erik Provsson] i Byn.",
        "[PERSON Erik Provsson] greps. [PERSON Erik Provsson] i Byn är en annan person.",
    ],
)
def test_somebody_else_of_the_name_is_somebody_else(page: str) -> None:
    people = [one for one in said(page) if one.label is Label.PERSON]
    assert len(people) == 2
    assert "name" not in tied(people, 1)  # the name tells nothing of the second


def test_a_common_name_is_tied_by_what_stands_by_it_only() -> None:
    common = said("[PERSON Johan Andersson] i [CASE MBN 2024-1]")
    rare = said("[PERSON Viggo Provsköld] i [CASE MBN 2024-1]")
    assert "name" not in tied(common)
    assert {"name", "name+case"} <= tied(rare)


def test_who_writes_for_the_owner_is_tied_by_that() -> None:
    for page in (
        "Handläggare: [PERSON Kerstin Provlund]",
        "[PERSON Kerstin Provlund]\nmiljöinspektör",
        "[PERSON Kerstin Provlund], nämndsekreterare",
    ):
        assert "name+office" in tied(said(page)), page
    assert "name+office" not in tied(said("[PERSON Kerstin Provlund] bor där."))


@pytest.mark.parametrize(
    "page",
    [
        "[ORG Norrlands Provmat AB] och [ORG Norrlands Provmat]",
        "[ORG Norrlands Provmat Aktiebolag], [ORG AB Norrlands Provmat]",
        "[ORG Provlyktan Bar AB] driver [ORG Restaurang Sjöhästen].",
        "[ORG Restaurang Sjöhästen] drivs av [ORG Provlyktan Bar AB].",
        "[ORG Provlyktan Bar AB], som driver [ORG Restaurang Sjöhästen]",
        "Objekt: [ORG Restaurang Sjöhästen], [ADDRESS Provgatan 1]\nVerksamhetsutövare:\t[ORG Provlyktan Bar AB]",
        "[ORG Provlyktan Bar AB] ([ORG Restaurang Sjöhästen])",
        "[ORG Restaurang Provlyktan] besöktes. [ORG Provlyktan i Umeå AB] fick veta det.",
        "[ORG Kvarnmat AB], [ORGNR 556016-0680=5560160680]. [ORG Krog Ugglan], [ORGNR 556016-0680=5560160680].",
        "[ORG Rikspolisstyrelsen] och [ORG Polismyndigheten]",
    ],
)
def test_forms_of_one_organisation_are_one(page: str) -> None:
    assert len([one for one in said(page) if one.label is Label.ORG]) == 1


@pytest.mark.parametrize(
    "page",
    [
        "[ORG Provmat AB] och [ORG Provmat HB]",
        "[ORG Provmat AB], [ORGNR 556016-0680=5560160680]. [ORG Provmat], [ORGNR 556036-0793=5560360793]",
        "[ORG Kvarnen 2 Fastighets AB], [ORG Kvarnen 3 Fastighets AB], [ORG Kvarnen 3 Fastighets AB]",
        "[ORG Provlyktan Bar AB] anlitade [ORG Restaurang Sjöhästen].",
    ],
)
def test_two_organisations_are_two(page: str) -> None:
    assert len([one for one in said(page) if one.label is Label.ORG]) >= 2


def test_an_account_suggests_a_company_and_ties_it_with_its_name() -> None:
    (one, _) = said("[ORG Kvarnmat AB], bg [ACCOUNT 5284-0711=BG:52840711]")
    sure = {key.kind: key.strength >= CERTAIN for key in one.keys}
    assert (sure["account"], sure["name+account"]) == (False, True)


def test_addresses_and_properties_take_their_fuller_form() -> None:
    page = "[ADDRESS Provgatan 1] är [ADDRESS Provgatan 1, 903 26 Umeå]. [PROPERTY Umeå Prov 6:7], [PROPERTY Prov 6:7]"
    assert [one.value for one in said(page)] == ["Provgatan 1, 903 26 Umeå", "Umeå Prov 6:7"]


def test_every_mention_but_quantities_has_one_reference() -> None:
    page = (
        "[DATE 1 maj=2024-05-01] [AMOUNT 5 kr=5.00] [LOC Umeå] [VEHICLE ABC 123=ABC123] [LOC Umeå] [TIME 10.15=10:15]"
    )
    assert names(page) == [["Umeå", "Umeå"], ["ABC123"]]

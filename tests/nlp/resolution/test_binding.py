"""Which name a number stands by: in lists with the number first, below a name, and past the company one works at."""

from __future__ import annotations

import pytest

from models.mention import Label
from nlp.resolution.binding import bind
from nlp.resolution.group import Group
from nlp.resolution.keys import organisation_keys, organisation_marks
from nlp.resolution.organisations import organisations
from tests.nlp.resolution.papers import paper

ANNA, BO, CIA = "[PERSON Anna Berg]", "[PERSON Bo Ek]", "[PERSON Cia Lund]"
ONE, TWO, THREE = "[PERSONNUMMER 850312-2391]", "[PERSONNUMMER 500316-9934]", "[PERSONNUMMER 900521-2386]"
KVARN, KROG = "[ORG Kvarnmat AB]", "[ORG Krog Ugglan AB]"
ALL = {"Anna Berg": ["850312-2391"], "Bo Ek": ["500316-9934"], "Cia Lund": ["900521-2386"]}
ANNAS = {"Anna Berg": ["850312-2391"]}


def owned(page: str) -> dict[str, list[str]]:
    """By name what is bound to it."""
    texts, mentions = paper(page)
    bound = bind(dict(texts), mentions)
    return {mentions[holder].value: [mentions[at].value for at in places] for holder, places in bound.items()}


@pytest.mark.parametrize("between", ["\t", " ", ": ", " – ", ", "])
def test_a_number_before_its_name_is_that_of_its_own_row(between: str) -> None:
    rows = ((ONE, ANNA), (TWO, BO), (THREE, CIA))
    assert owned("\n".join(between.join(row) for row in rows)) == ALL


def test_an_organisation_number_before_its_name_is_that_of_its_own_row() -> None:
    page = f"[ORGNR 556016-0680]\t{KVARN}\n[ORGNR 556036-0793]\t{KROG}"
    assert owned(page) == {"Kvarnmat AB": ["556016-0680"], "Krog Ugglan AB": ["556036-0793"]}


def test_a_name_above_such_a_list_has_none_of_its_numbers() -> None:
    assert owned(f"Handläggare: [PERSON Eva Prov]\n{ONE}\t{ANNA}\n{TWO}\t{BO}\n{THREE}\t{CIA}") == ALL


@pytest.mark.parametrize(
    "page",
    [
        f"{ANNA}\n{ONE}\n{BO}\n{TWO}\n{CIA}\n{THREE}",
        f"{ANNA}\t{ONE}\n{BO}\t{TWO}\n{CIA}\t{THREE}",
        f"{ANNA},\n{ONE}, {BO}, {TWO}, och\n{CIA}, {THREE}",
    ],
)
def test_a_number_after_its_name_is_its_also_on_the_next_line(page: str) -> None:
    assert owned(page) == ALL


def test_a_number_that_words_call_so_is_that_of_the_name_above() -> None:
    assert owned(f"Namn:\t{ANNA}\nPersonnummer:\t{ONE}\t{BO}") == ANNAS
    assert owned(f"{KVARN}\nOrg.nr [ORGNR 556016-0680] – {KROG}") == {"Kvarnmat AB": ["556016-0680"]}


def test_a_number_below_a_name_is_not_the_organisations_beside_it() -> None:
    assert owned(f"{ANNA}\n{ONE}\t[ORG Kvarnmat]") == ANNAS


@pytest.mark.parametrize(
    "page",
    [
        f"Namn\tArbetsgivare\tPersonnummer\n{ANNA}\t{KVARN}\t{ONE}",
        f"{ANNA} ({KVARN}), {ONE}",
        f"{ANNA}, {KVARN}, {ONE}",
        f"{KVARN}\n{ONE}\t{ANNA}",
    ],
)
def test_an_employees_number_is_not_the_companys(page: str) -> None:
    assert owned(page) == ANNAS


@pytest.mark.parametrize(
    "page",
    [
        f"{KVARN}, {ONE}",
        f"{ONE}\t{KVARN}",
        f"{BO}\n{KVARN}\t{ONE}",
        f"{BO} sålde till {KVARN}, {ONE}",
    ],
)
def test_a_personnummer_by_a_company_alone_is_nobodys(page: str) -> None:
    assert owned(page) == {}


@pytest.mark.parametrize("name", ["Bergs Bygg", "Bergs Bygg enskild firma"])
def test_a_sole_trader_has_the_owners_number(name: str) -> None:
    for page in (f"[ORG {name}], {ONE}", f"{ONE}\t[ORG {name}]", f"{BO} kom. [ORG {name}], {ONE}"):
        assert owned(page) == {name: ["850312-2391"]}


@pytest.mark.parametrize(("name", "forms", "has"), [("Bergs Bygg", (), True), ("Kvarnmat AB", ("Bergs Bygg",), False)])
def test_a_group_with_a_companys_name_takes_no_personnummer(name: str, forms: tuple[str, ...], has: bool) -> None:
    _, mentions = paper(f"[ORG {name}], [PERSONNUMMER 850312-2391=198503122391]")
    one = Group(Label.ORG, name, (0,), forms, (1,))
    assert ("organisationsnummer" in {key.kind for key in organisation_keys(one, mentions)}) is has
    assert ("number" in {mark.kind for mark in organisation_marks(one, mentions)}) is has


def test_companies_with_one_personnummer_are_two_and_a_traders_names_are_one() -> None:
    for names, many in (("Kvarnmat AB", "Krog Ugglan AB"), 2), (("Bergs Bygg", "Krog Ugglan"), 1):
        texts, mentions = paper(". ".join(f"[ORG {name}], {ONE}" for name in names))
        assert len(organisations(dict(texts), mentions, {0: (1,), 2: (3,)})) == many

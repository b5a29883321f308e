"""Who is who across documents, in memory: by the code that the register uses."""

from __future__ import annotations

from itertools import permutations

import pytest

from nlp.resolution.memory import Memory
from tests.nlp.resolution.papers import said

FIRST, SECOND = "850312-2391=198503122391", "500316-9934=195003169934"


def clusters(pages: dict[str, str]) -> set[frozenset[str]]:
    """Which documents name the same person or organisation first, taken in the order given."""
    memory, found = Memory(), {name: said(page) for name, page in pages.items()}
    for name, references in found.items():
        memory.take(name, references)
    together: dict[str, set[str]] = {}
    for name in found:
        together.setdefault(memory.entity(name, 0), set()).add(name)
    return {frozenset(some) for some in together.values()}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            f"[PERSON Anna Berg], [PERSONNUMMER {FIRST}]",
            f"[PERSON Lindqvist, Anna=Anna Lindqvist] [PERSONNUMMER {FIRST}]",
        ),
        ("[PERSON Viggo Provsköld] kom.", "Där var [PERSON Viggo Provsköld]."),
        ("[PERSON Viggo Provsköld] kom.", "Där var [PERSON Viggo Prousköld=Viggo Provskold]."),
        ("[PERSON Kjell Larsson] i [CASE X 2024-1]", "Där var [PERSON Kjell Larsson] i [CASE X 2024-1]"),
        ("[PERSON Kjell Larsson], tel [PHONE 070-1=+46701]", "[PERSON Kjell Larsson], [PHONE 070-1=+46701]"),
        ("Handläggare: [PERSON Kjell Larsson]", "[PERSON Kjell Larsson], miljöinspektör"),
        ("[ORG Provmat i Norr AB]", "[ORG AB Provmat i Norr]"),
        ("[ORG Provmat i Norr AB]", "[ORG Provmat i Norr]"),
        ("[ORG Krog Ugglan], [ORGNR 556016-0680=5560160680]", "[ORG Kvarnmat AB], [ORGNR 556016-0680=5560160680]"),
        ("[ORG Ugglan], bg [ACCOUNT 5284-0711=BG:52840711]", "Till [ORG Ugglan], bg [ACCOUNT 5284-0711=BG:52840711]"),
        ("[ORG Rikspolisstyrelsen]", "[ORG Polismyndigheten]"),
        ("[ADDRESS Provgatan 1]", "[ADDRESS Provgatan 1, 903 26 Umeå]"),
    ],
)
def test_what_ties(one: str, two: str) -> None:
    assert len(clusters({"1": one, "2": two})) == 1


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("[PERSON Johan Andersson] kom.", "[PERSON Johan Andersson] gick."),
        ("[PERSON Andersson] kom.", "[PERSON Andersson] gick."),
        ("[PERSON Provsköld] kom.", "[PERSON Provsköld] gick."),  # a surname alone is tied within a document only
        ("[PERSON Viggo Provsköld] kom.", "[PERSON V. Provsköld] gick."),
        ("[PERSON Johan Karlsson] kom.", "[PERSON Johan Carlsson] gick."),
        (f"[PERSON Viggo Provsköld], [PERSONNUMMER {FIRST}]", f"[PERSON Viggo Provsköld], [PERSONNUMMER {SECOND}]"),
        ("[PERSON Maggan Provsköld]", "[PERSON Margareta Provsköld]"),  # a pet name is a suggestion
        ("[ORG Provmat AB]", "[ORG Provmat HB]"),
        ("[ORG Ugglan] kom.", "[ORG Ugglan] gick."),  # so short a name ties by what stands by it only
        (
            "[ORG Kvarnmat AB], bg [ACCOUNT 5284-0711=BG:52840711]",
            "[ORG Ugglan Vård AB], bg [ACCOUNT 5284-0711=BG:52840711]",
        ),  # sister companies may be paid to one account
        ("[ADDRESS Provgatan 1, 903 26 Umeå]", "[ADDRESS Provgatan 1, 931 30 Skellefteå]"),
    ],
)
def test_what_does_not_tie(one: str, two: str) -> None:
    assert len(clusters({"1": one, "2": two})) == 2


PAPERS = {
    "a": f"[PERSON Viggo Provsköld], [PERSONNUMMER {FIRST}], i [CASE X 2024-1]",
    "b": f"[PERSON Viggo Provsköld], [PERSONNUMMER {SECOND}]",
    "c": "[PERSON Viggo Provsköld] i [CASE X 2024-1]",
    "d": "[PERSON Viggo Provsköld] kom.",
    "e": "[PERSON Viggo Provsköld], [PHONE 070-1=+46701]",
    "f": "[PERSON Viggo Provsköld], [PHONE 070-1=+46701], i [CASE Y 2024-2]",
}


def test_who_is_who_does_not_hang_on_the_order_of_arrival() -> None:
    right = {frozenset("ac"), frozenset("b"), frozenset("d"), frozenset("ef")}
    for order in permutations(PAPERS):
        assert clusters({name: PAPERS[name] for name in order}) == right, order


def test_relatives_of_one_initial_are_kept_apart() -> None:
    pages = {
        "1": "[PERSON Anna Provsköld] i [CASE X 2024-1]",
        "2": "[PERSON Anders Provsköld] i [CASE X 2024-1]",
        "3": "[PERSON A. Provsköld] i [CASE X 2024-1]",
    }
    for order in permutations(pages):
        assert clusters({name: pages[name] for name in order}) == {frozenset("1"), frozenset("2"), frozenset("3")}
    assert clusters({name: pages[name] for name in "13"}) == {frozenset("13")}

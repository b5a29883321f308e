"""Where text names people with protected identity: every written form that is promised, and nothing beside."""

from __future__ import annotations

import pytest

from models import protected_finding
from models.errors import ProtectedPersonError
from models.protected import Form, Identity, forms
from models.protected_finding import Finder

WHO = Identity(("Anna Maria",), ("Provström", "von Exempelby"), ("19850412-2391",))
NUMBER_ONLY = Identity(numbers=("850412-2391",))


def finder(who: Identity = WHO) -> Finder:
    """One that hashes with something that can be read."""
    keys: dict[str, set[tuple[str, Form]]] = {}
    for form, each in forms(who):
        keys.setdefault(each[::-1], set()).add(("p", form))
    return Finder({key: frozenset(held) for key, held in keys.items()}, lambda form: form[::-1])


def whole(text: str, who: Identity = WHO) -> list[str]:
    return [text[each.start : each.end] for each in finder(who).find(text) if each.whole]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hos Anna Provström fanns", "Anna Provström"),
        ("ANNA MARIA PROVSTRÖM", "ANNA MARIA PROVSTRÖM"),
        ("Provström, Anna Maria", "Provström, Anna Maria"),
        ("Provström Anna", "Provström Anna"),
        ("Anna Provströms bil", "Anna Provströms"),
        ("Anna von Exempelby", "Anna von Exempelby"),
        ("Anna-Maria Provström-Exempelby", "Anna-Maria Provström-Exempelby"),
        ("Anna K. Provström", "Anna K. Provström"),
        ("A. Maria Provström", "A. Maria Provström"),
        ("Anna Karin Lovisa Provström", "Anna Karin Lovisa Provström"),
        ("Anna Prov-\nström kom", "Anna Prov-\nström"),
        ("Anna\nProvström", "Anna\nProvström"),
        ("A N N A  P R O V S T R Ö M", "A N N A  P R O V S T R Ö M"),
        ("Efternamn: Provström\nFörnamn: Anna", "Provström\nFörnamn: Anna"),
        ("Efternamn\tProvström\nFörnamn\tAnna", "Provström\nFörnamn\tAnna"),
        ("Tilltalsnamn: Anna\nEFTERNAMN: PROVSTRÖM", "Anna\nEFTERNAMN: PROVSTRÖM"),
        ("Provström; Anna", "Provström; Anna"),
        ("Provström | Anna | 2024", "Provström | Anna"),
        ("Provström (Anna)", "Provström (Anna"),
        ('Anna "Nina" Provström', 'Anna "Nina" Provström'),
        ("Anna ”Nina Lo” Provström", "Anna ”Nina Lo” Provström"),
        ("Anna (Berg) Provström", "Anna (Berg) Provström"),
        ("anna.provstrom@example.se", "anna.provstrom"),
        ("annaprovstrom@example.se", "annaprovstrom"),
        ("beslut_anna_provstrom_2.pdf", "anna_provstrom"),
        ("AnnaProvström.pdf", "AnnaProvström"),
        ("Anna Provstro\u0308m.pdf", "Anna Provstro\u0308m"),
        ("född 850412-2391.", "850412-2391"),
        ("19850412 2391", "19850412 2391"),
        ("8504122391", "8504122391"),
        ("8504 12-23 91", "8504 12-23 91"),
        ("8 5 0 4 1 2 2 3 9 1", "8 5 0 4 1 2 2 3 9 1"),
        ("85O412-239l", "85O412-239l"),
        ("1985-04-12-\n2391", "1985-04-12-\n2391"),
    ],
)
def test_written_forms(text: str, found: str) -> None:
    assert whole(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg",
        "Erik Provström",
        "Anna Maria",
        "Anna och Erik Provström",
        "Annas hus. Sedan kom någon. Provström",
        "Förnamn: Anna\nEfternamn: Berg\nFörnamn: Erik\nEfternamn: Provström",
        "Namn: Anna\nNamn: Erik Provström",
        "Anna | Berg | Erik | Provström",
        "Anna; Erik Provström",
        '"Anna" Erik Provström',
        "850412-2392",
        "240519-1234",
        "",
    ],
)
def test_somebody_else(text: str) -> None:
    assert whole(text) == []


def test_parts_of_a_name_are_told_apart_from_whole_ones() -> None:
    text = "Anna Provström kom. A. Provström och Anna gick."
    assert [(text[each.start : each.end], each.whole) for each in finder().find(text)] == [
        ("Anna Provström", True),
        ("A. Provström", False),
        ("Anna", False),
    ]


def test_a_text_that_was_looked_through_is_remembered_and_found_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protected_finding, "_MOST_FOUND", 2)
    known, texts = finder(), ["Anna Provström", "Anna Berg", "19850412-2391", "Anna Provström " * 50]
    right = [finder()._looked_through(text) for text in texts]
    for _ in range(2):
        found = [known.find(text) for text in texts]
        assert found == right
        for each in found:
            each.clear()  # what one does with an answer is not remembered
    assert len(known._found) <= 2


def test_ten_digits_are_found_with_any_century() -> None:
    assert whole("19850412-2391 och 850412-2391", NUMBER_ONLY) == ["19850412-2391", "850412-2391"]


@pytest.mark.parametrize(
    "who",
    [
        Identity(),
        Identity(given=("Anna",)),
        Identity(surnames=("Prov",)),
        Identity(numbers=("123",)),
        Identity(("Anna",), ("von",)),
    ],
)
def test_who_cannot_be_found_is_refused(who: Identity) -> None:
    with pytest.raises(ProtectedPersonError):
        forms(who)

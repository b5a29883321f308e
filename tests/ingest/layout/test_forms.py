"""Labels and their values stand together, whichever way the form has them."""

from __future__ import annotations

import pytest

from ingest.layout.labels import is_label
from ingest.layout.page import LaidPage, laid_page
from ingest.layout.rulings import Rulings, Stroke
from models.layout import BlockKind
from tests.ingest.layout.placing import at, row


def pairs(laid: LaidPage) -> list[tuple[str, str]]:
    spans = [laid.text[b.start : b.end] for b in laid.layout.blocks if b.kind in (BlockKind.KEY, BlockKind.VALUE)]
    return list(zip(spans[::2], spans[1::2], strict=True))


def test_a_colon_parts_label_and_value() -> None:
    laid = laid_page([row(100, (50, "Diarienummer: 2024-123"), (300, "Datum: 2024-05-19"))])
    assert pairs(laid) == [("Diarienummer:", "2024-123"), ("Datum:", "2024-05-19")]
    assert laid.text == "Diarienummer: 2024-123\nDatum: 2024-05-19"


def test_labels_nobody_listed_are_known_by_their_neighbours() -> None:
    lines = [at(50, 100, "Kökschef: Anna Ek"), at(50, 112, "Antal platser: 40"), at(50, 200, "Han svarade då: nej")]
    assert pairs(laid_page(lines)) == [("Kökschef:", "Anna Ek"), ("Antal platser:", "40")]


def test_a_gap_parts_a_known_label_from_its_value() -> None:
    lines = [row(100, (50, "Sökande"), (200, "Anna Ek")), row(114, (50, "Fastighet"), (200, "Norrby 1:23"))]
    assert pairs(laid_page(lines)) == [("Sökande", "Anna Ek"), ("Fastighet", "Norrby 1:23")]


def test_a_column_of_labels_is_known_by_some_of_them() -> None:
    form = (("Namn", "Eks Måleri"), ("Säte", "Norrby"), ("Telefon", "0901-100 00"), ("Suppleant", "Anna Ek"))
    lines = [row(100 + 14 * n, (50, key), (200, value)) for n, (key, value) in enumerate(form)]
    assert sorted(pairs(laid_page(lines))) == sorted(form)
    unknown = [row(100 + 14 * n, (50, f"Rubrik{n}"), (200, "Text")) for n in range(4)]
    assert pairs(laid_page(unknown)) == []


def test_values_below_their_labels_follow_them_in_the_text() -> None:
    lines = [row(100, (50, "Datum"), (150, "Diarienummer"), (300, "Handläggare")),
             row(112, (50, "2024-05-19"), (150, "MHN-2024-123"), (300, "Anna Ek"))]  # fmt: skip
    laid = laid_page(lines)
    assert laid.text.split("\n") == ["Datum", "2024-05-19", "Diarienummer", "MHN-2024-123", "Handläggare", "Anna Ek"]
    assert pairs(laid)[1] == ("Diarienummer", "MHN-2024-123")


def test_a_label_in_the_margin_takes_the_value_below_it_not_the_text_beside_it() -> None:
    lines = [at(44, 109, "Datum"), at(44, 120, "2025-01-28"), at(150, 108, "Granskning av utbetalningar")]
    assert pairs(laid_page(lines)) == [("Datum", "2025-01-28")]


def test_a_label_above_its_value_in_a_drawn_box() -> None:
    drawn = Rulings(tuple(Stroke(y, 50, 300) for y in (100, 130)), tuple(Stroke(x, 100, 130) for x in (50, 175, 300)))
    laid = laid_page(
        [row(104, (55, "Namn"), (180, "Personnummer")), row(116, (55, "Anna Ek"), (180, "850312-2391"))], drawn
    )
    assert pairs(laid) == [("Namn", "Anna Ek"), ("Personnummer", "850312-2391")]
    assert laid.text == "Namn Anna Ek\tPersonnummer 850312-2391"


@pytest.mark.parametrize(
    "lines",
    [
        [row(100, (50, "med hög verksamhet"), (180, "som sker här"))],  # prose with a gap
        [row(100, (50, "NAMN"), (150, "PERIOD")), row(112, (50, "INSTITUTNUMMER"))],  # an empty form
        [row(100, (50, "Ämne Mängd"), (150, "Plats")), row(112, (50, "formalin 12"), (150, "utomhus"))],  # headings
    ],
)
def test_what_is_no_label_with_a_value_stays_in_order(lines: list[tuple[()]]) -> None:
    laid = laid_page(lines)
    assert pairs(laid) == []
    assert laid.text.split() == [word.text for line in lines for word in line]


@pytest.mark.parametrize("text", ["Datum", "DNR:", "Namn/Firma", "Er referens", "E-post", "Datum och tid"])
def test_labels(text: str) -> None:
    assert is_label(text)


@pytest.mark.parametrize("text", ["", ":", "Handläggaren", "Datumet", "Anna Ek", "Namn på sjön"])
def test_not_labels(text: str) -> None:
    assert not is_label(text)

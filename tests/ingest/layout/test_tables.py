"""Tables by their lines or by how their cells stand; nothing else is taken for one."""

from __future__ import annotations

import pytest

from ingest.layout.grounds import edges_of
from ingest.layout.hyphens import joins_of
from ingest.layout.page import LaidPage, laid_page
from ingest.layout.rulings import NO_RULINGS, Rulings, Stroke, grids
from ingest.raw_page import Line
from models.layout import BlockKind
from tests.ingest.layout.placing import at, row

PAYMENTS = [
    ("Mottagare", "Datum", "Belopp"),
    ("Norrby Bygg AB", "2024-01-15", "12 400,00"),
    ("Anna Ek", "2024-02-01", "950,00"),
    ("Eks Måleri", "2024-02-14", "7 300,50"),
]
XS = (50.0, 200.0, 300.0)


def payments(y: float = 100.0) -> list[Line]:
    return [row(y + 16 * n, *zip(XS, cells, strict=True)) for n, cells in enumerate(PAYMENTS)]


def ruled(xs: tuple[float, ...], ys: tuple[float, ...]) -> Rulings:
    return Rulings(tuple(Stroke(y, xs[0], xs[-1]) for y in ys), tuple(Stroke(x, ys[0], ys[-1]) for x in xs))


def cells(laid: LaidPage) -> list[list[str]]:
    """The cells' texts, by row."""
    found: list[list[str]] = []
    for block in laid.layout.blocks:
        if block.kind is BlockKind.ROW:
            found.append([])
        elif block.kind is BlockKind.CELL:
            found[-1].append(laid.text[block.start : block.end])
    return found


def places(laid: LaidPage) -> list[str]:
    return [block.place for block in laid.layout.blocks]


def test_aligned_cells_are_a_table() -> None:
    laid = laid_page([at(50, 60, "Utbetalningar under våren"), *payments(), at(50, 200, "Detta är allt.")])
    assert cells(laid) == [list(cells) for cells in PAYMENTS]
    assert laid.text.split("\n")[1] == "Mottagare\tDatum\tBelopp"
    assert places(laid)[:2] == ["tabell 1, rad 1", "tabell 1, rad 1, kolumn 1"]


def test_the_lines_of_a_cell_stay_together() -> None:
    lines = [
        row(100, *zip(XS, ("Mottagare", "Datum", "Belopp"), strict=True)),
        row(120, (50, "Norrby Byggnads och"), (200, "2024-01-15"), (300, "12 400")),
        at(50, 129, "måleri aktiebolag"),
        row(149, (50, "Anna Ek"), (200, "2024-02-01"), (300, "950")),
        row(169, (50, "Eks Måleri"), (200, "2024-02-14"), (300, "7 300")),
    ]
    assert cells(laid_page(lines))[1] == ["Norrby Byggnads och måleri aktiebolag", "2024-01-15", "12 400"]


def test_drawn_cells_are_a_table_whatever_order_the_file_has_them_in() -> None:
    first = [at(52, 104, "Norrby Bygg och"), at(52, 114, "Mark AB"), at(202, 104, "hela"), at(202, 114, "beloppet")]
    second = [at(52, 134, "Anna Ek"), at(202, 134, "delar"), at(202, 144, "av det")]
    drawn = ruled((50, 200, 300), (100, 130, 160))
    for lines in ([*first, *second], [first[0], first[2], first[1], first[3], second[1], second[0], second[2]]):
        assert cells(laid_page(lines, drawn)) == [
            ["Norrby Bygg och Mark AB", "hela beloppet"],
            ["Anna Ek", "delar av det"],
        ]


def test_a_word_broken_in_a_cell_is_joined() -> None:
    lines = [
        at(52, 104, "Avfalls-"),
        at(52, 114, "hantering"),
        at(202, 104, "12 kr"),
        at(52, 134, "Övrigt"),
        at(202, 134, "1"),
    ]
    laid = laid_page(lines, ruled((50, 200, 300), (100, 130, 160)))
    assert cells(laid)[0] == ["Avfalls- hantering", "12 kr"]
    assert [laid.text[start:end] for start, end in joins_of(laid.text, laid.boxes)] == ["- "]


def test_merged_cells_are_read_once() -> None:
    drawn = Rulings(
        tuple(Stroke(y, 50, 300) for y in (100, 130, 160)),
        (Stroke(50, 100, 160), Stroke(300, 100, 160), Stroke(175, 130, 160)),
    )
    laid = laid_page([at(60, 110, "Hela bredden"), at(60, 140, "vänster"), at(200, 140, "höger")], drawn)
    assert cells(laid) == [["Hela bredden"], ["vänster", "höger"]]
    assert "tabell 1, rad 2, kolumn 2" in places(laid)


def test_a_cell_that_holds_much_text_keeps_its_lines() -> None:
    prose = [at(202, 104 + 12 * n, f"rad {n} av beskrivningen") for n in range(6)]
    laid = laid_page(
        [at(52, 104, "Beskrivning"), *prose, at(52, 204, "Svar"), at(202, 204, "Ja")],
        ruled((50, 200, 400), (100, 200, 220)),
    )
    assert laid.text.split("\n")[:3] == ["Beskrivning", "rad 0 av beskrivningen", "rad 1 av beskrivningen"]
    assert cells(laid)[1] == ["Svar", "Ja"]


def test_rows_without_lines_between_them_are_told_by_their_figures() -> None:
    lines = [
        line
        for n, name in enumerate(("Anna Ek", "Norrby Bygg", "Eks Måleri"))
        for line in (
            at(52, 134 + 12 * n, name),
            at(202, 134 + 12 * n, f"{n + 1} 200"),
            at(302, 134 + 12 * n, f"{n},50"),
        )
    ]
    drawn = ruled((50, 200, 300, 400), (100, 130, 180))
    laid = laid_page([row(110, (52, "Namn"), (202, "Belopp"), (302, "Skatt")), *lines], drawn)
    assert cells(laid)[1:] == [
        ["Anna Ek", "1 200", "0,50"],
        ["Norrby Bygg", "2 200", "1,50"],
        ["Eks Måleri", "3 200", "2,50"],
    ]


def test_grounds_that_tile_are_cells_and_those_within_them_are_not() -> None:
    tiles = [(x, y, x + 100, y + 30) for y in (100.0, 130.0) for x in (50.0, 150.0)]
    inner = [(x + 3, y + 3 + 12 * n, x + 97, y + 15 + 12 * n) for x, y, _, _ in tiles for n in (0, 1)]
    behind = [(50.0, 100.0, 250.0, 130.0)]  # of a whole row
    (grid,) = grids(edges_of([*tiles, *inner, *behind]))
    assert (grid.xs, grid.ys, grid.count) == ((50, 150, 250), (100, 130, 160), 4)


def test_a_frame_around_text_is_no_table() -> None:
    lines = [at(60, 110, "Sammanfattning"), at(60, 125, "Nämnden avslår ansökan.")]
    assert laid_page(lines, ruled((50, 400), (100, 140))).layout.blocks == ()
    assert laid_page(lines, ruled((50, 400), (100, 120, 140))).layout.blocks == ()


def test_two_boxes_side_by_side_are_a_table_only_with_labels_in_them() -> None:
    boxes = ruled((50, 200, 350), (100, 120))
    assert cells(laid_page([at(60, 106, "Kvinna"), at(210, 106, "Man")], boxes)) == []
    filled = [at(60, 101, "Namn"), at(60, 110, "Anna Ek"), at(210, 101, "Ort"), at(210, 110, "Norrby")]
    assert cells(laid_page(filled, boxes)) == [["Namn Anna Ek", "Ort Norrby"]]


def test_squared_paper_is_no_table() -> None:
    side = tuple(float(at) for at in range(0, 800, 8))
    assert grids(ruled(side, side)) == []


@pytest.mark.parametrize(
    "lines",
    [
        [row(100 + 14 * n, (50, "löpande text i en"), (220, "rad med ett hål i")) for n in range(4)],
        [row(100 + 14 * n, (50, f"{n}."), (80, "En punkt i en lista med text")) for n in range(1, 6)],
        [
            row(700, (50, "Postadress"), (200, "Besöksadress"), (350, "Telefon")),
            row(712, (50, "Norrby kommun"), (200, "Storgatan 1"), (350, "0901-100 00")),
            row(724, (50, "901 00 Norrby"), (200, "Norrby"), (350, "0901-100 01")),
        ],
        [
            row(100, (50, "Miljönämnden"), (200, "Datum"), (300, "2024-05-19")),
            row(114, (50, "Miljöenheten"), (200, "Dnr"), (300, "2024-1187")),
            row(128, (50, "Inspektionsgruppen"), (200, "Tid"), (300, "10.15")),
        ],
    ],
    ids=["prose", "numbered list", "letterhead", "form beside the sender"],
)
def test_what_only_stands_in_columns_is_no_table(lines: list[Line]) -> None:
    assert cells(laid_page(lines, NO_RULINGS)) == []

"""A text without the hyphens of line ends, and the way back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.layout import Block, BlockKind, Correction, Layout, Region, are_apart, joined
from models.store.layouts import pack, unpack

TEXT = "Beslut om hante-\nring av till-\nstånd"


def spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((at, at + 2) for at in range(len(text)) if text.startswith("-\n", at))


def test_the_words_are_whole_and_lead_back_to_the_page() -> None:
    whole = joined(TEXT, spans(TEXT))
    assert whole.text == "Beslut om hantering av tillstånd"
    start = whole.text.index("hantering")
    assert TEXT[whole.start(start) : whole.end(start + len("hantering"))] == "hante-\nring"
    start = whole.text.index("tillstånd")
    assert TEXT[whole.start(start) : whole.end(start + len("tillstånd"))] == "till-\nstånd"


def test_what_ends_at_a_join_does_not_take_the_hyphen() -> None:
    whole = joined(TEXT, spans(TEXT))
    start = whole.text.index("hante")
    assert TEXT[whole.start(start) : whole.end(start + len("hante"))] == "hante"


def test_a_text_without_joins_stays_as_it_is() -> None:
    whole = joined(TEXT, ())
    assert (whole.text, whole.start(7), whole.end(9)) == (TEXT, 7, 9)


@given(st.text(alphabet="ab-\n ", max_size=60))
def test_every_character_leads_back_to_itself(text: str) -> None:
    whole = joined(text, spans(text))
    assert [text[whole.start(at)] for at in range(len(whole.text))] == list(whole.text)
    assert [text[whole.end(at) - 1] for at in range(1, len(whole.text) + 1)] == list(whole.text)


def test_spans_that_touch_are_not_apart() -> None:
    assert are_apart(((0, 2), (3, 5)))
    assert not are_apart(((0, 2), (2, 5)))
    assert not are_apart(((3, 3),))


def test_a_layout_is_kept_and_given_back() -> None:
    layout = Layout(
        (Block(0, 6, BlockKind.CELL, "Blad1!B7"),),
        (Correction(7, 9, "$", "section_sign"),),
        (Region(1.0, 2.5, 30.0, 40.0, "handwriting"),),
        ((15, 17),),
    )
    assert unpack(pack(layout)) == layout
    assert pack(Layout()) is None
    assert unpack(None) == Layout()

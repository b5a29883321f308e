"""Edits carry the spans along: whatever is changed around a name, the name is still what its span covers."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.training.names.small import marked, names
from training.names.edits import Edit, edited
from training.names.example import Example, Span

TEXT = st.text("abcÅÄÖ \n.", max_size=40)


@st.composite
def _pieces(draw: st.DrawFn) -> list[tuple[str, str, bool]]:
    """Parts of a text in order: what stands there, what is to stand there, and whether it is a name (which stays)."""
    parts = draw(st.lists(st.tuples(TEXT.filter(bool), TEXT, st.booleans()), max_size=12))
    return [(before, before if name else after, name) for before, after, name in parts]


@given(_pieces())
def test_names_keep_their_text_whatever_is_changed_between_them(parts: list[tuple[str, str, bool]]) -> None:
    edges = [0]
    for before, _, _ in parts:
        edges.append(edges[-1] + len(before))
    places = list(zip(pairwise(edges), parts, strict=True))
    spans = tuple(Span(start, end, "ORG") for (start, end), (_, _, name) in places if name)
    edits = [Edit(start, end, after) for (start, end), (_, after, name) in places if not name]
    after = edited(Example("".join(before for before, _, _ in parts), spans), edits)
    assert after.text == "".join(new for _, new, _ in parts)
    assert names(after) == [(new, "ORG") for _, new, name in parts if name]


@given(_pieces(), st.data())
def test_spans_stay_within_the_text_in_order_and_apart(parts: list[tuple[str, str, bool]], data: st.DataObject) -> None:
    text = "".join(before for before, _, _ in parts)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = tuple(Span(start, end, "LOC") for start, end in pairwise(cuts))
    edges = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    edits = [Edit(start, end, data.draw(TEXT)) for start, end in list(pairwise(edges))[::2]]
    after = edited(Example(text, spans), edits)
    assert all(0 <= span.start < span.end <= len(after.text) for span in after.spans)
    assert all(one.end <= other.start for one, other in pairwise(after.spans))


@pytest.mark.parametrize(
    ("edit", "left"),
    [
        (Edit(3, 7, "Ann"), "Ann Berg"),  # inside a name
        (Edit(3, 12, "Siv Ek"), "Siv Ek"),  # a name for another
        (Edit(8, 8, "von "), "Anna von Berg"),  # put in
        (Edit(0, 3, ""), "Anna Berg"),  # before it
        (Edit(12, 16, " och"), "Anna Berg"),  # after it
        (Edit(12, 12, "s"), "Anna Bergs"),  # put in at its end
    ],
)
def test_an_edit_beside_or_inside_a_name(edit: Edit, left: str) -> None:
    assert names(edited(marked("Av [PERSON|Anna Berg] mfl."), [edit])) == [(left, "PERSON")]


def test_a_name_that_nothing_is_left_of_goes() -> None:
    after = edited(marked("Av [PERSON|Anna Berg] i [LOC|Umeå]"), [Edit(3, 12, "")])
    assert names(after) == [("Umeå", "LOC")]

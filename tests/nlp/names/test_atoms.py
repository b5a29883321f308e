"""A page in atoms and windows: nothing is lost, and a window ends where a sentence or a line does if it can."""

from __future__ import annotations

from itertools import pairwise
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.names.atoms import Atom, atoms, windows

TEXT = st.text(st.one_of(st.sampled_from("abÅ1 \n\t.!?-§"), st.characters(exclude_categories=["Cs"])), max_size=60)


def test_words_and_marks_with_what_stands_before_them() -> None:
    found = atoms(" Ek, Britt-Marie\n(f. 1961)")
    assert [(atom.text, atom.gap) for atom in found] == [
        ("Ek", 1), (",", 0), ("Britt", 1), ("-", 0), ("Marie", 0), ("(", 2), ("f", 0), (".", 0), ("1961", 1), (")", 0)
    ]  # fmt: skip


def test_the_first_atom_stands_after_a_space_whatever_is_before_it() -> None:
    assert [atom.gap for text in ("Ek", " Ek", "\n\nEk") for atom in atoms(text)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("between", "walled"), [("   ", True), ("\t", True), ("\n\n", True), ("  ", False), ("\n", False), ("\n   ", False)]
)
def test_a_wall_stands_between_columns_cells_and_paragraphs(between: str, walled: bool) -> None:
    assert atoms(f"Marie Fors{between}Lars Sund")[2].walled is walled


@given(TEXT)
def test_atoms_are_the_text_but_for_its_spaces(text: str) -> None:
    found = atoms(text)
    assert all(normalize("NFC", text[atom.start : atom.end]) == atom.text != "" for atom in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    between = [text[one.end : other.start] for one, other in pairwise(found)]
    assert not "".join(between).strip()
    assert [atom.gap for atom in found[1:]] == [0 if not gap else 2 if "\n" in gap else 1 for gap in between]


@pytest.mark.parametrize(
    "word", ["ייִדיש", "الْعَرَبِيَّة", "می\u200cخواهم", "हिन्दी", normalize("NFD", "Åsa"), normalize("NFD", "Malmö"), "☃️", "é̄"]
)
def test_marks_stay_with_their_letter(word: str) -> None:
    text = f"på {word}, kl"
    assert [text[atom.start : atom.end] for atom in atoms(text)] == ["på", word, ",", "kl"]
    assert atoms(word)[0].text == normalize("NFC", word)


@st.composite
def _sized(draw: st.DrawFn) -> tuple[list[Atom], list[int]]:
    found = atoms(draw(TEXT))
    return found, draw(st.lists(st.integers(1, 6), min_size=len(found), max_size=len(found)))


@given(_sized(), st.integers(1, 12))
def test_windows_follow_on_one_another_and_keep_to_their_room(sized: tuple[list[Atom], list[int]], room: int) -> None:
    found, sizes = sized
    cut = list(windows(found, sizes, room))
    assert [place for window in cut for place in range(*window)] == list(range(len(found)))
    for first, last in cut:
        assert sum(sizes[first:last]) <= room or last - first == 1


@given(_sized(), st.integers(1, 12))
def test_a_window_is_cut_inside_a_sentence_only_where_no_sentence_ends_in_it(
    sized: tuple[list[Atom], list[int]], room: int
) -> None:
    found, sizes = sized

    def ends(place: int) -> bool:
        """Whether a sentence or line ends before the atom at ``place``."""
        before, after = found[place - 1], found[place]
        return after.gap == 2 or (after.gap == 1 and before.text in ".!?")

    for first, last in windows(found, sizes, room):
        if last < len(found) and not ends(last):
            assert not any(ends(place) for place in range(first + 1, last))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Bo kom. Siv gick hem", ["Bo kom.", "Siv gick hem"]),
        ("Bo kom\nSiv gick hem", ["Bo kom", "Siv gick hem"]),
        ("Bo kom och Siv gick hem", ["Bo kom och Siv", "gick hem"]),
        ("Se kl. 14.30 i dag hos Ek", ["Se kl.", "14.30 i", "dag hos Ek"]),
        ("Bo kom.", ["Bo kom."]),
    ],
)
def test_where_windows_end(text: str, wanted: list[str]) -> None:
    found = atoms(text)
    cut = windows(found, [1] * len(found), 4)
    assert [text[found[first].start : found[last - 1].end] for first, last in cut] == wanted

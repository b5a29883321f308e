"""Fragments are slices of the page, cut between words, with their marks in place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.fragments import WIDTH, fragments

LONG = " ".join(f"ord{number:03}" for number in range(400))


def test_a_mark_stands_in_its_fragment() -> None:
    start = LONG.index("ord200")
    (fragment,) = fragments(LONG, [(start, start + 6)])
    (mark,) = fragment.marks
    assert fragment.text[slice(*mark)] == "ord200"
    assert fragment.text in LONG
    assert 0.5 * WIDTH < len(fragment.text) <= WIDTH
    assert fragment.text.startswith("ord")
    assert len(fragment.text.split()[-1]) == 6


def test_the_fragments_with_most_marks_are_taken_in_reading_order() -> None:
    places = [LONG.index(f"ord{number:03}") for number in (10, 150, 151, 300, 301, 302)]
    found = fragments(LONG, [(place, place + 6) for place in places], most=2)
    assert [len(fragment.marks) for fragment in found] == [2, 3]


def test_without_marks_the_first_lines_are_shown() -> None:
    (fragment,) = fragments("\n\n  Rubrik\nbrödtext", [])
    assert (fragment.text, fragment.marks) == ("Rubrik\nbrödtext", ())


def test_a_blank_page_has_no_fragments() -> None:
    assert fragments(" \n ", []) == []


def test_a_mark_longer_than_a_fragment_is_shown_whole() -> None:
    text = "före " + "x" * 1000 + " efter"
    (fragment,) = fragments(text, [(5, 1005)])
    assert fragment.text[slice(*fragment.marks[0])] == "x" * 1000


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(st.text("ab \n", min_size=1, max_size=900))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=12)))
    return text, list(zip(cuts[::2], cuts[1::2], strict=False))


@given(marked_texts(), st.integers(1, 3))
def test_any_marks_keep_their_text(case: tuple[str, list[tuple[int, int]]], most: int) -> None:
    text, marks = case
    found = fragments(text, marks, most)
    assert len(found) <= most
    assert not marks or not text.strip() or found
    wanted = {text[start:end] for start, end in marks}
    for fragment in found:
        assert fragment.text in text
        assert all(fragment.text[start:end] in wanted for start, end in fragment.marks)
        assert bool(fragment.marks) == bool(marks)


HEAD, BODY, FOOT = "Umeå kommun Sida 2", "Ansökan avslås.\nUmeå den 3 mars", "Postadress Umeå"
PAGE = f"{HEAD}\n{BODY}\n{FOOT}"
ASIDE = [(0, len(HEAD)), (len(PAGE) - len(FOOT), len(PAGE))]


def test_headers_and_footers_are_not_repeated_in_fragments() -> None:
    marks = [(place, place + 4) for place in range(len(PAGE)) if PAGE.startswith("Umeå", place)]
    assert [fragment.text for fragment in fragments(PAGE, marks, aside=ASIDE)] == [BODY]
    assert [fragment.text for fragment in fragments(PAGE, [], aside=ASIDE)] == [BODY]


def test_a_hit_that_stands_only_in_the_header_is_shown() -> None:
    place = PAGE.index("Sida")
    (fragment,) = fragments(PAGE, [(place, place + 4)], aside=ASIDE)
    assert fragment.text[slice(*fragment.marks[0])] == "Sida"


def test_a_page_that_is_all_header_is_shown() -> None:
    assert fragments(HEAD, [], aside=[(0, len(HEAD))])[0].text == HEAD

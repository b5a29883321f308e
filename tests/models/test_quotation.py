"""Words quoted from a page are found again where they stand now, or said to be there no more."""

from __future__ import annotations

from models.masking import COVER
from models.quotation import LONGEST, Quotation, found, placed, quoted

TEXT = "Besök i köket.\nFrysen höll fel temperatur.\nÅterbesök: frysen höll rätt temperatur. Frysen står kvar."


def at(text: str, words: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def test_white_space_at_the_ends_is_left_out_and_nothing_is_no_quotation() -> None:
    words = quoted(TEXT, 14, 42)
    assert words is not None
    assert (words.text, words.start) == ("Frysen höll fel temperatur.", 15)
    assert quoted(TEXT, 14, 15) is None
    assert quoted(TEXT, 500, 600) is None
    assert len((quoted("x" * 9_000, 0, 9_000) or words).text) == LONGEST
    assert Quotation.of(words.kept()) == words


def test_what_was_typed_is_found_over_line_ends() -> None:
    words = found("Livsmedel utan\n  märkning.", "livsmedel UTAN märkning")
    assert words is not None
    assert words.text == "Livsmedel utan\n  märkning"
    assert found("Kök och matsal", "ko\u0308k") == quoted("Kök och matsal", 0, 3)  # typed in two signs
    assert found(TEXT, "finns inte") is None
    assert found(TEXT, "  ") is None


def test_a_page_that_was_read_again_moves_it() -> None:
    words = quoted(TEXT, *at(TEXT, "temperatur", 1))
    assert words is not None
    assert placed(TEXT, words) == at(TEXT, "temperatur", 1)
    longer = f"Ny rad överst med temperatur.\n{TEXT}"
    assert placed(longer, words) == at(longer, "temperatur", 2)
    assert placed(TEXT.replace("rätt temperatur", "rätt\ntemperatur"), words) is not None
    assert placed("En helt annan text.", words) is None


def test_what_is_covered_may_be_any_letter() -> None:
    words = quoted("Anna Berg bor där.", 0, 9)
    assert words is not None
    assert placed(f"{COVER * 9} bor där.", words) == (0, 9)
    assert placed(f"Se {COVER * 4} {COVER * 4} bor där.", words) == (3, 12)

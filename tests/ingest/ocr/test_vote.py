"""Two readings of one page, joined: the surer and the Swedish word stays, noise that only one saw goes."""

from __future__ import annotations

from ingest.ocr.spelling import Dictionary, corrected
from ingest.ocr.vote import joined
from ingest.raw_page import Line, PlacedWord

KNOWN = {"beslut", "om", "åtgärder", "nämnden", "fastställande", "hus", "hur"}


def known(word: str) -> bool:
    return word.lower().strip(".,") in KNOWN


def line(*words: tuple[str, float], y: float = 0.0, x: float = 0.0) -> Line:
    placed = []
    for text, confidence in words:
        placed.append(PlacedWord(text, x, y, x + 10 * len(text), y + 20, confidence))
        x += 10 * len(text) + 10
    return tuple(placed)


def said(lines: tuple[Line, ...]) -> list[str]:
    return [" ".join(word.text for word in each) for each in lines]


def test_the_better_word_of_each_place() -> None:
    first = (line(("besiut", 0.7), ("om", 0.9), ("åtgärder", 0.9)),)
    second = (line(("beslut", 0.8), ("om", 0.8), ("ätgärder", 0.9)),)
    assert said(joined(first, second, known)) == ["beslut om åtgärder"]


def test_a_word_that_one_reading_took_for_two() -> None:
    first = (line(("nämn", 0.6), ("den", 0.6)),)
    second = ((PlacedWord("nämnden", 0, 0, 80, 20, 0.9),),)
    assert said(joined(first, second, known)) == ["nämnden"]
    assert said(joined(second, first, known)) == ["nämnden"]


def test_what_only_one_reading_has() -> None:
    first = (line(("beslut", 0.9)), line(("xq~", 0.3), y=40.0))
    second = (line(("beslut", 0.9)), line(("nämnden", 0.9), y=80.0), line(("kkr", 0.5), y=120.0))
    assert said(joined(first, second, known)) == ["beslut", "nämnden"]


def test_a_word_is_put_in_on_its_own_line() -> None:
    first = (line(("beslut", 0.9)),)
    second = (line(("beslut", 0.9), ("om", 0.9)),)
    assert said(joined(first, second, known)) == ["beslut om"]


def test_paragraphs_stay_apart() -> None:
    first = (line(("beslut", 0.9)), (), line(("nämnden", 0.9), y=80.0))
    assert said(joined(first, first, known)) == ["beslut", "", "nämnden"]


def test_confused_letters_are_put_right_and_say_so() -> None:
    words = Dictionary(known, known)
    ((word,),) = corrected((line(("ätgärder.", 0.8)),), words)
    assert (word.text, word.original, word.rule) == ("åtgärder.", "ätgärder.", "confused_letters")


def test_what_is_sure_known_short_or_ambiguous_is_left() -> None:
    words = Dictionary(known, known)
    left = (line(("ätgärder", 0.97), ("beslut", 0.5), ("hux", 0.5), ("EUTT", 0.5), ("2006:12", 0.4)),)
    assert corrected(left, words) == left
    divided = (line(("om", 0.9), ("faststäl-", 0.5)), line(("lande", 0.5)))
    assert corrected(divided, words) == divided


def test_a_sure_word_of_the_page_is_a_word() -> None:
    words = Dictionary(known, known)
    page = (line(("Blücher", 0.97)), line(("Blucher", 0.5), y=40.0))
    lines = corrected((line(("Storängen", 0.97)), line(("Storangen", 0.5), y=40.0)), words)
    assert said(lines) == ["Storängen", "Storängen"]
    assert said(corrected(page, words))[0] == "Blücher"

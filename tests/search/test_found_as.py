"""Each mark says how its word was found, and a hit tells its words by form, the surest first."""

from __future__ import annotations

import pytest

from models.mention import Label, Mention
from search.found_as import MOST_WORDS, Form, Mark, apart, form_of, reasons, surest
from search.marking import formed_marks, marks
from search.parsing import parse
from search.query import TokenField
from search.words.found_as import FOUND_AS

TEXT = "Serverings-\ntillståndet för KGT 42R: båtarna, tillstånd, Anderson och 15 000 kr. Serveringen, krogens."


def found(query: str, text: str = TEXT, *, tolerant: bool = False) -> dict[str, Form]:
    tree = parse(query, tolerant=tolerant).tree
    return {" ".join(text[start:end].split()): form for start, end, form in formed_marks(text, tree)}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("tillstånd", {"Serverings- tillståndet": Form.PART, "tillstånd": Form.EXACT}),
        ("båt", {"båtarna": Form.INFLECTED}),
        ("båtarna", {"båtarna": Form.EXACT}),
        ("kgt42r", {"KGT 42R": Form.EXACT}),
        ('"15 000 kr"', {"15 000 kr": Form.EXACT}),
        ("båt*", {"båtarna": Form.BEGINNING}),
        ("Andersson~", {"Anderson": Form.SIMILAR}),
        ("båt NEAR/2 tillstånd", {"båtarna": Form.INFLECTED, "tillstånd": Form.EXACT}),
        ("finnsinte", {}),
    ],
)
def test_each_mark_has_its_form(query: str, expected: dict[str, Form]) -> None:
    assert found(query) == expected


def test_a_misreading_is_a_possible_reading_and_no_surer() -> None:
    assert found("båtar", "bätar och båtar", tolerant=True) == {"bätar": Form.POSSIBLE, "båtar": Form.EXACT}


def test_a_mention_that_a_field_finds_is_named() -> None:
    start = TEXT.index("Anderson")
    mention = Mention(Label.PERSON, 1, start, start + 8, "Anderson", "Anderson", 1.0, "prov")
    assert formed_marks(TEXT, parse("person:anderson").tree, (), [mention]) == [Mark(start, start + 8, Form.NAMED)]


def test_the_marks_are_the_same_spans_with_or_without_their_forms() -> None:
    tree = parse("tillstånd båt kgt42r kr*").tree
    assert [mark.span for mark in formed_marks(TEXT, tree)] == marks(TEXT, tree)


def test_joined_marks_keep_the_surest_form() -> None:
    some = [Mark(5, 9, Form.EXACT), Mark(0, 7, Form.PART), Mark(9, 12, Form.POSSIBLE)]
    assert apart(some) == [Mark(0, 9, Form.EXACT), Mark(9, 12, Form.POSSIBLE)]


def test_reasons_tell_each_word_once_the_surest_form_first() -> None:
    words = [("Båtar", Form.INFLECTED), ("båtar", Form.INFLECTED), ("båt", Form.EXACT), ("båt-\nhus", Form.PART)]
    told = [(reason.form, reason.words) for reason in reasons(words)]
    assert told == [(Form.EXACT, ("båt",)), (Form.INFLECTED, ("Båtar",)), (Form.PART, ("båt- hus",))]
    assert len(reasons([(str(n), Form.EXACT) for n in range(9)])[0].words) == MOST_WORDS
    assert reasons([]) == ()


def test_every_field_and_every_form_has_its_word() -> None:
    assert set(FOUND_AS) == set(Form)
    assert form_of(TokenField.PARTS, ("5560160680",)) is Form.WRITTEN
    assert form_of(TokenField.SKELETON, ("bat",)) is Form.POSSIBLE
    assert (surest([Form.POSSIBLE, Form.PART]), surest([])) == (Form.PART, None)

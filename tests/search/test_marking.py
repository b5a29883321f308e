"""Marks are the matched forms, no more and no less."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.document import Page, PageMethod, Word
from models.mention import Label, Mention
from search import wanted
from search.analysis import Lexeme
from search.marking import boxes, marks
from search.parsing import parse
from search.wanted import Wanted

TEXT = "Serverings-\ntillståndet för KGT 42R: 15 000 kr till Britt-Marie Öst (850312-2391). Tillstånd och båtar."


def marked(query: str, text: str = TEXT, *, tolerant: bool = False) -> list[str]:
    return [text[start:end] for start, end in marks(text, parse(query, tolerant=tolerant).tree)]


@pytest.mark.parametrize(
    ("query", "forms"),
    [
        ("tillstånd", ["Serverings-\ntillståndet", "Tillstånd"]),
        ("serveringstillstånd", ["Serverings-\ntillståndet"]),
        ("kgt42r", ["KGT 42R"]),
        ("15000", ["15 000"]),
        ("15 000", ["15 000"]),
        ("000", ["000"]),
        ('"Britt-Marie Öst"', ["Britt-Marie Öst"]),
        ("britt öst", ["Britt", "Öst"]),
        ("198503122391", ["850312-2391"]),
        ("till*", ["till", "Tillstånd"]),
        ("båt -tillstånd", ["båtar"]),
        ("båt OR finnsinte", ["båtar"]),
        ("-båt", []),
        ("", []),
    ],
)
def test_marks_are_the_matched_forms(query: str, forms: list[str]) -> None:
    assert marked(query) == forms


@pytest.mark.parametrize(
    ("query", "forms"),
    [
        ("kgt42r NEAR/2 kr", ["KGT 42R", "kr"]),
        ("kgt42r NEAR/1 kr", []),
        ("Briit~", ["Britt"]),
        ('person:"marie öst"', ["Britt-Marie Öst"]),
        ("person:brit*", ["Britt-Marie Öst"]),
        ("person:östt~", ["Britt-Marie Öst"]),
        ("org:öst", []),
        ("pnr:19850312-2391", ["850312-2391"]),
        ("-pnr:19850312-2391", []),
    ],
)
def test_near_alike_and_named_words_are_marked_where_they_stand(query: str, forms: list[str]) -> None:
    named = (
        (Label.PERSON, "Britt-Marie Öst", "Britt-Marie Öst"),
        (Label.PERSONNUMMER, "850312-2391", "198503122391"),
    )
    mentions = [
        Mention(label, 1, TEXT.index(text), TEXT.index(text) + len(text), text, value, 1.0, "prov")
        for label, text, value in named
    ]
    spans = marks(TEXT, parse(query).tree, (), mentions)
    assert [TEXT[start:end] for start, end in spans] == forms


def test_no_page_is_taken_apart_where_no_words_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    taken_apart, as_written = list[str](), wanted._worded

    def counting(text: str) -> object:
        taken_apart.append(text)
        return as_written(text)

    monkeypatch.setattr(wanted, "_worded", counting)
    for query in ("", "typ:pm", 'person:"Åke Krog"', "-krog"):
        assert marks("en krog", parse(query).tree) == []
    assert taken_apart == []
    assert marks("en krog", parse("krog").tree) == [(3, 7)]
    assert taken_apart == ["en krog"]


def test_overlapping_marks_are_joined() -> None:
    assert marked('"Britt-Marie Öst" marie') == ["Britt-Marie Öst"]


def test_misreadings_are_marked_in_a_tolerant_search() -> None:
    assert marked("båtar", "bätar och båtar", tolerant=True) == ["bätar", "båtar"]


def test_boxes_are_those_of_the_words_that_the_marks_touch() -> None:
    text = "Serverings-\ntillstånd saknas"
    words = (
        Word("Serverings-", 0, 11, 50.0, 0.0, 99.0, 10.0),
        Word("tillstånd", 12, 21, 0.0, 12.0, 40.0, 22.0),
        Word("saknas", 22, 28, 45.0, 12.0, 80.0, 22.0),
    )
    page = Page(1, PageMethod.OCR, "", text, 1.0, 100.0, 100.0, words)
    spans = marks(text, parse("serveringstillstånd").tree)
    assert boxes(page, spans) == [(50.0, 0.0, 99.0, 10.0), (0.0, 12.0, 40.0, 22.0)]


def test_words_without_a_box_have_none() -> None:
    page = Page(1, PageMethod.TEXT, "", "bil", 1.0, words=(Word("bil", 0, 3),))
    assert boxes(page, [(0, 3)]) == []


@given(st.text(max_size=200), st.text(max_size=30))
def test_marks_of_any_text_lie_within_it_in_order_and_apart(text: str, query: str) -> None:
    before = 0
    for start, end in marks(text, parse(query, tolerant=True).tree):
        assert before <= start < end <= len(text)
        before = end


@pytest.mark.parametrize(
    ("text", "joins", "query"),
    [
        ("ärendets hante-\nring pågår", ((14, 16),), "hantering"),
        ("Britt-\nMarie Öst", ((6, 7),), '"Britt-Marie Öst"'),
        ("dnr 2019-\n0440", ((9, 10),), "2019-0440"),
        ("till-\nlämpning", ((3, 6),), "tillämpning"),
    ],
)
def test_a_word_that_a_line_end_broke_is_found_whole_and_marked_in_both_parts(
    text: str, joins: tuple[tuple[int, int], ...], query: str
) -> None:
    (span,) = marks(text, parse(query).tree, joins)
    assert "\n" in text[slice(*span)]
    start, end = joins[0]
    words = (
        Word(text[:start].split()[-1], text[:start].rfind(" ") + 1, end - 1, 0, 0, 9, 9),
        Word("", end, end + 3, 0, 10, 9, 19),
    )
    page = Page(1, PageMethod.TEXT, "good_text", text, 1.0, 100, 100, words)
    assert len(boxes(page, [span])) == 2


def test_a_mark_ends_before_the_hyphen_that_follows_it() -> None:
    text = "mat- och hante-\nring"
    assert [text[start:end] for start, end in marks(text, parse("mat").tree, ((14, 16),))] == ["mat"]


def test_a_word_that_is_nothing_of_what_is_looked_for_is_judged_once_and_by_its_keys(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    judged, as_written = list[str](), Wanted._judged

    def counting(one: Wanted, lexeme: Lexeme) -> object:
        judged.append(lexeme.raw)
        return as_written(one, lexeme)

    monkeypatch.setattr(Wanted, "_judged", counting)
    text = "Tillsynen av krogen gällde krogen och ingen annan än krogen, sade tillsynen."
    assert [text[start:end] for start, end in marks(text, parse("krog").tree)] == ["krogen"] * 3
    assert set(judged) == {"krogen"}
    assert len(judged) == 1 + 3  # once, and for each mark

"""What a decision needs: an answer to each question, and pages that are there."""

from __future__ import annotations

import pytest

from models.checklist import checklist
from models.errors import InvalidRequestError
from models.trial import NO, YES, Answer, check_answers, pages_of

QUESTIONS = checklist("OSL 10:27", []).questions


def _answers(**changed: str) -> list[Answer]:
    said = {each.name: "ord" if each.name == "harm" else YES for each in QUESTIONS} | changed
    return [Answer(name, "", value) for name, value in said.items()]


def test_every_question_is_answered() -> None:
    check_answers(QUESTIONS, _answers())
    for each in QUESTIONS:
        for value in ("", " ", "kanske"):
            if each.name == "harm" and value.strip():
                continue
            with pytest.raises(InvalidRequestError, match="Obesvarat"):
                check_answers(QUESTIONS, _answers(**{each.name: value}))


def test_nothing_goes_out_on_a_no() -> None:
    with pytest.raises(InvalidRequestError, match="Grunden räcker inte"):
        check_answers(QUESTIONS, _answers(obvious=NO))


@pytest.mark.parametrize(("written", "pages"), [("1", {1}), ("1-3, 5", {1, 2, 3, 5}), ("2–3", {2, 3}), ("5,5", {5})])
def test_pages(written: str, pages: set[int]) -> None:
    assert pages_of(written, 5) == pages


@pytest.mark.parametrize("written", ["", "0", "6", "3-2", "1-6", "a", "1;2", "-1", "1,,2", "12345678"])
def test_no_pages(written: str) -> None:
    with pytest.raises(InvalidRequestError):
        pages_of(written, 5)

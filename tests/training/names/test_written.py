"""Passages written by hand: their marks become spans, each tenth is held out, and every one of them parses."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.training.names.small import names
from training.names import written
from training.names.example import UNSURE


def test_marks_become_spans() -> None:
    example = written.parse("Av [PERSON|Bo Ek], [ORG|Krokfors AB] i [LOC|Umeå].\nAdress: [ADDRESS|Storgatan 4]")
    assert example.text == "Av Bo Ek, Krokfors AB i Umeå.\nAdress: Storgatan 4"
    assert names(example) == [
        ("Bo Ek", "PERSON"),
        ("Krokfors AB", "ORG"),
        ("Umeå", "LOC"),
        ("Storgatan 4", UNSURE),
    ]
    assert example.guide == "samsyn"


@pytest.mark.parametrize("text", ["[sic]", "[1|2]", "[VEHICLE|ABC 123]", "[PERSON]", "a [ b | c"])
def test_other_brackets_are_text(text: str) -> None:
    assert (written.parse(text).text, written.parse(text).spans) == (text, ())


def test_each_tenth_passage_is_for_development(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(written, "HERE", tmp_path)
    (tmp_path / "a.txt").write_text("\n---\n".join(f"stycke {number}" for number in range(20)), "utf-8")
    (tmp_path / "b.txt").write_text("---\n\nannan fil\n---  \n\n---\n", "utf-8")
    held_out = [example.text for example in written.examples(development=True)]
    learnt = [example.text for example in written.examples()]
    assert held_out == ["stycke 9", "stycke 19"]
    assert learnt == [*(f"stycke {number}" for number in range(20) if number % 10 != 9), "annan fil"]


def test_every_mark_of_the_passages_is_understood() -> None:
    """A mark that is not closed, or has a label of its own, would be learnt as text."""
    examples = [*written.examples(), *written.examples(development=True)]
    assert len(examples) > 100
    assert [one.text for one in examples if "|" in one.text and "[" in one.text] == []
    for example in examples:
        assert all(text == text.strip() for text, _ in names(example))

"""Tokens and tags become a text as it would be written, with spans by our labels."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.training.names.small import names
from training.names import corpora, texts
from training.names.corpora import Row, example


def _rows(line: str) -> list[Row]:
    """``Bo/B-PER Ek/I-PER kom`` as rows."""
    return [(token, tag or "O") for token, _, tag in (part.partition("/") for part in line.split())]


def test_tokens_are_put_together_as_they_are_written() -> None:
    made = example(_rows("Han ( Bo/B-PER ) sade : ja , 5 % [ sic ] !"), "norne")
    assert made.text == "Han (Bo) sade: ja, 5% [sic]!"
    assert names(made) == [("Bo", "PERSON")]
    assert made.guide == "norne"


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Bo/B-PER Ek/I-PER kom", [("Bo Ek", "PERSON")]),
        ("Bo/B-PER Siv/B-PER kom", [("Bo", "PERSON"), ("Siv", "PERSON")]),
        ("Ek/B-PER ,/I-PER Bo/I-PER", [("Ek, Bo", "PERSON")]),
        ("Umeå/I-LOC växer", [("Umeå", "LOC")]),  # opens with I-
        ("Bo/B-PER Krok/I-ORG", [("Bo", "PERSON"), ("Krok", "ORG")]),  # I- of another label
        ("Bo/B-PER och Ek/I-PER", [("Bo", "PERSON"), ("Ek", "PERSON")]),  # I- after a gap
        ("Röda/B-MISC rummet/I-MISC av Bo/B-PER", [("Bo", "PERSON")]),
    ],
)
def test_tags_become_spans(line: str, wanted: list[tuple[str, str]]) -> None:
    assert names(example(_rows(line), "samsyn")) == wanted


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in place of ``../shared/data`` with an empty ``nlp/unified``."""
    (tmp_path / "nlp/unified").mkdir(parents=True)
    monkeypatch.setattr(texts, "SHARED", tmp_path)
    return tmp_path


def test_a_file_is_read_sentence_by_sentence_and_harmonised(shared: Path) -> None:
    text = "Umeå\tB-LOC\nkommun\tO\n\n\nBo\tB-PER\nsov\tO"
    (shared / "nlp/unified/train-sv-klintan.tsv").write_text(text, "utf-8")
    first, second = corpora.corpus("train-sv-klintan")
    assert names(first) == [("Umeå kommun", "ORG")]
    assert names(second) == [("Bo", "PERSON")]


def test_no_test_file_is_among_those_that_are_learnt_from() -> None:
    assert not [name for name in corpora.FILES if "test" in name.lower() or "dev" in name]


@pytest.mark.skipif(not texts.SHARED.exists(), reason="the corpora of ../shared/data are not there")
def test_development_sentences_are_parted_by_corpus_and_none_is_trained_on() -> None:
    found = corpora.development()
    assert min(len(examples) for examples in found.values()) > 100
    learnt = {" ".join(token for token, _ in rows) for name in corpora.FILES for rows in corpora.sentences(name)}
    held_out = {" ".join(token for token, _ in rows) for rows in corpora.sentences("dev-sv") if len(rows) > 5}
    assert len(held_out & learnt) <= 0.01 * len(held_out)

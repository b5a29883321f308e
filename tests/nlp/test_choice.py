"""The choice of a name pipeline: a missing model is said, a model takes part, and the identity tells them apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

import nlp.choice
import nlp.name_model
import nlp.pipeline
from models.errors import InvalidSettingError
from models.mention import Label
from models.settings import DEFAULT_NAME_PIPELINE, NAME_PIPELINES
from nlp import components
from nlp.answers import describe
from nlp.candidate import Candidate
from nlp.choice import PIPELINES, model_folder
from nlp.identity import pipeline_identity
from nlp.names.tagger import Tagger
from nlp.pipeline import find_mentions

WORD = "Kvibbleprov"


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of models with ``fast`` in it, whose component knows one word."""
    folder = tmp_path / "sv_samsyn_fast"
    folder.mkdir()
    (folder / "ord.txt").write_text(WORD, "utf-8")
    monkeypatch.setattr(nlp.choice, "PIPELINES", tmp_path)
    monkeypatch.setattr(nlp.pipeline, "MODEL", "samsyn_test_model")
    _forget()
    yield tmp_path
    _forget()


def _forget() -> None:
    nlp.pipeline._reader.cache_clear()
    pipeline_identity.cache_clear()


@Language.factory("samsyn_test_model", default_config={"folder": ""})
class _KnowsOneWord:
    def __init__(self, nlp: Language, name: str, folder: str) -> None:
        self._word = (Path(folder) / "ord.txt").read_text("utf-8")

    def __call__(self, doc: Doc) -> Doc:
        start = components.text(doc).find(self._word)
        if start >= 0:
            end = start + len(self._word)
            components.candidates(doc).append(Candidate(Label.ORG, start, end, self._word, 0.9, "model:prov"))
        return doc


def test_the_default_is_installed() -> None:
    model_folder(DEFAULT_NAME_PIPELINE)
    assert PIPELINES.parts[-2:] == ("models", "pipelines")


@pytest.mark.parametrize("choice", [name for name in NAME_PIPELINES if name != "rules"])
def test_a_model_that_is_not_installed_is_said_and_nothing_put_in_its_place(choice: str, models: Path) -> None:
    (models / "sv_samsyn_fast").rename(models / "borta")
    for ask in (lambda: find_mentions([(1, "Anna Berg")], pipeline=choice), lambda: pipeline_identity(choice)):
        with pytest.raises(InvalidSettingError, match=f"sv_samsyn_{choice} finns inte") as error:
            ask()
        assert "SAMSYN_NLP_PIPELINE" in error.value.next


def test_an_unknown_choice() -> None:
    with pytest.raises(InvalidSettingError, match="accurate, fast, rules"):
        find_mentions([(1, "Anna Berg")], pipeline="bäst")


def test_a_model_takes_part_beside_the_rules(models: Path) -> None:
    text = f"{WORD} kom. Kvarnens Bygg AB fick 1 500 kronor den 3 maj 2024."
    found = {(one.label, one.text): one.method for one in find_mentions([(1, text)], pipeline="fast")}
    assert found.pop((Label.ORG, WORD)) == "model:prov"
    assert found == {(one.label, one.text): one.method for one in find_mentions([(1, text)], pipeline="rules")}
    assert {label for label, _ in found} == {Label.ORG, Label.AMOUNT, Label.DATE}


def test_a_description_is_made_by_the_choice(models: Path) -> None:
    pages = [(1, f"Datum: 2024-05-19\n{WORD} hade sovplatser.")]
    assert describe(pages, pipeline="fast").date == describe(pages, pipeline="rules").date
    assert WORD in {one.text for one in describe(pages, pipeline="fast").mentions}
    assert WORD not in {one.text for one in describe(pages, pipeline="rules").mentions}


def test_the_identity_follows_choice_and_model(models: Path) -> None:
    rules, fast = pipeline_identity("rules"), pipeline_identity("fast")
    assert (rules.split("-")[0], fast.split("-")[0]) == ("rules", "fast")
    assert rules.split("-")[1] != fast.split("-")[1]
    (models / "sv_samsyn_fast/ord.txt").write_text("Annatprov", "utf-8")
    _forget()
    assert pipeline_identity("rules") == rules
    assert pipeline_identity("fast") != fast


def test_a_new_card_names_no_document_anew(models: Path) -> None:
    before = pipeline_identity("fast")
    (models / "sv_samsyn_fast/README.md").write_text("# Nya siffror", "utf-8")
    _forget()
    assert pipeline_identity("fast") == before


def test_the_identity_follows_the_rules(models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import nlp.identity

    package = tmp_path / "regler"
    (package / "tables").mkdir(parents=True)
    (package / "tables/ord.txt").write_text("ett")
    for name in ("fields.py", "evaluate.py"):
        (package / name).write_text("1")
    monkeypatch.setattr(nlp.identity, "__file__", str(package / "identity.py"))
    seen = []
    for path, text in (("fields.py", "1"), ("evaluate.py", "2"), ("fields.py", "2"), ("tables/ord.txt", "två")):
        (package / path).write_text(text)
        _forget()
        seen.append(pipeline_identity("rules"))
    assert seen[0] == seen[1]  # what measures changes no answer
    assert len(set(seen)) == 3


def test_a_model_is_loaded_once_in_a_process_and_only_when_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[Path] = []

    class Counting(Tagger):
        def __init__(self, folder: Path) -> None:
            loaded.append(folder)
            super().__init__(folder)

    monkeypatch.setattr(nlp.name_model, "Tagger", Counting)
    _forget()
    find_mentions([(1, "Anna Berg ringde.")], pipeline="rules")
    pipeline_identity("fast")
    assert loaded == []
    for text in ("Anna Berg ringde.", "Karl Berg ringde."):
        describe([(1, text), (2, text)], pipeline="fast")
    assert [folder.name for folder in loaded] == ["sv_samsyn_fast"]
    _forget()

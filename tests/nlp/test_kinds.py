"""The kind of a document: told from papers made up for this, in other forms than those of the sample archive."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import numpy as np
import pytest

from models.errors import ModelDamagedError
from nlp.choice import KINDS_MODEL, PIPELINES
from nlp.identity import pipeline_identity
from nlp.kinds import KINDS, OTHER, classify
from nlp.kinds.choice import classifier, summed
from nlp.kinds.classifier import Classifier
from nlp.kinds.cues import CUES, FILE_NAMES
from nlp.kinds.evidence import Evidence, evidence
from nlp.kinds.seen import seen
from tests.nlp.kind_papers import PAPERS
from tests.timing import seconds

MODEL = PIPELINES / KINDS_MODEL
CASES = [(kind, text) for kind, texts in PAPERS.items() for text in texts]


@pytest.mark.parametrize(("kind", "text"), CASES, ids=[f"{kind}-{text[:20]!r}" for kind, text in CASES])
def test_the_kind_of_a_paper_without_a_telling_file_name(kind: str, text: str) -> None:
    answer = classify([(1, text)], "scan0001.pdf", "application/pdf")
    assert (answer.name, bool(answer.reason)) == (kind, True)
    assert 0 < answer.confidence < 1


def test_capitals_and_misreadings_do_not_hide_it() -> None:
    assert _right(str.upper) >= 0.85
    assert _right(_misread) >= 0.85


def _right(spoil: object) -> float:
    assert callable(spoil)
    told = [classify([(1, spoil(text))], "", "text/plain").name == kind for kind, text in CASES]
    return sum(told) / len(told)


def _misread(text: str) -> str:
    chance = random.Random(4)
    swapped = {"l": "1", "i": "l", "o": "0", "ä": "a", "å": "a", "ö": "o", "e": "c", "m": "rn"}
    return "".join(swapped.get(one, one) if chance.random() < 0.04 else one for one in text)


def test_every_kind_is_tried_and_can_be_answered() -> None:
    assert set(PAPERS) == set(KINDS) == set(classifier().meta.kinds)


def test_a_mail_is_an_email_by_its_type() -> None:
    answer = classify([(1, "Anonymt tips: jag vill tipsa om svartarbete.")], "x.eml", "message/rfc822")
    assert (answer.name, answer.reason) == ("email", "filen är ett e-postmeddelande")


@pytest.mark.parametrize("pages", [[], [(1, "")], [(1, " \n\t")], [(1, "12 34 – 56")]])
def test_without_a_word_it_is_other(pages: list[tuple[int, str]]) -> None:
    assert classify(pages, "protokoll.pdf", "application/pdf") == OTHER


@pytest.mark.parametrize("text", ["\x00\ufffd" * 50, "§" * 999, "å" * 9_999, "a:\t" * 999, "\n".join("abc" * 99)])
def test_any_text_is_allowed(text: str) -> None:
    assert classify([(1, text)], "", "text/plain").name in KINDS


def test_the_reason_names_the_words_that_told() -> None:
    ruled = classify([(1, "Inspektionsrapport\nAnna Berg, 850312-9804\nAvvikelser: tre.")], "", "text/plain")
    assert ruled.reason == "rubriken ”Inspektionsrapport”"
    text = "det ligger råttor bakom diskmaskinen och golvet är fullt av smuts, men ägaren låtsas inte se dem alls"
    learnt = classify([(1, text)], "", "text/plain")
    assert "ordval: " in learnt.reason


def test_the_reason_names_nobody() -> None:
    text = "Yttrande om förare: Bergdal, Torvald\nBergdal bor kvar. Torvald Bergdal har inga anmärkningar."
    reason = classify([(1, text)], "Yttrande Torvald Bergdal.pdf", "application/pdf").reason.lower()
    assert reason
    assert "bergdal" not in reason
    assert "torvald" not in reason


def test_a_file_name_tells_where_the_text_is_silent() -> None:
    text = "Se bifogad handling. Uppgifterna lämnas som de är."
    named = classify([(1, text)], "Faktura 2024-0117.pdf", "application/pdf")
    assert named.name == "invoice"
    assert named.confidence < classify([(1, PAPERS["invoice"][0])], "", "application/pdf").confidence


def test_the_sum_is_what_the_card_says() -> None:
    model, weights = classifier(), {"text": 1.0, "heading": 2.0, "cues": 3.0, "name": 4.0, "other": -5.0}
    likely = model.likely(seen("Protokoll", "", model.vectors))
    told = summed(likely, Evidence({"tip": 1.0}, {"tip": 1.0}, {"tip": 1.0}, {}), weights)
    assert told[KINDS.index("tip")] == pytest.approx(likely[KINDS.index("tip")] + 9)
    assert told[KINDS.index("email")] == pytest.approx(likely[KINDS.index("email")])
    assert told[KINDS.index("other")] == pytest.approx(likely[KINDS.index("other")] - 5)


def test_a_column_or_a_section_is_no_title() -> None:
    above = "Kommunen\nStorgatan 1\nDatum 2023-05-04\n"
    told = [
        evidence(f"{above}{line}\nannat", "").heading.get("invoice", 0.0)
        for line in ("Faktura 4711", "Faktura\tDatum\tBelopp", "Faktura: 4711")
    ]
    assert told[0] > 2 * told[1] > 0
    assert told[0] > 2 * told[2] > 0
    sections = evidence("\n".join(["Rad"] * 9 + ["Ansökan"]), "").heading["other"]
    assert sections < 0.6 * evidence("\n".join(["Rad"] * 9 + ["Ansökan om plats"]), "").heading["other"]


def test_networks_speak_together() -> None:
    model = classifier()
    paper = seen(PAPERS["minutes"][0], "", model.vectors)
    assert float(np.exp(model.likely(paper)).sum()) == pytest.approx(1, abs=1e-4)
    assert KINDS[int(model.likely(paper).argmax())] == "minutes"


def test_certainty_rises_and_never_reaches_one() -> None:
    said, right = zip(*classifier().meta.certainty, strict=True)
    assert list(said) == sorted(said)
    assert list(right) == sorted(right)
    assert right[-1] < 1


def test_rules_speak_of_known_kinds() -> None:
    rows = (
        line
        for line in (Path(__file__).parents[2] / "nlp/kinds/headings.txt").read_text("utf-8").splitlines()
        if not line.startswith("#")
    )
    assert {row.split(" ")[0] for row in rows} | {cue.kind for cue in CUES} | {kind for kind, _ in FILE_NAMES} <= set(
        KINDS
    )


@pytest.mark.parametrize("name", ["weights.npz", "words.txt", "meta.json"])
def test_a_damaged_model_is_not_run(name: str, tmp_path: Path) -> None:
    folder = shutil.copytree(MODEL, tmp_path / "model")
    Classifier(folder)
    whole = (folder / name).read_bytes()
    (folder / name).write_bytes(whole[:-9])
    with pytest.raises(ModelDamagedError):
        Classifier(folder)
    (folder / name).unlink()
    with pytest.raises(ModelDamagedError):
        Classifier(folder)


def test_the_model_is_small_and_its_card_names_its_files() -> None:
    assert sum(path.stat().st_size for path in MODEL.iterdir()) < 5_000_000
    card = (MODEL / "README.md").read_text("utf-8")
    for digest in json.loads((MODEL / "meta.json").read_text("utf-8"))["sha256"].values():
        assert digest in card


def test_a_new_model_of_kinds_names_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _identity()
    copied = shutil.copytree(MODEL, tmp_path / KINDS_MODEL)
    monkeypatch.setattr("nlp.identity.PIPELINES", tmp_path)
    assert _identity() == before
    (copied / "README.md").write_text("Nya siffror.")
    assert _identity() == before
    (copied / "words.txt").write_text("annat")
    assert _identity() != before


def _identity() -> str:
    pipeline_identity.cache_clear()
    try:
        return pipeline_identity("rules")
    finally:
        pipeline_identity.cache_clear()


def test_it_takes_well_under_twenty_milliseconds() -> None:
    pages = [(number, PAPERS["judgment"][0] * 40) for number in range(1, 60)]
    classify(pages, "", "text/plain")
    assert seconds(lambda: classify(pages, "akt.pdf", "application/pdf"), below=0.02, tries=10) < 0.02


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "från:" * 20_000, "kl. 12.00 " * 10_000, " " * 100_000, "protokoll\n" * 10_000]
)
def test_rules_are_quick_on_the_worst_text(text: str) -> None:
    assert seconds(lambda: evidence(text, text[:200]), below=0.25) < 0.25

"""The name model as it is run: its files are checked, any text is read, names stand where the text has them."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import ModelDamagedError
from models.mention import Label
from nlp.names import tagger as tagger_module
from nlp.names.tagger import ROOM, Tagger
from tests.nlp.names.tiny_model import SURE, make

TEXT = "Sökande: Anna Berg, Umeå kommun.\nAnna Berg bor i Umeå."
NAMES = [("Anna Berg", "PERSON"), ("Umeå", "LOC"), ("Anna Berg", "PERSON"), ("Umeå", "LOC")]
FOUR_PIECES = "Anna Berg bor i Umeå. "


@pytest.fixture(scope="module")
def tagger(tmp_path_factory: pytest.TempPathFactory) -> Tagger:
    return Tagger(make(tmp_path_factory.mktemp("prov") / "sv_prov"))


def _found(tagger: Tagger, text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.label.value) for one in tagger.find(text)]


@pytest.mark.parametrize("atoms", [False, True], ids=["pieces", "atoms"])
def test_names_where_the_text_has_them(tmp_path: Path, atoms: bool) -> None:
    assert _found(Tagger(make(tmp_path / "sv_prov", atoms=atoms)), TEXT) == NAMES


def test_what_a_candidate_says(tagger: Tagger) -> None:
    person, place = tagger.find("ANNA BERG bor i Umeå")
    assert (person.label, person.value, person.method) == (Label.PERSON, "Anna Berg", "model:sv_prov")
    assert (place.start, place.end, place.value) == (16, 20, "Umeå")
    assert person.confidence == pytest.approx(SURE, abs=0.001)


def test_a_name_is_as_sure_as_it_is_often_right(tmp_path: Path) -> None:
    tagger = Tagger(make(tmp_path / "sv_prov", certainty=((0, 0), (0.8, 0.5), (1, 0.6))))
    assert [one.confidence for one in tagger.find(TEXT)] == [pytest.approx(0.55, abs=0.001)] * 4


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\x00", "…", "☃ ☃", "\u200b", "😀" * 300, "zqx" * 9_000, "a\n" * 500]
)
def test_texts_without_a_name(tagger: Tagger, text: str) -> None:
    assert list(tagger.find(text)) == []


@given(
    st.text(st.one_of(st.sampled_from("Anna Berg Umeå\n.,-"), st.characters(exclude_categories=["Cs"])), max_size=80)
)
def test_any_text_gives_names_in_order_that_do_not_overlap(tagger: Tagger, text: str) -> None:
    found = list(tagger.find(text))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 <= one.confidence <= 1 and one.value for one in found)


def test_a_page_of_ten_thousand_words_is_read_as_its_sentences_are(tagger: Tagger) -> None:
    times = 2_000
    text = FOUR_PIECES * times
    once = [(one.start, one.end, one.confidence) for one in tagger.find(FOUR_PIECES)]
    found = [(one.start, one.end, one.confidence) for one in tagger.find(text)]
    step = len(FOUR_PIECES)
    assert found == [
        (start + step * time, end + step * time, sure) for time in range(times) for start, end, sure in once
    ]


def test_no_window_asks_for_more_than_its_room(tagger: Tagger, monkeypatch: pytest.MonkeyPatch) -> None:
    """The networks have places for 512 pieces and no more, whatever a page holds."""
    asked: list[int] = []
    row = tagger_module._row

    def counted(*given: Any) -> tuple[Any, Any]:
        ids, places = row(*given)
        asked.append(len(ids))
        return ids, places

    monkeypatch.setattr(tagger_module, "_row", counted)
    text = "Anna Berg " + "zqx" * 400 + " bor. " + "wvz " * 120 + "qzx" * 40
    assert _found(tagger, text) == [("Anna Berg", "PERSON")]
    assert max(asked) <= ROOM + 2


def test_letters_written_with_their_marks_apart(tagger: Tagger) -> None:
    """Umeå as a, U+030A: one name where the text has it, and the value as others write it."""
    text = normalize("NFD", "Hon bor i Umeå.")
    (place,) = tagger.find(text)
    assert (text[place.start : place.end], place.value) == (normalize("NFD", "Umeå"), "Umeå")


@pytest.mark.parametrize("name", ["model.onnx", "pieces.model"])
def test_a_file_that_is_not_the_one_that_was_trained(tmp_path: Path, name: str) -> None:
    folder = make(tmp_path / "sv_prov")
    stored = bytearray((folder / name).read_bytes())
    stored[len(stored) // 2] ^= 1
    (folder / name).write_bytes(stored)
    with pytest.raises(ModelDamagedError, match=name):
        Tagger(folder)


@pytest.mark.parametrize("name", ["model.onnx", "pieces.model", "meta.json"])
def test_a_file_that_is_missing(tmp_path: Path, name: str) -> None:
    folder = make(tmp_path / "sv_prov")
    (folder / name).unlink()
    with pytest.raises(ModelDamagedError):
        Tagger(folder)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"name": "x"}', "inte json"])
def test_a_description_that_cannot_be_read(tmp_path: Path, text: str) -> None:
    folder = make(tmp_path / "sv_prov")
    (folder / "meta.json").write_text(text, "utf-8")
    with pytest.raises(ModelDamagedError):
        Tagger(folder)


def test_a_hash_that_is_left_out_is_no_permission(tmp_path: Path) -> None:
    folder = make(tmp_path / "sv_prov")
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    del meta["sha256"]["model.onnx"]
    (folder / "meta.json").write_text(json.dumps(meta), "utf-8")
    with pytest.raises(ModelDamagedError):
        tagger_module.Tagger(folder)

"""Examples as numbers: each atom's first piece carries its tag, windows keep to their room, packs come back."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from nlp.names.decoding import TAGS
from nlp.names.vocabulary import Vocabulary
from tests.training.names.small import OWN, marked, number, vocabulary
from training.names import encode, raw
from training.names.encode import Window
from training.names.example import FIRST, GUIDES, Example, Span


@pytest.fixture
def pieces(tmp_path: Path) -> Vocabulary:
    return vocabulary(tmp_path)


def _one(example: Example, pieces: Vocabulary) -> Window:
    (window,) = encode.encode(example, pieces)
    return window


def _tags(window: Window) -> list[str]:
    return ["-" if tag < 0 else TAGS[tag] for tag in window.tags]


def test_the_first_piece_of_each_atom_is_marked_and_has_its_tag(pieces: Vocabulary) -> None:
    window = _one(marked("[PERSON|Anna Bergström] bor i [LOC|Umeå]"), pieces)
    assert window.pieces == [
        number("▁Anna") | FIRST,
        number("▁Berg") | FIRST,
        number("ström"),
        number("▁bor") | FIRST,
        number("▁i") | FIRST,
        number("▁Umeå") | FIRST,
    ]
    assert _tags(window) == ["B-PERSON", "I-PERSON", "-", "O", "O", "B-LOC"]


def test_a_line_break_is_a_piece_before_the_first_of_its_atom(pieces: Vocabulary) -> None:
    window = _one(marked("[PERSON|Anna\nBerg]"), pieces)
    assert window.pieces == [number("▁Anna") | FIRST, OWN, number("▁Berg") | FIRST]
    assert _tags(window) == ["B-PERSON", "-", "I-PERSON"]


def test_marks_that_go_on_from_a_word_are_atoms_of_the_name(pieces: Vocabulary) -> None:
    window = _one(marked("[PERSON|Berg, Anna]"), pieces)
    assert window.pieces == [number("▁Berg") | FIRST, number(",") | FIRST, number("▁Anna") | FIRST]
    assert _tags(window) == ["B-PERSON", "I-PERSON", "I-PERSON"]


def test_what_is_unsure_has_no_tag(pieces: Vocabulary) -> None:
    assert _tags(_one(marked("[ADDRESS|Gatan Berg] i [LOC|Umeå]"), pieces)) == ["-", "-", "O", "B-LOC"]


def test_two_names_side_by_side_stay_two(pieces: Vocabulary) -> None:
    assert _tags(_one(marked("[PERSON|Anna] [PERSON|Berg]"), pieces)) == ["B-PERSON", "B-PERSON"]


def test_capitals_are_encoded_as_the_product_reads_them(pieces: Vocabulary) -> None:
    plain, capitals = (_one(marked(text), pieces) for text in ("[PERSON|Anna Berg]", "[PERSON|ANNA BERG]"))
    assert capitals == plain


def test_the_guide_and_the_weight_of_a_corpus(pieces: Vocabulary) -> None:
    found = {guide: _one(marked("Anna bor", guide=guide), pieces) for guide in GUIDES}
    assert {guide: window.guide for guide, window in found.items()} == {guide: GUIDES.index(guide) for guide in GUIDES}
    assert {guide: window.weight for guide, window in found.items()} == {"samsyn": 1.0, "norne": 1.0, "hipe": 0.5}


def test_a_long_text_becomes_windows_that_end_at_sentences(pieces: Vocabulary) -> None:
    example = marked("[PERSON|Anna Berg] bor i [LOC|Umeå] kommun. " * 40)
    found = list(encode.encode(example, pieces))
    assert len(found) > 1
    assert all(len(one.pieces) == len(one.tags) <= encode.ROOM for one in found)
    assert all(one.pieces[-1] == number(".") | FIRST for one in found)
    assert sum(_tags(one).count("B-PERSON") for one in found) == 40
    assert sum(_tags(one).count("B-LOC") for one in found) == 40


def test_an_atom_larger_than_a_window_is_cut(pieces: Vocabulary) -> None:
    found = list(encode.encode(marked("Anna " + "x" * 999 + " Berg"), pieces))
    assert [len(one.pieces) for one in found] == [1, encode.ROOM, 1]


def test_a_pack_comes_back_as_it_was_written(tmp_path: Path) -> None:
    windows = [Window([5 | FIRST, 6], [1, -1], 2, 0.5), Window([7 | FIRST], [0], 0, 1.0)]
    assert encode.pack(tmp_path / "prov.npz", windows) == 2
    loaded = np.load(tmp_path / "prov.npz")
    assert loaded["pieces"].tolist() == [5 | FIRST, 6, 7 | FIRST]
    assert loaded["tags"].tolist() == [1, -1, 0]
    assert loaded["ends"].tolist() == [2, 3]
    assert loaded["guides"].tolist() == [2, 0]
    assert loaded["weights"].tolist() == [0.5, 1.0]
    assert [loaded[name].dtype for name in ("pieces", "tags", "ends")] == [np.uint16, np.int8, np.int32]


def test_neighbours_that_are_read_together_keep_their_names() -> None:
    examples = [marked(f"[PERSON|Bo Ek{place}] kom.") for place in range(50)]
    found = encode._together(examples, "prov")
    assert 20 < len(found) < 45
    assert " ".join(one.text for one in found) == " ".join(one.text for one in examples)
    named = [one.text[span.start : span.end] for one in found for span in one.spans]
    assert named == [f"Bo Ek{place}" for place in range(50)]
    assert encode._together(examples, "prov") == found


def test_addresses_are_unsure() -> None:
    example = Example("Gatan 4 Umeå", (Span(0, 7, "ADDRESS"), Span(8, 12, "LOC")))
    assert [span.label for span in encode._without_addresses(example).spans] == ["UNSURE", "LOC"]


def test_sources_are_written_plain_and_varied(pieces: Vocabulary, tmp_path: Path) -> None:
    found = {"prov": [marked("[LOC|Umeå] kommun och gatan " * 3)] * 4}
    folder = tmp_path / "work"
    folder.mkdir()
    assert encode.write_sources(found, pieces, folder) == {"prov": 4}
    assert sorted(path.name for path in folder.iterdir()) == [f"prov.{copy}.npz" for copy in range(encode.COPIES + 1)]
    plain = np.load(folder / "prov.0.npz")
    assert not np.array_equal(plain["pieces"], np.load(folder / "prov.1.npz")["pieces"])


def test_raw_text_is_drawn_until_there_is_enough(
    pieces: Vocabulary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [random.Random(place).choice(["Anna bor i Umeå kommun", "Berg och gatan"]) for place in range(200)]
    monkeypatch.setattr(raw, "paragraphs", lambda: iter(lines))
    count = encode.write_raw(pieces, tmp_path / "raw.npz", 100)
    loaded = np.load(tmp_path / "raw.npz")
    assert 100 <= len(loaded["pieces"]) < 110
    assert count == len(loaded["ends"])
    assert loaded["ends"][-1] == len(loaded["pieces"])
    assert set(loaded.files) == {"pieces", "ends"}

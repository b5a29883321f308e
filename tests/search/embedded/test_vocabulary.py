"""The vocabulary of a file: read in one piece, and a fuzzy word spelled out once while the file is as it was."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from search.embedded import spelling, vocabulary
from search.embedded.encoding import decode, decode_all, encode
from search.embedded.index import EmbeddedIndex
from search.query import Fuzzy, Node, Not, Or, Term
from tests.contracts.asking import A, document, found, word


@pytest.mark.parametrize(
    "tokens", [[], ["krog"], ["krog", "Älv", "ABC", "a\0b"], ["rad\x85bruten", "hårt\u00a0mellanslag", "blad\x0c"]]
)
def test_tokens_in_one_string_are_those_that_were_put_together(tokens: list[str]) -> None:
    stored = [encode([token]) for token in tokens]
    assert decode_all(" ".join(stored)) == [decode(token) for token in stored] == tokens


def test_what_a_fuzzy_word_means_follows_what_comes_and_goes(tmp_path: Path) -> None:
    index, asked = EmbeddedIndex(tmp_path), Fuzzy("källaren", 1)
    index.put([document("d1", "källarem")])
    assert found(index, asked) == {"d1"}
    index.put([document("d2", "kallaren")])
    assert found(index, asked) == {"d1", "d2"}
    index.delete(A, ["d1"])
    assert found(index, asked) == {"d2"}
    index.close()


def test_one_search_spells_a_word_out_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index, looked_for, as_written = EmbeddedIndex(tmp_path), list[str](), spelling._ways

    def counting(asked: Fuzzy, joined: str) -> object:
        looked_for.append(asked.word)
        return as_written(asked, joined)

    monkeypatch.setattr(spelling, "_ways", counting)
    index.put([document("d1", "källarem"), document("d2", "krog")])
    tree: Node = Or((Fuzzy("källaren", 1), Not(Fuzzy("källaren", 1)), word("krog")))
    for _ in range(3):
        assert found(index, tree) == {"d1", "d2"}
    assert looked_for == ["källaren"]
    index.close()


def test_no_more_spellings_are_kept_than_there_is_room_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "_MOST_KEPT", 2)
    index = EmbeddedIndex(tmp_path)
    index.put([document("d1", "källarem"), document("d2", "lokalem"), document("d3", "mötena")])
    asked = {"d1": Fuzzy("källaren", 1), "d2": Fuzzy("lokalen", 1), "d3": Fuzzy("möteta", 1)}
    for id, each in [*asked.items(), *asked.items()]:
        assert found(index, each) == {id}
    with index._connections.reading(A) as reading:
        assert reading is not None
        assert len(reading.spellings) <= 2
    index.close()


@pytest.mark.parametrize("distance", [1, 2])
def test_words_spelled_out_together_mean_what_each_means_by_itself(tmp_path: Path, distance: int) -> None:
    random, index = Random(distance), EmbeddedIndex(tmp_path)
    words = ["".join(random.choice("abåÅ") for _ in range(random.randint(2, 9))) for _ in range(400)]
    index.put([document(f"d{at}", " ".join(words[at::20])) for at in range(20)])
    asked = [Fuzzy(_misspelled(random, random.choice(words)), distance) for _ in range(150)]
    with index._connections.reading(A) as reading:
        assert reading is not None
        each_alone = [vocabulary.spelled_out(reading.connection, one, {}) for one in asked]
        for at in range(0, len(asked), 3):
            together = spelling.spelled(reading.connection, Or((*asked[at : at + 3],)), {})
            assert together == Or((*each_alone[at : at + 3],))
    assert sum(len(one.alternatives) for one in each_alone if isinstance(one, Term)) > 2 * len(asked)
    index.close()


def _misspelled(random: Random, word: str) -> str:
    """With up to two letters changed, left out, put in, or in the other's place."""
    for _ in range(random.randint(0, 2)):
        at = random.randrange(len(word))
        one, two = word[at], word[at + 1 : at + 2]
        word = word[:at] + random.choice(("b", "", one + "a", two + one + two, "Å")) + word[at + 1 :] or "a"
    return word

"""The part of the contract that is about building a version beside the one in use."""

from __future__ import annotations

import pytest

from search.embedded import schema
from search.embedded import version as embedded_version
from search.identity import keys_identity
from search.index import Index
from search.opensearch import mappings
from search.opensearch import version as opensearch_version
from search.query import Or
from tests.contracts.asking import BOTH, A, B, document, found, word


class VersionsContract:
    """Building beside the one in use."""

    def test_a_new_version_shows_when_it_is_swapped_in_and_not_before(self, index: Index) -> None:
        index.put([document("old", "lås"), document("other", "lås", owner=B)])
        version = index.new_version(A)
        version.put([document("new", "lås"), document("new2", "lås")])
        assert version.count() == 2
        assert found(index, word("lås")) == {"old", "other"}
        version.swap()
        assert found(index, word("lås")) == {"new", "new2", "other"}
        assert index.pages(word("lås"), BOTH, ["old", "new"]) == {"new": (1,)}
        assert (index.version(A), index.version(B)) == (2, 1)

    def test_the_first_version_may_be_built_beside_nothing(self, index: Index) -> None:
        version = index.new_version(A)
        version.put([document("d1", "lås")])
        version.swap()
        assert found(index, word("lås")) == {"d1"}

    def test_what_a_drain_puts_in_while_the_first_version_is_built_is_in_it(self, index: Index) -> None:
        version = index.new_version(A)
        version.put([document("d1", "lås")])
        index.put([document("d2", "lås")])
        assert version.count() == 2
        version.swap()
        index.put([document("d3", "lås")])
        assert found(index, word("lås")) == {"d1", "d2", "d3"}
        assert index.pages(word("lås"), BOTH, ["d2"]) == {"d2": (1,)}

    def test_a_first_build_that_was_cut_off_is_never_taken_for_the_one_in_use(self, index: Index) -> None:
        index.new_version(A).put([document("left", "lås")])
        index.put([document("d1", "lås")])
        assert found(index, word("lås")) == {"d1"}

    def test_a_discarded_version_leaves_the_old_in_use(self, index: Index) -> None:
        index.put([document("d1", "lås")])
        version = index.new_version(A)
        version.put([document("d2", "lås")])
        version.discard()
        index.put([document("d3", "lås")])
        assert found(index, word("lås")) == {"d1", "d3"}
        assert index.version(A) == 1

    def test_what_a_drain_changes_meanwhile_is_in_the_new_version(self, index: Index) -> None:
        index.put([document("d1", "gammal"), document("d2", "lås")])
        version = index.new_version(A)
        version.put([document("d2", "lås")])
        index.put([document("d1", "ny")])
        index.delete(A, ["d2"])
        version.put([document("d1", "gammal")])  # read from the register before it changed
        version.swap()
        assert found(index, word("ny")) == {"d1"}
        assert found(index, Or((word("gammal"), word("lås")))) == set()

    def test_a_build_that_was_cut_off_is_gone_on_with_by_the_next(self, index: Index) -> None:
        index.put([document("d1", "lås"), document("gone", "lås")])
        index.new_version(A).put([document("left", "lås"), document("gone", "lås"), document("newer", "gammal")])
        index.delete(A, ["gone"])
        index.put([document("newer", "lås")])  # what changes between the two reaches it too
        version = index.new_version(A)
        assert version.documents() == {"left", "newer"}
        version.put([document("d2", "lås")])
        version.swap()
        assert (found(index, word("lås")), found(index, word("gammal"))) == ({"left", "newer", "d2"}, set())
        assert index.version(A) == 2

    def test_a_build_by_another_analysis_is_dropped_by_the_next(
        self, index: Index, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        index.put([document("d1", "lås")])
        index.new_version(A).put([document("left", "lås")])
        _analysed_by(monkeypatch, "keys-later")
        version = index.new_version(A)
        version.put([document("d2", "lås")])
        version.swap()
        assert found(index, word("lås")) == {"d2"}

    def test_a_version_tells_which_analysis_made_it(self, index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
        assert index.keys(A) == ""
        index.put([document("d1", "lås")])
        assert index.keys(A) == keys_identity()
        _analysed_by(monkeypatch, "keys-later")
        assert index.keys(A) == keys_identity()  # while nothing was built anew
        index.put([document("d2", "lås")])
        version = index.new_version(A)
        version.swap()
        assert index.keys(A) == "keys-later"


def _analysed_by(monkeypatch: pytest.MonkeyPatch, identity: str) -> None:
    for module in (schema, embedded_version, mappings, opensearch_version):
        monkeypatch.setattr(module, "keys_identity", lambda: identity)

"""From the register into the index: nothing is struck before the index has it, and the two can be compared."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pytest
from click.testing import CliRunner

from models.errors import AccessDeniedError, IndexUnavailableError
from models.settings import Settings
from models.store.service import service
from models.store.store import Store
from search import indexing
from search.differing import Difference, differences
from search.index import Index, IndexQuery, IndexUnit
from search.index_commands import reindex as command
from search.indexing import drain, draining, units
from search.query import Alternative, Everything, Term, TokenField
from search.rebuilding import reindex
from search.wall import make_filter
from tests.conftest import viewer_of
from tests.search.archive import HEALTH, MEMO, POLICE, REPORT, everyone, fill, put


def _found(index: Index, tree: Everything | Term) -> set[str]:
    return {hit.document for hit in index.search(IndexQuery(tree, make_filter(everyone(), {}, {}, None, None))).hits}


def _word(text: str) -> Term:
    return Term(text, (Alternative(TokenField.EXACT, (text,)),))


def test_a_unit_holds_pages_facets_and_the_words_of_the_name(store: Store) -> None:
    id = put(store, None, REPORT)
    (found,) = units(everyone(), store, id)
    assert (found.owner, found.date, [page.number for page in found.pages]) == (HEALTH, REPORT.dated, [1, 2])
    assert found.facets == store.documents.facets(everyone(), id)
    assert found.name_tokens == ("inspektion", "norrlands", "mat")
    assert "köket" in found.pages[1].tokens[TokenField.EXACT]


def test_a_unit_is_made_for_its_readers_only(store: Store) -> None:
    id = put(store, None, REPORT)
    with pytest.raises(AccessDeniedError):
        units(viewer_of(POLICE), store, id)


def test_a_drain_empties_the_outbox_into_the_index_once(store: Store, index: Index) -> None:
    ids = fill(store, None)
    assert drain(store, index) == len(ids)
    assert (store.outbox.count(), drain(store, index)) == (0, 0)
    assert _found(index, Everything()) == set(ids.values())


def test_the_register_reckons_with_its_size_after_a_drain(store: Store, index: Index) -> None:
    ids = fill(store, None)
    drain(store, index)
    with store.database.read() as connection:
        known = connection.exec_driver_sql("SELECT DISTINCT stat FROM sqlite_stat1 WHERE tbl = 'documents'").scalars()
        assert {int(each.split()[0]) for each in known if " " in each} == {len(ids)}


def test_a_drain_that_goes_on_for_long_looks_anew_meanwhile(
    store: Store, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else nothing asked of a register that was empty is planned for what it holds until hours later."""
    monkeypatch.setattr(indexing, "BATCH", 1)
    monkeypatch.setattr(indexing, "_AFRESH", 2)
    settled, ids = list[int](), fill(store, None)
    monkeypatch.setattr(store.markings, "settle", lambda: settled.append(store.outbox.count()))
    going = draining(store, index)
    assert [next(going), next(going), next(going)] == [1, 1, 1]
    assert settled == [len(ids), len(ids) - 2]
    with store.database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'documents'").scalar()
    assert sum(going) == len(ids) - 3


def test_an_older_version_leaves_the_index_when_the_newer_is_read(store: Store, index: Index) -> None:
    ids = fill(store, None)
    drain(store, index)
    newer = put(store, None, replace(MEMO, pages=("En nyare lydelse",)))
    drain(store, index)
    assert newer != ids[MEMO.name]
    assert _found(index, Everything()) == {*ids.values(), newer} - {ids[MEMO.name]}


def test_a_document_that_is_being_read_again_stays_as_it_was(store: Store, index: Index) -> None:
    id = put(store, None, REPORT)
    store.registration.claim(id, "prov")
    drain(store, index)
    assert _found(index, Everything()) == {id}


def test_an_owner_who_comes_while_others_are_drained_is_drained_too(store: Store, index: Index) -> None:
    put(store, None, REPORT)
    going = draining(store, index)
    assert next(going) == 1
    memo = put(store, None, MEMO)
    assert list(going) == [1]
    assert memo in _found(index, Everything())


@dataclass
class FallsOnce:
    """An index that cannot be reached at the first put."""

    inner: Index
    fallen: bool = False

    def put(self, units: Sequence[IndexUnit]) -> None:
        if not self.fallen:
            self.fallen = True
            raise IndexUnavailableError("borta")
        self.inner.put(units)

    def delete(self, owner: str, documents: Iterable[str]) -> None:
        self.inner.delete(owner, documents)


def test_rows_stay_until_the_index_has_them(store: Store, index: Index) -> None:
    ids = fill(store, None)
    broken = FallsOnce(index)
    with pytest.raises(IndexUnavailableError):
        drain(store, broken)  # type: ignore[arg-type]
    assert store.outbox.count() == len(ids)
    drain(store, broken)  # type: ignore[arg-type]
    assert (store.outbox.count(), _found(index, Everything())) == (0, set(ids.values()))


def test_a_reindex_mends_whatever_the_index_holds(store: Store, index: Index) -> None:
    ids = fill(store, None)
    drain(store, index)
    index.delete(HEALTH, [ids[REPORT.name]])
    index.put([IndexUnit("surplus", POLICE, None, {}, ())])
    answer = reindex(store, index)
    assert (answer.documents, answer.version) == (len(ids), 2)
    assert _found(index, Everything()) == set(ids.values())
    assert _found(index, _word("köket")) == {ids[REPORT.name]}
    assert differences(store, index) == []


def test_a_reindex_takes_what_waits_in_the_outbox_along(store: Store, index: Index) -> None:
    ids = fill(store, None)
    assert reindex(store, index).documents == len(ids)
    assert store.outbox.count() == 0
    assert _found(index, Everything()) == set(ids.values())


def test_differences_name_what_only_one_side_has(store: Store, index: Index) -> None:
    ids = fill(store, None)
    assert differences(store, index) == []  # everything is still on its way
    drain(store, index)
    index.delete(HEALTH, [ids[REPORT.name]])
    index.put([IndexUnit("surplus", POLICE, None, {}, ())])
    assert differences(store, index) == [
        Difference("missing_in_index", ids[REPORT.name], HEALTH),
        Difference("surplus_in_index", "surplus", POLICE),
    ]


def test_the_services_own_viewer_has_ordinary_grants(store: Store) -> None:
    fill(store, None)
    assert service(store, "indexering").owners == everyone().owners


def test_the_command_answers_with_the_contracts_keys(store: Store, settings: Settings) -> None:
    ids = fill(store, None)
    result = CliRunner().invoke(command, ["--json"], catch_exceptions=False)
    answer = json.loads(result.stdout)
    assert set(answer) == {"version", "documents", "seconds"}
    assert (answer["version"] >= 1, answer["documents"]) == (True, len(ids))

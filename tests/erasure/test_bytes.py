"""Fifty planted strings: after an erasure none stands in any byte of a file of ours; what is held survives whole."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from ingest.erasing import carry_out
from models.audit import Action
from models.erasure import Ground, GroundKind, OrderState
from models.erasure_errors import ErasureHeldError
from models.errors import AccessDeniedError, IndexUnavailableError
from models.hold import HoldScope
from models.settings import Settings
from models.store.schema import erasure_orders, ledger, tombstones
from models.store.store import Store
from search.backends import open_index
from search.erasing import order_erasure
from search.index import Index
from search.request import SearchRequest
from search.service import search
from tests.erasure.planting import OFFICER, OWNER, WHY, Planted, installation
from tests.erasure.scanning import files_of, found_in
from tests.opensearch_nodes import SECONDS

ASKED = Ground(GroundKind.PERSON, "art. 17.1 d", reason="G-1")


@pytest.fixture
def planted() -> Planted:
    return Planted(random.Random(12))


class Erasing:
    """On each register and back end, with ``folders`` that hold all that we write."""

    @pytest.fixture
    def index(self, store: Store) -> Iterator[Index]:
        with closing(open_index(store.settings)) as index:
            yield index

    @pytest.mark.timeout(900)
    def test_nothing_is_left(
        self, store: Store, index: Index, planted: Planted, folders: list[Path], tmp_path: Path
    ) -> None:
        top, held = installation(store, index, tmp_path / "arkiv", planted)
        store.holds.place(OFFICER, OWNER, HoldScope.DOCUMENT, held, "RB 38:2", "tvist")
        assert len(planted.every) >= 50
        self.settled(store)
        before = found_in(files_of(*folders), planted.plain)
        assert set(before) == set(planted.plain), sorted(set(planted.plain) - set(before))
        text = store.documents.page(OFFICER, held, 1).text
        with pytest.raises(ErasureHeldError):
            order_erasure(OFFICER, WHY, store, [*top, held], ASKED)
        id = order_erasure(OFFICER, WHY, store, top, ASKED)
        assert self.carried_out(store, index, id) is OrderState.DONE
        self.settled(store)
        after = found_in(files_of(*folders), planted.every)
        assert after == {}, after
        self._others_stand(store, index, held, text, planted)
        self._told(store, top, id)

    def carried_out(self, store: Store, index: Index, id: str) -> OrderState:
        return carry_out(store, index, id)

    def settled(self, store: Store) -> None:
        """Let the register's server write what it has in memory."""

    def _others_stand(self, store: Store, index: Index, held: str, text: str, planted: Planted) -> None:
        assert store.documents.page(OFFICER, held, 1).text == text
        assert store.vault.intact(store.documents.get(OFFICER, held).sha256)
        answer = search(OFFICER, WHY, SearchRequest("vintergatan"), store=store, index=index)
        assert [hit.document for hit in answer.hits] == [held]
        company = planted.plain["bolag"]
        assert search(OFFICER, WHY, SearchRequest(company), store=store, index=index).total == 0
        assert [each.name for each in store.saved.all(OFFICER)] == ["Provkrog AB"]

    def _told(self, store: Store, top: list[str], order: str) -> None:
        """The chain holds, the words that named it are gone from the ledger, no others; the tombstone says nothing."""
        assert store.ledger.verify() is None
        records = store.ledger.last(500)
        erased = [each for each in records if each.erased]
        assert {each.event.action for each in erased} == {Action.SEARCH, Action.EXPORT}
        assert any(each.event.action is Action.ERASE for each in records)
        for document in top:
            with pytest.raises(AccessDeniedError):
                store.documents.get(OFFICER, document)
        stones = store.erasures.tombstones(OFFICER)
        assert len(stones) == len(top) + 1
        with store.database.read() as connection:
            said = [str(value) for row in connection.execute(select(tombstones)) for value in row]
            said += [str(value) for row in connection.execute(select(erasure_orders)) for value in row]
            targets = set(connection.execute(select(ledger.c.target)).scalars())
        assert not {*top} & {*said}
        assert {stone.mark for stone in stones} <= targets


class TestEmbedded(Erasing):
    @pytest.fixture
    def folders(self, store: Store) -> list[Path]:
        return [store.settings.home]


@pytest.mark.postgresql
class TestPostgresql(Erasing):
    @pytest.fixture
    def store(self, settings: Settings, postgresql_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
        monkeypatch.setenv("SAMSYN_DATABASE_URL", postgresql_url)  # for those who read: they are told the home
        with closing(Store.open(replace(settings, database_url=postgresql_url), create=True)) as store:
            yield store

    @pytest.fixture
    def folders(self, store: Store) -> list[Path]:
        """The database's own files; the server's write-ahead log is told of in docs/erasure.md."""
        with store.database.read() as connection:
            data = Path(str(connection.exec_driver_sql("SHOW data_directory").scalar_one()))
            oid = connection.exec_driver_sql("SELECT oid FROM pg_database WHERE datname = current_database()")
            mine = data / "base" / str(oid.scalar_one())
        return [store.settings.home, mine]

    def settled(self, store: Store) -> None:
        with store.database.apart() as connection:
            connection.exec_driver_sql("CHECKPOINT")


@pytest.mark.opensearch
class TestOpenSearch(Erasing):
    @pytest.fixture
    def store(self, settings: Settings, opensearch_url: str, opensearch_prefix: str) -> Iterator[Store]:
        here = replace(settings, opensearch_url=opensearch_url, opensearch_prefix=opensearch_prefix)
        with closing(Store.open(here, create=True)) as store:
            yield store

    @pytest.fixture
    def folders(self, store: Store) -> list[Path]:
        return [store.settings.home, node_data(store.settings)]

    def carried_out(self, store: Store, index: Index, id: str) -> OrderState:
        """Once more, as a worker does, where the engine keeps some of it still: it looks every half minute, and later
        on a busy machine."""
        with suppress(IndexUnavailableError):
            return carry_out(store, index, id)
        return carry_out(store, index, id)


def node_data(settings: Settings) -> Path:
    """Where the node keeps its indices."""
    from opensearchpy import OpenSearch

    with OpenSearch(settings.opensearch_url, timeout=SECONDS) as client:
        (node,) = client.nodes.info()["nodes"].values()
    told = node["settings"]["path"]["data"]
    return Path(told[0] if isinstance(told, list) else told)

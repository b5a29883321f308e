"""What stands for an entity that very many papers name is told by an index alone: all others of its owner wait."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event, text

from models.settings import Settings
from models.store.database import Database
from models.store.ground import RegisterGround
from models.store.own_ids import OwnIds
from models.store.schema_references import document_references
from models.store.store import Store
from tests.search.archive import HEALTH, POLICE, REPORT, put

COMMON, MANY = "c" * 32, 6_000


_ALONE = ("COVERING INDEX", "Index Only Scan")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database(request: pytest.FixtureRequest, settings: Settings) -> Any:
    """With an entity that each twentieth reference is of."""
    url = request.getfixturevalue("postgresql_url") if request.param == "postgresql" else ""
    store = Store.open(Settings(home=settings.home, database_url=url), create=True)
    document = put(store, None, REPORT)
    said = {"document": document, "label": "PERSON", "aliases": [], "marks": {}, "page": 1, "start": 0}
    rows = [
        {**said, "id": f"{number:032x}", "value": f"Britt-Marie {number % 3}", "owner": owner, "entity": entity}
        for number in range(MANY)
        for owner, entity in [(HEALTH, COMMON) if number % 20 == 1 else (POLICE, f"{number:032d}")]
    ]
    with store.database.write() as connection:
        connection.execute(document_references.insert(), rows)
    store.database.reckon()
    yield store.database
    store.close()


def test_the_least_reference_and_the_names_are_told_by_the_index(database: Database) -> None:
    asked = list[tuple[str, Any]]()

    def note(_connection: Any, _cursor: Any, words: str, given: Any, *_rest: Any) -> None:
        asked.append((words, given))

    with database.write() as connection:
        ground = RegisterGround(connection, b"k" * 32, HEALTH)
        event.listen(database.engine, "before_cursor_execute", note)
        assert ground.first(COMMON) == f"{1:032x}"
        named = OwnIds(connection, b"k" * 32, HEALTH, ground)._values(COMMON)
        event.remove(database.engine, "before_cursor_execute", note)
        assert sorted(named.values()) == [100, 100, 100]
    for words, given in asked:
        plan = _plan(database, words, given)
        assert any("owner_entity_id_label_value" in step and any(alone in step for alone in _ALONE) for step in plan), (
            plan
        )


def _plan(database: Database, words: str, given: Any) -> list[str]:
    if database.is_sqlite:
        with database.read() as connection:
            return [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", given)]
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE document_references"))  # which pages are wholly visible
        return [row[0] for row in connection.exec_driver_sql(f"EXPLAIN {words}", given)]

"""What is looked up often has an index that the question meets, on the database as it is made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Select, event, insert, select

import models.store.database
from models.access import Viewer
from models.store.database import Database
from models.store.mail_ids import note_mail, speaking_of
from models.store.schema import documents, mail_ids, sources
from models.store.store import Store
from models.store.unsure import unsure
from models.swedish import now

MIGRATIONS = Path(models.store.database.__file__).parent / "migrations"
VIEWER = Viewer("prov", frozenset({"Nämnden"}))
MAIL = {"message_id": "<1@prov>", "in_reply_to": "<0@prov>", "references": "<0@prov> <0@prov> <9@prov>"}


def plans(database: Database, ask: Any) -> str:
    """How SQLite answers what is asked meanwhile."""
    asked: list[tuple[str, Any]] = []

    def note(_c: object, _cursor: object, statement: str, given: Any, _context: object, _many: object) -> None:
        asked.append((statement, given))

    event.listen(database.engine, "before_cursor_execute", note)
    ask()
    event.remove(database.engine, "before_cursor_execute", note)
    with database.read() as connection:
        return "\n".join(
            str(row[-1])
            for statement, given in asked
            if statement.startswith("SELECT")
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)
        )


@pytest.fixture
def database(store: Store) -> Database:
    if not store.database.is_sqlite:
        pytest.skip("the plan is SQLite's")
    return store.database


def test_names_to_look_at_come_in_order_from_an_index(database: Database) -> None:
    told = plans(database, lambda: unsure(database, VIEWER, 20))
    assert "USING INDEX ix_mentions_unsure" in told
    assert "SCAN mentions\n" not in told
    assert "TEMP B-TREE" not in told, "or all doubted names are sorted for the first twenty"


def test_a_thread_is_found_without_a_look_at_every_mail(database: Database) -> None:
    def ask() -> None:
        query: Select[Any] = select(documents.c.id).where(documents.c.id.in_(speaking_of(["<1@prov>"])))
        with database.read() as connection:
            connection.execute(query).all()

    told = plans(database, ask)
    assert "ix_mail_ids_message" in told
    assert "SCAN documents" not in told


def test_mails_that_were_there_before_are_found_too(store: Store) -> None:
    with store.database.write() as connection:
        connection.execute(insert(sources).values(name="post", owner="Nämnden", kind="", created=now()))
        row = {"owner": "Nämnden", "source": "post", "size": 1, "name": "a", "state": "read", "created": now()}
        for id, media_type in (("a" * 32, "message/rfc822"), ("b" * 32, "text/plain")):
            facts = {**row, "id": id, "sha256": id * 2, "media_type": media_type, "facts": MAIL}
            connection.execute(insert(documents).values(**facts))
            note_mail(connection, id, media_type, MAIL)
        written = connection.execute(select(mail_ids).order_by(*mail_ids.c)).all()
    assert {row.document for row in written} == {"a" * 32}
    assert len(written) == 4
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with store.database.engine.connect() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0018")
        command.upgrade(config, "head")
        connection.commit()
    with store.database.read() as connection:
        assert connection.execute(select(mail_ids).order_by(*mail_ids.c)).all() == written

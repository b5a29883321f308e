"""The migrations make exactly the tables that the schema says."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from models.settings import Settings
from models.store import schema
from models.store.database import Database
from models.store.migrate import migrate, upgrade_to
from models.store.store import Store


def test_migrations_and_schema_agree(store: Store) -> None:
    with store.database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []


def test_opening_again_changes_nothing(store: Store) -> None:
    again = Store.open(store.settings)
    assert again.key == store.key
    again.close()


def test_a_new_index_is_reckoned_with(tmp_path: Path) -> None:
    database = Database(Settings(home=tmp_path).register_url)
    upgrade_to(database, "0023")
    with database.write() as connection:
        connection.execute(
            schema.entities.insert(),
            [
                {"owner": "Nämnden", "id": str(one), "label": "PERSON", "value": str(one), "name": str(one)}
                for one in range(9)
            ],
        )
    migrate(database, tmp_path)
    with database.read() as connection:
        asked = text("SELECT stat FROM sqlite_stat1 WHERE idx = 'ix_entities_label_name'")
        assert connection.execute(asked).scalar_one() == "9 9 1"
    database.close()

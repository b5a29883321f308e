"""The migrations make exactly the tables that the schema says."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from models.store import schema
from models.store.store import Store


def test_migrations_and_schema_agree(store: Store) -> None:
    with store.database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []


def test_opening_again_changes_nothing(store: Store) -> None:
    again = Store.open(store.settings)
    assert again.key == store.key
    again.close()

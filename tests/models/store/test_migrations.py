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
from models.swedish import now


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


def test_of_what_was_erased_before_no_day_and_no_size_of_one_is_kept(tmp_path: Path) -> None:
    database = Database(Settings(home=tmp_path).register_url)
    upgrade_to(database, "0033")
    of = {"owner": "Nämnden", "year": 2026, "ground": "rule", "rule": "r", "provision": "DHP 4.2", "source": "pm"}
    names = ("kind", "erased", "size", "undated", "earliest", "latest")
    rows = [("tip", 1, 1_400_000, 0, "2010-05-19", "2012-01-02"), ("email", 1, 7, 1, None, None)]
    with database.write() as connection:
        for row in rows:
            said = of | dict(zip(names, row, strict=True))
            marks = ", ".join(f":{name}" for name in said)
            connection.execute(text(f"INSERT INTO erased_counts ({', '.join(said)}) VALUES ({marks})"), said)
    migrate(database, tmp_path)
    with database.read() as connection:
        found = connection.execute(schema.erased_counts.select().order_by(schema.erased_counts.c.kind)).all()
    assert [(row.size, row.earliest, row.latest) for row in found] == [(0, None, None), (1_000_000, 2010, 2012)]
    database.close()


def test_tags_of_before_stay_on_their_documents_and_pages(tmp_path: Path) -> None:
    database = Database(Settings(home=tmp_path).register_url)
    upgrade_to(database, "0034")
    with database.write() as connection:
        connection.execute(schema.sources.insert().values(name="pm", owner="Nämnden", created=now()))
        about = {"id": "d", "owner": "Nämnden", "source": "pm", "sha256": "0" * 64, "size": 1, "name": "a.txt"}
        connection.execute(schema.documents.insert().values(**about, state="read", created=now()))
        for page, word in ((0, "följ upp"), (2, "frysen")):
            said = {"page": page, "word": word, "at": "2026-05-04 10:00:00.000000"}
            connection.execute(text("INSERT INTO tags VALUES ('d', :page, :word, 'anna', :at)"), said)
    migrate(database, tmp_path)
    with database.read() as connection:
        found = connection.execute(schema.tags.select().order_by(schema.tags.c.page)).all()
    assert [(row.page, row.word, row.start, row.length, row.sealed, row.removed) for row in found] == [
        (0, "följ upp", -1, 0, "", None), (2, "frysen", -1, 0, "", None),
    ]  # fmt: skip
    assert {len(row.id) for row in found} == {32}
    assert found[0].at.isoformat() == "2026-05-04T10:00:00"
    database.close()


def test_archives_are_gone_through_anew_for_people_with_protected_identity(tmp_path: Path) -> None:
    database = Database(Settings(home=tmp_path).register_url)
    upgrade_to(database, "0038")
    line = {"owner": "Nämnden", "label": "person", "reason": "beslut", "by": "siv", "at": now(), "swept": now()}
    with database.write() as connection:
        for id, lifted in (("gäller", None), ("hävd", now())):
            connection.execute(schema.protected.insert().values(id=id, lifted=lifted, **line))
    migrate(database, tmp_path)
    with database.read() as connection:
        found = {row.id: row.swept for row in connection.execute(schema.protected.select())}
    assert (found["gäller"], found["hävd"] is None) == (None, False)
    database.close()

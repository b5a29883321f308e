"""What entities are called is asked owner by owner: of the next one only those whom the one before did not name."""

from __future__ import annotations

from sqlalchemy import Connection, event, insert

from models.access import Viewer
from models.mention import Label
from models.store.schema import withheld
from models.store.store import Store
from tests.search.archive import HEALTH, POLICE, Paper, put


def _named(store: Store, name: str, source: str, *said: str) -> str:
    names = [(Label.ORG, each, each) for each in said]
    return put(store, None, Paper(name, source, [f"Om {' och '.join(said)}."], names=names))


def _asked(store: Store, viewer: Viewer, ids: list[str]) -> tuple[dict[str, str], list[int]]:
    """The owners by id, and of how many entities each statement asks."""
    told = list[int]()

    def note(_connection: Connection, _cursor: object, statement: str, values: tuple[str, ...], *_: object) -> None:
        if "FROM entities" in statement:
            told.append(len(set(values) & set(ids)))

    event.listen(store.database.engine, "before_cursor_execute", note)
    names = store.entities.names(viewer, ids)
    event.remove(store.database.engine, "before_cursor_execute", note)
    return {id: entity.owner for id, entity in names.items()}, told


def test_owner_by_owner_and_no_more_than_it_takes(store: Store) -> None:
    _named(store, "a.txt", "tillsyn", "Åkes Krog AB", "Bergs Mek AB")
    _named(store, "b.txt", "promemorior", "Åkes Krog AB", "Cykelboden AB")
    hidden = _named(store, "c.txt", "promemorior", "Dolda Bolaget AB")
    with store.database.write() as connection:
        connection.execute(insert(withheld).values(document=hidden, page=0, group="vittne"))
    viewer = Viewer("prov", frozenset((HEALTH, POLICE)))
    ids = sorted(
        entity.id for entity, _ in store.entities.list(Viewer("alla", viewer.owners, groups=frozenset({"vittne"})))
    )
    owners, told = _asked(store, viewer, ids)
    assert len(ids) == 4
    assert sorted(owners.values()) == [HEALTH, HEALTH, POLICE]  # the first in order; what is hidden has no name
    assert told == [4, 2, 1]  # of the second owner those that are left, and whether any mention calls one so
    first = [id for id, owner in owners.items() if owner == HEALTH]
    assert _asked(store, viewer, first)[1] == [2]  # the second is not asked at all

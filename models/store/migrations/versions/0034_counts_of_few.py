"""Of what was erased in a year sizes in whole megabytes and dates as years: a sum of one is that document"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

_MEGABYTE = 1_000_000
_KEY = ("owner", "year", "ground", "rule", "provision", "source", "kind")
_DAYS = ("earliest", "latest")


def _table(of_day: type[sa.types.TypeEngine[object]]) -> sa.TableClause:
    columns = [sa.column(name, sa.Integer if name == "year" else sa.String) for name in _KEY]
    return sa.table("erased_counts", *columns, sa.column("size", sa.BigInteger), *(sa.column(n, of_day) for n in _DAYS))


def upgrade() -> None:
    connection, before, after = op.get_bind(), _table(sa.Date), _table(sa.Integer)
    rows = connection.execute(sa.select(before)).mappings().all()
    _made_anew(sa.Integer)
    for row in rows:
        mine = sa.and_(*(after.c[name] == row[name] for name in _KEY))
        size = (row["size"] + _MEGABYTE // 2) // _MEGABYTE * _MEGABYTE
        years = {name: row[name].year if row[name] else None for name in _DAYS}
        connection.execute(sa.update(after).where(mine).values(size=size, **years))


def downgrade() -> None:
    _made_anew(sa.Date)


def _made_anew(of_day: type[sa.types.TypeEngine[object]]) -> None:
    with op.batch_alter_table("erased_counts") as table:
        for name in _DAYS:
            table.drop_column(name)
    with op.batch_alter_table("erased_counts") as table:
        for name in _DAYS:
            table.add_column(sa.Column(name, of_day(), nullable=True))

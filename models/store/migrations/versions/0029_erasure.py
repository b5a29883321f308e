"""Orders to erase and tombstones; a release outlives the document that was handed out; the ledger's free text can be
erased by event"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "erasure_orders",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("provision", sa.String(100), nullable=False),
        sa.Column("rule", sa.String(64), nullable=False, server_default=""),
        sa.Column("reason", sa.Text(), nullable=False, server_default=""),
        sa.Column("case", sa.String(200), nullable=False, server_default=""),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("finished", _MOMENT),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure_orders")),
    )
    op.create_index(op.f("ix_erasure_orders_owner"), "erasure_orders", ["owner"])
    op.create_table(
        "erasure_items",
        sa.Column("order", sa.String(32), nullable=False),
        sa.Column("mark", sa.String(32), nullable=False),
        sa.Column("document", sa.String(32), nullable=False),
        sa.Column("unit", sa.String(32), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("hindrance", sa.String(20), nullable=False, server_default=""),
        sa.Column("at", _MOMENT),
        sa.ForeignKeyConstraint(["order"], ["erasure_orders.id"], name=op.f("fk_erasure_items_order")),
        sa.PrimaryKeyConstraint("order", "mark", name=op.f("pk_erasure_items")),
    )
    op.create_index(op.f("ix_erasure_items_document"), "erasure_items", ["document"])
    op.create_table(
        "erasure_leftovers",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("order", sa.String(32), nullable=False),
        sa.Column("sort", sa.String(10), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["order"], ["erasure_orders.id"], name=op.f("fk_erasure_leftovers_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure_leftovers")),
    )
    op.create_index(op.f("ix_erasure_leftovers_order"), "erasure_leftovers", ["order"])
    op.create_table(
        "tombstones",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("mark", sa.String(32), nullable=False),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("order", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("provision", sa.String(100), nullable=False),
        sa.Column("rule", sa.String(64), nullable=False, server_default=""),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("returned", _MOMENT),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tombstones")),
    )
    op.create_index(op.f("ix_tombstones_mark"), "tombstones", ["mark"])
    op.create_index(op.f("ix_tombstones_owner"), "tombstones", ["owner"])
    op.add_column("ledger", sa.Column("sealed_hash", sa.String(64), nullable=False, server_default=""))
    with op.batch_alter_table("releases") as releases:
        releases.alter_column("document", existing_type=sa.String(32), nullable=True)


def downgrade() -> None:
    op.execute("DELETE FROM releases WHERE document IS NULL")
    with op.batch_alter_table("releases") as releases:
        releases.alter_column("document", existing_type=sa.String(32), nullable=False)
    op.drop_column("ledger", "sealed_hash")
    for table in ("tombstones", "erasure_leftovers", "erasure_items", "erasure_orders"):
        op.drop_table(table)

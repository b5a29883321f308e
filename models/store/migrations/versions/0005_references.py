"""References: what one document says of one thing, the keys that tie them, and people's word on them"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _columns() -> list[sa.Column[sa.types.TypeEngine[object]]]:
    return [
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("label", sa.String(length=20), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
    ]


def upgrade() -> None:
    for table in ("mentions", "draft_mentions"):
        op.add_column(table, sa.Column("reference", sa.String(length=32), server_default="", nullable=False))
    kept = [sa.Column("owner", sa.String(length=200), nullable=False),
            sa.Column("entity", sa.String(length=32), nullable=False)]  # fmt: skip
    drafted = [sa.Column("ties", sa.JSON(), nullable=False)]
    for table, more in (("document_references", kept), ("draft_references", drafted)):
        op.create_table(
            table,
            *_columns(),
            *more,
            sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f(f"fk_{table}_document")),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        )
        op.create_index(op.f(f"ix_{table}_document"), table, ["document"], unique=False)
    op.create_index(op.f("ix_document_references_owner_entity"), "document_references", ["owner", "entity"])
    _keys()
    op.create_table(
        "judged_keys",
        sa.Column("judgement", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=32), nullable=False),
        sa.Column("effect", sa.String(length=10), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("judgement", "reference", "effect", "key", name=op.f("pk_judged_keys")),
    )
    op.create_index(op.f("ix_judged_keys_reference"), "judged_keys", ["reference"], unique=False)


def _keys() -> None:
    op.create_table(
        "reference_keys",
        sa.Column("reference", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("strength", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["reference"], ["document_references.id"], name=op.f("fk_reference_keys_reference")),
        sa.PrimaryKeyConstraint("reference", "key", name=op.f("pk_reference_keys")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_reference_keys_key"), "reference_keys", ["key"], unique=False)
    op.create_table(
        "key_holders",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("entity", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("key", "entity", name=op.f("pk_key_holders")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "entity_marks",
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("entity", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("value", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("owner", "entity", "kind", "value", name=op.f("pk_entity_marks")),
    )


def downgrade() -> None:
    for table in ("judged_keys", "entity_marks", "key_holders", "reference_keys", "draft_references",
                  "document_references"):  # fmt: skip
        op.drop_table(table)
    for table in ("draft_mentions", "mentions"):
        op.drop_column(table, "reference")

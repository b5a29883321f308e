"""Who may be the same: keys that few hold and the pairs that they make, to be worked out by the next drain"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "candidate_keys",
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("entity", sa.String(32), nullable=False),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("label", sa.String(20), nullable=False),
        sa.Column("strength", sa.Float(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("key", "kind", "entity", name=op.f("pk_candidate_keys")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_candidate_keys_owner_entity"), "candidate_keys", ["owner", "entity"])
    op.create_index(op.f("ix_candidate_keys_owner_shared"), "candidate_keys", ["owner", "shared"])
    op.create_table(
        "candidate_pairs",
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("left", sa.String(32), nullable=False),
        sa.Column("right", sa.String(32), nullable=False),
        sa.Column("label", sa.String(20), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("owner", "left", "right", name=op.f("pk_candidate_pairs")),
        sqlite_with_rowid=False,
    )
    ranked = ["owner", "confidence", "left", "right"]
    op.create_index(op.f("ix_candidate_pairs_owner_confidence_left_right"), "candidate_pairs", ranked)
    op.create_index(op.f("ix_candidate_pairs_owner_right"), "candidate_pairs", ["owner", "right"])
    op.create_table(
        "candidate_changes",
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("key", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("owner", "key", name=op.f("pk_candidate_changes")),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO candidate_changes (owner, key) SELECT DISTINCT document_references.owner, few.key FROM ("
        "SELECT key FROM key_holders WHERE entity <> '' GROUP BY key HAVING count(*) BETWEEN 2 AND 6) AS few"
        " JOIN reference_keys ON reference_keys.key = few.key AND reference_keys.strength > 0"
        " JOIN document_references ON document_references.id = reference_keys.reference"
    )


def downgrade() -> None:
    op.drop_table("candidate_changes")
    op.drop_table("candidate_pairs")
    op.drop_table("candidate_keys")

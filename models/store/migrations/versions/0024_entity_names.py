"""Entities are looked up by their name too, not by their value alone"""

from __future__ import annotations

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_entities_label_name"), "entities", ["label", "name"])


def downgrade() -> None:
    op.drop_index(op.f("ix_entities_label_name"), table_name="entities")

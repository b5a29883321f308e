"""The keys of references tell their kind and strength in the order of the keys"""

from __future__ import annotations

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index(op.f("ix_reference_keys_key"), table_name="reference_keys")
    op.create_index(op.f("ix_reference_keys_key_kind_strength"), "reference_keys", ["key", "kind", "strength"])


def downgrade() -> None:
    op.drop_index(op.f("ix_reference_keys_key_kind_strength"), table_name="reference_keys")
    op.create_index(op.f("ix_reference_keys_key"), "reference_keys", ["key"])

"""An owner's outbox is taken by itself, and what stands for an entity is told by the index alone"""

from __future__ import annotations

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_NARROW = ["owner", "entity"]
_WHOLE = [*_NARROW, "id", "label", "value"]


def upgrade() -> None:
    op.create_index(op.f("ix_outbox_owner_sequence"), "outbox", ["owner", "sequence"])
    op.drop_index(op.f("ix_document_references_owner_entity"), table_name="document_references")
    op.create_index(op.f("ix_document_references_owner_entity_id_label_value"), "document_references", _WHOLE)


def downgrade() -> None:
    op.drop_index(op.f("ix_document_references_owner_entity_id_label_value"), table_name="document_references")
    op.create_index(op.f("ix_document_references_owner_entity"), "document_references", _NARROW)
    op.drop_index(op.f("ix_outbox_owner_sequence"), table_name="outbox")

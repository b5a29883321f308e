"""Forms and tables name people with protected identity too: what was gone through before is gone through anew"""

from __future__ import annotations

from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE protected SET swept = NULL WHERE lifted IS NULL")


def downgrade() -> None:
    """What has been gone through need not be again."""

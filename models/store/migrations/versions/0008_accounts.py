"""Accounts: roles, groups, second factors, attempts to sign in, sessions that can be told apart"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_BEFORE = ("user", "analyst", "archivist")  # what each account could do before there were roles


def _user() -> sa.Column[str]:
    return sa.Column("user", sa.String(length=200), nullable=False)


def _of_user(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["user"], ["users.name"], name=op.f(f"fk_{table}_user"))


def upgrade() -> None:
    op.add_column("users", sa.Column("issuer", sa.String(length=500), nullable=False, server_default=""))
    op.add_column("users", sa.Column("subject", sa.String(length=255), nullable=False, server_default=""))
    op.add_column("users", sa.Column("must_change", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("sessions", sa.Column("stage", sa.String(length=20), nullable=False, server_default="whole"))
    op.add_column("sessions", sa.Column("agent", sa.String(length=100), nullable=False, server_default=""))
    op.create_table(
        "account_roles",
        _user(),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False, server_default=""),
        _of_user("account_roles"),
        sa.PrimaryKeyConstraint("user", "role", "owner", name=op.f("pk_account_roles")),
    )
    op.create_table(
        "account_groups",
        _user(),
        sa.Column("name", sa.String(length=200), nullable=False),
        _of_user("account_groups"),
        sa.PrimaryKeyConstraint("user", "name", name=op.f("pk_account_groups")),
    )
    op.create_table(
        "second_factors",
        _user(),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("confirmed", _MOMENT, nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=False, server_default="0"),
        _of_user("second_factors"),
        sa.PrimaryKeyConstraint("user", name=op.f("pk_second_factors")),
    )
    op.create_table(
        "recovery_codes",
        _user(),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        _of_user("recovery_codes"),
        sa.PrimaryKeyConstraint("user", "code_hash", name=op.f("pk_recovery_codes")),
    )
    op.create_table(
        "sign_in_attempts",
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last", _MOMENT, nullable=False),
        sa.Column("until", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_sign_in_attempts")),
    )
    op.create_table(
        "provider_flows",
        sa.Column("state_hash", sa.String(length=64), nullable=False),
        sa.Column("binding_hash", sa.String(length=64), nullable=False),
        sa.Column("nonce", sa.String(length=100), nullable=False),
        sa.Column("verifier", sa.String(length=200), nullable=False),
        sa.Column("started", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("state_hash", name=op.f("pk_provider_flows")),
    )
    for role in _BEFORE:
        op.execute(
            sa.text("INSERT INTO account_roles (\"user\", role, owner) SELECT name, :role, '' FROM users").bindparams(
                role=role
            )
        )


def downgrade() -> None:
    for table in (
        "provider_flows",
        "sign_in_attempts",
        "recovery_codes",
        "second_factors",
        "account_groups",
        "account_roles",
    ):
        op.drop_table(table)
    for table, column in (
        ("sessions", "agent"),
        ("sessions", "stage"),
        ("users", "must_change"),
        ("users", "subject"),
        ("users", "issuer"),
    ):
        op.drop_column(table, column)

"""Tables of who may sign in, as what, and how far they have come; :mod:`models.store.schema` takes them in."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, String, Table, Text

from models.store.schema_base import Moment, metadata


def _of_user() -> Column[str]:
    return Column("user", ForeignKey("users.name"), primary_key=True)


users = Table(
    "users",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("display", String(200), nullable=False),
    Column("password_hash", String(200), nullable=False),  # empty: signs in at the provider only
    Column("disabled", Boolean, nullable=False, server_default="0"),
    Column("created", Moment, nullable=False),
    Column("issuer", String(500), nullable=False, server_default=""),  # of the provider that vouches for the account
    Column("subject", String(255), nullable=False, server_default=""),  # what the provider calls it; never reused there
    Column("must_change", Boolean, nullable=False, server_default="0"),  # the password was given by somebody else
)

grants = Table("grants", metadata, _of_user(), Column("owner", String(200), primary_key=True))

account_roles = Table(
    "account_roles",
    metadata,
    _of_user(),
    Column("role", String(40), primary_key=True),
    Column("owner", String(200), primary_key=True, server_default=""),  # of an officer: whose
)

account_groups = Table("account_groups", metadata, _of_user(), Column("name", String(200), primary_key=True))

second_factors = Table(
    "second_factors",
    metadata,
    _of_user(),
    Column("secret", Text, nullable=False),  # sealed: models/store/sealing.py
    Column("confirmed", Moment),  # none: shown, but no code has proved that it was taken in
    Column("last_step", BigInteger, nullable=False, server_default="0"),  # of the last code used, RFC 6238
)

recovery_codes = Table("recovery_codes", metadata, _of_user(), Column("code_hash", String(64), primary_key=True))

sign_in_attempts = Table(
    "sign_in_attempts",
    metadata,
    Column("key_hash", String(64), primary_key=True),  # of an account's name or an address, keyed
    Column("failures", Integer, nullable=False),
    Column("last", Moment, nullable=False),
    Column("until", Moment),
)

provider_flows = Table(
    "provider_flows",
    metadata,
    Column("state_hash", String(64), primary_key=True),
    Column("binding_hash", String(64), nullable=False),  # of the cookie of the browser that was sent away
    Column("nonce", String(100), nullable=False),
    Column("verifier", String(200), nullable=False),
    Column("started", Moment, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("user", ForeignKey("users.name"), nullable=False, index=True),
    Column("purpose", Text, nullable=False, server_default=""),
    Column("case", String(200), nullable=False, server_default=""),
    Column("started", Moment, nullable=False),
    Column("seen", Moment, nullable=False),
    Column("stage", String(20), nullable=False, server_default="whole"),  # models/account.py: Stage
    Column("agent", String(100), nullable=False, server_default=""),  # the browser in two words
)

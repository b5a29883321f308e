"""The tables of watched folders; :mod:`models.store.schema` takes them in with the others."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Boolean, Column, Float, ForeignKey, Integer, String, Table, Text, false
from sqlalchemy import UniqueConstraint as Unique

from models.store.schema_base import Moment, metadata

watched_folders = Table(
    "watched_folders",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("path", Text, nullable=False),
    Column("source", ForeignKey("sources.name"), nullable=False),
    Column("by", String(200), nullable=False, server_default=""),  # who added it in the front end; empty: the server
    Column("settle", Float, nullable=False),
    Column("paused", Boolean, nullable=False, server_default=false()),
    Column("created", Moment, nullable=False),
    Column("removed", Moment),  # its files' jobs are still done
    Column("mount", Text, nullable=False, server_default=""),
    Column("worker", String(200), nullable=False, server_default=""),  # who looks at it, as of a job
    Column("lease_until", Moment),
    Column("looked", Moment),  # when it was last seen
    Column("tried", Moment),
    Column("reason", String(200), nullable=False, server_default=""),  # why it could not be looked at, last time
    Column("waiting", Integer, nullable=False, server_default="0"),
    Column("waits", JSON, nullable=False, server_default="{}"),  # some of those that wait: why, by path
    Column("run", String(32), nullable=False, server_default=""),  # the run of its files of one day
    Column("day", String(10), nullable=False, server_default=""),  # which
)

watched_files = Table(
    "watched_files",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("folder", ForeignKey("watched_folders.id"), nullable=False),
    Column("path", Text, nullable=False),  # within the folder
    Column("place", Text, nullable=False),  # in the archive
    Column("size", BigInteger, nullable=False),
    Column("changed", BigInteger, nullable=False),  # nanoseconds, as the file system tells
    Column("state", String(20), nullable=False),  # models/watched_folder.py: FileStand
    Column("reason", String(200), nullable=False, server_default=""),
    Column("sha256", String(64), nullable=False, server_default=""),
    Column("job", String(32), nullable=False, server_default=""),
    Column("tried", Moment, nullable=False),
    Column("gone", Moment),
    Column("failures", Integer, nullable=False, server_default="0"),  # jobs in a row that these very bytes have failed
    Unique("folder", "path"),
)

watchable_folders = Table(
    "watchable_folders",  # below the roots of the settings, as a worker last saw them: what a browser may choose from
    metadata,
    Column("owner", String(200), primary_key=True),
    Column("path", Text, primary_key=True),
)

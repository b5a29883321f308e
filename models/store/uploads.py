"""What is handed in from browsers: pieces kept until a file is whole, then its bytes in the vault and a job to read it.

A file that was broken off is found again by who hands it in, its source, path, size and time: the browser keeps nothing
of it. Its path may tell of a case, and is sealed until the file is whole.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, func, insert, select, update

from models import swedish
from models.access import Viewer, at_home
from models.errors import AccessDeniedError
from models.front_errors import UploadMismatchError, UploadQuotaError
from models.job import JobKind, Rank
from models.settings import Settings
from models.store.database import Database, alone
from models.store.jobs import ask
from models.store.kept_words import sealed
from models.store.ledger_keys import LedgerKeys
from models.store.piece_files import PieceFiles, write_at
from models.store.runs import Way, kept_source
from models.store.schema import runs, sources, uploads
from models.store.sealing import keyed_hash, seal, unseal
from models.store.vault import Readable, Vault
from models.upload import Upload, digest_of, name_of, pieces_of

_SEALED: Final = "upload"
_DAY: Final = timedelta(days=1)
_LOCK: Final = 7_363_000  # PostgreSQL advisory locks of who hands in: two at once would each find room for both


class Whole(NamedTuple):
    """A file that has come whole, and lies in the vault."""

    upload: Upload
    sha256: str


class Uploads:
    def __init__(self, database: Database, key: bytes, settings: Settings, vault: Vault, keys: LedgerKeys) -> None:
        self._database, self._key, self._limits, self._keys = database, key, settings.limits, keys
        self._vault, self._files = vault, PieceFiles(settings.home / "arriving")

    def begin(self, viewer: Viewer, run: str, path: str, size: int, changed: str) -> Upload:
        """A file of this run, or the one that was broken off before, gone on with for this run.

        ``changed`` is whatever tells two states of a file apart. Raises :class:`AccessDeniedError` for a run that is
        not the viewer's, and :class:`UploadQuotaError`.
        """
        source, owner = self._run(viewer, run)
        key = keyed_hash(self._key, _SEALED, "\x00".join((source, path, str(size), changed)))
        known = and_(uploads.c.user == viewer.name, uploads.c.key == key, uploads.c.finished.is_(None))
        now = swedish.now()
        with self._database.write() as connection:
            again = update(uploads).where(known).values(run=run, touched=now)
            row = connection.execute(again.returning(uploads.c.id, uploads.c.received)).first()
            if row is not None:
                return Upload(row.id, run, source, owner, path, size, row.received)
            upload = Upload(secrets.token_hex(16), run, source, owner, path, size, 0)
            self._insert(connection, viewer, upload, key=key, path=seal(self._key, _SEALED, viewer.name, path))
        return upload

    def add(self, viewer: Viewer, id: str, offset: int, untrusted: Readable) -> int:
        """Take a piece that begins at the offset; returns how much has come. One that does not follow on what has come
        is not taken: the answer says from where to go on."""
        self._mine(viewer, id)
        with self._files.held(id) as file:
            upload = self._mine(viewer, id)
            if offset != upload.received:
                return upload.received
            most = min(self._limits.upload_piece_bytes, upload.size - offset)
            received, now = write_at(file, offset, untrusted, most), swedish.now()
            goes_on = now + timedelta(seconds=self._limits.lease_seconds)
            with self._database.write() as connection:
                here = update(uploads).where(uploads.c.id == id)
                connection.execute(here.values(received=received, touched=now))
                connection.execute(update(runs).where(runs.c.id == upload.run).values(lease_until=goes_on))
        return received

    def whole(self, viewer: Viewer, id: str, digest: str) -> Whole | None:
        """The file, when it has come whole and is what was sent (:func:`models.upload.digest_of`); None where a worker
        was asked to read it before: the answer was lost, and the browser asks again.

        Raises :class:`UploadMismatchError` where it is not; one that is another than was sent is thrown away.
        """
        if self._is_handed_in(viewer, id):
            return None
        upload = self._mine(viewer, id)
        if upload.received != upload.size:
            raise UploadMismatchError("Hela filen har inte kommit fram")
        with self._files.held(id) as file:
            if self._is_handed_in(viewer, id):  # by a request that this one waited for; its file is made anew, empty
                self._files.drop(id)
                return None
            if digest_of(pieces_of(file, self._limits.upload_piece_bytes)) != digest:
                self._drop(id)
                raise UploadMismatchError("Det som kom fram är inte det som skickades")
            file.seek(0)
            return Whole(upload, self._vault.put_stream(file)[0])

    def finish(self, viewer: Viewer, whole: Whole) -> str:
        """Have the file read by a worker, and its pieces forgotten; returns the job's id, empty where the same was
        asked at the same time. Raises :class:`AccessDeniedError` where the file was cancelled meanwhile."""
        upload, _ = whole.upload, self._keys.secret  # outside the transaction
        with self._database.write() as connection:
            here = update(uploads).where(uploads.c.id == upload.id, uploads.c.finished.is_(None))
            first = connection.execute(here.values(path="", key="", finished=swedish.now())).rowcount
            job = self._ask(connection, viewer, upload, whole.sha256) if first else ""
        if not first and not self._is_handed_in(viewer, upload.id):
            raise AccessDeniedError("Filen finns inte")
        self._files.drop(upload.id)
        return job

    def hand_in(self, viewer: Viewer, run: str, path: str, sha256: str, size: int) -> str:
        """Have a file read that came in one piece and lies in the vault; returns the job's id."""
        (source, owner), _ = self._run(viewer, run), self._keys.secret
        upload = Upload(secrets.token_hex(16), run, source, owner, path, size, size)
        with self._database.write() as connection:
            self._insert(connection, viewer, upload, key="", path="", finished=swedish.now())
            return self._ask(connection, viewer, upload, sha256)

    def check_room(self, viewer: Viewer, size: int) -> None:
        """Raises :class:`UploadQuotaError` where so many bytes more are too many for a day."""
        with self._database.read() as connection:
            self._check_room(connection, viewer, size)

    def cancel(self, viewer: Viewer, id: str) -> None:
        """Throw away what has come. Raises :class:`AccessDeniedError` where it is not the viewer's."""
        upload = self._mine(viewer, id)
        unfinished = and_(uploads.c.id == id, uploads.c.finished.is_(None))
        with self._database.write() as connection:
            if connection.execute(delete(uploads).where(unfinished)).rowcount:
                fewer = update(runs).where(runs.c.id == upload.run, runs.c.total > 0)
                connection.execute(fewer.values(total=runs.c.total - 1))
        self._files.drop(id)

    def waiting(self, viewer: Viewer) -> list[Upload]:
        """The viewer's files of which only a part has come, for sources that are theirs still and not kept from them
        as a whole, newest first."""
        told = _unfinished(viewer, ~kept_source(viewer, runs.c.source))
        with self._database.read() as connection:
            rows = connection.execute(told.order_by(uploads.c.touched.desc())).all()
        return [self._upload(row) for row in rows]

    def clean(self) -> int:
        """Throw away what nobody went on with, and forget what came whole a day ago; returns how many there were."""
        now = swedish.now()
        stale = and_(uploads.c.finished.is_(None), uploads.c.touched < now - self._keep)
        with self._database.write() as connection:
            gone = connection.execute(delete(uploads).where(stale).returning(uploads.c.id)).all()
            connection.execute(delete(uploads).where(uploads.c.finished < now - _DAY))
        for row in gone:
            self._files.drop(row.id)
        return len(gone)

    def sweep(self) -> None:
        """As :meth:`clean`, with pieces that no row tells of: their server was killed."""
        self.clean()
        lying = self._files.ids()
        with self._database.read() as connection:
            known = set(connection.execute(select(uploads.c.id).where(uploads.c.finished.is_(None))).scalars())
        for id in set(lying) - known:
            self._files.drop(id)

    @property
    def _keep(self) -> timedelta:
        return timedelta(hours=self._limits.upload_keep_hours)

    def _run(self, viewer: Viewer, run: str) -> Sequence[str]:
        """The source and its owner."""
        mine = and_(runs.c.id == run, runs.c.way == Way.UPLOAD.value, runs.c.by == viewer.name)
        query = select(sources.c.name, sources.c.owner).join(runs, runs.c.source == sources.c.name).where(mine)
        with self._database.read() as connection:
            row = connection.execute(query.where(sources.c.owner.in_(at_home(viewer).owners))).one_or_none()
        if row is None:
            raise AccessDeniedError("Inlämningen finns inte")
        return row

    def _insert(self, connection: Connection, viewer: Viewer, upload: Upload, **values: Any) -> None:
        alone(connection, _LOCK, viewer.name)
        self._check_room(connection, viewer, upload.size)
        known = {"id": upload.id, "user": viewer.name, "run": upload.run, "size": upload.size}
        connection.execute(insert(uploads).values(**known, received=upload.received, touched=swedish.now(), **values))

    def _ask(self, connection: Connection, viewer: Viewer, upload: Upload, sha256: str) -> str:
        said = {"sha256": sha256, "name": name_of(upload.path), "path": upload.path, "source": upload.source}
        kept = sealed(self._keys, connection, viewer.name, said, swedish.now())
        rank = Rank.BULK if self._is_bulk(connection, upload.run) else Rank.WAITED_FOR
        return ask(connection, JobKind.UPLOAD, upload.owner, viewer.name, kept, run=upload.run, rank=rank)

    def _is_bulk(self, connection: Connection, run: str) -> bool:
        """Whether so many files are handed in together that nobody waits for one of them."""
        total = connection.execute(select(runs.c.total).where(runs.c.id == run)).scalar_one_or_none()
        return (total or 0) > self._limits.upload_single_files

    def _check_room(self, connection: Connection, viewer: Viewer, size: int) -> None:
        today = and_(uploads.c.user == viewer.name, uploads.c.touched > swedish.now() - _DAY)
        used = connection.execute(select(func.coalesce(func.sum(uploads.c.size), 0)).where(today)).scalar_one()
        if used + size > self._limits.upload_day_bytes:
            raise UploadQuotaError("Så mycket får inte lämnas in på ett dygn")

    def _mine(self, viewer: Viewer, id: str) -> Upload:
        with self._database.read() as connection:
            row = connection.execute(_unfinished(viewer, uploads.c.id == id)).one_or_none()
        if row is None:
            raise AccessDeniedError("Filen finns inte")
        return self._upload(row)

    def _is_handed_in(self, viewer: Viewer, id: str) -> bool:
        query = select(uploads.c.id).where(
            uploads.c.id == id, uploads.c.user == viewer.name, uploads.c.finished.is_not(None)
        )
        with self._database.read() as connection:
            return connection.execute(query).first() is not None

    def _upload(self, row: Row[Any]) -> Upload:
        path = unseal(self._key, _SEALED, row.user, row.path)
        return Upload(row.id, row.run, row.source, row.owner, path, row.size, row.received)

    def _drop(self, id: str) -> None:
        with self._database.write() as connection:
            connection.execute(delete(uploads).where(uploads.c.id == id))
        self._files.drop(id)


def _unfinished(viewer: Viewer, *which: ColumnElement[bool]) -> Any:
    of_run = select(uploads, runs.c.source, sources.c.owner).join(runs, runs.c.id == uploads.c.run)
    mine = and_(uploads.c.user == viewer.name, uploads.c.finished.is_(None))
    owned = sources.c.owner.in_(at_home(viewer).owners)
    return of_run.join(sources, sources.c.name == runs.c.source).where(mine, owned, *which)

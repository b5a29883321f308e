"""The files of masked copies: each pair sealed under a key of its own, which goes when they end; then what lies in the
vault, or in a backup of it, is noise.

The same file of the same copy is sealed to the same bytes: what is made twice, since a worker died, lies there once.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, Row, Select, and_, or_, select, update

from models import swedish
from models.errors import AccessDeniedError, RedactionChangedError, RefusedError
from models.store.database import Database
from models.store.schema_redactions import redactions
from models.store.sealing import seal, unseal
from models.store.vault import Vault

_KEY: Final = 32  # bytes
_NONCE: Final = 12  # bytes, of the content under the key: each content has its own (RFC 8452 does likewise)
_WHAT: Final = "redacted file"


class RedactedFiles:
    def __init__(self, database: Database, key: bytes, vault: Vault) -> None:
        self._database, self._key, self._vault = database, key, vault

    def keep(
        self,
        id: str,
        files: tuple[bytes, bytes],
        until: date,
        *,
        pages: int,
        boxes: int,
        at: datetime | None = None,
        check: Callable[[Connection], object] = lambda _: None,
    ) -> None:
        """Keep the copy and its accompanying paper, asked for ``at`` this moment (now), through that day, in the place
        of those made before. ``check`` looks at the row in the transaction that names the files: where it raises, they
        are not kept."""
        with self._database.read() as connection:
            before = _row(connection, id)
        if before is not None and before.sha256:
            self.drop(id)
        kept = self._own_key(id)
        key = self._opened(id, kept)
        copy, paper = (self._vault.put(_sealed(key, content, id)) for content in files)
        counts = {"pages": pages, "boxes": boxes}
        values = {"sha256": copy, "paper": paper, "made": at or swedish.now(), "until": until, **counts}
        try:
            with self._database.write() as connection:
                check(connection)
                mine = and_(redactions.c.id == id, redactions.c.key == kept)  # whatever ends the files takes the key
                if not connection.execute(update(redactions).where(mine).values(**values)).rowcount:
                    raise RedactionChangedError("Kopian ändrades medan den gjordes", next="Gör den på nytt.")
        except RefusedError:
            for sha256 in (copy, paper):
                self._vault.remove(sha256)
            raise

    def get(self, id: str, *, paper: bool = False) -> bytes:
        """One of the files; whose it is was asked before. Raises :class:`AccessDeniedError` where it has ended."""
        with self._database.read() as connection:
            row = _row(connection, id)
        if row is None or not row.sha256 or not row.key or row.until < swedish.today():
            raise AccessDeniedError("Filen finns inte längre", next="Gör den maskade kopian på nytt.")
        sealed = self._vault.get(row.paper if paper else row.sha256)
        return AESGCM(self._opened(id, row.key)).decrypt(sealed[:_NONCE], sealed[_NONCE:], id.encode())

    def drop(self, id: str) -> None:
        """Destroy the key, then the files; only then forget what they were called. Done again it is done once."""
        self._set(id, {"key": ""})
        with self._database.read() as connection:
            row = _row(connection, id)
        for sha256 in (row.sha256, row.paper) if row is not None else ():
            if sha256:
                self._vault.remove(sha256)
        self._set(id, {"sha256": None, "paper": None})

    def sweep(self) -> int:
        """Drop what has ended, and what was being dropped when its process died; how many. The worker calls it now and
        then."""
        over = or_(redactions.c.until < swedish.today(), redactions.c.key == "")
        ended = and_(redactions.c.sha256.is_not(None), over)
        with self._database.read() as connection:
            ids = list(connection.execute(select(redactions.c.id).where(ended)).scalars())
        for id in ids:
            self.drop(id)
        return len(ids)

    def _own_key(self, id: str) -> str:
        """The copy's key, sealed; made where it has none, and kept before anything is sealed under it."""
        with self._database.write() as connection:
            row = _row(connection, id)
            if row is not None and row.key:
                return str(row.key)
            key = secrets.token_bytes(_KEY)
            kept = seal(self._key, _WHAT, id, base64.b64encode(key).decode())
            connection.execute(update(redactions).where(redactions.c.id == id).values(key=kept))
        return kept

    def _opened(self, id: str, kept: str) -> bytes:
        return base64.b64decode(unseal(self._key, _WHAT, id, kept))

    def _set(self, id: str, values: Mapping[str, Any]) -> None:
        with self._database.write() as connection:
            connection.execute(update(redactions).where(redactions.c.id == id).values(**values))


def _row(connection: Connection, id: str) -> Row[Any] | None:
    query: Select[Any] = select(redactions.c.sha256, redactions.c.paper, redactions.c.key, redactions.c.until)
    return connection.execute(query.where(redactions.c.id == id)).one_or_none()


def _sealed(key: bytes, content: bytes, id: str) -> bytes:
    nonce = hmac.new(key, content, hashlib.sha256).digest()[:_NONCE]
    return nonce + AESGCM(key).encrypt(nonce, content, id.encode())

"""Files handed in from a browser, piece by piece: what comes, is whole, is cancelled, and is left behind."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from models.front_errors import UploadMismatchError
from models.store.runs import Way
from models.store.store import Store
from models.store.uploads import Uploads
from models.upload import Upload
from tests.faults.scenes.homes import CLERK, OWNER, opened, with_source

_PIECE: Final = 4
_CONTENT: Final = b"0123456789"
_WHOLE, _BROKEN, _GIVEN_UP = "hel.txt", "trasig.txt", "ångrad.txt"


def with_run(home: str, material: str) -> None:
    """Somebody is about to hand in four files."""
    with_source(Path(home), Path(material))
    with opened(home) as store:
        store.users.add(CLERK.name, "Ines", "ett långt lösenord", [OWNER])
        store.runs.begin("tillsyn", by=CLERK.name, way=Way.UPLOAD, total=4)


def send(home: str, _material: str) -> None:
    """The browser sends a file, and goes on from where it was with one that was broken off."""
    with _arriving(home) as (store, uploads):
        begun = _begun(store, uploads, _WHOLE)
        if begun is None:
            return
        received = begun.received
        while received < len(_CONTENT):
            received = uploads.add(CLERK, begun.id, received, io.BytesIO(_CONTENT[received : received + _PIECE]))
        whole = uploads.whole(CLERK, begun.id, _digest(_CONTENT))
        if whole is not None:
            uploads.finish(CLERK, whole)


def send_broken(home: str, _material: str) -> None:
    """What comes is not what was sent: it is thrown away."""
    with _arriving(home) as (store, uploads):
        begun = _begun(store, uploads, _BROKEN)
        if begun is None:
            return
        if not begun.received:
            uploads.add(CLERK, begun.id, 0, io.BytesIO(b"fel!"))
        try:
            uploads.whole(CLERK, begun.id, _digest(b"ratt"))
        except UploadMismatchError:
            return
        raise AssertionError("not seen")


def give_up(home: str, _material: str) -> None:
    """Begun, and cancelled."""
    with _arriving(home) as (store, uploads):
        begun = _begun(store, uploads, _GIVEN_UP)
        if begun is not None:
            uploads.add(CLERK, begun.id, begun.received, io.BytesIO(_CONTENT[begun.received : begun.received + _PIECE]))
            uploads.cancel(CLERK, begun.id)


def sweep(home: str, _material: str) -> None:
    """As a worker does, now and then; with a piece that lies there of a server that was killed."""
    folder = Path(home) / "arriving"
    folder.mkdir(exist_ok=True)
    (folder / ("0" * 32)).write_bytes(b"1")
    with opened(home) as store:
        store.uploads.sweep()


def hand_in(home: str, _material: str) -> None:
    """A file that came in one piece."""
    with opened(home) as store:
        store.uploads.hand_in(CLERK, _run(store), "Mapp/liten.txt", store.vault.put(_CONTENT), len(_CONTENT))


def close_run(home: str, _material: str) -> None:
    with opened(home) as store:
        store.runs.close(CLERK, _run(store))


@contextmanager
def _arriving(home: str) -> Iterator[tuple[Store, Uploads]]:
    with opened(home) as store:
        limits = replace(store.settings.limits, upload_piece_bytes=_PIECE)
        settings = replace(store.settings, limits=limits)
        yield store, Uploads(store.database, store.key, settings, store.vault, store.ledger.keys)


def _begun(store: Store, uploads: Uploads, path: str) -> Upload | None:
    """The file, begun or gone on with; None where it has been dealt with: the browser was told so, or asks the run."""
    done = Path(f"{store.settings.home}.{path}")
    waiting = {each.path for each in uploads.waiting(CLERK)}
    if done.exists() and path not in waiting:
        return None
    size = 4 if path == _BROKEN else len(_CONTENT)
    begun = uploads.begin(CLERK, _run(store), path, size, "1")
    done.touch()
    return begun


def _run(store: Store) -> str:
    (run,) = store.run_reports.newest(CLERK, 2)
    return run.id


def _digest(content: bytes) -> str:
    pieces = [content[at : at + _PIECE] for at in range(0, len(content), _PIECE)]
    return hashlib.sha256(b"".join(hashlib.sha256(piece).digest() for piece in pieces)).hexdigest()

"""One look at a watched folder: what is complete is taken, what is not is waited for, what is wrong is told.

Files are left as they are. Killed anywhere, the next look comes to the same: what a look keeps, it keeps in the
register in one transaction for each file (:meth:`models.store.watched.WatchedFolders.queue`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import timedelta

from ingest.intake import shown
from ingest.watched.completeness import Settling, open_for_writing
from ingest.watched.places import mount_of, trouble
from ingest.watched.scanning import Scan, Seen, scan
from ingest.watched.taking import into_vault
from models import swedish
from models.errors import PermissionDeniedError, UnavailableError, UnreadableFileError
from models.store.store import Store
from models.watched_folder import SOON, Complete, FileStand, FolderTrouble, KnownFile, Sight, Waits, WatchedFolder

_LONGEST = timedelta(days=1)
_DOUBLED = 16  # times: with ten minutes a day is reached at the eighth
_TOLD = 20  # waiting files named; how many there are is said


class Look:
    """One look. Call :meth:`go` once; ``goes_on`` is asked between two files whether to go on.

    ``seconds`` is then what finding out took, which each look will cost again; what was copied is not in it.
    """

    def __init__(self, store: Store, folder: WatchedFolder, settling: Settling, goes_on: Callable[[], bool]) -> None:
        self._store, self._folder, self._settling, self._goes_on = store, folder, settling, goes_on
        self._known: dict[str, KnownFile] = {}
        self._waits: dict[str, Waits] = {}
        self.seconds = 0.0

    def go(self) -> Sight | None:
        """Look, take what is complete, and tell; None where the folder could not be looked at.

        Raises :class:`UnavailableError` for faults of the vault and the database: what was taken before stands.
        """
        began = time.monotonic()
        reason, found = self._scan()
        self._known = self._store.watched.files(self._folder.id) if found else {}
        self.seconds = time.monotonic() - began
        if found is None:
            self._store.watched.told(self._folder.id, None, reason=reason)
            return None
        try:
            self._take(self._complete(found.files))
        except UnavailableError as error:
            self._store.watched.told(self._folder.id, self._sight(), reason=error.code)
            raise
        self._note_gone(found)
        self._settling.only(seen.path for seen in found.files)
        self._store.watched.told(self._folder.id, self._sight(), mount=self._mount())
        return self._sight()

    def _scan(self) -> tuple[str, Scan | None]:
        reason = trouble(self._store.settings, self._folder)
        if reason:
            return reason, None
        try:
            return "", scan(self._folder.path)
        except PermissionError:
            return PermissionDeniedError.code, None
        except OSError:  # gone since it was asked after
            return FolderTrouble.MISSING, None

    def _complete(self, files: Iterable[Seen]) -> list[Seen]:
        """Files to be taken or told of; those that wait are noted."""
        ready = list[Seen]()
        room = self._store.settings.limits.watch_queued - self._store.watched.queued(self._folder.id)
        for seen in filter(self._is_news, files):
            wait = self._wait(seen, room > 0)
            if wait is None:
                ready.append(seen)
                room -= not seen.reason
            else:
                self._waits[seen.path] = wait
        busy = open_for_writing(seen for seen in ready if not seen.reason)
        self._waits |= dict.fromkeys(busy, Waits.OPEN)
        return [seen for seen in ready if seen.path not in busy]

    def _is_news(self, seen: Seen) -> bool:
        known = self._known.get(seen.path)
        if known is None or known.facts != seen.facts:
            return True
        if known.stand is not FileStand.PROBLEM:
            return False
        since = swedish.now() - known.tried
        return known.gone or not timedelta(0) <= since <= self._pause(known)  # less than none: the clock was put back

    def _pause(self, known: KnownFile) -> timedelta:
        """Before a file is tried again: twice as long each time that it was read in vain, a day at most. It may be one
        that nobody can read, and each try is a job beside those of others."""
        pause = timedelta(seconds=self._store.settings.limits.watch_retry_seconds)
        return max(pause, min(pause * (1 << min(known.failures, _DOUBLED)), _LONGEST))

    def _wait(self, seen: Seen, room: bool) -> Waits | None:
        known = self._known.get(seen.path)
        if known is not None and known.stand is FileStand.QUEUED:
            return Waits.QUEUE  # as it was before: that is read first, so that no version is passed over
        return None if seen.reason else self._settling.wait(seen, room=room)

    def _take(self, ready: list[Seen]) -> None:
        for number, seen in enumerate(ready):
            if not self._goes_on():
                self._waits |= {each.path: Waits.QUEUE for each in ready[number:]}
                return
            self._take_one(seen)

    def _take_one(self, seen: Seen) -> None:
        place, reason, sha256 = self._place(seen), seen.reason, None
        try:
            sha256 = None if reason else into_vault(self._store, self._folder.path, seen)
        except UnreadableFileError as error:
            reason = error.code
        if reason:
            self._store.watched.lost(self._folder, seen.path, seen.facts, place, reason)
        elif sha256 is None:
            self._settling.forget(seen.path)
            self._waits[seen.path] = Waits.GROWING
        else:
            self._store.watched.queue(self._folder, Complete(seen.path, seen.facts, sha256, place))

    def _place(self, seen: Seen) -> str:
        """Where the file lies in the archive: its path, as with ``samsyn ingest``, so that changed bytes are a new
        version. One that comes where another was taken away is another paper: a scanner begins to count anew."""
        known, plain = self._known.get(seen.path), shown(seen.where)
        if known is None or not known.place:
            return plain
        if not known.gone or known.facts == seen.facts:
            return known.place
        number = known.place.removeprefix(plain).strip(" ()")
        return f"{plain} ({int(number or 1) + 1})"

    def _note_gone(self, found: Scan) -> None:
        here = {seen.path: seen.facts for seen in found.files}
        back = [known.id for path, known in self._known.items() if known.gone and here.get(path) == known.facts]
        self._store.watched.noted(back, gone=False)
        missing = {path: known for path, known in self._known.items() if not known.gone and path not in here}
        self._store.watched.noted([known.id for path, known in missing.items() if found.reached(path)], gone=True)

    def _mount(self) -> str | None:
        """The mount point, where it is not known yet, or the share has been connected since."""
        now, known = mount_of(self._folder.path), self._folder.mount
        return now if len(now) > len(known) else None

    def _sight(self) -> Sight:
        first = sorted(self._waits.items(), key=lambda each: (each[1] not in SOON, each[0]))[:_TOLD]
        return Sight(len(self._waits), {path: wait.value for path, wait in first})

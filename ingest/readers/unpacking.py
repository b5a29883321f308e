"""How much of an archive may be unpacked: members, bytes, and bytes for each byte that the archive itself has."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO, Final, Protocol, cast

from ingest.readers.container import Losses
from ingest.readers.listing import Member, inner_name, leads_out, listing, safe_name
from models.limits import Limits

_PIECE: Final = 1 << 16  # what comes with a break in it is lost: little
TOO_MANY: Final = "för många filer, läses inte"
TOO_LARGE: Final = "för stor uppackad, läses inte"
LEADS_OUT: Final = "namnet leder ut ur arkivet, läses som {}"
NO_FILE: Final = "länk eller enhet, läses inte"
ENCRYPTED: Final = "lösenord saknas, läses inte"
BROKEN: Final = "skadad, läses inte"
TOO_MUCH_MEMORY: Final = "kräver för mycket minne, läses inte"
CODES: Final = {
    TOO_MANY: "too_many_members",
    TOO_LARGE: "unpacked_too_large",
    NO_FILE: "members_skipped",
    ENCRYPTED: "encrypted_members",
    BROKEN: "members_unread",
    TOO_MUCH_MEMORY: "unpacked_too_large",
}
"""Why a member was left out → the code of the loss."""

Broken = tuple[type[Exception], ...]
"""What a format's library raises on a member that is damaged."""


class Contents:
    """The members of one archive of ``packed`` bytes, as they are told, and what is left of the limits for them."""

    def __init__(self, packed: int, limits: Limits, losses: Losses) -> None:
        self._file_bytes, self._losses = limits.file_bytes, losses
        self._places, self._unlisted = limits.archive_members, 0
        allowed = max(limits.archive_floor_bytes, packed * limits.archive_ratio)
        self._bytes = min(limits.archive_unpacked_bytes, allowed)
        self._members: list[Member] = []

    def admit(self, raw_name: str, size: int, note: str = "") -> bool:
        """List a member of ``size`` unpacked bytes; whether it is to be read. ``note`` says why it is not.

        One whose name leads out of the archive is read under its :func:`~ingest.readers.listing.inner_name`, and the
        listing says so.
        """
        if not self._places:
            self._unlisted += 1
            self._losses.note(CODES[TOO_MANY])
            return False
        self._places -= 1
        if not note and size > min(self._bytes, self._file_bytes):
            note = TOO_LARGE
        renamed = LEADS_OUT.format(inner_name(raw_name)) if not note and leads_out(raw_name) else ""
        self._members.append(Member(safe_name(raw_name), size, note or renamed))
        if note:
            self._losses.note(CODES[note])
        else:
            self._bytes -= size
        return not note

    @property
    def full(self) -> bool:
        """Whether there is no place left: what follows is only counted."""
        return not self._places

    @property
    def all_locked(self) -> bool:
        """Whether every member needs a password that is not at hand."""
        return bool(self._members) and all(member.note == ENCRYPTED for member in self._members)

    def text(self, kind: str, *, cut: bool = False) -> str:
        """The listing of an archive of ``kind``; ``cut``: it goes on beyond what was looked at."""
        more = [Member(f"… och {self._unlisted} till" if self._unlisted else "… och fler", None, TOO_MANY)]
        return listing(
            f"Arkiv ({kind}), {len(self._members) + self._unlisted} filer:",
            [*self._members, *(more if self._unlisted or cut else ())],
        )


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


def member_stream(untrusted: Readable, size: int, losses: Losses, broken: Broken) -> BinaryIO:
    """A member as it is unpacked, never more than ``size`` bytes of it. Where it breaks off, so does the file."""
    return cast(BinaryIO, _MemberStream(untrusted, size, losses, broken))


class _MemberStream(io.RawIOBase):
    def __init__(self, untrusted: Readable, size: int, losses: Losses, broken: Broken) -> None:
        self._untrusted, self._left, self._losses, self._broken = untrusted, size, losses, broken

    def read(self, size: int = -1) -> bytes:
        if size < 0:
            return self.readall()
        try:
            piece = self._untrusted.read(min(_PIECE, self._left, size))
        except self._broken:
            piece = b""
            self._losses.note(CODES[BROKEN])
        self._left -= len(piece)
        return piece


def drained(read: Callable[[int], bytes], most: int, broken: Broken) -> tuple[bytes, bool]:
    """At most ``most`` + 1 bytes of what ``read`` gives, and whether it came to a good end."""
    pieces, left = [], most + 1
    try:
        while left > 0 and (piece := read(min(left, 1 << 20))):
            pieces.append(piece)
            left -= len(piece)
    except broken:
        return b"".join(pieces), False
    return b"".join(pieces), True

"""Files on their way in from a browser (*inlämning*): in pieces, in order, gone on with where they were broken off."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

from models.visible import visible

_LONGEST_PART: Final = 255  # characters of a name, as file systems have it
_MOST_PARTS: Final = 32
_MOST_BYTES: Final = 2000  # of a path: PostgreSQL indexes no more than 2,700
_NAMELESS: Final = "namnlös"
_ENDING: Final = re.compile(r"(\.[^./]*)?\Z")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of which ``received`` of ``size`` bytes have come, for a run of ``source``. ``path`` is where it lay in
    the folder that was handed in, or its name alone."""

    id: str
    run: str
    source: str
    owner: str
    path: str
    size: int
    received: int


def kept_path(untrusted_path: str) -> str:
    """The path as it is kept: a label that leads nowhere. No drive, no empty parts, no dots; the innermost parts of a
    very deep one. Spaces stay and unseen signs are written out: what tells two files of a folder apart must tell them
    apart here, or the one is taken for a new version of the other."""
    parts = untrusted_path.replace("\\", "/").split("/")
    kept = [visible(part)[-_LONGEST_PART:] for part in parts if _is_name(part)]
    kept = kept[-_MOST_PARTS:]
    while len("/".join(kept).encode(errors="replace")) > _MOST_BYTES:
        kept = kept[1:]
    return "/".join(kept) or _NAMELESS


def _is_name(part: str) -> bool:
    return part.strip() not in ("", ".", "..") and not part.endswith(":")


def name_of(path: str) -> str:
    """The file's own name, of a path that is kept."""
    return path.rsplit("/", 1)[-1]


def apart(paths: Sequence[str]) -> list[str]:
    """Paths of files that are handed in together, each its own: one that comes again is numbered, past what others are
    called. They would be taken for versions of one paper. The script does the same (``hand_in.js``)."""
    taken, following, own = set(paths), dict[str, int](), list[str]()
    for path in paths:
        each, number = path, following.get(path, 1)
        while number > 1 and each in taken:
            each, number = _ENDING.sub(rf" ({number})\1", path, count=1), number + 1
        following[path] = max(number, 2)
        taken.add(each)
        own.append(each)
    return own


def pieces_of(file: BinaryIO, length: int) -> Iterator[bytes]:
    """What the file holds, ``length`` bytes at a time."""
    while piece := file.read(length):
        yield piece


def digest_of(pieces: Iterable[bytes]) -> str:
    """What both ends reckon of a file: the SHA-256 of its pieces' SHA-256, one after the other. A browser can hash a
    piece at a time, and no file as a stream."""
    return hashlib.sha256(b"".join(hashlib.sha256(piece).digest() for piece in pieces)).hexdigest()

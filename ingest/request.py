"""What the parent asks of the child: one JSON value on its standard input, so that no password stands in a command."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace

from models.limits import Limits


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """``path`` as the child sees it; ``name`` is the file's own name and only ever narrows what type it may be.

    ``first_page`` is where to begin: after a crash the parent asks again from the next page. ``readers`` maps media
    type → "module:function". ``images`` says whether page images are wanted.
    """

    path: str
    readers: Mapping[str, str]
    name: str = ""
    passwords: tuple[str, ...] = field(default=(), repr=False)
    force_ocr: bool = False
    images: bool = True
    first_page: int = 1
    last_page: int = 0  # the file's last; the parent may still name another (ingest/stopping.py)
    attachments: bool = True
    ranges: tuple[tuple[int, int], ...] = ()  # pages to be cut out, where the file is cut and not read
    ocr_engine: str = "auto"
    ocr_languages: str = "swe"
    parent: int = 0  # process id of the parent where the child can see it, else 0
    limits: Limits = field(default_factory=Limits)

    def for_pages(self, first: int, last: int) -> ReadRequest:
        return replace(self, first_page=first, last_page=last)

    def to_json(self) -> bytes:
        """One line, its end included."""
        return json.dumps(asdict(self)).encode("ascii") + b"\n"


def from_json(text: bytes) -> ReadRequest:
    """The inverse of :meth:`ReadRequest.to_json`."""
    values = json.loads(text)
    values["limits"] = Limits(**values["limits"])
    values["passwords"] = tuple(values["passwords"])
    values["ranges"] = tuple((first, last) for first, last in values["ranges"])
    return ReadRequest(**values)

"""What a reader is. It runs only inside the child process."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from ingest.ocr.engine import PageOcr
from ingest.raw_page import RawAttachment, RawPage
from ingest.request import ReadRequest

NOTHING: Mapping[str, str] = MappingProxyType({})


class OpenFile(Protocol):
    """A file that a reader has opened; a reader's own class inherits from this one and so gets what it has no word on.

    The child asks for ``page_count``, ``title`` and ``facts``, then for the pages, then for the attachments, each once
    and in order, and at the end for ``lost``.
    """

    page_count: int
    title: str = ""
    """The file's own title, or empty."""
    facts: Mapping[str, str] = NOTHING
    """What the file declares of itself (docs/formats.md lists the names), at most 40 of less than 500 characters."""
    lost: str = ""
    """A short code for what was left out although the pages are all there, such as members of an archive; or empty."""

    def pages(self, first: int) -> Iterator[RawPage]:
        """The pages from number ``first``. A page that cannot be read is given as unread; the next one follows."""
        ...

    def attachments(self) -> Iterator[RawAttachment]:
        yield from ()


Reader = Callable[[Path, ReadRequest, PageOcr], OpenFile]
"""Opens a file. Raises an :class:`models.errors.UnreadableFileError` for a file that it cannot open."""

"""What a reader is. It runs only inside the child process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from ingest.ocr import PageOcr
from ingest.raw_page import RawPage
from ingest.request import ReadRequest
from models.document import Attachment


class OpenFile(Protocol):
    """A file that a reader has opened. The child asks for the pages, then the attachments, each once and in order."""

    @property
    def page_count(self) -> int: ...

    @property
    def title(self) -> str:
        """The file's own title, or empty."""

    def pages(self, first: int) -> Iterator[RawPage]:
        """The pages from number ``first``. A page that cannot be read is given as unread; the next one follows."""

    def attachments(self) -> Iterator[Attachment]: ...


Reader = Callable[[Path, ReadRequest, PageOcr], OpenFile]
"""Opens a file. Raises an :class:`models.errors.UnreadableFileError` for a file that it cannot open."""

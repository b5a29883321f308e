"""Old Word, PowerPoint and Excel files, and Office files under a password.

Word and PowerPoint go through LibreOffice and are then read as what it made of them, so that paragraphs, tables, notes
and pictures are found as in new files.
"""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path
from typing import Final

from ingest.ocr.engine import PageOcr
from ingest.readers.converter import convert
from ingest.readers.docx import open_docx
from ingest.readers.locked_office import is_locked, unlock
from ingest.readers.old_workbook import open_old_workbook
from ingest.readers.reader import OpenFile
from ingest.readers.slides import open_slides
from ingest.readers.workbook import open_workbook
from ingest.request import ReadRequest
from models.errors import CorruptFileError

_WITHIN: Final = (("word/", open_docx), ("xl/", open_workbook), ("ppt/", open_slides))


def open_old_word(path: Path, request: ReadRequest, engine: PageOcr) -> OpenFile:
    """DOC of Word 2 to 2003, and Write."""
    folder = _scratch()
    return open_docx(convert(_clear(path, request, folder, "doc"), "docx", folder, request.limits), request, engine)


def open_old_slides(path: Path, request: ReadRequest, engine: PageOcr) -> OpenFile:
    """PPT of PowerPoint 97 to 2003."""
    folder = _scratch()
    return open_slides(convert(_clear(path, request, folder, "ppt"), "pptx", folder, request.limits), request, engine)


def open_xls(path: Path, request: ReadRequest, engine: PageOcr) -> OpenFile:
    """XLS directly; one that calamine cannot read by way of LibreOffice."""
    folder = _scratch()
    clear = _clear(path, request, folder, "xls")
    try:
        return open_old_workbook(clear, request, engine)
    except CorruptFileError:
        return open_workbook(convert(clear, "xlsx", folder, request.limits), request, engine)


def open_locked(path: Path, request: ReadRequest, engine: PageOcr) -> OpenFile:
    """DOCX, XLSX or PPTX under a password: opened, then read as what lies within."""
    clear = unlock(path, request.passwords, _scratch() / "clear")
    try:
        with zipfile.ZipFile(clear) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise CorruptFileError("Filen är skadad") from error
    for beginning, open_it in _WITHIN:
        if any(name.startswith(beginning) for name in names):
            return open_it(clear, request, engine)
    raise CorruptFileError("Filen är inget Office-dokument")


def _scratch() -> Path:
    """A folder that lasts as long as the child: pictures are read from what lies in it page by page."""
    return Path(tempfile.mkdtemp())


def _clear(path: Path, request: ReadRequest, folder: Path, ending: str) -> Path:
    """A copy that is in the clear and has the name that its format has."""
    copy = folder / f"in.{ending}"
    if is_locked(path):
        return unlock(path, request.passwords, copy)
    copy.symlink_to(path.absolute())
    return copy

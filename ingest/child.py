"""The process in which a hostile file is read: one request in, pages out, then it ends. See ``ingest/sandbox.py``."""

from __future__ import annotations

import gc
import importlib
import os
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final, cast

from ingest.confinement import confine
from ingest.framing import write_message
from ingest.handing_over import attachment_messages, page_values
from ingest.ocr.engine import OcrEngine, PageOcr, open_engine
from ingest.readers.reader import OpenFile, Reader
from ingest.request import ReadRequest, from_json
from ingest.stopping import Stop
from models.errors import ReaderCrashedError, SamsynError, TooLargeError, UnsupportedTypeError
from models.room import is_want_of_room

_RUBBISH: Final = 50_000  # objects made and kept before the collector looks: at 700, an eighth of a short file's time


def main() -> None:
    """Read one file, say what is in it, and end."""
    gc.set_threshold(_RUBBISH)
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # numpy's threads have nothing to do here, and wait for it at full speed
    with open(0, "rb", buffering=0, closefd=False) as told:  # byte by byte: what follows the first line is for later
        request = from_json(told.readline())
    stop = Stop(os.dup(0), request.last_page)
    with os.fdopen(os.dup(1), "wb") as out:
        _silence()
        confine(request.limits, request.parent)
        code = _answer(request, stop, out)
        write_message(out, {"message": "fault", "code": code} if code else {"message": "end"})
    os._exit(0)  # all is said: to take libraries and pages apart in good order would take as long as to read some pages


def _silence() -> None:
    """Libraries print; nothing of a document may reach a log, and nothing but messages the pipe."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)


def _answer(request: ReadRequest, stop: Stop, out: BinaryIO) -> str:
    """Reads and writes; the code of what went wrong, or empty. Only a code ever crosses."""
    try:
        _read(request, stop, out)
    except SamsynError as error:
        return error.code
    except MemoryError:
        return TooLargeError.code
    except OSError as error:
        return "disk_full" if is_want_of_room(error) else ReaderCrashedError.code
    except Exception:  # whatever a parser raises: the file is at fault, and the parent names it
        return ReaderCrashedError.code
    return ""


def _read(request: ReadRequest, stop: Stop, out: BinaryIO) -> None:
    from ingest.types.media_type import media_type

    path = Path(request.path)
    found = media_type(path, request.name)
    if found not in request.readers:
        write_message(out, {"message": "type", "type": found})
        raise UnsupportedTypeError(f"samsyn läser inte {found}")
    ocr = PageOcr(partial(_open_engine, request, out), request.limits.ocr_seconds_per_page)
    write_message(out, {"message": "type", "type": found})
    opened = _reader(request.readers[found])(path, request, ocr)
    head = {"message": "head", "pages": opened.page_count, "title": opened.title[:500], "facts": dict(opened.facts)}
    write_message(out, head)
    _write_pages(opened, request.first_page, ocr, stop, out)
    if request.attachments:
        _write_attachments(opened, request, out)


def _open_engine(request: ReadRequest, out: BinaryIO) -> OcrEngine:
    """The engine; and word to the parent that it is wanted, before the first page that takes long."""
    write_message(out, {"message": "ocr"})
    return open_engine(request)


def _write_pages(opened: OpenFile, first: int, ocr: PageOcr, stop: Stop, out: BinaryIO) -> None:
    pages = opened.pages(first)
    while not stop.after(first - 1):
        ocr.start_page()
        page = next(pages, None)
        if page is None:
            break
        write_message(out, page_values(page), page.image or b"")
        first += 1


def _write_attachments(opened: OpenFile, request: ReadRequest, out: BinaryIO) -> None:
    for attachment in opened.attachments():
        for values, content in attachment_messages(attachment, request.limits.file_bytes):
            write_message(out, values, content)
    if opened.lost:
        write_message(out, {"message": "lost", "code": opened.lost})


def _reader(place: str) -> Reader:
    module, _, name = place.partition(":")
    return cast(Reader, getattr(importlib.import_module(module), name))


if __name__ == "__main__":
    main()

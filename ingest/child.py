"""The process in which a hostile file is read: one request in, pages out, then it ends. See ``ingest/sandbox.py``."""

from __future__ import annotations

import errno
import importlib
import os
import sys
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, cast

from ingest.confinement import confine
from ingest.framing import write_message
from ingest.ocr import PageOcr, open_engine
from ingest.raw_page import RawPage
from ingest.readers.reader import Reader
from ingest.request import ReadRequest, from_json
from models.errors import ReaderCrashedError, SamsynError, TooLargeError, UnsupportedTypeError


def main() -> None:
    request = from_json(sys.stdin.buffer.read())
    with os.fdopen(os.dup(1), "wb") as out:
        _silence()
        confine(request.limits, request.parent)
        code = _answer(request, out)
        write_message(out, {"message": "fault", "code": code} if code else {"message": "end"})


def _silence() -> None:
    """Libraries print; nothing of a document may reach a log, and nothing but messages the pipe."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)


def _answer(request: ReadRequest, out: BinaryIO) -> str:
    """Reads and writes; the code of what went wrong, or empty. Only a code ever crosses."""
    try:
        _read(request, out)
    except SamsynError as error:
        return error.code
    except MemoryError:
        return TooLargeError.code
    except OSError as error:
        return "disk_full" if error.errno == errno.ENOSPC else ReaderCrashedError.code
    except Exception:  # whatever a parser raises: the file is at fault, and the parent names it
        return ReaderCrashedError.code
    return ""


def _read(request: ReadRequest, out: BinaryIO) -> None:
    from ingest.media_type import media_type

    path = Path(request.path)
    found = media_type(path, request.name)
    if found not in request.readers:
        write_message(out, {"message": "type", "type": found})
        raise UnsupportedTypeError(f"samsyn läser inte {found}")
    ocr = PageOcr(partial(open_engine, request), request.limits.ocr_seconds_per_page)
    write_message(out, {"message": "type", "type": found})
    opened = _reader(request.readers[found])(path, request, ocr)
    write_message(out, {"message": "head", "pages": opened.page_count, "title": opened.title[:500]})
    pages = opened.pages(request.first_page)
    while True:
        ocr.start_page()
        page = next(pages, None)
        if page is None:
            break
        write_message(out, _page_values(page), page.image or b"")
    for attachment in opened.attachments():
        values = {"message": "attachment", "name": attachment.untrusted_name[:500]}
        write_message(out, values, attachment.content)


def _reader(place: str) -> Reader:
    module, _, name = place.partition(":")
    return cast(Reader, getattr(importlib.import_module(module), name))


def _page_values(page: RawPage) -> dict[str, Any]:
    boxes = None if page.boxes is None else [[round(value, 2) for value in box] for box in page.boxes]
    return {
        "message": "page",
        "number": page.number,
        "method": page.method.value,
        "reason": page.reason,
        "text": page.text,
        "quality": page.quality,
        "width": page.width,
        "height": page.height,
        "boxes": boxes,
    }


if __name__ == "__main__":
    main()

"""Which file may be the reading of which scan, told from their paths: every way in which archives lay them together.

Names only propose; whether the file is a reading at all its bytes say, and whether of this scan its words. The lists of
both directions agree: ``reading in reading_paths(scan)`` exactly where ``scan in scan_paths(reading)``.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Final


def _cases(*names: str) -> tuple[str, ...]:
    return tuple(written for name in names for written in (name, name.upper()))


_SCANS: Final = _cases(".tif", ".tiff", ".jpg", ".jpeg", ".png", ".jp2", ".bmp", ".webp", ".gif", ".pdf")
_READINGS: Final = (*_cases(".xml", ".html", ".htm", ".hocr"), ".xhtml", ".alto", ".alto.xml", "_alto.xml",
                    ".hocr.html", "_hocr.html")  # fmt: skip
_READING_FOLDERS: Final = (*_cases("alto", "ocr", "xml", "hocr"), "hOCR", "fulltext", "text")
_SCAN_FOLDERS: Final = _cases("images", "image", "img", "scans", "scan", "bilder", "tif", "tiff", "jpg", "jpeg", "jp2",
                              "png", "pdf", "master", "masters", "access", "default", "original")  # fmt: skip


def reading_paths(scan: str) -> frozenset[str]:
    """Where the reading of ``scan`` may lie: beside it, or in a folder below or beside its own."""
    folder, name = posixpath.split(scan)
    stem, ending = posixpath.splitext(name)
    if ending not in _SCANS or not stem:
        return frozenset()
    names = [base + end for base in (stem, name) for end in _READINGS]
    return frozenset(posixpath.join(where, name) for where in _reading_folders(folder) for name in names)


def scan_paths(reading: str, pictured: str = "") -> frozenset[str]:
    """Where the scan may lie whose reading ``reading`` is. ``pictured`` is the file that the reading itself names."""
    folder, name = posixpath.split(reading)
    names = {*_scan_names(name), *_named(pictured)}
    return frozenset(posixpath.join(where, scan) for where in _scan_folders(folder) for scan in names)


def may_be_reading(name: str) -> bool:
    """Whether a file of this name may be a reading of some scan."""
    return name.endswith(_READINGS)


def file_name(untrusted_path: str) -> str:
    """The last part of a path or address as a program wrote it, on whatever system; empty where there is none."""
    return untrusted_path.replace("\\", "/").rstrip("/").rpartition("/")[2].strip()


def _reading_folders(folder: str) -> Iterator[str]:
    yield folder
    yield from (posixpath.join(folder, below) for below in _READING_FOLDERS)
    above, own = posixpath.split(folder)
    if own in _SCAN_FOLDERS:
        yield from (posixpath.join(above, beside) for beside in _READING_FOLDERS)


def _scan_folders(folder: str) -> Iterator[str]:
    yield folder
    above, own = posixpath.split(folder)
    if own in _READING_FOLDERS:
        yield above
        yield from (posixpath.join(above, beside) for beside in _SCAN_FOLDERS)


def _scan_names(reading: str) -> Iterator[str]:
    for end in _READINGS:
        base = reading.removesuffix(end)
        if base and base != reading:
            yield from (base + scan for scan in _SCANS)
            if posixpath.splitext(base)[1] in _SCANS and posixpath.splitext(base)[0]:
                yield base


def _named(pictured: str) -> Iterator[str]:
    """The file of that name, or one of another ending: archives hand over copies in other formats."""
    name = file_name(pictured)
    stem, ending = posixpath.splitext(name)
    if stem and ending in _SCANS:
        yield from (stem + scan for scan in _SCANS)

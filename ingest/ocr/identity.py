"""What reads pages by OCR here: a name that changes when a page may be read otherwise than it was."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from ingest.ocr.engine import OcrChoice, engine_name, engine_version
from ingest.ocr.tessdata import find_tessdata
from models.fingerprint import fingerprint

_INGEST: Final = Path(__file__).parent.parent
_FOLDERS: Final = ("ocr", "pictures")
_BESIDE: Final = (
    "ink.py", "page_choice.py",
    "readers/pdf_broken_picture.py", "readers/pdf_by_ocr.py", "readers/pdf_regions.py", "readers/pdf_render.py",
    "readers/pdf_scan.py", "readers/pdf_together.py", "readers/picture.py",
)  # fmt: skip
"""What else makes the picture of a page, and says whether it is to be read."""


def reading_identity(choice: OcrChoice) -> str:
    """``ocr-<16 hex digits>``: a hash of the engine with its version, of the languages' files, and of our own code that
    prepares pictures and puts right what was read; that is hashed as it is written, so that no version number can be
    forgotten. Raises :class:`OcrUnavailableError`."""
    return _identity(engine_name(choice), choice.ocr_languages)


@lru_cache(maxsize=4)
def _identity(engine: str, languages: str) -> str:
    return f"ocr-{fingerprint(_files(languages), engine, engine_version(engine), languages)}"


def _files(languages: str) -> Iterator[tuple[Path, Path]]:
    for folder in _FOLDERS:
        for path in sorted((_INGEST / folder).rglob("*")):
            if path.suffix in (".py", ".npz"):
                yield _INGEST, path
    for name in _BESIDE:
        yield _INGEST, _INGEST / name
    trained = find_tessdata(languages)
    for language in sorted(filter(None, languages.split("+"))):
        yield trained, trained / f"{language}.traineddata"

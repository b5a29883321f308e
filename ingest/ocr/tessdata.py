"""Where Tesseract's language models lie on this machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from models.errors import OcrUnavailableError

_PLACES = (
    "/usr/share/tesseract-ocr/*/tessdata",
    "/usr/share/tesseract-ocr/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)


def find_tessdata(languages: str) -> Path:
    """The folder that holds a model for each of ``languages`` (joined by +).

    Raises :class:`OcrUnavailableError` where there is none, with what to install.
    """
    wanted = [language for language in languages.split("+") if language]
    for folder in _folders():
        if wanted and all((folder / f"{language}.traineddata").is_file() for language in wanted):
            return folder
    packages = " ".join(f"tesseract-ocr-{language}" for language in wanted)
    raise OcrUnavailableError(
        f"Tesseract saknar språk: {languages}", next=f"Installera: apt-get install tesseract-ocr {packages}."
    )


def _folders() -> Iterator[Path]:
    prefix = os.environ.get("TESSDATA_PREFIX")
    if prefix:
        yield Path(prefix)
        yield Path(prefix) / "tessdata"
    for place in _PLACES:
        anchor = Path("/")
        yield from sorted(anchor.glob(place.lstrip("/")), reverse=True)  # the newest version first

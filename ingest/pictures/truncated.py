"""A picture whose file ends too early, as far as it goes."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image, ImageFile

TRUNCATED: Final = "picture_truncated"
_LEAST: Final = 0.05  # of the rows: less is nothing to read


def what_is_there(path: Path, formats: tuple[str, ...], frame: int) -> Image.Image:
    """The picture at ``frame`` of the file with the rows that are missing in white. Raises OSError where it is nothing.

    A file that is broken rather than cut raises as Pillow does.
    """
    allowed = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        with Image.open(path, formats=formats) as picture:
            if frame:
                picture.seek(frame)
            picture.load()
            found = picture.copy()
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = allowed
    there = _rows_there(found)
    if there < _LEAST * found.height:
        raise OSError("Bilden har inga hela rader")
    missing = Image.new("RGB", (found.width, found.height - there), "white").convert(found.mode)
    found.paste(missing, (0, there))
    return found


def _rows_there(picture: Image.Image) -> int:
    """The rows before the last ones that are all of one value: decoders fill what they did not get with one."""
    rows = np.asarray(picture.convert("L"))
    plain = rows.max(axis=1) == rows.min(axis=1)
    same = plain & (rows[:, 0] == rows[-1, 0])
    return int(rows.shape[0] - np.argmin(same[::-1])) if not same.all() else 0

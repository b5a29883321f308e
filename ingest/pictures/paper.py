"""A picture file as a page: its resolution, upright, with square pixels, on white, and the copy that is recognised."""

from __future__ import annotations

from typing import Final

from PIL import Image

from ingest.page_image import is_grey

_LOWEST, _HIGHEST = 200.0, 300.0  # dpi for OCR, as for PDF
_CREDIBLE: Final = (60.0, 1300.0)  # dpi that a file may claim; 1 stands in files that do not know
_SCREEN: Final = 100.0  # dpi: 72 and 96 are put in by software that knows no resolution
_A3_LONG_SIDE: Final = 17.0  # inches: with a screen's resolution, a larger page is not believed
_A4_LONG_SIDE: Final = 11.69  # inches: what a picture without a resolution is taken to be
_ORIENTATION: Final = 0x0112
_EXIF: Final = {  # Exif 2.32, tag 0x0112: what undoes each orientation
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def resolution(picture: Image.Image) -> tuple[float, float]:
    """The picture's resolution across and down; that of an A4 page where it does not say or cannot be right."""
    claimed = picture.info.get("dpi")
    if isinstance(claimed, tuple) and len(claimed) == 2:
        across, down = (float(value) for value in claimed)
        inches = max(picture.width / max(across, 1.0), picture.height / max(down, 1.0))
        credible = all(_CREDIBLE[0] <= value <= _CREDIBLE[1] for value in (across, down))
        if credible and (min(across, down) > _SCREEN or inches <= _A3_LONG_SIDE):
            return across, down
    assumed = min(600.0, max(72.0, max(picture.size) / _A4_LONG_SIDE))
    return assumed, assumed


def on_paper(picture: Image.Image, dpi: tuple[float, float]) -> tuple[Image.Image, float]:
    """The picture upright (EXIF), with square pixels, in mode L or RGB, on white; and its resolution."""
    picture.load()
    flat = _flat(picture)
    across, down = dpi
    if abs(across - down) > 0.02 * across:  # fax: 204 by 98 or 196 dots an inch
        flat = flat.resize((flat.width, max(1, round(flat.height * across / down))), Image.Resampling.BICUBIC)
    turn = _EXIF.get(picture.getexif().get(_ORIENTATION, 1))
    return (flat.transpose(turn) if turn is not None else flat), across


def _flat(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith(("I", "F")):  # 16 or 32 bits: stretched to 8
        deep = picture.convert("F")
        low, high = (float(value) for value in deep.getextrema())  # type: ignore[arg-type]
        scale = 255.0 / max(1e-6, high - low)
        return deep.point(lambda value: value * scale - low * scale).convert("L")
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        over = picture.convert("RGBA")
        white = Image.new("RGBA", over.size, "white")
        return Image.alpha_composite(white, over).convert("RGB")
    return picture.convert("L") if picture.mode in ("1", "L") else picture.convert("RGB")


def for_ocr(picture: Image.Image, dpi: float, most_pixels: int) -> tuple[Image.Image, float]:
    """A copy at 200–300 dpi, but within ``most_pixels``: in mode L, or RGB where there is colour on the page."""
    copy = picture if picture.mode == "L" or not is_grey(picture) else picture.convert("L")
    scale = min(_HIGHEST, max(_LOWEST, dpi)) / dpi
    scale = min(scale, (most_pixels / (copy.width * copy.height)) ** 0.5)
    if abs(scale - 1.0) > 0.02:
        size = (max(1, round(copy.width * scale)), max(1, round(copy.height * scale)))
        copy = copy.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
        dpi *= scale
    return copy, dpi

"""How worn a picture is, and how it gets so. Noise is whole-number arithmetic: the same bytes on any processor."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass(frozen=True, slots=True)
class Wear:
    """``skew`` in degrees; ``noise`` the largest grain in grey levels (of 255); ``specks`` grains of dirt on the page.

    ``paper`` and ``black`` are the grey of both, ``tint`` the colour of coloured paper; ``blur`` a radius in pixels;
    ``shadow`` how dark the edge off the glass is. ``bleed`` is how strongly the other side shines through (0–1).
    ``uneven`` lets some type be fainter (a worn ribbon). ``binary`` is the grey that parts black from white, 0 for a
    grey picture. ``quality`` is the JPEG's and ``dpi`` the picture's resolution; a ``photo`` is taken by hand.
    """

    skew: float = 0.5
    noise: int = 6
    specks: int = 15
    quality: int = 55
    paper: int = 246
    black: int = 25
    blur: float = 0.0
    shadow: int = 30
    bleed: float = 0.0
    uneven: int = 0
    tint: tuple[int, int, int] | None = None
    binary: int = 0
    dpi: int = 200
    photo: bool = False


OFFICE = Wear()
COPY = Wear(0.9, 16, 160, 50, 236, 48, 0.55)
COPY_OF_COPY = Wear(1.6, 16, 420, 40, 228, 66, 0.9, 60, uneven=45)
FAX = Wear(0.8, 30, 240, 50, 240, 30, 0.7, 10, binary=150)
TYPEWRITER = Wear(0.8, 12, 60, 58, 238, 40, 0.5, uneven=70)
BLEED = Wear(0.6, 10, 30, 60, 242, 30, bleed=0.15)
COLOURED = (
    Wear(0.5, 10, 20, 66, 244, 40, tint=(255, 238, 178)),
    Wear(0.5, 10, 20, 66, 244, 40, tint=(255, 214, 214)),
    Wear(0.5, 10, 20, 66, 244, 40, tint=(205, 236, 208)),
    Wear(0.5, 10, 20, 66, 244, 40, tint=(204, 224, 248)),
)
PHOTO = Wear(1.5, 14, 10, 55, 232, 44, 0.7, 70, tint=(250, 243, 232), photo=True)
WEARS = (OFFICE, OFFICE, Wear(1.4, 10, 25, 58), COPY)


def worn(image: Image, wear: Wear, rng: Random, behind: Image | None = None) -> Image:
    """The grey picture of a clean page, worn. ``behind`` is the page on the paper's other side."""
    import numpy
    from PIL import Image as Pictures
    from PIL import ImageFilter

    if wear.blur:
        image = image.filter(ImageFilter.BoxBlur(wear.blur))  # a third of the time of a Gaussian, and as good here
    toned = [level * (wear.paper - wear.black) // 255 + wear.black for level in range(256)]
    grey = numpy.asarray(image.point(toned), dtype=numpy.int16)
    chance = numpy.random.default_rng(rng.getrandbits(64))
    if behind is not None and wear.bleed:
        other = numpy.asarray(behind.transpose(Pictures.Transpose.FLIP_LEFT_RIGHT), dtype=numpy.int16)
        grey = grey - (255 - other) * int(wear.bleed * 64) // 64
    grey = grey + _grain(chance, grey.shape, wear.noise)
    grey -= _shadow(grey.shape, wear.shadow, rng)
    if wear.uneven:
        grey += _faint(chance, grey, wear.uneven)
    _dirt(grey, chance, wear.specks)
    made = Pictures.fromarray(numpy.clip(grey, 0, 255).astype(numpy.uint8))
    if wear.binary:
        return made.point([0 if level < wear.binary else 255 for level in range(256)]).convert(
            "1", dither=Pictures.Dither.NONE
        )
    return _tinted(made, wear.tint) if wear.tint else made


def _grain(chance: Any, shape: tuple[int, ...], noise: int) -> Any:
    """Noise made once on a small tile and laid out over the page: drawing it for each dot takes most of the time.

    The sum of three even draws is close enough to normal.
    """
    import numpy

    tile = chance.integers(-noise, noise + 1, (3, 257, 263), dtype=numpy.int16).sum(axis=0, dtype=numpy.int16) // 2
    return numpy.tile(tile, (shape[0] // 257 + 1, shape[1] // 263 + 1))[: shape[0], : shape[1]]


def _shadow(shape: tuple[int, ...], most: int, rng: Random) -> Any:
    """The paper's edge lies a little off the glass: one side is darker."""
    import numpy

    dark, reach = rng.randint(2, max(3, most)), rng.randint(shape[1] // 12, shape[1] // 4)
    across = numpy.zeros(shape[1], dtype=numpy.int64)
    near = numpy.arange(reach, dtype=numpy.int64)
    across[:reach] = dark * (reach - near) ** 2 // reach**2
    return (across if rng.random() < 0.5 else across[::-1]).astype(numpy.int16)[None, :]


def _faint(chance: Any, grey: Any, most: int) -> Any:
    """Patches where the ribbon or the drum gave less ink: dark parts are lifted."""
    import numpy
    from PIL import Image as Pictures

    rows, columns = grey.shape
    small = chance.integers(0, most, (rows // 48 + 1, columns // 64 + 1), dtype=numpy.uint8)
    large = Pictures.fromarray(small).resize((small.shape[1] * 64, small.shape[0] * 48), Pictures.Resampling.NEAREST)
    patches = numpy.asarray(large)[:rows, :columns]
    return numpy.where(grey < 140, patches, 0).astype(numpy.int16)


def _dirt(grey: Any, chance: Any, specks: int) -> None:
    rows = chance.integers(0, grey.shape[0] - 4, specks)
    columns = chance.integers(0, grey.shape[1] - 4, specks)
    for row, column, size in zip(rows, columns, chance.integers(1, 4, specks), strict=True):
        grey[row : row + size, column : column + size] -= 90


def _tinted(image: Image, tint: tuple[int, int, int]) -> Image:
    """Grey made into the colour of the paper, black left black."""
    from PIL import Image as Pictures

    bands = [image.point([level * part // 255 for level in range(256)]) for part in tint]
    return Pictures.merge("RGB", bands)

"""The typefaces that glyphs are drawn in, those of the training machine: ones to learn from and ones to test with.

On Debian: apt-get install fonts-dejavu fonts-liberation fonts-freefont-ttf fonts-urw-base35 fonts-texgyre
fonts-crosextra-carlito fonts-crosextra-caladea fonts-noto-core fonts-linuxlibertine fonts-courier-prime
fonts-ebgaramond
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

FOLDERS: Final = (Path("/usr/share/fonts"), Path("/usr/share/texmf/fonts"))
HELD_OUT: Final = (
    "texgyreschola",
    "courier prime",
    "courierprime",
    "carlito",
    "p052",
    "notoserif-",
    "biolinum",
    "linlibertine",
)
"""Families that the training never sees; ``bench.section_sign`` draws with them too."""
_LEARNT: Final = (
    "dejavu", "liberation", "freesans", "freeserif", "freemono", "nimbus", "c059", "urwbookman", "urwgothic", "texgyre",
    "caladea", "notosans-", "notosansmono", "notoserifdisplay-", "ebgaramond",
)  # fmt: skip
_NOT_TEXT: Final = (
    "math",
    "linbiolinum_k",
    "condensedlight",
    "keyboard",
    "smcp",
    "thin",
    "black",
    "extralight",
    "texgyrechorus",
    "initials",
)


def learnt() -> list[Path]:
    """The faces to learn from."""
    return [path for path in _all() if not _is_held_out(path) and any(name in path.name.lower() for name in _LEARNT)]


def held_out() -> list[Path]:
    """The faces kept for the test."""
    return [path for path in _all() if _is_held_out(path)]


def _is_held_out(path: Path) -> bool:
    return any(name in path.name.lower() for name in HELD_OUT)


def _all() -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".ttf", ".otf") and not any(name in path.name.lower() for name in _NOT_TEXT):
                yield path

"""A difference that ``samsyn verify`` found, and whether it was mended."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Difference:
    """``what`` is a code of ``docs/errors.md``; ``document`` and ``path`` say where, as far as is known. One that is
    ``mended`` is there no more."""

    what: str
    document: str | None = None
    path: str | None = None
    mended: bool = False

    def told(self) -> dict[str, Any]:
        return asdict(self)

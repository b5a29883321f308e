"""One JSON object of a gold file, asked for its members by name; what is wrong is told by file, line and member."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import InvalidGoldError


@dataclass(frozen=True, slots=True)
class GoldLine:
    """``members`` of the object; ``at`` says where in the line it stands, empty for the line's own."""

    members: Mapping[str, Any]
    file: Path
    row: int
    at: str = ""

    @classmethod
    def read(cls, untrusted: bytes, file: Path, row: int) -> GoldLine:
        """The object on a line. Raises :class:`InvalidGoldError` for anything else."""
        try:
            value: Any = json.loads(untrusted.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise InvalidGoldError(f"{file}, rad {row}: inte JSON i UTF-8") from error
        if not isinstance(value, dict):
            raise InvalidGoldError(f"{file}, rad {row}: inget JSON-objekt")
        return cls(value, file, row)

    def wrong(self, what: str) -> InvalidGoldError:
        """The error that ``what`` is wrong here, to be raised."""
        return InvalidGoldError(f"{self.file}, rad {self.row}: {self.at}{what}")

    def says(self, name: str) -> bool:
        """Whether the gold says this at all."""
        return self.members.get(name) is not None

    def text(self, name: str, without: str | None = None) -> str:
        """A string; ``without`` is what it is where the gold does not say, if it may be left out."""
        value = self.members.get(name)
        if value is None and without is not None:
            return without
        if not isinstance(value, str):
            raise self.wrong(f"”{name}” ska vara en text")
        return value

    def number(self, name: str) -> int:
        """A whole number."""
        value = self.members.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.wrong(f"”{name}” ska vara ett heltal")
        return value

    def texts(self, name: str) -> dict[str, str] | None:
        """An object of strings, or None where the gold does not say."""
        value = self.members.get(name)
        if value is None:
            return None
        if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
            raise self.wrong(f"”{name}” ska vara ett objekt av texter")
        return value

    def lines(self, name: str) -> Iterator[GoldLine]:
        """The objects of a list, none where the gold does not say."""
        value = self.members.get(name) or []
        if not isinstance(value, list):
            raise self.wrong(f"”{name}” ska vara en lista")
        for index, one in enumerate(value):
            if not isinstance(one, dict):
                raise self.wrong(f"”{name}” ska vara en lista av objekt")
            yield GoldLine(one, self.file, self.row, f"{self.at}{name}[{index}]: ")

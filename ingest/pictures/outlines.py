"""The outlines that the frame of a stamp may have, in pixels of a picture."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


class Frame(Protocol):
    """The outline of a stamp in pixels of a picture."""

    def away(self, x: Numbers, y: Numbers) -> Numbers:
        """How far each point lies outside the outline, negative inside, in pixels."""

    def scaled(self, scale: float, dx: float, dy: float) -> Frame:
        """The outline on a picture ``scale`` times as large, moved by ``dx`` and ``dy`` of its pixels."""

    @property
    def box(self) -> tuple[float, float, float, float]:
        """What it lies in: x0, y0, x1, y1."""

    @property
    def lean(self) -> float:
        """The degrees by which it is turned clockwise, 0.0 where that does not show."""


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle."""

    x: float
    y: float
    radius: float

    def away(self, x: Numbers, y: Numbers) -> Numbers:
        return np.asarray(np.hypot(x - self.x, y - self.y) - self.radius)

    def scaled(self, scale: float, dx: float, dy: float) -> Ring:
        return Ring(self.x * scale + dx, self.y * scale + dy, self.radius * scale)

    @property
    def box(self) -> tuple[float, float, float, float]:
        return self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius

    @property
    def lean(self) -> float:
        return 0.0


@dataclass(frozen=True, slots=True)
class Slanted:
    """A rectangle about its middle, ``across`` by ``down`` half its sides, turned clockwise by ``degrees``."""

    x: float
    y: float
    across: float
    down: float
    degrees: float

    def away(self, x: Numbers, y: Numbers) -> Numbers:
        along, beside = turned(x - self.x, y - self.y, self.degrees)
        return np.asarray(np.maximum(np.abs(along) - self.across, np.abs(beside) - self.down))

    def scaled(self, scale: float, dx: float, dy: float) -> Slanted:
        return Slanted(self.x * scale + dx, self.y * scale + dy, self.across * scale, self.down * scale, self.degrees)

    @property
    def box(self) -> tuple[float, float, float, float]:
        cosine, sine = math.cos(math.radians(self.degrees)), abs(math.sin(math.radians(self.degrees)))
        width, height = self.across * cosine + self.down * sine, self.across * sine + self.down * cosine
        return self.x - width, self.y - height, self.x + width, self.y + height

    @property
    def lean(self) -> float:
        return self.degrees


def turned(x: Numbers, y: Numbers, degrees: float) -> tuple[Numbers, Numbers]:
    """Points on axes turned clockwise (y grows downwards) by ``degrees``."""
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return x * cosine + y * sine, y * cosine - x * sine

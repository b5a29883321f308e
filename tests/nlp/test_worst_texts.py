"""No pattern takes long over a text, however it is made: 100 kB of what is worst for it. The bench has the figures."""

from __future__ import annotations

import re
from collections import deque

import pytest

from bench.identifiers_times import SIZE, WORST, patterns
from tests.timing import seconds

SECONDS = 0.5
"""Ten times what the bench asks for: a machine may be busy, but a pattern that grows by the square takes longer."""
PART = SIZE // 5
SHARE = SECONDS / (SIZE / PART) ** 2
PATTERNS = list(patterns())


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [(piece * (SIZE // len(piece) + 1))[:SIZE] for piece in WORST.values()]


@pytest.mark.parametrize(("name", "pattern"), PATTERNS, ids=[name for name, _ in PATTERNS])
def test_a_pattern_is_quick(name: str, pattern: re.Pattern[str], texts: list[str]) -> None:
    for text in texts:
        if _seconds(pattern, text[:PART], SHARE) > SHARE:
            assert _seconds(pattern, text, SECONDS) < SECONDS, text[:20]


def _seconds(pattern: re.Pattern[str], text: str, below: float) -> float:
    return seconds(lambda: deque(pattern.finditer(text), maxlen=0), below=below)

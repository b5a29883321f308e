"""Tests of what is told of a day: none of them is to begin on one day and end on the next."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models import swedish


def away_from_midnight(monkeypatch: pytest.MonkeyPatch) -> timedelta:
    """Let the clock go some hours ahead where it is late in the evening; how far it goes ahead."""
    real, ahead = swedish.now, timedelta(hours=3 if swedish.local(swedish.now()).hour == 23 else 0)
    monkeypatch.setattr(swedish, "now", lambda: real() + ahead)
    return ahead

"""How many workers this machine's memory holds, what they and others beside them take themselves counted in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ingest import capacity
from ingest.cluster.command import warn_if_crowded
from models.limits import Limits
from models.settings import Settings
from tests.cli.command import Answer, samsyn_here

MB = 1024**2
READER = 1_500 * MB
LIMITS = replace(Limits(), reader_memory_bytes=READER)


@pytest.fixture(autouse=True)
def eight_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capacity, "count_cores", lambda: 8)


def has(monkeypatch: pytest.MonkeyPatch, memory: int) -> None:
    monkeypatch.setattr(capacity, "memory_bytes", lambda: memory)


@pytest.mark.parametrize(
    ("memory", "workers"),
    [
        (1_000 * MB, 1),
        (4 * READER, 3),  # their readers would leave nothing for themselves
        (620 * MB + 4 * (READER + 250 * MB), 4),
        (620 * MB + 4 * (READER + 250 * MB) - 1, 3),
        (2**50, 8),
    ],
)
def test_as_many_as_find_room_for_all_that_they_take(
    monkeypatch: pytest.MonkeyPatch, memory: int, workers: int
) -> None:
    has(monkeypatch, memory)
    assert capacity.workers_here(LIMITS) == workers
    assert not capacity.crowded(workers, LIMITS)


def test_two_cores_with_enough_have_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capacity, "count_cores", lambda: 2)
    has(monkeypatch, 23 * 1024 * MB)
    assert capacity.workers_here(LIMITS) == 2


def test_more_by_request_than_memory_holds_are_made_with_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside the answer, not in it."""
    has(monkeypatch, 3 * 1024 * MB)
    home, paper = tmp_path / "home", tmp_path / "a.txt"
    paper.write_text("Tillsyn av Åkes Krog AB.", "utf-8")
    assert samsyn_here(home, "source", "add", "tillsyn", "--owner", "Nämnden").status == 0

    def taken_in(workers: str) -> Answer:
        words = ("ingest", paper, "--source", "tillsyn", "--workers", workers, "--json")
        return samsyn_here(home, *words, nlp_pipeline="rules")

    crowded = taken_in("2")
    assert crowded.value["documents"] == 1
    warnings = [line for line in crowded.err.splitlines() if line.startswith("Varning")]
    assert len(warnings) == 1
    assert "3.0 GB, räcker till --workers 1, " in warnings[0]
    assert "Det blir 2 ändå" in warnings[0]
    assert "Varning" not in taken_in("1").err


def test_who_reads_elsewhere_is_not_warned(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    has(monkeypatch, 3 * 1024 * MB)
    warn_if_crowded(replace(settings, cluster="tcp://127.0.0.1:8786"), 2)
    assert not capsys.readouterr().err
    warn_if_crowded(settings, 2)
    assert "Varning" in capsys.readouterr().err

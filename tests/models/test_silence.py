"""Taking a file in, and naming what it says, tells nobody and leaves nothing outside the home folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.cli.command import ROOT

_NAME = """
from nlp.pipeline import find_mentions
assert find_mentions([(1, "Anna Andersson i Umeå.")], pipeline="fast"), "nothing was named"
"""

_FALL = """
import ingest.pipeline
import haystack.telemetry._telemetry as telemetry
assert telemetry.telemetry is None, "telemetry is on"

from haystack import Pipeline, component

@component
class Falls:
    @component.output_types(text=str)
    def run(self, text: str):
        raise ValueError("en sida som inte kan läsas")

pipeline = Pipeline()
pipeline.add_component("falls", Falls())
try:
    pipeline.run({"falls": {"text": "Anna Andersson"}})
except Exception as error:
    print(type(error).__name__)
"""


def test_naming_leaves_nothing_in_the_users_folders(tmp_path: Path) -> None:
    _run(_NAME, tmp_path)
    assert _files(tmp_path) == []


def test_a_fallen_pipeline_leaves_no_text_and_no_report(tmp_path: Path) -> None:
    _run(_FALL, tmp_path)
    assert [file for file in _files(tmp_path) if "snapshot" in str(file)] == []


def test_what_the_environment_says_does_not_turn_it_on(tmp_path: Path) -> None:
    _run(_NAME + _FALL, tmp_path, HAYSTACK_TELEMETRY_ENABLED="True", ORT_DISABLE_TELEMETRY="0")
    assert [file for file in _files(tmp_path) if "snapshot" in str(file) or "Microsoft" in str(file)] == []


def _files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]


def _run(program: str, user_folder: Path, **environment: str) -> None:
    """Run in a process of its own, by a user whose folders are empty."""
    unset = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "HAYSTACK_", "ORT_"))}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=unset | {"HOME": str(user_folder)} | environment,
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr

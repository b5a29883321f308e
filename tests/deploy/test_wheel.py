"""What is installed from the wheel holds what runs: the code, its tables, and the name models with all their files."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from nlp.choice import PIPELINES
from nlp.names.tagger import read_meta

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


@pytest.mark.parametrize("folder", ["models/pipelines", "nlp/tables", "web/templates", "web/static"])
def test_it_holds_every_file_that_is_no_code(wheel: zipfile.ZipFile, folder: str) -> None:
    here = {str(path.relative_to(ROOT)) for path in (ROOT / folder).rglob("*") if path.is_file()}
    here = {name for name in here if not name.endswith((".pyc", ".mo"))}
    assert here
    assert here <= set(wheel.namelist())


def test_its_models_are_the_trained_ones(wheel: zipfile.ZipFile) -> None:
    for name in ("sv_samsyn_accurate", "sv_samsyn_fast"):
        for file, digest in read_meta(PIPELINES / name).sha256.items():
            assert hashlib.sha256(wheel.read(f"models/pipelines/{name}/{file}")).hexdigest() == digest


def test_it_holds_no_tests_and_no_training(wheel: zipfile.ZipFile) -> None:
    assert not {"tests", "training", "bench", "deploy", "docs"} & {name.split("/")[0] for name in wheel.namelist()}

"""The docs are tested: every command, setting, error code and limit stands in docs/."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from models.errors import SamsynError
from models.limits import Limits
from models.settings import Settings
from samsyn import COMMANDS, EVALUATIONS
from tests.e2e.readme_pictures import PICTURES

DOCS = Path(__file__).parents[1] / "docs"
ROOT = DOCS.parent


def _errors(kind: type[SamsynError] = SamsynError) -> Iterator[type[SamsynError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from _errors(below)


def _read(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


@pytest.mark.parametrize("code", sorted({error.code for error in _errors()}))
def test_every_error_code(code: str) -> None:
    assert f"`{code}`" in _read("errors.md")


@pytest.mark.parametrize("name", [field.name for field in fields(Limits)])
def test_every_limit(name: str) -> None:
    assert f"`{name}`" in _read("limits.md")


@pytest.mark.parametrize("name", [field.name for field in fields(Settings) if field.name not in ("limits", "sharing")])
def test_every_setting(name: str) -> None:
    assert f"`SAMSYN_{name.upper()}`" in _read("settings.md")


def test_the_name_pipeline_that_is_the_default() -> None:
    (row,) = (line for line in _read("settings.md").splitlines() if "`SAMSYN_NLP_PIPELINE`" in line)
    assert row.split("|")[3].strip() == f"`{Settings().nlp_pipeline}`"


@pytest.mark.parametrize("name", [*COMMANDS, *(f"evaluate {name}" for name in EVALUATIONS)])
def test_every_command(name: str) -> None:
    assert f"`samsyn {name}" in _read("cli.md")


def test_links_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *DOCS.rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_readme_shows_four_pages_of_the_demo() -> None:
    shown = re.findall(r"!\[([^\]]+)\]\((docs/pictures/[^)]+)\)", (ROOT / "README.md").read_text("utf-8"))
    assert {path for _, path in shown} == {f"docs/pictures/{name}.webp" for name in PICTURES}
    assert len(PICTURES) >= 4
    for said, path in shown:
        assert len(said) > 40  # whoever does not see it is told what is on it
        assert (ROOT / path).stat().st_size < 150_000


def test_every_decision_is_listed() -> None:
    listed = _read("decisions/README.md")
    for page in (DOCS / "decisions").glob("0*.md"):
        assert f"({page.name})" in listed

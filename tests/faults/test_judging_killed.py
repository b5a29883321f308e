"""A judgement cut short: it is kept and in force, or it was never made; and it can be made again."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from models.access import Purpose
from models.mention import Label
from models.settings import Settings
from models.store.service import service
from models.store.store import Store
from nlp import judging, judging_entities
from tests.cli.command import ROOT, environment
from tests.search.archive import Paper, put

_REJECT = """
import os, signal, sys
from models.access import Purpose
from models.settings import read_settings
from models.store.judgements import Judgements
from models.store.registration import Registration
from models.store.service import service
from models.store.store import Store
from models.store.unjudged import Unjudged
from nlp import judging, judging_entities

does = {kind}.{name}
def dies(self, *given, **named):
    if {done}:
        does(self, *given, **named)
    os.kill(os.getpid(), signal.SIGKILL)
{kind}.{name} = dies
store = Store.open(read_settings())
who, why = service(store, "prov"), Purpose("prov", "prov 1")
if {undo!r}:
    judging_entities.undo(who, why, store, {undo!r}, "åter")
else:
    judging.reject(who, why, store, {document!r}, "1:0-5", "inget namn")
"""
WHY = Purpose("prov", "prov 1")
PAPER = Paper(
    "anteckning.txt", "tillsyn", ("Bo Ek och Eva By",), names=[(Label.PERSON, n, n) for n in ("Bo Ek", "Eva By")]
)
MOMENTS = [
    ("Judgements", "of_mentions_after", True),
    ("Registration", "keep_knowledge", True),
    ("Unjudged", "keep", True),
    ("Registration", "finish", False),
    ("Registration", "finish", True),
]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(Settings(home=tmp_path / "hem"), create=True)


def _named(store: Store, id: str) -> list[str]:
    return [mention.text for mention, _ in store.documents.mentions(service(store, "prov"), id)]


def _die(store: Store, document: str, moment: tuple[str, str, bool], undo: str = "") -> None:
    kind, name, done = moment
    code = _REJECT.format(kind=kind, name=name, done=done, document=document, undo=undo)
    home = store.settings.home
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment(home), check=False)
    assert ended.returncode == -signal.SIGKILL


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_judgement_is_kept_and_in_force_or_was_never_made(store: Store, moment: tuple[str, str, bool]) -> None:
    id = put(store, None, PAPER)
    who = service(store, "prov")
    pipeline = store.naming.pipeline(who, id)
    _die(store, id, moment)
    made = moment == MOMENTS[-1]
    assert bool(store.judgements.of_mentions(who, id)) == made
    assert _named(store, id) == (["Eva By"] if made else ["Bo Ek", "Eva By"])
    if not made:  # what the dead one held is free at once
        judging.reject(who, WHY, store, id, "1:0-5", "inget namn")
        assert _named(store, id) == ["Eva By"]
    assert store.naming.pipeline(who, id) == pipeline


def test_an_undo_is_kept_and_in_force_or_was_never_made(store: Store) -> None:
    id = put(store, None, PAPER)
    who = service(store, "prov")
    made = judging.reject(who, WHY, store, id, "1:0-5", "inget namn")
    _die(store, id, ("Registration", "finish", False), undo=made.id)
    assert store.judgements.get(who, made.id).stands
    assert _named(store, id) == ["Eva By"]
    judging_entities.undo(who, WHY, store, made.id, "åter")
    assert _named(store, id) == ["Bo Ek", "Eva By"]

"""The two phrasing banks: nothing wrong in them, enough of them, and the second as it was frozen."""

from __future__ import annotations

import pytest

from sample.grammar.bank import BANKS, fingerprint, open_bank
from sample.grammar.check import alike, troubles
from sample.grammar.nodes import Node
from sample.shingles import runs, shared
from sample.spans import plain
from sample.varieties import VARIETIES
from tests.sample.conftest import FULL

MAIN = [name for name in VARIETIES if name not in ("payment_rows", "register")]
FILES = sorted(path for name in ("first", "second") for path in (BANKS / name).glob("*.bank"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_nothing_is_wrong_in_a_file(path) -> None:  # type: ignore[no-untyped-def]
    assert not list(troubles(open_bank(path.parent.name), path.name))


@pytest.mark.parametrize("name", MAIN)
def test_twelve_layouts_of_each_variety(name: str) -> None:
    templates = open_bank("first").templates[name]
    assert len(templates) >= 12
    assert len({template.name for template in templates}) == len(templates)
    assert len(open_bank("second").templates[name]) >= 8


@pytest.mark.parametrize("name", [*MAIN, "register"])
def test_two_papers_of_a_template_are_not_alike(name: str) -> None:
    for template in open_bank("first").templates[name]:
        share, words = alike(open_bank("first"), template, 100 if FULL else 15)
        assert share <= 0.4, (name, template.number, share)
        assert words >= 40, (name, template.number)


def test_the_second_bank_is_as_it_was_frozen() -> None:
    assert fingerprint("second") == (BANKS / "second/FROZEN").read_text("utf-8").split()[0]


def test_the_banks_share_no_sentence() -> None:
    """By runs of five words: what both say in the same words are set phrases of the trade, and those are few."""
    first, second = (
        frozenset(run for said in map(_said, _entries(name)) if len(said.split()) >= 8 for run in runs(said))
        for name in ("first", "second")
    )
    assert len(second) > 10_000
    assert shared(first, second) < 0.01


def _entries(name: str) -> list[Node]:
    return [entry for pool in open_bank(name).pools.values() for entry in pool.entries]


def _said(node: Node) -> str:
    """The fixed words of an entry, alternatives one after the other."""
    parts = getattr(node, "parts", None) or getattr(node, "options", None)
    if parts:
        return " ".join(map(_said, parts))
    inner = getattr(node, "inner", None)
    return _said(inner) if inner is not None else plain(str(getattr(node, "text", "")))

"""One document held against a question in memory: as the oracle says, and the prefilter lets none of it go."""

from __future__ import annotations

import os
from dataclasses import replace
from random import Random

from search.index import Filter, IndexQuery
from search.matching_one import OneDocument
from search.query import And, AtLeast, HasValue, Not, Or, Phrase, Prefix, Term
from search.required_keys import candidates, required
from tests.contracts.asking import BOTH, document, word
from tests.contracts.made_up import made_up_query, made_up_units
from tests.search import brute_force

QUESTIONS = 2000 if os.environ.get("SAMSYN_TEST_FULL") else 300


def test_it_matches_what_the_oracle_matches() -> None:
    random = Random(11)
    units, telling = made_up_units(random, 40), 0
    held = [OneDocument(unit) for unit in units]
    for _ in range(QUESTIONS):
        query = made_up_query(random)
        mine = [each.matches(query.tree) for each in held]
        assert mine == [brute_force.matches(query.tree, unit) for unit in units], query.tree
        telling += 0 < sum(mine) < len(units)
        everyones = replace(query.filter, owners=frozenset(unit.owner for unit in units))
        assert [each.chosen(query.filter) for each in held] == [brute_force.passes(everyones, unit) for unit in units]
    assert telling > QUESTIONS / 4, "too few of the questions tell anything"


def test_the_prefilter_lets_nothing_go_that_is_found() -> None:
    random = Random(12)
    units = made_up_units(random, 40)
    standing = {str(at): made_up_query(random) for at in range(QUESTIONS)}
    likely = candidates(standing, units)
    kept = wanted = 0
    for name, query in standing.items():
        found = {unit.document for unit in units if brute_force.matches(query.tree, unit)}
        found &= {unit.document for unit in units if brute_force.passes(query.filter, unit)}
        assert found <= likely.get(name, frozenset()), query
        kept, wanted = kept + len(likely.get(name, ())), wanted + len(found)
    assert wanted <= kept < len(units) * QUESTIONS / 2, "the prefilter takes hardly anything away"


def test_the_keys_that_a_question_needs() -> None:
    def keys(tree: object) -> set[str] | None:
        found = required(IndexQuery(tree, BOTH))  # type: ignore[arg-type]
        return None if found is None else {key for _, key in found}

    krog, bar, lock = word("krog"), word("bar"), word("lås")
    assert keys(And((Or((krog, bar)), lock))) == {"lås"}
    assert keys(Or((krog, Prefix("b")))) is None
    assert keys(And((Prefix("b"), Not(lock), krog))) == {"krog"}
    assert keys(AtLeast((krog, bar, lock), 2)) in ({"krog", "bar"}, {"krog", "lås"}, {"bar", "lås"})
    assert keys(AtLeast((krog, Prefix("b"), Prefix("l")), 2)) is None
    assert keys(AtLeast((krog,), 2)) == keys(Or(())) == keys(Term("x", ())) == set()
    assert keys(Phrase("", ("en", "krogvärd"))) == {"krogvärd"}
    assert keys(HasValue("kind", ("pm", "tips"))) == {"pm", "tips"}
    chosen = Filter(BOTH.owners, {"kind": ("pm", "tips")}, all_of=frozenset({"kind"}))
    assert required(IndexQuery(Prefix("b"), chosen)) == frozenset({("kind", "pm")})


def test_another_owners_question_is_no_candidate() -> None:
    unit = document("d1", "krog", owner="Polisen")
    mine, theirs = (IndexQuery(word("krog"), Filter(frozenset({owner}))) for owner in ("Polisen", "Miljönämnden"))
    assert candidates({"mine": mine, "theirs": theirs}, [unit]) == {"mine": {"d1"}}

"""Base forms where simplemma contradicts itself: participles, passives, strong verbs, nouns taken for verbs."""

from __future__ import annotations

import pytest

from search import verbs
from search.lemmas import lemma
from search.mending import joined
from search.paradigms import bases


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("skicka", "skickar skickade skickades skickat skickats skickad"),
        ("sakna", "saknas saknades saknats saknade"),
        ("bryta", "bryter bröt brutit bryts"),
        ("avbryta", "avbryter avbröt avbrutit avbröts avbruten"),
        ("gripa", "griper grep greps gripits"),
        ("skriva", "skriver skrev skrevs skrivit"),
        ("tillåta", "tillåter tillät tillåten tillåts"),
        ("vägra", "vägrar vägrade vägrat vägras"),
        ("vårda", "vårdar vårdade vårdas"),
        ("lyckas", "lyckas lyckades lyckats"),
        ("snabb", "snabb snabbt snabba snabbare"),
        ("månad", "månad månaden månader månaderna"),
        ("avfall", "avfall avfallet avfallets"),
        ("brist", "brist bristen brister bristerna"),
        ("krock", "krock krocken krockarna"),
        ("träd", "träd trädet träden"),
        ("förhör", "förhör förhöret förhören"),
        ("sammanträde", "sammanträde sammanträdet sammanträden"),
        ("avseende", "avseende avseendet avseenden"),
        ("min", "min mitt mina"),
        ("stad", "stad staden städer"),
        ("fläkt", "fläkt fläkten fläktarna"),
        ("skylt", "skylt skylten skyltarna"),
        ("påköra", "påköra påkörd påkörda påkört påkördes"),
        ("nedköra", "nedkörd nedkört"),
        ("uppbryta", "uppbruten uppbrutet uppbrutna"),
        ("inställa", "inställd inställda inställt inställdes"),
    ],
)
def test_all_forms_meet_in_one_base(base: str, forms: str) -> None:
    assert {form: lemma(form) for form in forms.split()} == dict.fromkeys(forms.split(), base)


@pytest.mark.parametrize(("noun", "verb"), [("rån", "råna"), ("beslut", "besluta"), ("våld", "välla"), ("lag", "laga")])
def test_a_noun_and_a_verb_stay_apart(noun: str, verb: str) -> None:
    assert lemma(noun) == noun
    assert lemma(verb) == verb


def test_a_noun_that_looks_like_a_participle_stays() -> None:
    for word in ("månad", "lättnad", "nämnd", "vuxen", "finnas"):
        assert joined(word) == word


def test_a_strong_form_is_of_its_verb_and_of_those_with_a_prefix_that_are_words() -> None:
    assert verbs.bases("bröt") == ("bryta",)
    assert verbs.bases("avbröts") == ("avbryta",)
    assert verbs.bases("tillåts") == ("tillåta",)  # not "tilläta"
    assert verbs.bases("bord") == ()


def test_a_form_may_be_of_several_words() -> None:
    assert {(way.word, way.kind) for way in bases("vågar")} >= {("våg", "noun"), ("våga", "verb")}
    assert bases("xyzzar") == ()

"""Mentions as people judged them: what a judgement does, where it finds its words again, and in any order."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from models.judgement import Act, Anchor, Judgement
from models.mention import Label, Mention
from nlp.judged import place, with_judgements

TEXT = "Ring Bo Ek hos Åkes Krog AB.\nOst Hyvel ringde.\nBo Ek svarade."
BO = Mention(Label.PERSON, 1, 5, 10, "Bo Ek", "Bo Ek", 0.9, "rule:person")
KROG = Mention(Label.ORG, 1, 15, 24, "Åkes Krog", "Åkes Krog", 0.8, "rule:org")
OST = Mention(Label.PERSON, 1, 29, 38, "Ost Hyvel", "Ost Hyvel", 0.6, "model:fast")
FOUND = [BO, KROG, OST]


def judgement(act: Act, mention: Mention, number: int = 1, *, stands: bool = True, **said: Any) -> Judgement:
    anchor = Anchor("d", mention.page, mention.start, mention.end, mention.text)
    said = {"label": mention.label.value, "value": mention.value, **said}
    at = datetime(2024, 5, 19, tzinfo=UTC)
    return Judgement(f"{number:032}", "Nämnden", act, "prov", at, "prov", stands, anchor, said=said)


def named(found: list[Mention], *judgements: Judgement, text: str = TEXT) -> list[tuple[str, str]]:
    judged = with_judgements(found, {1: text}, judgements)
    return [(one.text, one.label.value) for one in judged.mentions]


WHOLE = judgement(Act.BOUNDARY, KROG, start=15, end=27, text="Åkes Krog AB", value="Åkes Krog AB")
NOBODY = judgement(Act.REJECT, OST)
ORGANISATION = judgement(Act.RELABEL, OST, label="ORG")
AGAIN = judgement(Act.MARK, Mention(Label.PERSON, 1, 47, 52, "Bo Ek", "Bo Ek", 1.0, ""))


@pytest.mark.parametrize(
    ("said", "right"),
    [
        (NOBODY, [("Bo Ek", "PERSON"), ("Åkes Krog", "ORG")]),
        (ORGANISATION, [("Bo Ek", "PERSON"), ("Åkes Krog", "ORG"), ("Ost Hyvel", "ORG")]),
        (WHOLE, [("Bo Ek", "PERSON"), ("Åkes Krog AB", "ORG"), ("Ost Hyvel", "PERSON")]),
        (AGAIN, [("Bo Ek", "PERSON"), ("Åkes Krog", "ORG"), ("Ost Hyvel", "PERSON"), ("Bo Ek", "PERSON")]),
    ],
)
def test_what_each_does(said: Judgement, right: list[tuple[str, str]]) -> None:
    assert named(FOUND, said) == right


def test_what_a_person_gave_says_so() -> None:
    (mention,) = (one for one in with_judgements(FOUND, {1: TEXT}, [WHOLE]).mentions if one.label is Label.ORG)
    assert (mention.start, mention.end, mention.value) == (15, 27, "Åkes Krog AB")
    assert (mention.method, mention.confidence) == ("judged:boundary", 1.0)


def test_one_that_does_not_stand_changes_nothing() -> None:
    assert named(FOUND, judgement(Act.REJECT, OST, stands=False)) == named(FOUND)


def test_the_later_outweighs_the_earlier() -> None:
    marked = Mention(Label.LOC, 1, 29, 32, "Ost", "Ost", 1.0, "")
    assert named(FOUND, NOBODY, judgement(Act.MARK, marked))[2] == ("Ost", "LOC")
    assert named(FOUND, judgement(Act.MARK, marked), ORGANISATION)[2:] == [("Ost Hyvel", "ORG")]
    assert named(FOUND, ORGANISATION, NOBODY) == named(FOUND, NOBODY)


def test_they_hold_for_what_another_pipeline_finds() -> None:
    longer = Mention(Label.LOC, 1, 15, 37, TEXT[15:37], "x", 0.9, "model:accurate")  # over what is said to be right
    assert named([BO, longer], WHOLE, NOBODY) == [("Bo Ek", "PERSON"), ("Åkes Krog AB", "ORG")]
    assert named([], ORGANISATION) == [("Ost Hyvel", "ORG")]


@pytest.mark.parametrize(
    "read_again",
    [
        "Datum: 2024-05-19\n" + TEXT,
        TEXT.replace("Ost Hyvel", "Ost\nHyvel").replace("Krog AB", "Krog\n  AB"),
        TEXT.replace("Åkes Krog AB.", "Åkes Krog ABs kök."),
    ],
)
def test_words_are_found_again_after_the_page_was_read_anew(read_again: str) -> None:
    judged = with_judgements([], {1: read_again}, [WHOLE, ORGANISATION])
    found = [" ".join(one.text.split()) for one in judged.mentions]
    assert (found, judged.lost) == (["Åkes Krog AB", "Ost Hyvel"], ())
    assert all(one.text == read_again[one.start : one.end] for one in judged.mentions)


def test_the_nearest_of_equal_words_is_meant() -> None:
    assert place("Bo Ek. " + TEXT, Anchor("d", 1, 47, 52, "Bo Ek")) == (54, 59)
    assert place("Ekbo ek Bostad", Anchor("d", 1, 5, 7, "Bo")) is None


def test_words_that_are_gone_are_told_and_change_nothing() -> None:
    judged = with_judgements([BO], {1: TEXT.replace("Ost", "0st")}, [NOBODY, ORGANISATION])
    assert (judged.mentions, judged.lost) == ((BO,), (NOBODY.id, ORGANISATION.id))
    assert with_judgements([], {}, [AGAIN]).lost == (AGAIN.id,)  # the page is gone


@pytest.mark.parametrize("seed", range(60))
def test_any_of_them_in_any_order_leaves_mentions_apart_and_in_order(seed: int) -> None:
    random = Random(seed)
    some = [_made_up(random, number) for number in range(random.randint(1, 8))]
    judged = with_judgements(random.sample(FOUND, random.randint(0, 3)), {1: TEXT}, some)
    spans = [(one.start, one.end) for one in judged.mentions]
    assert all(first[1] <= then[0] for first, then in pairwise(spans))
    assert all(one.text == TEXT[one.start : one.end] for one in judged.mentions)
    standing = [each for each in some if each.stands]
    if standing and standing[-1].act is not Act.REJECT:
        assert standing[-1].said["value"] in {one.value for one in judged.mentions}


def _made_up(random: Random, number: int) -> Judgement:
    act = random.choice([Act.REJECT, Act.RELABEL, Act.BOUNDARY, Act.MARK])
    begin = random.randrange(len(TEXT) - 12)
    words = TEXT[begin : begin + random.randint(3, 12)]
    begin += len(words) - len(words.lstrip())
    words = words.strip()
    mention = Mention(random.choice(list(Label)), 1, begin, begin + len(words), words, f"v{number}", 1.0, "")
    start = random.randrange(len(TEXT) - 9)
    said = {"start": start, "end": start + 9, "text": TEXT[start : start + 9]} if act is Act.BOUNDARY else {}
    return judgement(act, mention, number, stands=random.random() < 0.7, **said)

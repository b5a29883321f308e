"""Every way of varying an example leaves its names names."""

from __future__ import annotations

import random

import pytest

from tests.training.names.small import marked, names
from training.names import augment, renaming
from training.names.augment import CHANGES, Change
from training.names.example import UNSURE

PAGE = (
    "Vid besöket närvarade [PERSON|Linnea Dahlström] och [PERSON|Ek, Bo] från [ORG|Krokfors Åkeri AB] i [LOC|Umeå].\n"
    "Ärendet sköts av [ORG|Socialnämnden] i [ORG|Vindelns kommun], [ADDRESS|Storgatan 4], [LOC|Vindeln]."
)


def _squeezed(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [("".join(text.split()), label) for text, label in found]


@pytest.mark.parametrize("change", [change for _, change in CHANGES], ids=lambda change: change.__name__)
def test_every_change_keeps_the_spans_within_the_text_and_apart(change: Change) -> None:
    for seed in range(40):
        changed = change(marked(PAGE), random.Random(seed))
        end = 0
        for span in changed.spans:
            assert end <= span.start < span.end <= len(changed.text)
            assert changed.text[span.start : span.end].strip() == changed.text[span.start : span.end]
            end = span.end


def test_capitals() -> None:
    example = marked(PAGE)
    changed = augment.capitals(example, random.Random(0))
    assert changed.text.isupper()
    assert names(changed) == [(text.upper(), label) for text, label in names(example)]


def test_capitals_are_left_be_where_a_letter_would_become_two() -> None:
    example = marked("[PERSON|Klaus Groß] kom.")
    assert augment.capitals(example, random.Random(0)) is example


def test_lower_case_leaves_unsure_what_only_a_capital_makes_a_name() -> None:
    changed = augment.lower(
        marked("[ORG|Polisen] och [ORG|Socialnämndens] [PERSON|Berg] vid [ORG|Krokfors AB]"), random.Random(0)
    )
    assert names(changed) == [
        ("polisen", "UNSURE"),
        ("socialnämndens", "UNSURE"),
        ("berg", "PERSON"),
        ("krokfors ab", "ORG"),
    ]


def test_only_the_names_in_capitals() -> None:
    changed = augment.names_in_capitals(marked("Vittnet [PERSON|Bo Ek] bor i [LOC|Umeå]."), random.Random(0))
    assert changed.text == "Vittnet BO EK bor i UMEÅ."
    assert names(changed) == [("BO EK", "PERSON"), ("UMEÅ", "LOC")]


def test_wrapped_text_has_its_words_and_names_on_shorter_lines() -> None:
    example = marked(PAGE.replace("\n", " ") * 3)
    changed = augment.wrapped(example, random.Random(1))
    assert changed.text.split() == example.text.split()
    assert changed.text.count("\n") >= 5
    assert [" ".join(text.split()) for text, _ in names(changed)] == [text for text, _ in names(example)]


def test_broken_names_break_inside_names_only() -> None:
    example = marked("en lång rad med [PERSON|Linnea Maria Dahlström] i mitten")
    broken = {augment.broken_names(example, random.Random(seed)).text for seed in range(20)}
    assert broken == {f"en lång rad med Linnea{a}Maria{b}Dahlström i mitten" for a in (" ", "\n") for b in (" ", "\n")}


def test_glued_words_never_glue_a_name_to_what_stands_beside_it() -> None:
    example = marked(PAGE * 10)
    for seed in range(10):
        changed = augment.glued(example, random.Random(seed))
        assert len(changed.text) < len(example.text)
        assert _squeezed(names(changed)) == _squeezed(names(example))
        for span in changed.spans:
            assert span.start == 0 or not changed.text[span.start - 1].isalnum()
            assert span.end == len(changed.text) or not changed.text[span.end].isalnum()


def test_a_form_has_the_names_alone_a_line_each() -> None:
    example = marked(PAGE)
    wanted = sorted(one for one in names(example) if one[1] != UNSURE)
    for seed in range(30):
        changed = augment.form(example, random.Random(seed))
        assert sorted(names(changed)) == wanted
        assert "besöket" not in changed.text
        assert "Storgatan" not in changed.text
        for span in changed.spans:
            assert changed.text[span.end : span.end + 1] in ("", "\n")
            assert span.start == 0 or changed.text[span.start - 1] in " \t\n"


def test_a_text_without_names_makes_no_form() -> None:
    example = marked("Inget namn, men [ADDRESS|Storgatan 4].")
    assert augment.form(example, random.Random(0)) is example


def test_others_in_place_of_persons_in_the_same_form() -> None:
    example = marked(
        "[PERSON|Ek, Bo] och [PERSON|LINNEA DAHLSTRÖM], [PERSON|bo ek] på [ORG|Krokfors AB] i mål [PERSON|A1]"
    )
    found = [names(renaming.renamed(example, random.Random(seed))) for seed in range(40)]
    assert len({one[0] for one in found}) > 15
    for (comma, _), (capitals, _), (lower, _), company, (odd, _) in found:
        assert ", " in comma
        assert capitals.isupper()
        assert lower.islower()
        assert company == ("Krokfors AB", "ORG")
        assert odd == "A1"


def test_a_varied_copy_is_the_same_for_the_same_seed() -> None:
    copies = {augment.vary(marked(PAGE), random.Random(seed)).text for seed in range(20)}
    assert copies == {augment.vary(marked(PAGE), random.Random(seed)).text for seed in range(20)}
    assert len(copies) > 15

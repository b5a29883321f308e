"""The gold is true to the texts it speaks of, and complete as far as shapes can tell."""

from __future__ import annotations

import re
from typing import Any

from models.mention import Label
from sample.draft import MARK
from sample.gold_check import errors
from sample.queries import Query
from tests.sample.conftest import Made

UNMARKED = re.compile(
    r"\b(19|20)\d\d-\d\d-\d\d\b|\b\d{6}(\d\d)?-\d{4}\b|\(\d{4}:\d+\)|\bkap\.|\d §|@|\bkl\. \d|\d (kr|kronor)\b"
    r"|\b\d+ (januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b"
)
"""Shapes that always name something: outside a mention they are a hole in the gold."""


def _text(document: dict[str, Any], number: int) -> str:
    return str(document["pages"][number - 1]["text"])


def test_the_gold_checks_itself(made: Made, large: Made) -> None:
    for archive in (made, large):
        wrong = [(document["path"], error) for document in archive.documents for error in errors(document)]
        assert not wrong, wrong[:10]


def test_every_mention_slices_to_its_text(made: Made) -> None:
    assert len(made.mentions()) > 1000
    for document in made.documents:
        for mention in document["mentions"]:
            sliced = _text(document, mention["page"])[mention["start"] : mention["end"]]
            assert sliced == mention["text"], document["path"]
            assert mention["label"] in Label.__members__


def test_mentions_of_a_page_stand_in_order_and_do_not_overlap(made: Made) -> None:
    for document in made.documents:
        for before, after in zip(document["mentions"], document["mentions"][1:], strict=False):
            if before["page"] == after["page"]:
                assert before["end"] <= after["start"], document["path"]


def _unmarked(document: dict[str, Any], number: int) -> str:
    """The page's text with every mention and every look-alike blotted out."""
    rest = list(_text(document, number))
    for mention in (*document["mentions"], *document["decoys"]):
        if mention["page"] == number:
            rest[mention["start"] : mention["end"]] = "\0" * (mention["end"] - mention["start"])
    return "".join(rest)


def test_nothing_that_looks_like_a_mention_is_left_unmarked(made: Made) -> None:
    for document in made.documents:
        for page in document["pages"]:
            hole = UNMARKED.search(_unmarked(document, page["number"]))
            assert not hole, (document["path"], hole)


def test_no_persons_name_is_left_unmarked(made: Made) -> None:
    names = {
        mention["value"] for mention in made.mentions() if mention["label"] == "PERSON" and " " in mention["value"]
    }
    for document in made.documents:
        for page in document["pages"]:
            rest = _unmarked(document, page["number"])
            assert not [name for name in names if name in rest], document["path"]


def test_every_page_bears_the_mark_and_no_private_character(made: Made) -> None:
    for document in made.documents:
        for page in document["pages"]:
            assert MARK in page["text"], document["path"]
            assert not re.search("[\ue000-\ue0ff]", page["text"])
        assert not re.search("[\ue000-\ue0ff]", document["title"] + document["path"])


def test_normal_forms(made: Made) -> None:
    shapes = {
        "PERSONNUMMER": r"\d{12}|\d{6}-XXXX", "ORGNR": r"\d{10}", "VEHICLE": r"[A-Z]{3}\d\d[A-Z0-9]",
        "PHONE": r"\+46\d{8,9}",
        "ACCOUNT": r"BG:\d{8}|PG:\d{8}|SE\d{22}", "LAW": r"SFS \d{4}:\d+.*", "AMOUNT": r"\d+\.\d\d",
        "TIME": r"\d\d:\d\d",
        "DATE": r"\d{4}(-\d\d(-\d\d)?|-W\d\d)?|--\d\d-\d\d", "EMAIL": r"[a-z0-9.-]+@[a-z]+\.example",
    }  # fmt: skip
    for mention in made.mentions():
        if mention["label"] in shapes:
            assert re.fullmatch(shapes[mention["label"]], mention["value"]), mention


def test_planted_ties_reach_four_sources(made: Made) -> None:
    reach = {link["entity"]: set(link["sources"]) for link in made.gold["links"]}
    first, second = made.gold["stories"]
    assert max(len(reach[entity]) for entity in first["entities"] if entity in reach) == 5
    assert len(reach[first["entities"][0]]) >= 4
    assert max(len(reach.get(entity, ())) for entity in second["entities"]) >= 4


def test_the_main_name_is_written_in_several_ways(made: Made) -> None:
    boss = made.gold["stories"][0]["entities"][0]
    forms = {
        mention["text"] for mention in made.mentions() if mention["entity"] == boss and mention["label"] == "PERSON"
    }
    name = made.archive.searches[1]
    given, surname = name.rsplit(" ", 1)
    assert {name, f"{surname}, {given}", name.upper(), surname, f"{name}s"} <= forms


def test_people_play_their_parts(made: Made) -> None:
    roles = {mention["role"] for mention in made.mentions() if mention["label"] == "PERSON"}
    assert {"subject", "representative", "official", "witness", "complainant", "applicant", "driver"} <= roles


def test_queries_have_answers(made: Made, large: Made) -> None:
    queries = made.gold["queries"]
    answered = {query["query"] for query in queries if query["answers"]}
    assert answered >= set(made.archive.searches)
    assert all(query["answers"] for query in queries)
    assert {"property", "case number", "organisationsnummer"} <= {query["why"] for query in queries}
    classes = {query["class"] for query in large.gold["queries"] if query["answers"]}
    assert classes == {"name", "identifier", "words", "topic", "combination", "known_item"}
    for query in large.gold["queries"]:
        grades = [answer["grade"] for answer in query["answers"]]
        assert grades == sorted(grades, reverse=True)
        assert {*grades} <= {1, 2, 3}


def test_a_query_is_not_answered_by_other_papers() -> None:
    record = {"pages": [{"text": "Två madrasser låg där."}], "mentions": [], "topics": ["sovplatser"]}
    assert Query("words", "madrass", words=("madrass",)).grade(record)
    assert not Query("words", "madrass kök", words=("madrass", "kök")).grade(record)
    assert not Query("identifier", "HKH 417", value="HKH417").grade(record)
    assert Query("topic", "sovplatser").grade(record)
    assert not Query("topic", "råttor").grade(record)


def test_a_namesake_is_graded_lower() -> None:
    mention = {"label": "PERSON", "value": "Anna Berg", "entity": "person-2", "role": "subject"}
    record = {"pages": [], "mentions": [mention], "topics": []}
    assert Query("name", "Anna Berg", value="Anna Berg", entity="person-2").grade(record) == 3
    assert Query("name", "Anna Berg", value="Anna Berg", entity="person-1").grade(record) == 1


def test_ties_fields_denials_and_decoys_are_there(large: Made) -> None:
    ties = [tie for document in large.documents for tie in document["ties"]]
    assert len({tie["relation"] for tie in ties}) >= 8
    for document in large.documents:
        for tie in document["ties"]:
            start, end = tie["sentence"]
            assert start <= tie["start"] < tie["end"] <= end
    names = {field["name"] for document in large.documents for field in document["fields"]}
    assert {"date", "case_number", "outcome", "deadline", "organisation_number", "fee_amount"} <= names
    assert sum(len(document["denials"]) for document in large.documents) > 30
    looks = {decoy["looks_like"] for document in large.documents for decoy in document["decoys"]}
    assert {"PERSONNUMMER", "ORGNR", "PHONE", "VEHICLE"} <= looks


def test_difficult_forms_turn_up(large: Made) -> None:
    people = [mention["text"] for mention in large.mentions() if mention["label"] == "PERSON"]
    assert sum(text.isupper() and len(text) > 4 for text in people) > 20
    assert sum(text.islower() for text in people) > 10
    assert sum(", " in text for text in people) > 20
    assert sum("\n" in text for text in people) > 10
    assert sum(text[1:3] == ". " for text in people) > 10


def test_boxes_lie_on_their_words_on_pictures(made: Made) -> None:
    boxed = [mention for mention in made.mentions() if mention.get("boxes")]
    assert len(boxed) > 200
    assert any(len(mention["boxes"]) > 1 for mention in boxed)  # a name over a line's end

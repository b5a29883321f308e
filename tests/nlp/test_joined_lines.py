"""What a line end broke is named whole, and its span is one of the page as it stands."""

from __future__ import annotations

from models.mention import Label
from nlp.answers import describe, description_values, entities_of_pages

TEXT = "Tillsyn hos Britt-\nMarie Andersson.\nDnr MHN-2019-\n0440, beslutsdatum 2024-05-\n19."
JOINS = tuple((place, place + 1) for place in (18, 49, 77))


def test_mentions_and_fields_are_spans_of_the_page_as_it_was_read() -> None:
    assert all(TEXT[start:end] == "\n" for start, end in JOINS)
    known = describe([(1, TEXT)], joins={1: JOINS})
    by_label = {mention.label: mention for mention in known.mentions}
    assert by_label[Label.PERSON].value == "Britt-Marie Andersson"
    assert by_label[Label.PERSON].text == "Britt-\nMarie Andersson"
    assert by_label[Label.CASE].value == "MHN-2019-0440"
    for mention in known.mentions:
        assert TEXT[mention.start : mention.end] == mention.text
    assert [field.text for field in known.fields] == ["2024-05-\n19", "MHN-2019-\n0440"]


def test_without_joins_nothing_is_different() -> None:
    assert describe([(1, TEXT)], joins={1: ()}) == describe([(1, TEXT)])


def test_the_commands_answers_are_spans_of_the_page_too() -> None:
    assert all(
        TEXT[row["start"] : row["end"]] == row["text"] for row in entities_of_pages([(1, TEXT)], joins={1: JOINS})
    )
    fields = description_values(describe([(1, TEXT)], joins={1: JOINS}))["fields"]
    assert [field["text"] for field in fields] == ["2024-05-\n19", "MHN-2019-\n0440"]

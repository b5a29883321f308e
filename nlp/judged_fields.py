"""A document's fields once more, from mentions that people have judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from models.document import Field
from models.judgement import Judgement
from models.layout import Joined, joined
from models.mention import Mention
from nlp import fields
from nlp.answers import Description, Joins
from nlp.judged import with_judgements


def as_judged(
    found: Description, texts: Mapping[int, str], joins: Mapping[int, Joins], judgements: Sequence[Judgement]
) -> Description:
    """``found`` with what people judged of its mentions, and its fields and date found anew in what is left.

    ``texts`` and ``joins`` are the pages' by number, ``judgements`` all of the document's in order. Where none of them
    stands ``found`` is as it was.
    """
    if not any(judgement.stands for judgement in judgements):
        return found
    return with_fields(
        replace(found, mentions=with_judgements(found.mentions, texts, judgements).mentions), texts, joins
    )


def with_fields(found: Description, texts: Mapping[int, str], joins: Mapping[int, Joins]) -> Description:
    """``found`` with the fields, and the date, that follow from its kind and its mentions."""
    whole = {number: joined(text, joins.get(number, ())) for number, text in texts.items()}
    mentions = [_joined_mention(each, whole[each.page].text, joins.get(each.page, ())) for each in found.mentions]
    pages = sorted((number, each.text) for number, each in whole.items())
    told = [_on_page(each, texts, whole) for each in fields.find_fields(pages, found.kind, mentions)]
    return replace(found, fields=tuple(told), date=fields.document_date(told))


def _joined_mention(mention: Mention, text: str, joins: Joins) -> Mention:
    start, end = _left(mention.start, joins), _left(mention.end, joins)
    return replace(mention, start=start, end=end, text=text[start:end])


def _left(offset: int, joins: Joins) -> int:
    """Where a character of the page stands once its line breaks within words are left out."""
    return offset - sum(min(end, offset) - start for start, end in joins if start < offset)


def _on_page(field: Field, texts: Mapping[int, str], whole: Mapping[int, Joined]) -> Field:
    if field.page is None or field.start is None or field.end is None:
        return field
    start, end = whole[field.page].start(field.start), whole[field.page].end(field.end)
    return replace(field, start=start, end=end, text=texts[field.page][start:end])

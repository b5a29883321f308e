"""Words and meaning in one list, as a recipe: two ways of finding, one of ordering, joined by reciprocal rank.

    asked for ─┬─ all the words ──────────────┬─▶ any of the words ─┬─▶ joiner ─▶ one list
               └─ vector ─▶ nearest passages ─┴─────────────────────┘

*All the words* finds what an ordinary search finds. *Nearest* finds by meaning. *Any of the words* finds nothing of its
own: it orders what the two found by how many of the words, and how rare ones, stand there. The joiner is Haystack's
(Cormack, Clarke and Büttcher 2009, with k = 60).
"""

from __future__ import annotations

from typing import Any, Final

from haystack import Pipeline

from search.components import AllWords, AnyWords, Asked, Joined, Nearest, QueryVector
from search.meaning.vectors import Closest

WEIGHTS: Final = {"all_words": 6.0, "any_words": 1.0, "nearest": 2.0}
"""How much a place in each list counts. ``all_words`` weighs so that the first ten documents with all the words stand
before what is found by meaning alone. ``nearest`` was chosen on questions of SweQuAD and on a builder's FAQ
(docs/decisions/0037-meaning.md), not on those that are reported."""


def make_pipeline(asked: Asked) -> Pipeline:
    """The pipeline of one question. Give it to :func:`fused`."""
    pipeline = Pipeline()
    pipeline.add_component("all_words", AllWords(asked))
    pipeline.add_component("vector", QueryVector(asked))
    pipeline.add_component("nearest", Nearest(asked))
    pipeline.add_component("any_words", AnyWords(asked))
    pipeline.connect("vector.embedding", "nearest.embedding")
    pipeline.connect("all_words.documents", "any_words.having_all")
    pipeline.connect("nearest.documents", "any_words.near")
    pipeline.add_component("joiner", Joined(WEIGHTS))
    pipeline.connect("all_words.documents", "joiner.all_words")
    pipeline.connect("any_words.documents", "joiner.any_words")
    pipeline.connect("nearest.documents", "joiner.nearest")
    return pipeline


def fused(pipeline: Pipeline, text: str) -> tuple[list[str], dict[str, Closest]]:
    """The ids of both kinds of hits in one order, and the nearest passage of each that is near.

    Raises what the components raise, not Haystack's wrapping of it.
    """
    from haystack.core.errors import PipelineRuntimeError

    try:
        result: dict[str, Any] = pipeline.run({"vector": {"text": text}}, include_outputs_from={"nearest"})
    except PipelineRuntimeError as error:
        raise error.__cause__ or error from None
    near = {document.id: document.meta["closest"] for document in result["nearest"]["documents"]}
    # Places alike are told apart by id, so that the next page goes on from the same list.
    joined = sorted(result["joiner"]["documents"], key=lambda each: (-each.score, each.id))
    return [document.id for document in joined], near

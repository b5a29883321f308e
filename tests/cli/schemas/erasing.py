"""JSON Schemas of what ``samsyn erase`` prints with ``--json``."""

from __future__ import annotations

from tests.cli.schemas.parts import COUNT, TEXT, Schema, counts_of, list_of, object_of

_KIND: Schema = {"enum": ["rule", "person"]}
_HINDRANCES = ["held", "contained", "watched", "tried", "not_due", "gone"]
PREVIEW = object_of(**dict.fromkeys(("documents", "held", "contained", "watched", "tried"), list_of(TEXT)))
ORDER = object_of(
    **dict.fromkeys(("order", "owner", "provision", "rule", "by", "at"), TEXT),
    state={"enum": ["ordered", "going", "done", "partly"]},
    kind=_KIND,
    documents=COUNT,
    erased=COUNT,
    hindered=counts_of(_HINDRANCES),
)
ORDERS = list_of(ORDER)
STONES = list_of(
    object_of(
        **dict.fromkeys(("mark", "owner", "order", "provision", "rule", "at"), TEXT),
        kind=_KIND,
        returned={"type": "boolean"},
    )
)
AGAIN = object_of(erased=COUNT)

"""How a query is understood while it is typed, and help with how one may be written.

No search: nothing is looked up in the archive and nothing is written in the ledger. What is told follows from the words
alone, and from the names of the viewer's own owners and sources.
"""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models.limits import LIMITS
from search.completions import NAMES, completions
from search.field_values import FieldValues, known_values
from search.hint import Hint
from search.parsing import parse
from search.query_parts import query_parts
from search.sensitive import categories
from search.synonyms import synonyms_of
from search.wording_of_tree import is_plain, wording_of_tree
from web import session, typed
from web.parts import parts

blueprint = Blueprint("understanding", __name__)


@blueprint.post("/sok/forsta")
def understand() -> ResponseReturnValue:
    """The query in its parts, in words, and what the word at the caret may become."""
    store = parts().store
    query = typed.line(request.form.get("q", ""))[: LIMITS.query_characters]
    values = FieldValues(known_values(session.viewer(), store).of_type, lambda _label, value: (value,))
    parsed = parse(query, tolerant="tolerant" in request.form, values=values, synonyms=synonyms_of(store.settings.home))
    hints = (*parsed.hints, *((Hint("sensitive"),) if categories(query) else ()))
    return render_template(
        "understood.html",
        query_parts=query_parts(query),
        reading="" if is_plain(parsed.tree) else wording_of_tree(parsed.tree, gettext),
        hints=[hint.said(gettext) for hint in hints],
        completions=completions(request.form.get("before", "")[-LIMITS.query_characters :], values),
    )


@blueprint.get("/sok/hjalp")
def help() -> ResponseReturnValue:
    """How a query may be written, with examples to press."""
    return render_template("help.html", field_names={code: f"{names[0]}:" for code, names in NAMES.items()})


@blueprint.get("/tangenter")
def keys() -> ResponseReturnValue:
    """All keys of the pages."""
    return render_template("keys.html")

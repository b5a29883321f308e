"""*Hjälp*, *Ordlista* and the demo's tour: pages without case data, for those who are new."""

from __future__ import annotations

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from models import swedish
from models.store.notices import TOUR
from web import session
from web.glossary import TERMS
from web.help_answers import TOPICS
from web.parts import parts

blueprint = Blueprint("guide", __name__)


@blueprint.get("/hjalp")
def help() -> ResponseReturnValue:
    """Short answers by task."""
    return render_template("help-tasks.html", topics=TOPICS)


@blueprint.get("/ordlista")
def glossary() -> ResponseReturnValue:
    """The words of the interface, in the order of the language they are read in."""
    terms = sorted(TERMS, key=lambda term: swedish.sort_key(str(term[0])))
    return render_template("glossary.html", terms=terms)


@blueprint.get("/rundtur")
def tour() -> ResponseReturnValue:
    """The demo's story in five minutes, by its own documents and searches; only the demo has one."""
    told = parts().store.notices.get(TOUR) if parts().demo else {}
    if not told:
        abort(404)
    documents = parts().store.documents.many(session.viewer(), told["documents"].values())
    open_ones = {name: id for name, id in told["documents"].items() if id in documents}
    return render_template("tour.html", story=told, documents=open_ones)

"""``samsyn entity merge|split|alias|dismiss|accept|reject|relabel|boundary|mark|undo``: what somebody says, with why.

Added to the group of :mod:`ingest.entity_command`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from ingest.asking import asked, followed
from ingest.entity_command import entity
from ingest.judgement_rows import judgement_line, judgement_row
from models.access import Viewer
from models.console import documents_said, emit
from models.judgement import Judgement
from models.mention import Label
from models.store.store import Store
from search.operator import asked_by

_Command = Callable[..., Any]
_LABELS = click.Choice([label.value for label in Label])
_VALUE = click.option("--value", default="", help="Normalformen, där den inte framgår av orden.")
_OWNER = click.option("--owner", default="", help="Bara hos denna ägare; annars hos alla som har den.")


def _said(command: _Command) -> _Command:
    """The options that every judgement has."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde."),
        asked_by,
        click.option("--why", required=True, help="Varför; står i historiken."),
    ):
        command = option(command)
    return command


@entity.command("merge")
@click.argument("left", metavar="ENTITY")
@click.argument("right", metavar="OTHER")
@_OWNER
@_said
def merge(
    left: str, right: str, owner: str, why: str, as_user: str | None, purpose: str, case: str, as_json: bool
) -> None:
    """ENTITY och OTHER är samma. De anges med id eller exakt namn."""
    from nlp import judging_entities

    store, viewer, for_what = asked(as_user, purpose, case)
    both = _entity(viewer, store, left), _entity(viewer, store, right)
    with followed(store):
        done, count = judging_entities.merge(viewer, for_what, store, *both, why, owner)
    _finish(store, viewer, done, count, as_json)


@entity.command("split")
@click.argument("who", metavar="ENTITY")
@click.argument("chosen", metavar="DOCUMENT...", nargs=-1, required=True)
@_OWNER
@_said
def split(
    who: str, chosen: Sequence[str], owner: str, why: str, as_user: str | None, purpose: str, case: str, as_json: bool
) -> None:
    """Det som DOCUMENT... säger om ENTITY gäller någon annan, som blir en egen entitet."""
    from nlp import judging_entities

    store, viewer, for_what = asked(as_user, purpose, case)
    with followed(store):
        done, count = judging_entities.split(viewer, for_what, store, _entity(viewer, store, who), chosen, why, owner)
    _finish(store, viewer, done, count, as_json)


@entity.command("alias")
@click.argument("who", metavar="ENTITY")
@click.argument("name")
@_OWNER
@_said
def alias(
    who: str, name: str, owner: str, why: str, as_user: str | None, purpose: str, case: str, as_json: bool
) -> None:
    """ENTITY kallas också NAME: den hittas på det, och senare handlingar som säger så hör dit."""
    from nlp import judging_entities

    store, viewer, for_what = asked(as_user, purpose, case)
    with followed(store):
        done, count = judging_entities.alias(viewer, for_what, store, _entity(viewer, store, who), name, why, owner)
    _finish(store, viewer, done, count, as_json)


@entity.command("dismiss")
@click.argument("left", metavar="ENTITY")
@click.argument("right", metavar="OTHER")
@_OWNER
@_said
def dismiss(
    left: str, right: str, owner: str, why: str, as_user: str | None, purpose: str, case: str, as_json: bool
) -> None:
    """Avvisa förslaget att ENTITY och OTHER är samma: det visas inte mer."""
    from nlp import judging_entities

    store, viewer, for_what = asked(as_user, purpose, case)
    both = _entity(viewer, store, left), _entity(viewer, store, right)
    with followed(store):
        done, count = judging_entities.dismiss(viewer, for_what, store, *both, why, owner)
    _finish(store, viewer, done, count, as_json)


@entity.command("accept")
@click.argument("document")
@click.argument("span")
@_said
def accept(document: str, span: str, why: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """SPAN i DOCUMENT är rätt som det hittades."""
    from nlp import judging

    store, viewer, for_what = asked(as_user, purpose, case)
    with followed(store):
        done = judging.accept(viewer, for_what, store, document, span, why)
    _finish(store, viewer, [done], 1, as_json)


@entity.command("reject")
@click.argument("what", metavar="DOCUMENT|ENTITY")
@click.argument("span", default="")
@click.option("--all", "every", is_flag=True, help="Varje omnämnande av ENTITY, i alla handlingar; ångras som ett.")
@_OWNER
@_said
def reject(
    what: str, span: str, every: bool, owner: str, why: str,
    as_user: str | None, purpose: str, case: str, as_json: bool,
) -> None:  # fmt: skip
    """SPAN i DOCUMENT är inget namn, eller med --all inget omnämnande av ENTITY.

    SPAN är SIDA:START-SLUT, eller orden om de är nämnda en gång.
    """
    from nlp import judging, judging_all

    if every == bool(span):
        raise click.UsageError("Ange DOCUMENT och SPAN, eller ENTITY och --all.")
    store, viewer, for_what = asked(as_user, purpose, case)
    with followed(store):
        if every:
            done, count = judging_all.reject_all(viewer, for_what, store, _entity(viewer, store, what), why, owner)
        else:
            done, count = [judging.reject(viewer, for_what, store, what, span, why)], 1
    _finish(store, viewer, done, count, as_json)


@entity.command("relabel")
@click.argument("document")
@click.argument("span")
@click.argument("label", type=_LABELS)
@_VALUE
@_said
def relabel(
    document: str, span: str, label: str, value: str, why: str,
    as_user: str | None, purpose: str, case: str, as_json: bool,
) -> None:  # fmt: skip
    """SPAN i DOCUMENT är av typen LABEL."""
    from nlp import judging

    store, viewer, for_what = asked(as_user, purpose, case)
    with followed(store):
        done = judging.relabel(viewer, for_what, store, document, span, Label(label), why, value)
    _finish(store, viewer, [done], 1, as_json)


@entity.command("boundary")
@click.argument("document")
@click.argument("span")
@click.argument("right")
@_VALUE
@_said
def boundary(
    document: str, span: str, right: str, value: str, why: str,
    as_user: str | None, purpose: str, case: str, as_json: bool,
) -> None:  # fmt: skip
    """Namnet vid SPAN i DOCUMENT är RIGHT: START-SLUT på samma sida, eller orden som de står där."""
    from nlp import judging

    store, viewer, for_what = asked(as_user, purpose, case)
    with followed(store):
        done = judging.boundary(viewer, for_what, store, document, span, right, why, value)
    _finish(store, viewer, [done], 1, as_json)


@entity.command("mark")
@click.argument("document")
@click.argument("span")
@click.argument("label", type=_LABELS)
@_VALUE
@_said
def mark(
    document: str, span: str, label: str, value: str, why: str,
    as_user: str | None, purpose: str, case: str, as_json: bool,
) -> None:  # fmt: skip
    """Vid SPAN i DOCUMENT står ett namn av typen LABEL som inte hittats."""
    from nlp import judging

    store, viewer, for_what = asked(as_user, purpose, case)
    with followed(store):
        done = judging.mark(viewer, for_what, store, document, span, Label(label), why, value)
    _finish(store, viewer, [done], 1, as_json)


@entity.command("undo")
@click.argument("judgement")
@_said
def undo(judgement: str, why: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Ångra JUDGEMENT, vilken som helst; ett ångrande ångras likadant."""
    from nlp import judging_entities

    store, viewer, for_what = asked(as_user, purpose, case)
    with followed(store):
        done, count = judging_entities.undo(viewer, for_what, store, judgement, why)
    _finish(store, viewer, done, count, as_json)


def _entity(viewer: Viewer, store: Store, words: str) -> str:
    from search.entity_choice import chosen_entity

    return chosen_entity(viewer, store, words).id


def _finish(store: Store, viewer: Viewer, done: Sequence[Judgement], count: int, as_json: bool) -> None:
    from nlp.judged_history import told

    answer = {"judgements": [judgement_row(each) for each in told(viewer, store, done)], "documents": count}
    emit(answer, as_json, _worded)


def _worded(answer: dict[str, Any]) -> str:
    rows = [judgement_line(row) for row in answer["judgements"]]
    undo = [f"Ångra med: samsyn entity undo {row['judgement']} --why …" for row in answer["judgements"]]
    count = answer["documents"]
    return "\n".join([*rows, f"{documents_said(count)} ändras.", *undo])

"""*Sekretess*: what an owner's officer does, and the way to each: a page, and a line on those and the first page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, g, render_template, request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from models.errors import AccessDeniedError, UnavailableError
from web import requests, session
from web.parts import parts

blueprint = Blueprint("secrecy", __name__)


@dataclass(frozen=True, slots=True)
class Task:
    """``start`` is the endpoint where one begins; ``rooms`` are the blueprints, or endpoints, that are part of it."""

    start: str
    title: LazyString
    does: LazyString
    rooms: frozenset[str]

    @property
    def here(self) -> bool:
        """Whether the page of this request is part of it."""
        return bool(self.rooms & {request.blueprint, request.endpoint})


TASKS: Final = (
    Task(
        "requests.overview",
        _("Begäran"),
        _("Andra ägare begär handlingar. Pröva var och en, och lämna ut hela, maskade eller inte alls."),
        frozenset({"requests"}),
    ),
    Task(
        "redaction.overview",
        _("Maskade kopior"),
        _("En kopia att lämna ut, med det hemliga borttaget. Börja på handlingens sida: Maskad kopia."),
        frozenset({"redaction.overview"}),
    ),
    Task(
        "extract.overview",
        _("Registerutdrag"),
        _("Någon frågar vad arkivet har om dem. Fynden samlas, du går igenom dem, och utdraget görs."),
        frozenset({"extract"}),
    ),
    Task(
        "release_register.overview",
        _("Utlämnanden"),
        _("Vad som har lämnats ut och tagits emot, när och med vilken grund."),
        frozenset({"release_register"}),
    ),
    Task(
        "markings.overview",
        _("Markeringar"),
        _("Vilka handlingar, sidor och källor som bara en grupp får läsa, och enligt vilken bestämmelse."),
        frozenset({"markings"}),
    ),
    Task(
        "protected.overview",
        _("Skyddade"),
        _("Personer med skyddade personuppgifter: dolda överallt för alla andra."),
        frozenset({"protected"}),
    ),
    Task(
        "retention.overview",
        _("Gallring"),
        _("Vad som ska gallras och när, spärrar, beslut och bevis."),
        frozenset(),  # its pages have a line of their own, under Arkiv
    ),
)
ROOMS: Final = frozenset(
    {"secrecy", "requests", "trials", "release_register", "redaction", "redaction_finish"}
    | {"extract", "markings", "protected"}
)
"""The blueprints of its pages: the menu says that one is there."""


@blueprint.app_context_processor
def _given() -> dict[str, Any]:
    """What templates may ask for."""
    return {"secrecy_tasks": tasks, "secrecy_rooms": ROOMS, "requests_waiting": _waiting}


@blueprint.get("/sekretess")
def overview() -> str:
    """Each task with what it is for. For officers; to others it is not there."""
    if not session.viewer().officer_of:
        raise AccessDeniedError("Sidan finns inte")
    return render_template("secrecy-tasks.html")


def tasks() -> tuple[Task, ...]:
    """Those of the viewer of this request; nobody's requests where nothing is shared."""
    return TASKS if requests.concerned() else tuple(task for task in TASKS if task.start != "requests.overview")


def _waiting() -> int:
    """How many requests the viewer of this request has to decide and nobody has; none is told where the register is
    out of order, so that the page which says so can be shown."""
    try:
        return parts().store.requests.waiting(g.viewer) if g.viewer.officer_of else 0
    except UnavailableError:
        return 0

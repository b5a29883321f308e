"""The cells of a run's row, in words: the same in the page and in what brings it up to date."""

from __future__ import annotations

from typing import Final

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from models.store.run_reports import RunReport, RunState
from models.store.runs import Way
from web.labels import said

_HOUR: Final = 60
TONES: Final = {RunState.RUNNING: "running", RunState.DONE: "done", RunState.STOPPED: "partial"}
"""The colour of each state, as those of jobs."""


def run_cells(run: RunReport) -> dict[str, str]:
    """By the cell's name: ``state``, ``files``, ``documents``, ``pages``, ``rate``, ``left``."""
    at_once = run.way is not Way.WATCHED  # what comes through a day has neither
    return {
        "state": said(run.state.value, "run_state"),
        "files": _files(run),
        "documents": str(format_decimal(run.documents)),
        "pages": str(format_decimal(run.pages)),
        "rate": _("%(pages)s sidor/min", pages=format_decimal(round(run.rate))) if run.pages and at_once else "",
        "left": left_said(run.left) if run.state is RunState.RUNNING and at_once else "",
    }


def script_words() -> dict[str, str]:
    """What ``static/js/hand_in.js`` says; what stands in braces is filled in there."""
    return {
        "files": _("{here} av {all} filer"),
        "bytes": _("{here} av {all}"),
        "left": _("{time} kvar"),
        "seconds": _("{count} s"),
        "minutes": _("{count} min"),
        "waiting": _("Förbindelsen bröts. Försöker igen …"),
        "signed_out": _("Du är inte längre inloggad. Logga in och välj samma filer igen, så fortsätter de där de var."),
        "cancelled": _("Avbruten"),
        "unreadable": _("Filen gick inte att läsa på din dator."),
        "again": _("Filen började om på servern. Lägg in den igen."),
        "arrived": _("Framme"),
        "too_many": _("{count} filer är för många på en gång. Dela upp mappen."),
        "finished": _("{count} filer är inlämnade och läses nu."),
        "finished_one": _("Filen är inlämnad och läses nu."),
        "failed": _("{count} kom inte fram."),
    }


def left_said(minutes: int | None) -> str:
    """How long a run will still take, as far as it can be told."""
    if minutes is None:
        return str(_("tiden räknas ut"))
    if minutes <= 1:
        return str(_("snart klar"))
    if minutes < 2 * _HOUR:
        return str(_("omkring %(minutes)s min kvar", minutes=minutes))
    hours = round(minutes / _HOUR)
    return str(ngettext("omkring %(num)s timme kvar", "omkring %(num)s timmar kvar", hours))


def _files(run: RunReport) -> str:
    """So many files; of so many, where the person began the run."""
    if run.total and run.state is not RunState.DONE:
        return str(_("%(here)s av %(all)s", here=format_decimal(run.done or 0), all=format_decimal(run.total)))
    return str(format_decimal(run.files))

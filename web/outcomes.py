"""How a job ended, in words: also where it did its work and the file turned out to be one that cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext as _
from flask_babel import ngettext

from models.document import DocumentState
from models.job import Job, JobKind, JobState
from web.labels import said
from web.reasons import next_step, reason_said, sentence

_KEPT: Final = "kept"  # read again for the worse: the former reading stands
_TONES: Final = {
    DocumentState.READ.value: "done",
    DocumentState.PARTIAL.value: "partial",
    DocumentState.QUARANTINED.value: "failed",
    DocumentState.FAILED.value: "waiting",
    _KEPT: "partial",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """``tone`` is the colour of ``state``; ``words`` say why, ``next`` what to do; either may be empty."""

    tone: str
    state: str
    words: str = ""
    next: str = ""


def outcome(job: Job) -> Outcome:
    """Where the job stands, or how it ended."""
    result = job.result or {}
    if job.state is JobState.FAILED:
        return Outcome("failed", said("failed", "job_state"), sentence(reason_said(job.reason)), next_step(job.reason))
    if job.state is not JobState.DONE:
        return Outcome(job.state.value, said(job.state.value, "job_state"), _so_far(job))
    if job.kind is JobKind.INGEST:
        return Outcome("done", said("done", "job_state"), _counted(result))
    if job.kind is JobKind.RETRY:
        told = int(result.get("documents", "0"))
        words = ngettext("%(num)s handling lästes om.", "%(num)s handlingar lästes om.", told)
        return Outcome("done", said("done", "job_state"), words)
    if job.kind is JobKind.WATCH:
        return _watched(result)
    if "state" in result:
        return _read(result)
    return Outcome("done", said("done", "job_state"))


def _so_far(job: Job) -> str:
    """Of a list that is being searched for: how many of its rows."""
    rows = int((job.result or {}).get("rows", "0")) if job.kind is JobKind.WATCH else 0
    if job.state is not JobState.RUNNING or not rows:
        return ""
    return str(_("%(done)s av %(all)s rader", done=round(job.progress * rows), all=rows))


def _read(result: Mapping[str, str]) -> Outcome:
    """Of a job that read a file: the state of the document is what counts."""
    state, reason = result["state"], result.get("reason", "")
    words = [sentence(_("den nya läsningen blev sämre, så den förra behölls"))] if state == _KEPT else []
    if reason:
        words.append(sentence(reason_said(reason)))
    if attachments := int(result.get("attachments", "0")):
        words.append(ngettext("%(num)s bilaga lästes med.", "%(num)s bilagor lästes med.", attachments))
    return Outcome(_TONES.get(state, "done"), said(state, "result"), " ".join(words), next_step(reason))


def _counted(result: Mapping[str, str]) -> str:
    """Of a folder that was taken in: how many files, and what became of them."""
    new, known, aside = (int(result.get(name, "0")) for name in ("documents", "duplicates", "quarantined"))
    said = [ngettext("%(num)s ny handling", "%(num)s nya handlingar", new)]
    if known:
        said.append(_("%(count)s fanns redan", count=known))
    if aside:
        said.append(_("%(count)s i karantän", count=aside))
    return sentence(", ".join(said))


def _watched(result: Mapping[str, str]) -> Outcome:
    """Of a list that was searched for: how much was found, and whether some rows could not be searched for."""
    rows, hits, wrong = (int(result.get(name, "0")) for name in ("rows", "hits", "problems"))
    words = ngettext("%(num)s rad", "%(num)s rader", rows) + ", " + ngettext("%(num)s träff", "%(num)s träffar", hits)
    if not wrong:
        return Outcome("done", said("done", "job_state"), sentence(words))
    told = ngettext("%(num)s rad att rätta står i filen.", "%(num)s rader att rätta står i filen.", wrong)
    return Outcome("partial", said("done", "job_state"), f"{sentence(words)} {told}")

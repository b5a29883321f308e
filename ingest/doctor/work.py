"""What goes on: workers, the way to the index, jobs that failed, backups, the cluster's certificates."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509

from ingest.doctor.check import Check, said
from models import swedish
from models.job import JobState
from models.settings import Settings
from models.store.notices import BACKUP
from models.store.store import Store

_OLD_OUTBOX: Final = timedelta(minutes=15)
_LOOKS_APART: Final = 2.0  # seconds: what is being worked at has moved on by then
_LATELY: Final = timedelta(days=1)
_OURS: Final = frozenset({"internal", "attempts"})  # a job's reasons that are no file's fault
_OLD_BACKUP: Final = timedelta(hours=36)  # each night, and half a day of grace
_SOON: Final = timedelta(days=30)
_START: Final = "Starta en: samsyn serve (har en med sig) eller samsyn worker."


def workers(store: Store) -> Check:
    """A worker does jobs and keeps the index in step: without one, what waits goes on waiting."""
    there = sum(store.at_work.roles().values())
    counts = store.totals.counts()
    waits = counts.jobs.get(JobState.WAITING, 0) + counts.outbox
    found = "igång" if there else "ingen; något väntar" if waits else "ingen; inget väntar"
    return said("workers", bool(there) or not waits, found, _START)


def outbox(store: Store) -> Check:
    """Whether what was read reaches the index: the first that waits must not stand still."""
    first = store.totals.oldest_put()
    if first is None or swedish.now() - first[1] < _OLD_OUTBOX:
        return said("outbox", True, "i takt")
    time.sleep(_LOOKS_APART)
    stands = store.totals.oldest_put() == first
    next = "Se kontrollen index, och att en arbetare är igång; samsyn worker --once för över det som väntar."
    return said("outbox", not stands, "har stått still i över en kvart" if stands else "hinner i kapp", next)


def jobs(store: Store, *, counts: bool) -> Check:
    """Jobs of the last day that could not be done; not well where the fault is ours."""
    reasons = store.totals.failed_jobs(_LATELY)
    ours = _OURS & reasons.keys()
    told = ", ".join(f"{reason} {count}" if counts else reason for reason, count in sorted(reasons.items()))
    next = "Sök job.fault i loggen (docs/runbook.md); beställ sedan jobbet igen på sidan Jobb eller Arkiv."
    shown = told if counts else ", ".join(sorted(ours))
    return said("jobs", not ours, f"misslyckade sista dygnet: {shown}" if shown else "inga misslyckade", next)


def backup(store: Store) -> Check:
    """When the last backup was made. An archive begun on a moment ago may be without."""
    told, begun = store.notices.get(BACKUP), store.totals.begun()
    next = "Gör en: samsyn backup MAPP; och låt den göras varje natt (docs/runbook.md)."
    if not told:
        new = begun is None or swedish.now() - begun < _OLD_BACKUP
        return said("backup", new, "ingen ännu" if new else "ingen är gjord", next)
    age = swedish.now() - datetime.fromisoformat(told["at"])
    return said("backup", age < _OLD_BACKUP, f"för {age.total_seconds() / 3600:.0f} timmar sedan", next)


def certificates(settings: Settings) -> Check:
    """The files that show other machines who this one is: whether they can be read, by nobody else, and until when."""
    faults = [fault for path in _certificates(settings) for fault in _wrong(path)]
    some = any(True for _ in _certificates(settings))
    found = "; ".join(faults) or ("giltiga i minst 30 dagar" if some else "inga behövs")
    next = "Förnya certifikatet hos den som gav ut det, lägg filen på samma plats, och starta om."
    return said("certificates", not faults, found, next)


def _certificates(settings: Settings) -> Iterator[Path]:
    ours = (settings.opensearch_ca, settings.opensearch_certificate)
    named = [*ours, *_of_cluster(getattr(settings, "cluster_tls", ""))]
    yield from (Path(each).expanduser() for each in named if each)


def _of_cluster(told: str) -> Iterator[str]:
    """The setting is a folder with the certificates of both ends."""
    folder = Path(told).expanduser()
    if told:
        yield from map(str, sorted(folder.glob("*.pem")) if folder.is_dir() else [folder])


def _wrong(path: Path) -> Iterator[str]:
    try:
        content = path.read_bytes()
    except OSError:
        yield f"{path} går inte att läsa"
        return
    if b"PRIVATE KEY" in content and path.stat().st_mode & 0o077:
        yield f"{path} kan läsas av andra"
    try:
        found = x509.load_pem_x509_certificates(content) if b"BEGIN CERTIFICATE" in content else []
    except ValueError:
        yield f"{path} är inget certifikat"
        return
    for each in found:
        left = each.not_valid_after_utc - datetime.now(UTC)
        if left < _SOON:
            yield f"{path} gäller till {each.not_valid_after_utc:%Y-%m-%d}"

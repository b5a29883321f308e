"""What was counted, in Prometheus' own form: each metric with its name, its unit in the name, and what it means.

The names are a contract with ``deploy/prometheus/alerts.yml`` and ``docs/runbook.md``; tests hold the three together.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from models.document import DocumentState
from models.job import JobState, Rank
from models.measure import COUNTS, IN, SUM, TIMES, key, parted
from models.settings import Settings
from models.store.totals import Counts
from models.store.vault_place import folder_at
from web.metrics.keeper import Keeper, Seen

_STALE_SECONDS: Final = 60.0
_COUNTED: Final = {
    "pages_read": "Pages that readers have handed over, by how they were read; those read again count again.",
    "documents_read": "Readings of documents that ended, by the state that they gave.",
    "ocr_seconds": "Seconds that pages have spent in OCR.",
    "claims_void": "Documents and jobs taken over from a worker that was silent or gone.",
    "ledger_failures": "Events that the audit ledger could not take: nothing was answered then.",
    "requests": "Requests that the front end has answered, by the first digit of the status.",
}
_FROM_NOTHING: Final = {"pages_read": "unread", "requests": "5xx"}
"""Labels that alarms ask of how much they have risen: told from the start, since a rise is seen between two values."""
_TIMED: Final = {
    "request_seconds": "Seconds to answer a request, by the route's name.",
    "search_seconds": "Seconds of a search, its event in the ledger included.",
    "job_seconds": "Seconds of a job, by its kind.",
}


class Families(Collector):
    """Hands over what a keeper has seen, whenever Prometheus asks."""

    def __init__(self, keeper: Keeper, settings: Settings) -> None:
        self._keeper, self._settings = keeper, settings

    def collect(self) -> Iterator[Metric]:
        seen = self._keeper.seen
        yield from _standing(seen)
        if seen.register and seen.counts is not None:
            yield from _of_counts(seen.counts, seen.standing)
        if seen.pages is not None:
            yield _gauge("pages", "Pages by how they were read.", "method", seen.pages)
        yield from _measured(seen.measures)
        yield _gauge("disk_free_bytes", "Bytes free where a store lies.", "store", dict(_free(self._settings)))


def _standing(seen: Seen) -> Iterator[Metric]:
    answers = seen.register and time.monotonic() - seen.at < _STALE_SECONDS  # a database that hangs answers nothing
    yield _one("register_up", "1 while the register's database answers.", answers)
    yield _one("index_up", "1 while the search index answers.", seen.index)
    yield _gauge("workers", "Workers that have told of themselves in three minutes.", "role", seen.workers, ("worker",))
    yield _gauge("check_ok", "1 where samsyn doctor's check was well when a worker last looked.", "check", seen.machine)
    yield _one("counting_seconds", "Processor seconds spent on these counts since the start.", seen.counted)
    if seen.backup is not None:
        yield _one("backup_timestamp_seconds", "When the last backup was made, Unix time.", seen.backup.timestamp())


def _of_counts(counts: Counts, standing: float) -> Iterator[Metric]:
    yield _gauge("documents", "Documents by state.", "state", counts.documents, (each.value for each in DocumentState))
    yield _gauge("jobs", "Jobs by state.", "state", counts.jobs, (each.value for each in JobState))
    ranks = [rank.name.lower() for rank in Rank]
    length, waited = ({name: counts.queue.get(name, (0, 0.0))[at] for name in ranks} for at in (0, 1))
    yield _gauge("queue_jobs", "Jobs that wait, by rank.", "rank", length)
    yield _gauge("queue_oldest_seconds", "How long the oldest job that waits has waited, by rank.", "rank", waited)
    yield _one("outbox_rows", "Changes that wait to reach the index.", counts.outbox)
    yield _one("outbox_standing_seconds", "How long the first of them has been the first.", standing)
    yield _counter("ledger_events", "Events in the audit ledger.", counts.ledger)
    yield _one("claims_silent", "Documents begun on by a worker that is silent, not yet taken over.", counts.silent)
    yield _one("runs_going", "Runs that go on.", counts.going.runs)
    yield _one("run_files_seen", "Files seen of the runs that go on.", counts.going.seen)
    yield _one("run_files", "Files that they have in all.", counts.going.total)
    yield _one("run_files_per_second", "Their rate since they began.", counts.going.rate)
    yield _one("run_left_seconds", "Seconds until the last of them is done, at that rate.", counts.going.left)
    yield _gauge("watched_folders", "Watched folders by state.", "state", counts.folders)


def _measured(measures: Mapping[str, float]) -> Iterator[Metric]:
    series: dict[str, list[tuple[dict[str, str], float]]] = {}
    for each, value in measures.items():
        name, labels = parted(each)
        series.setdefault(name, []).append((labels, value))
    for name, told in _COUNTED.items():
        counter = CounterMetricFamily(f"samsyn_{name}", told, labels=COUNTS[name])
        for values, amount in _values(name, series.get(name, [])).items():
            counter.add_metric(values, amount)
        yield counter
    for name, told in _TIMED.items():
        yield _histogram(name, told, series.get(name + IN, []), measures)


def _values(name: str, found: Iterable[tuple[Mapping[str, str], float]]) -> dict[tuple[str, ...], float]:
    """A counter's values by its labels, with what is told from the start."""
    values = {tuple(labels.get(label, "") for label in COUNTS[name]): value for labels, value in found}
    first = (_FROM_NOTHING[name],) if name in _FROM_NOTHING else None if COUNTS[name] else ()
    return values if first is None else {first: 0.0, **values}


def _histogram(
    name: str, told: str, within: Iterable[tuple[dict[str, str], float]], measures: Mapping[str, float]
) -> Metric:
    """Counts told apart by bound, as Prometheus has them: each bound with all below it."""
    called, bounds = TIMES[name]
    family = HistogramMetricFamily(f"samsyn_{name}", told, labels=[called] if called else [])
    by_label: dict[str, dict[str, float]] = {}
    for labels, value in within:
        by_label.setdefault(labels.get(called or "", ""), {})[labels["le"]] = value
    for label, counts in sorted(by_label.items()):
        total, buckets = 0.0, []
        for bound in (*(f"{each:g}" for each in bounds), "+Inf"):
            total += counts.get(bound, 0.0)
            buckets.append((bound, total))
        spent = measures.get(key(name + SUM, {called: label} if called else {}), 0.0)
        family.add_metric([label] if called else [], buckets, spent)
    return family


def _gauge(name: str, told: str, label: str, values: Mapping[str, float], always: Iterable[str] = ()) -> Metric:
    family = GaugeMetricFamily(f"samsyn_{name}", told, labels=[label])
    for each, value in sorted({**dict.fromkeys(always, 0.0), **values}.items()):
        family.add_metric([each], float(value))
    return family


def _one(name: str, told: str, value: float) -> Metric:
    return GaugeMetricFamily(f"samsyn_{name}", told, value=float(value))


def _counter(name: str, told: str, value: float) -> Metric:
    return CounterMetricFamily(f"samsyn_{name}", told, value=float(value))


def _free(settings: Settings) -> Iterator[tuple[str, float]]:
    """Of stores that lie in files that this machine sees: on its own disks, or on a share."""
    places = {"register": settings.home, "scratch": Path(tempfile.gettempdir())}
    if (vault := folder_at(settings)) is not None:
        places["vault"] = vault
    if not settings.opensearch_url:
        places["index"] = settings.home / "index"
    for name, folder in places.items():
        there = next((each for each in (folder, *folder.parents) if each.exists()), None)
        if there is not None:
            yield name, float(shutil.disk_usage(there).free)

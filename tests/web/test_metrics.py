"""What Prometheus is told: totals of the installation, on an address that only the machine reaches."""

from __future__ import annotations

import re
import time
import urllib.request
from dataclasses import replace
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from werkzeug.test import Client

from models.errors import IndexUnavailableError, InvalidSettingError, LedgerUnavailableError
from models.job import JobKind
from models.measure import MEASURED
from models.settings import Settings
from models.store.notices import BACKUP
from tests.faults.unwritable import unwritable, write_on
from tests.processes import wait_until
from tests.web.conftest import Site
from tests.web.several import free_port
from web.doors import DOORS
from web.metrics.keeper import Keeper, Paced
from web.metrics.listener import address, answering, application

Samples = dict[str, float]


def scraped(site: Site, keeper: Keeper | None = None) -> Samples:
    """Every sample as ``name{label=value}``, after a look."""
    keeper = keeper or Keeper(site.store, site.index)
    site.store.measures._kept = -1e9
    keeper.count()
    keeper.look()
    answer = Client(application(keeper, site.store.settings)).get("/metrics", headers={"Host": "127.0.0.1:9464"})
    assert answer.status_code == 200
    return read(answer.text)


def read(text: str) -> Samples:
    found = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            labels = ",".join(f"{name}={value}" for name, value in sorted(sample.labels.items()))
            found[f"{sample.name}{{{labels}}}" if labels else sample.name] = sample.value
    return found


def test_the_numbers_are_the_registers(own_site: Site) -> None:
    status = own_site.store.status(own_site.store.users.viewer("alva"))
    found = scraped(own_site)
    told = {name: value for name, value in found.items() if name.startswith(("samsyn_pages{", "samsyn_documents{"))}
    assert {name: value for name, value in told.items() if value} == {
        **{f"samsyn_pages{{method={method}}}": count for method, count in status["pages"].items()},
        **{f"samsyn_documents{{state={state}}}": count for state, count in status["documents"].items()},
    }
    assert (found["samsyn_register_up"], found["samsyn_index_up"], found["samsyn_outbox_rows"]) == (1, 1, 0)
    last = own_site.store.ledger.last(1)
    assert found["samsyn_ledger_events_total"] == (last[0].sequence if last else 0)
    assert found["samsyn_disk_free_bytes{store=vault}"] > 0


def test_what_waits_and_for_how_long(own_site: Site) -> None:
    store = own_site.store
    store.jobs.add(JobKind.READ_AGAIN, "Miljönämnden", "ines", {})
    store.jobs.add(JobKind.RETRY, "Miljönämnden", "ines", {})
    store.outbox.add(next(iter(own_site.ids.values())), "Miljönämnden", "mend")
    keeper = Keeper(store, own_site.index)
    scraped(own_site, keeper)
    time.sleep(0.05)
    found = scraped(own_site, keeper)
    assert (found["samsyn_queue_jobs{rank=waited_for}"], found["samsyn_queue_jobs{rank=bulk}"]) == (1, 1)
    assert found["samsyn_queue_jobs{rank=steady}"] == 0
    assert 0 <= found["samsyn_queue_oldest_seconds{rank=bulk}"] < 60
    assert found["samsyn_jobs{state=waiting}"] == 2
    assert (found["samsyn_outbox_rows"], found["samsyn_outbox_standing_seconds"] > 0.04) == (1, True)


def test_requests_and_searches_are_timed_by_route_and_outlive_the_process(own_site: Site) -> None:
    MEASURED.take()
    ines = own_site.sign_in("ines")
    ines.search("tillsyn")
    assert ines.get("/finns-inte").status_code == 404
    first = scraped(own_site)
    assert first["samsyn_request_seconds_count{route=search.show}"] >= 1
    assert first["samsyn_search_seconds_count"] >= 1
    assert first["samsyn_requests_total{status=4xx}"] == 1
    bounds = [
        (float(name.partition("le=")[2].partition(",")[0].rstrip("}")), value)
        for name, value in first.items()
        if name.startswith("samsyn_request_seconds_bucket") and "route=search.show" in name
    ]
    counts = [count for _, count in sorted(bounds)]
    assert counts == sorted(counts)
    assert counts[-1] == first["samsyn_request_seconds_count{route=search.show}"]
    again = scraped(own_site)  # another process would read them so: they lie in the register
    assert again["samsyn_search_seconds_count"] == first["samsyn_search_seconds_count"]


def test_labels_are_routes_states_and_codes_and_nothing_of_a_case(own_site: Site) -> None:
    MEASURED.take()
    alva = own_site.sign_in("alva")
    alva.search("Kebnekrogen")
    alva.get(f"/d/{own_site.ids['pm-fordon.pdf']}/1")
    alva.get("/Kebnekrogen/finns-inte")
    keeper = Keeper(own_site.store, own_site.index)
    scraped(own_site, keeper)
    text = Client(application(keeper, own_site.store.settings)).get("/metrics").text
    values = set(re.findall(r'="([^"]*)"', text))
    routes = set(re.findall(r'route="([^"]*)"', text))
    assert routes <= {*DOORS, "none"}
    owned = [*own_site.store.sources.owners(), *own_site.ids, *own_site.ids.values(), "Kebnekrogen", "alva"]
    assert not [each for each in owned if each in text]
    assert not [value for value in values if "/" in value or len(value) > 60]


def test_away_registers_and_indices_are_told(own_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(_owner: str) -> int:
        raise IndexUnavailableError("nere")

    keeper = Keeper(own_site.store, own_site.index)
    monkeypatch.setattr(own_site.index, "version", down)
    assert scraped(own_site, keeper)["samsyn_index_up"] == 0
    MEASURED.take()
    unwritable(own_site.store, "read-only")
    with pytest.raises(LedgerUnavailableError):
        write_on(own_site.store)
    found = scraped(own_site, keeper)
    assert found["samsyn_ledger_failures_total"] == 1


def test_a_backup_and_the_workers(own_site: Site) -> None:
    assert "samsyn_backup_timestamp_seconds" not in scraped(own_site)
    own_site.store.notices.put(BACKUP, {"at": "2026-11-27T02:00:00+01:00"})
    own_site.store.at_work.tell("worker")
    found = scraped(own_site)
    assert found["samsyn_backup_timestamp_seconds"] == 1_795_741_200
    assert found["samsyn_workers{role=worker}"] == 1
    own_site.store.at_work.leave()
    assert scraped(own_site)["samsyn_workers{role=worker}"] == 0


def test_nobody_who_signs_in_reaches_them(site: Site) -> None:
    for user in ("alva", "ines"):
        assert site.sign_in(user).get("/metrics").status_code == 404


@pytest.mark.parametrize(
    ("path", "host", "status"),
    [
        ("/metrics", "127.0.0.1:9464", 200),
        ("/metrics", "localhost:9464", 200),
        ("/metrics", "[::1]:9464", 200),
        ("/metrics", "evil.example:9464", 404),
        ("/", "127.0.0.1:9464", 404),
    ],
)
def test_only_this_machines_names_are_answered(site: Site, path: str, host: str, status: int) -> None:
    app = application(Keeper(site.store, site.index), site.store.settings)
    assert Client(app).get(path, headers={"Host": host}).status_code == status


@pytest.mark.parametrize(
    "wrong", ["0.0.0.0:9464", "10.0.0.5:9464", "[::]:9464", "9464", "127.0.0.1:", "127.0.0.1:x", ":1"]
)
def test_an_address_that_others_reach_is_refused(wrong: str) -> None:
    with pytest.raises(InvalidSettingError) as refused:
        address(Settings(metrics=wrong))
    assert "127.0.0.1:9464" in refused.value.next


def test_a_real_listener_answers_and_a_second_one_leaves_it_alone(
    own_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.metrics.keeper._PAUSE", 0.05)
    port, found = free_port(), Samples()
    own_site.store.settings = replace(own_site.store.settings, metrics=f"127.0.0.1:{port}")

    def are_counted() -> bool:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
            found.update(read(answer.read().decode()))
        return "samsyn_pages{method=text}" in found

    with answering(own_site.store, own_site.index), answering(own_site.store, own_site.index):
        assert wait_until(are_counted)
    assert found["samsyn_register_up"] == 1
    assert found["process_resident_memory_bytes"] > 0
    assert "python_gc_objects_collected_total{generation=0}" not in found


def test_what_costs_is_counted_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    now, counted = [0.0], list[float]()
    monkeypatch.setattr("web.metrics.keeper.time.monotonic", lambda: now[0])

    def count() -> int:
        counted.append(now[0])
        now[0] += 2.0
        return len(counted)

    paced: Paced[Any] = Paced(count)
    for _ in range(300):
        paced.look()
        now[0] += 1.0
    assert counted == [0.0, 202.0]
    assert paced.value == 2

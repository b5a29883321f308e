"""``samsyn doctor`` says no where something is broken, and what to do about it: each thing is broken for real."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from sqlalchemy import insert, update

import nlp.choice
from ingest.doctor import machine, reading, stores, work
from ingest.doctor.check import Check, said, tried
from ingest.doctor_command import checks
from models import swedish
from models.access import Viewer
from models.errors import ModelDamagedError, SamsynError
from models.job import JobKind
from models.settings import DEFAULT_NAME_PIPELINE, Settings
from models.source import Source
from models.store import keys, ledger_secret
from models.store.notices import BACKUP
from models.store.schema import documents, sources
from models.store.schema_saved import saved_searches
from models.store.store import Store
from tests.cli.command import ROOT, Answer, environment, samsyn

GONE = "SAMSYN_TEST_GONE"


def only(answer: Answer, name: str) -> dict[str, Any]:
    (check,) = (check for check in answer.value["checks"] if check["name"] == name)
    return dict(check)


def broken(check: Check) -> str:
    """What was found, of a check that says no and what to do."""
    assert not check["ok"], check
    assert check["next"], check
    return str(check["found"])


def refused(name: str, look: Any) -> str:
    return broken(tried(name, look))


def sandbox(answer: Answer) -> dict[str, Any]:
    return only(answer, "sandbox")


# --- what documents are read with -------------------------------------------------------------------------------------


@pytest.mark.parametrize("chosen", ["auto", "bubblewrap"])
def test_no_sandbox_is_not_well_unless_it_was_chosen(
    chosen: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # where there is no bwrap
    answer = samsyn(tmp_path / "home", "doctor", "--json", sandbox=chosen)
    assert (answer.status, answer.value["ok"], sandbox(answer)["ok"]) == (1, False, False)
    assert sandbox(answer)["next"]
    accepted = sandbox(samsyn(tmp_path / "home", "doctor", "--json", sandbox="limits"))
    assert (accepted["ok"], accepted["found"]) == (True, "limits chosen")


def test_tesseract_with_its_version_and_a_language_that_is_missing_or_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "swe" in tried("ocr", lambda: reading.ocr(Settings()))["found"]
    assert "eng+xyz" in refused("ocr", lambda: reading.ocr(Settings(ocr_languages="eng+xyz")))
    (tmp_path / "prv.traineddata").write_bytes(b"nothing that was trained")
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    refused("ocr", lambda: reading.ocr(Settings(ocr_languages="prv")))


def test_no_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "converter" in broken(reading.converter())


def test_the_name_model_is_told_with_its_version() -> None:
    check = reading.names(Settings())
    name, version = check["found"].split()
    assert (check["ok"], check["next"], name) == (True, "", f"sv_samsyn_{DEFAULT_NAME_PIPELINE}")
    assert version.count(".") == 2


@pytest.mark.parametrize(
    ("folder", "file", "name", "look"),
    [
        ("sv_samsyn_fast", "model.onnx", "names", lambda: reading.names(Settings(nlp_pipeline="fast"))),
        ("sv_samsyn_kinds", "words.txt", "kinds", reading.kinds),
    ],
)
def test_a_model_that_was_damaged_is_not_well(
    folder: str, file: str, name: str, look: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tried(name, look)["ok"]
    copy = Path(shutil.copytree(nlp.choice.PIPELINES / folder, tmp_path / folder))
    monkeypatch.setattr(nlp.choice, "PIPELINES", tmp_path)
    with (copy / file).open("ab") as damaged:
        damaged.write(b"\0")
    check = tried(name, look)
    assert file in broken(check)
    assert check["next"] == ModelDamagedError.next


def test_a_name_model_that_is_not_installed_is_not_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reading.names(Settings(nlp_pipeline="rules")) == said("names", True, "rules")
    monkeypatch.setattr(nlp.choice, "PIPELINES", tmp_path)
    check = tried("names", lambda: reading.names(Settings(nlp_pipeline="fast")))
    assert "sv_samsyn_fast" in broken(check)
    assert "SAMSYN_NLP_PIPELINE" in check["next"]


# --- the machine ------------------------------------------------------------------------------------------------------


def test_a_store_that_is_short_of_room_is_named(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system as small as that cannot be made without rights to mount one."""
    assert "lediga" in machine.disk(settings, counts=True)["found"]
    usage = shutil.disk_usage(settings.home.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=1024**2))
    assert "index mindre än 2 GB" in broken(machine.disk(settings, counts=True))
    moved = Settings(home=settings.home, opensearch_url="http://127.0.0.1:9", vault_url="s3://valv")
    assert broken(machine.disk(moved, counts=True)) == "register mindre än 2 GB, arbetsyta mindre än 1 GB"


def test_how_fast_the_disk_fills_is_told_to_the_operator_alone(settings: Settings) -> None:
    assert machine.disk(settings, counts=False)["found"] == "minst 2 GB lediga"


def test_less_memory_than_readers_may_take(settings: Settings) -> None:
    from dataclasses import replace

    from models.limits import Limits

    assert machine.memory(settings)["ok"]
    greedy = replace(settings, limits=Limits(reader_memory_bytes=2**50))
    check = machine.memory(greedy)
    assert "räcker till 0 läsare" in broken(check)
    assert "--workers 1" in check["next"]


def test_few_files_may_be_open() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))
    try:
        assert broken(machine.files()) == "högst 256"
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert machine.files()["ok"] == (soft >= 1024)


def test_without_time_zones(tmp_path: Path) -> None:
    assert machine.zone()["ok"]
    code = (
        "import sys, zoneinfo; sys.modules['tzdata'] = None; from ingest.doctor import machine;"
        "zoneinfo.reset_tzpath(to=[]); zoneinfo.ZoneInfo.clear_cache(); print(machine.zone()['found'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(tmp_path), cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "Europe/Stockholm finns inte"


def test_a_clock_that_was_put_back(settings: Settings, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from models.audit import Action, Event

    store.ledger.write(Event(Action.SEARCH, "prov", "prov", "PROV-1"))
    assert machine.clock(settings, store)["ok"]

    class Early(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return datetime.now(tz) - timedelta(hours=2)

    monkeypatch.setattr(machine, "datetime", Early)
    assert "ställts tillbaka" in broken(machine.clock(settings, store))


def test_a_disk_with_another_clock(settings: Settings, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a network share's server has."""
    monkeypatch.setattr(time, "time", lambda: datetime.now(UTC).timestamp() + 90)
    assert "diskens klocka går -90 s" in broken(machine.clock(settings, store))


def test_who_may_look_into_the_home(settings: Settings, store: Store) -> None:
    assert machine.rights(settings)["ok"]
    for path in (settings.home, keys.path(settings.home), ledger_secret.path(settings)):
        before = path.stat().st_mode
        path.chmod(before | 0o044)
        check = machine.rights(settings)
        assert str(path) in broken(check)
        subprocess.run(["sh", "-c", check["next"].partition(": ")[2]], check=True)  # the advice helps
        assert machine.rights(settings)["ok"]


@pytest.mark.skipif(os.geteuid() != 0, reason="gives files to somebody else")
def test_a_home_that_is_somebody_elses(settings: Settings, store: Store) -> None:
    os.chown(keys.path(settings.home), 65534, 65534)
    assert "secret.key" in broken(machine.rights(settings))


# --- the stores -------------------------------------------------------------------------------------------------------


def test_the_databases_are_told_with_their_versions(settings: Settings, store: Store) -> None:
    assert sqlite3.sqlite_version in stores.register(settings)["found"]
    assert stores.sqlite()["ok"]


def test_a_database_that_is_none_or_away(settings: Settings, store: Store) -> None:
    store.close()
    (settings.home / "register.sqlite3").write_bytes(b"nothing of a database" * 1000)
    for leftover in settings.home.glob("register.sqlite3-*"):
        leftover.unlink()
    refused("register", lambda: stores.register(settings))
    away = Settings(home=settings.home, database_url="postgresql://prov@127.0.0.1:9/prov")
    refused("register", lambda: stores.register(away))
    assert [check["name"] for check in checks(away)][-1] == "watched"  # what needs it is left out, the rest is told


@pytest.mark.parametrize("revision", ["0001", "9999"])
def test_tables_of_another_version_are_told_and_left_alone(settings: Settings, store: Store, revision: str) -> None:
    store.close()
    with sqlite3.connect(settings.home / "register.sqlite3") as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    connection.close()
    refused("register", lambda: stores.register(settings))
    with sqlite3.connect(settings.home / "register.sqlite3") as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (revision,)
    connection.close()


def test_an_opensearch_that_is_not_there(settings: Settings) -> None:
    away = Settings(home=settings.home, opensearch_url="http://127.0.0.1:9")
    refused("index", lambda: stores.index(away))


@pytest.mark.opensearch
def test_opensearch_with_its_versions_and_what_its_settings_lack(settings: Settings, opensearch_url: str) -> None:
    from search.opensearch.node_facts import NodeFacts, node_facts

    there = Settings(home=settings.home, opensearch_url=opensearch_url)
    facts = node_facts(there)
    assert (facts.faults, facts.nodes, facts.clauses) == ((), 1, 8192)
    assert facts.java is not None
    assert f"JDK {facts.java}" in stores.index(there)["found"]
    ill = NodeFacts((2, 11, 0), 1, "red", java=11, clauses=1024)
    assert [fault for fault, _ in ill.faults] == [
        "för gammal", "för gammal JDK", "delar av indexet saknas", "högst 1024 satser",
    ]  # fmt: skip


def test_a_line_of_the_sites_synonyms_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    assert stores.synonyms(settings)["ok"]
    own = tmp_path / "synonyms.txt"
    own.write_text("PM = promemoria\ntfn telefon\n", "utf-8")
    assert "synonyms.txt, rad 2" in refused("synonyms", lambda: stores.synonyms(settings))
    own.write_bytes("å = ä".encode("latin-1"))
    assert "UTF-8" in refused("synonyms", lambda: stores.synonyms(settings))
    own.unlink()
    own.mkdir()
    refused("synonyms", lambda: stores.synonyms(settings))


def test_the_sites_synonyms_are_told_where_they_lie(tmp_path: Path) -> None:
    (tmp_path / "synonyms.txt").write_text("MHN = miljö- och hälsoskyddsnämnden\n", "utf-8")
    assert stores.synonyms(Settings(home=tmp_path)) == said("synonyms", True, str(tmp_path / "synonyms.txt"))


def test_a_saved_search_that_was_changed_is_told(store: Store) -> None:
    assert stores.saved(store, counts=True)["ok"]
    id = store.saved.add(Viewer("anna", frozenset()), "krog", {"query": "krog"}).id
    with store.database.write() as connection:
        connection.execute(update(saved_searches).values(search={"sealed": "AAAA"}))
    assert id in broken(stores.saved(store, counts=True))
    assert id not in stores.saved(store, counts=False)["found"]


def test_how_many_documents_there_are_is_told_to_the_operator_alone(
    settings: Settings, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a worker finds is shown to every archivist (``ingest/checking.py``)."""
    state = {"embedder": "prov-1", "documents": 4711, "lacking": 17, "outdated": ["Polisen"]}
    monkeypatch.setattr("search.meaning.state.meaning_state", lambda *_: state)
    assert "4711 handlingar, 17 saknar" in stores.meaning(settings, store, counts=True)["found"]
    told = stores.meaning(settings, store, counts=False)
    assert (told["ok"], told["found"]) == (False, "prov-1")


# --- what goes on -----------------------------------------------------------------------------------------------------


def put(store: Store, finished: datetime) -> None:
    """A document that has been finished and waits for the index."""
    store.sources.add(Source("tillsyn", "Nämnden"))
    row = {"id": "0a1b", "owner": "Nämnden", "source": "tillsyn", "sha256": "0" * 64, "size": 1, "name": "x"}
    with store.database.write() as connection:
        connection.execute(insert(documents).values(**row, state="read", created=finished, finished=finished, facts={}))
    store.outbox.add("0a1b", "Nämnden", "put")


def test_no_worker_while_something_waits(store: Store) -> None:
    assert work.workers(store)["ok"]
    store.jobs.add(JobKind.CHECK, "Nämnden", "prov", {})
    assert "något väntar" in broken(work.workers(store))
    store.at_work.tell("worker")
    assert work.workers(store)["ok"]


def test_an_outbox_that_stands_still(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "_LOOKS_APART", 0.01)
    assert work.outbox(store)["ok"]
    put(store, swedish.now() - timedelta(hours=1))
    assert "stått still" in broken(work.outbox(store))
    with store.database.write() as connection:
        connection.execute(update(documents).values(finished=swedish.now()))
    assert work.outbox(store)["ok"]


def test_jobs_that_failed_by_a_fault_of_ours(store: Store) -> None:
    for reason in ("encrypted", "internal"):
        store.jobs.add(JobKind.CHECK, "Nämnden", "prov", {})
        job = store.jobs.take("ett")
        assert job is not None
        if reason == "internal":
            assert work.jobs(store, counts=True)["ok"]  # an encrypted file is not
        store.jobs.fail(job.id, "ett", reason)
    assert broken(work.jobs(store, counts=True)) == "misslyckade sista dygnet: encrypted 1, internal 1"
    assert broken(work.jobs(store, counts=False)) == "misslyckade sista dygnet: internal"


def test_a_backup_that_is_old_or_was_never_made(store: Store) -> None:
    assert work.backup(store)["ok"]
    store.sources.add(Source("tillsyn", "Nämnden"))
    assert work.backup(store)["ok"]  # begun on a moment ago
    with store.database.write() as connection:
        connection.execute(update(sources).values(created=swedish.now() - timedelta(days=3)))
    assert broken(work.backup(store)) == "ingen är gjord"
    store.notices.put(BACKUP, {"at": (swedish.now() - timedelta(hours=50)).isoformat()})
    assert broken(work.backup(store)) == "för 50 timmar sedan"
    store.notices.put(BACKUP, {"at": swedish.now().isoformat()})
    assert work.backup(store)["ok"]


def certificate(days: int) -> bytes:
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "prov")])
    made = x509.CertificateBuilder(name, name, key.public_key(), 7, now - timedelta(days=9), now + timedelta(days=days))
    return made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def test_certificates_that_run_out_or_are_none(tmp_path: Path) -> None:
    file = tmp_path / "ca.pem"
    settings = Settings(opensearch_ca=str(file))
    assert "går inte att läsa" in broken(work.certificates(settings))
    for content, wrong in (
        (certificate(10), "gäller till"),
        (b"-----BEGIN CERTIFICATE-----\nx", "är inget certifikat"),
    ):
        file.write_bytes(content)
        assert wrong in broken(work.certificates(settings))
    file.write_bytes(certificate(400))
    assert work.certificates(settings)["ok"]
    assert work.certificates(Settings())["found"] == "inga behövs"


# --- the command ------------------------------------------------------------------------------------------------------


def test_one_broken_check_hides_none_of_the_others() -> None:
    def falls() -> Check:
        raise ValueError("Provsson")

    check = tried("prov", falls)
    assert broken(check) == "gick inte att kontrollera (ValueError)"
    assert check["next"] == SamsynError.next

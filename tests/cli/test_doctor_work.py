"""What ``samsyn doctor`` says of what goes on: workers, outbox, jobs, backups, certificates."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from sqlalchemy import insert, update

from ingest.doctor import work
from models import swedish
from models.job import JobKind
from models.settings import Settings
from models.source import Source
from models.store.notices import BACKUP
from models.store.schema import documents, sources
from models.store.store import Store
from tests.cli.broken_checks import broken


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

"""Originals are scanned as they leave, where the site has a scanner: what it knows does not leave, and without its
answer nothing does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from ingest.doctor.scanning import scanner
from models.access import Purpose
from models.audit import Action
from models.errors import InvalidSettingError
from models.scanning_errors import InfectedFileError, ScannerUnavailableError
from models.settings import Settings
from models.store.store import Store
from search import reading
from search.virus_scan import check_clean, signatures
from tests.contracts.protected_contract import NOBODY, READER, put
from tests.search.clamd import FOUND, MALICIOUS, real, scanning


@pytest.fixture
def clamd() -> Iterator[str]:
    with scanning() as address:
        yield address


def test_what_it_knows_is_refused_and_the_rest_is_not(clamd: str) -> None:
    for clean in (b"", b"Inget att se.", bytes(300_000)):
        check_clean(clamd, clean)
    with pytest.raises(InfectedFileError, match=FOUND):
        check_clean(clamd, bytes(200_000) + MALICIOUS + bytes(200_000))
    check_clean("", MALICIOUS)  # nobody scans


def test_clamav_itself() -> None:
    with real() as address:
        check_clean(address, b"Inget att se.")
        with pytest.raises(InfectedFileError, match=FOUND):
            check_clean(address, b"x" * 100_000 + MALICIOUS)
        with pytest.raises(ScannerUnavailableError):
            check_clean(address, bytes(3_000_000))  # more than StreamMaxLength lets it take
        assert signatures(address)[0].startswith("ClamAV ")


def test_without_an_answer_about_all_of_it_nothing_is_clean(tmp_path: Path) -> None:
    with pytest.raises(ScannerUnavailableError):
        check_clean(str(tmp_path / "ingen.ctl"), b"x")
    with scanning(most=100_000) as address, pytest.raises(ScannerUnavailableError):
        check_clean(address, bytes(2_000_000))
    with scanning(version="någon annan") as address, pytest.raises(ScannerUnavailableError):
        signatures(address)


@pytest.mark.parametrize("where", ["clamav:3310", "10.0.0.5:3310", "127.0.0.1", "127.0.0.1:x"])
def test_no_other_machine_is_sent_anything(where: str) -> None:
    with pytest.raises(InvalidSettingError, match="SAMSYN_VIRUS_SCANNER"):
        check_clean(where, b"x")


def test_an_original_that_is_known_is_not_handed_out_and_that_is_logged(
    store: Store, purpose: Purpose, clamd: str, tmp_path: Path
) -> None:
    good = put(store, replace(NOBODY, pages=("Betala.",)))
    bad = put(store, replace(NOBODY, name="faktura.pdf", pages=(MALICIOUS.decode(),)))
    assert MALICIOUS in reading.original(READER, purpose, store, bad)
    store.settings = replace(store.settings, virus_scanner=clamd)
    assert reading.original(READER, purpose, store, good)
    assert store.ledger.last(1)[0].event.action is Action.DOWNLOAD
    with pytest.raises(InfectedFileError, match=FOUND):
        reading.original(READER, purpose, store, bad)
    assert store.ledger.last(1)[0].event.action is Action.REFUSED
    assert MALICIOUS in store.vault.get(store.documents.get(READER, bad).sha256)  # kept as it came
    store.settings = replace(store.settings, virus_scanner=str(tmp_path / "ingen.ctl"))
    with pytest.raises(ScannerUnavailableError):
        reading.original(READER, purpose, store, bad)


def test_the_doctor_says_whether_somebody_scans() -> None:
    assert scanner(Settings())["ok"]
    assert "utan viruskontroll" in scanner(Settings())["found"]
    near, far = datetime(2026, 11, 28), datetime(2026, 12, 24)
    with scanning() as address:
        settings = Settings(virus_scanner=address)
        assert scanner(settings, near) == {
            "name": "scanner",
            "ok": True,
            "found": "ClamAV 1.4.3, signaturer av 2026-11-27",
            "next": "",
        }
        assert "freshclam" in scanner(settings, far)["next"]
    with scanning(version="ClamAV 1.4.3") as address:
        assert not scanner(Settings(virus_scanner=address))["ok"]

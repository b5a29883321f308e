"""The store contract on SQLite and on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from models.settings import Settings
from models.store.store import Store
from tests.contracts.accounts_contract import AccountsContract
from tests.contracts.changed_orders_contract import ChangedOrdersContract
from tests.contracts.columns_contract import ColumnsContract
from tests.contracts.dossiers_contract import DossiersContract
from tests.contracts.erasures_contract import ErasuresContract
from tests.contracts.evidence_contract import EvidenceContract
from tests.contracts.existing_readings_contract import ExistingReadingsContract
from tests.contracts.extracts_contract import ExtractsContract
from tests.contracts.judgements_contract import JudgementsContract
from tests.contracts.left_words_contract import LeftWordsContract
from tests.contracts.likeness_contract import LikenessContract
from tests.contracts.markings_contract import MarkingsContract
from tests.contracts.naming_contract import NamingContract
from tests.contracts.notes_contract import NotesContract
from tests.contracts.others_erasures_contract import HeldNamesContract, OthersErasuresContract
from tests.contracts.payments_contract import PaymentsContract
from tests.contracts.protected_contract import ProtectedContract
from tests.contracts.reasons_contract import ReasonsContract
from tests.contracts.redactions_contract import RedactionsContract
from tests.contracts.resolution_contract import ResolutionContract
from tests.contracts.retention_contract import RetentionContract
from tests.contracts.running_contract import RunningContract
from tests.contracts.saved_contract import AlertsContract, SavedContract
from tests.contracts.sharing_contract import SharingContract
from tests.contracts.sheets_contract import SheetsContract
from tests.contracts.store_contract import StoreContract
from tests.contracts.tags_contract import TagsContract
from tests.contracts.uploads_contract import UploadsContract
from tests.contracts.withdrawals_contract import WithdrawalsContract


class TestSqlite(
    StoreContract,
    AccountsContract,
    AlertsContract,
    ChangedOrdersContract,
    ColumnsContract,
    DossiersContract,
    ErasuresContract,
    EvidenceContract,
    ExistingReadingsContract,
    ExtractsContract,
    HeldNamesContract,
    JudgementsContract,
    LeftWordsContract,
    LikenessContract,
    MarkingsContract,
    NamingContract,
    NotesContract,
    OthersErasuresContract,
    PaymentsContract,
    ProtectedContract,
    ReasonsContract,
    RedactionsContract,
    ResolutionContract,
    RetentionContract,
    RunningContract,
    SavedContract,
    SharingContract,
    SheetsContract,
    TagsContract,
    UploadsContract,
    WithdrawalsContract,
):
    pass


@pytest.mark.postgresql
class TestPostgresql(
    StoreContract,
    AccountsContract,
    AlertsContract,
    ChangedOrdersContract,
    ColumnsContract,
    DossiersContract,
    ErasuresContract,
    EvidenceContract,
    ExistingReadingsContract,
    ExtractsContract,
    HeldNamesContract,
    JudgementsContract,
    LeftWordsContract,
    LikenessContract,
    MarkingsContract,
    NamingContract,
    NotesContract,
    OthersErasuresContract,
    PaymentsContract,
    ProtectedContract,
    ReasonsContract,
    RedactionsContract,
    ResolutionContract,
    RetentionContract,
    RunningContract,
    SavedContract,
    SharingContract,
    SheetsContract,
    TagsContract,
    UploadsContract,
    WithdrawalsContract,
):
    @pytest.fixture
    def store(self, settings: Settings, postgresql_url: str) -> Iterator[Store]:
        store = Store.open(replace(settings, database_url=postgresql_url), create=True)
        yield store
        store.close()

"""Everything that is remembered, opened together: register, vault and ledger of one installation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.access import Viewer, has_grant
from models.backup_errors import RestoreUnfinishedError
from models.errors import HomeNotFoundError
from models.settings import Settings
from models.store import keys, ledger_secret
from models.store.alerts import Alerts
from models.store.alike import Alike
from models.store.arrivals import Arrivals
from models.store.at_work import AtWork
from models.store.attempts import Attempts
from models.store.candidate_table import CandidateTable
from models.store.covered import Covered
from models.store.database import Database
from models.store.documents import Documents
from models.store.dossier_items import DossierItems
from models.store.dossiers import Dossiers
from models.store.dues import Dues
from models.store.entities import Entities
from models.store.erased_counts import ErasedCounts
from models.store.erasing.work import ErasureWork
from models.store.erasures import Erasures
from models.store.existing import ExistingReadings
from models.store.expected import Expected
from models.store.extract_ground import ExtractGround
from models.store.extract_written import ExtractWritten
from models.store.extracts import Extracts
from models.store.factors import SecondFactors
from models.store.flows import ProviderFlows
from models.store.given import Given
from models.store.holdings import Holdings
from models.store.holds import Holds
from models.store.jobs import Jobs
from models.store.judgements import Judgements
from models.store.ledger import Ledger
from models.store.ledger_keys import LedgerKeys
from models.store.likenesses import Likenesses
from models.store.locked_home import check_open
from models.store.markings import Markings
from models.store.measures import Measures
from models.store.migrate import migrate
from models.store.named_files import UnnamedFiles
from models.store.naming import Naming
from models.store.notes import Notes
from models.store.notices import RESTORING, Notices
from models.store.orders import Orders
from models.store.outbox import Outbox
from models.store.payments import Payments
from models.store.protected import Protected
from models.store.protected_finders import Finders
from models.store.rate_counts import RateCounts
from models.store.redactions import Redactions
from models.store.registration import Registration
from models.store.relatives import Families
from models.store.release_register import ReleaseRegister
from models.store.releases import Releases
from models.store.requests import Requests
from models.store.rereading import Rereading
from models.store.retention import Retention
from models.store.rights_requests import RightsRequests
from models.store.run_reports import RunReports
from models.store.runs import Runs
from models.store.saved import SavedSearches
from models.store.sessions import Sessions
from models.store.source_reports import SourceReports
from models.store.sources import Sources
from models.store.splits import Splits
from models.store.states import PageStates
from models.store.stretches import Stretches
from models.store.tags import Tags
from models.store.threads import Threads
from models.store.together import Together
from models.store.tombstones import Tombstones
from models.store.totals import Totals
from models.store.trials import Trials
from models.store.unjudged import Unjudged
from models.store.uploads import Uploads
from models.store.users import Users
from models.store.vault_place import vault_at
from models.store.watched import WatchedFolders
from models.store.watched_reports import WatchedReports
from models.store.withdrawals import Withdrawals


class Store:
    """The installation's memory. Open it with :meth:`open`; each part is documented in its own module."""

    def __init__(self, settings: Settings, key: bytes) -> None:
        self.settings = settings
        self.key = key
        self.database = Database(settings.register_url)
        self.ledger = Ledger(self.database, LedgerKeys(self.database, settings))
        self.vault = vault_at(settings)
        self.sources = Sources(self.database)
        self.arrivals = Arrivals(self.database, key)
        finders = Finders(self.database, key)
        self.registration = Registration(self.database, key, settings.limits, finders)
        self.covered = Covered(self.database, finders)
        self.documents = Documents(self.database, self.covered)
        self.entities = Entities(self.database, key, finders)
        self.together = Together(self.database, self.covered)
        self.naming = Naming(self.database)
        self.rereading = Rereading(self.database)
        self.likenesses = Likenesses(self.database, settings.limits)
        self.alike = Alike(self.database)
        self.candidates = CandidateTable(self.database)
        self.given = Given(self.database)
        self.existing = ExistingReadings(self.database)
        self.runs = Runs(self.database, self.covered)
        self.expected = Expected(self.database, self.covered)
        self.holdings = Holdings(self.database, self.covered)
        self.unnamed = UnnamedFiles(self.database, self.ledger.keys)
        self.orders = Orders(self.database, key, settings.limits)
        self.outbox = Outbox(self.database)
        self.families = Families(self.database, self.covered)
        self.threads = Threads(self.database, self.documents)
        self.markings = Markings(self.database, self.covered)
        self.protected = Protected(self.database, key, finders)
        self.retention = Retention(self.database, key)
        self.holds = Holds(self.database, key)
        self.dues = Dues(self.database)
        self.erased_counts = ErasedCounts(self.database)
        self.splits = Splits(self.database)
        self.stretches = Stretches(self.database, settings.limits)
        self.withdrawals = Withdrawals(self.database, key, self.covered)
        self.erasures = Erasures(self.database, key)
        self.tombstones = Tombstones(self.database, key, settings.home)
        self.erasure_work = ErasureWork(self.database, key, self.ledger.keys)
        self.judgements = Judgements(self.database)
        self.unjudged = Unjudged(self.database)
        self.payments = Payments(self.database)
        self.jobs = Jobs(self.database, settings.limits, self.ledger.keys)
        self.users = Users(self.database)
        self.factors = SecondFactors(self.database, key, int(settings.code_seconds))
        self.attempts = Attempts(self.database, key)
        self.rate_counts = RateCounts(self.database, key)
        self.flows = ProviderFlows(self.database)
        self.sessions = Sessions(self.database)
        self.states = PageStates(self.database, key, self.ledger.keys)
        self.requests = Requests(self.database, key)
        self.releases = Releases(self.database, self.requests)
        self.trials = Trials(self.database, self.requests, self.releases, key)
        self.release_register = ReleaseRegister(self.database)
        self.saved = SavedSearches(self.database, key, settings.limits)
        self.alerts = Alerts(self.database)
        self.notes = Notes(self.database, key, self.covered)
        self.tags = Tags(self.database, key, self.covered)
        self.dossiers = Dossiers(self.database, key, self.covered, settings.limits)
        self.redactions = Redactions(self.database, key, self.vault)
        self.dossier_items = DossierItems(self.database, key, self.covered, settings.limits)
        self.extracts = Extracts(self.database, key, self.ledger.keys)
        self.extract_ground = ExtractGround(self.database, finders)
        self.extract_written = ExtractWritten(self.database, key, self.ledger.keys)
        self.rights_requests = RightsRequests(self.database, key)
        self.uploads = Uploads(self.database, key, settings, self.vault, self.ledger.keys)
        self.run_reports = RunReports(self.database, self.covered)
        self.source_reports = SourceReports(self.database)
        self.notices = Notices(self.database)
        self.measures = Measures(self.database)
        self.at_work = AtWork(self.database)
        self.totals = Totals(self.database)
        self.watched = WatchedFolders(self.database, settings.limits)
        self.watched_reports = WatchedReports(self.database, self.covered)

    @classmethod
    def open(cls, settings: Settings, *, create: bool = False, upgrade: bool = True, restoring: bool = False) -> Store:
        """The store in ``settings.home``, its tables brought up to date under a lock (or, without ``upgrade``, as they
        are: for what is done before that).

        Raises :class:`HomeNotFoundError` where there is none and ``create`` is False, :class:`HomeLockedError` where
        it is encrypted and not open, :class:`RegisterMissingError` where it has had a register that is not in the
        database, :class:`KeyMismatchError` where the register was made with another key than the
        one in ``settings.home``, and :class:`RestoreUnfinishedError` while it is being put back, but for who does that
        (``restoring``).
        """
        check_open(settings.home)
        if not create and not keys.path(settings.home).is_file():
            raise HomeNotFoundError(f"Ingen samsyn-installation i {settings.home}")
        settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        with keys.held(settings.home) as key:
            store = cls(settings, key)
            try:
                if upgrade:
                    known = not create and ledger_secret.path(settings).is_file()  # which is made after the register
                    migrate(store.database, settings.home, known=known)
                keys.check(store.database, key)
                if not restoring and store.notices.get(RESTORING):
                    raise RestoreUnfinishedError("Installationen håller på att läggas tillbaka ur en säkerhetskopia")
                _ = store.ledger.keys.secret  # made at the first start; refuses another's
            except BaseException:
                store.close()
                raise
        return store

    def status(self, viewer: Viewer) -> Mapping[str, Any]:
        """Counts by state, the reasons, owners and the outbox, of what the viewer may read."""
        return {
            **self.runs.status(viewer),
            "owners": [owner for owner in self.sources.owners() if has_grant(viewer, owner)],
            "outbox": sum(1 for row in self.outbox.all() if has_grant(viewer, row.owner)),
        }

    def close(self) -> None:
        self.vault.close()
        self.database.close()

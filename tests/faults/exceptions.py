"""The steps that no scene passes, each with its reason. One that is not needed any more fails the build."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatch
from typing import Final

from tests.faults.steps import Step

EXCEPTIONS: Final = {
    "ingest.cluster.setting_up:set_up:TemporaryDirectory": "of a run with several workers; test_cluster.py",
    "ingest.encrypted_home.*": "killed in tests/cli/test_encrypted_home_killed.py, where there is FUSE",
    "ingest.readers.*": "in the confined child, which can write in its scratch folder only; tests/faults/readers",
    "ingest.reading:_readable_by_child:copyfile": "into the scratch folder, for a file that only root can read",
    "ingest.scratch:clear_left:rmtree": "after a kill only; tests/ingest/test_scratch.py",
    "ingest.taking:break_off:unlink": "in the scratch folder, of a reader that broke off; tests/faults/readers",
    "models.store.alerts:Alerts.change:write": "killed in tests/faults/test_alerts_killed.py",
    "models.store.backup.taking:_sweep:rmtree": "after a kill only; tests/cli/test_backup_killed.py",
    "models.store.compartments:Compartments.add:write": "one transaction; compartments_contract.py",
    "models.store.backup.register_*:*postgresql*": "of PostgreSQL: tests/cli/test_backup.py",
    "models.store.backup.register_in:put_back:write": "of PostgreSQL: tests/cli/test_backup.py",
    "models.store.backup.register_out:_copy_out:*": "of PostgreSQL: tests/cli/test_backup.py",
    "models.store.keys:clear:unlink": "after a kill only; tests/models/store/test_keys.py",
    "models.store.keys:held:unlink": "of a key that is another register's; tests/models/store/test_keys.py",
    "models.store.ledger_secret:held:unlink": "of a key that is another register's",
    "models.store.markings:Markings.settle:write": "one transaction, on a day that comes; markings_contract.py",
    "models.store.orders:*": "of a run with several workers, each one transaction; tests/faults/test_cluster.py",
    "models.store.registration:Registration.fail:write": "after a fault outside the file; test_run_faults.py",
    "models.store.registration:Registration.give_back:write": "one transaction, where told to stop; test_stopped.py",
    "models.store.registration:Registration.renew:write": "one transaction, by the clock only; test_lease.py",
    "models.store.stretches:Stretches.fail:write": "after a fault outside the file; tests/ingest/test_stretches.py",
    "models.store.stretches:Stretches.renew:write": "one transaction, by the clock only, as Registration.renew",
    "models.store.unfinished:unfinished_beside:unlink": "after a kill only; tests/ingest/test_scratch.py",
    "models.store.users:Users.add:write": "one transaction, as Users.create",
    "models.store.vault_arrivals:sweep:unlink": "of what a kill left a day ago; vault_contract.py",
    "models.store.vault_bucket:*": "of a vault in S3, each a request: tests/models/store/test_vault_s3.py",
    "models.store.vault_copies:*": "of a vault in S3: tests/models/store/test_vault_s3.py kills it there",
    "models.store.watched:WatchedFolders.noted:write": "one transaction; tests/ingest/watched/test_killed.py",
    "search.meaning.file_schema:create:unlink": "after a kill only; tests/search/meaning/test_file_schema.py",
    "nlp.tables.*": "makes files of the product for its developers; the product never calls it",
    "search.opensearch.*": "a node does it; test_index_ailing.py, test_index_gone.py, test_alerts_killed.py",
    "models.store.sorted_rows:SortedRows.add:commit": "in SQLite's own temporary file, which goes with its process",
    "models.store.outbox:Outbox.ask_again:write": "where a turn was lost: of PostgreSQL; tests/search/test_turns.py",
    "web.language:compile_catalogues:rmtree": "where two servers start at once; tests/web/test_catalogue.py",
    "models.store.unfinished:unfinished_beside:rmtree": "of a folder left half made; tests/web/test_catalogue.py",
}


def is_excepted(step: Step, patterns: Iterable[str] = EXCEPTIONS) -> bool:
    """Whether one of the patterns is of the step."""
    return any(fnmatch(step.name, pattern) for pattern in patterns)

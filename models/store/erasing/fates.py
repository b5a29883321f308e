"""What erasing a document does with each table of the register. A table without a word here fails the build
(``tests/models/store/test_fates.py``), which walks the schema: whoever makes one decides it.

Most follows from the foreign keys: what refers to the document goes, and what refers to that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Final, NamedTuple

from sqlalchemy import Column, Table

from models.store.schema import documents, metadata


class Way(Enum):
    """What becomes of a table's rows."""

    GOES = "goes"  # those of the document, by a foreign key to it
    WITH = "with"  # those that hang on what goes
    CARRIED = "carried"  # what no other document carries goes, the rest is called by what others say
    TARGET = "target"  # those that name the document's id without a foreign key
    SEALED = "sealed"  # opened, and gone (a decision: its words) where it holds what only the document named
    EMPTIED = "emptied"  # the row stays as somebody's decision, without the document's name, bytes and id
    PATHS = "paths"  # those of the places at which it lay
    OTHER = "other"  # nothing of a document: `why` says what


class Fate(NamedTuple):
    way: Way
    why: str = ""


_GOES, _WITH = Fate(Way.GOES), Fate(Way.WITH)

FATES: Final[Mapping[str, Fate]] = {
    "account_groups": Fate(Way.OTHER, "of an account"),
    "account_roles": Fate(Way.OTHER, "of an account"),
    "alerts": _GOES,
    "candidate_changes": Fate(Way.CARRIED, "keyed hashes"),
    "candidate_keys": Fate(Way.CARRIED, "keyed hashes"),
    "candidate_pairs": Fate(Way.CARRIED, "ids, and by what kinds of keys they may be one"),
    "compartments": Fate(Way.OTHER, "groups of readers"),
    "document_references": _GOES,
    "documents": _GOES,
    "dossier_items": _GOES,
    "dossiers": Fate(Way.OTHER, "a folder's own title and words, written by whoever keeps it; what lies in it goes"),
    "draft_fields": _GOES,
    "draft_mentions": _GOES,
    "draft_pages": _GOES,
    "draft_payment_rows": _GOES,
    "draft_references": _GOES,
    "draft_rivals": _GOES,
    "draft_unjudged": _GOES,
    "drafts": _GOES,
    "entities": Fate(Way.CARRIED),
    "entity_marks": Fate(Way.CARRIED, "keyed hashes"),
    "erasure_items": Fate(Way.EMPTIED, "the order's own; its id goes when the document is erased"),
    "erasure_leftovers": Fate(Way.OTHER, "the engine's own: rows go as they are cleared"),
    "erasure_orders": Fate(Way.SEALED, "the decision itself stands, without a reason that names what is gone"),
    "expected_files": Fate(Way.PATHS),
    "fields": _GOES,
    "given": _GOES,
    "grants": Fate(Way.OTHER, "of an account"),
    "extract_finds": Fate(Way.TARGET),
    "extracts": Fate(Way.OTHER, "a person's question of what there is of them; it has an erasure of its own"),
    "erased_counts": Fate(Way.OTHER, "sums of what was erased"),
    "hold_documents": Fate(Way.TARGET, "models/store/holds.py"),
    "hold_steps": Fate(Way.SEALED, "words of holds on it, and of others where they name it"),
    "holds": Fate(Way.TARGET, "of those that were lifted; that something was held stays, with its provision"),
    "installation": Fate(Way.OTHER, "the installation's own: fingerprints, notices"),
    "jobs": Fate(Way.SEALED),
    "judged_keys": _WITH,
    "judgements": _GOES,
    "key_holders": Fate(Way.CARRIED, "keyed hashes"),
    "ledger": Fate(Way.SEALED, "the chain holds: models/store/ledger_record.py"),
    "ledger_about": Fate(Way.OTHER, "keyed hashes, by which a person is told who has looked at them"),
    "ledger_keys": Fate(Way.OTHER, "keys of months, which other events have as well"),
    "likeness_bands": _WITH,
    "likenesses": _GOES,
    "mail_ids": _GOES,
    "markings": Fate(Way.TARGET, "reasons of those on something else, where they name it"),
    "mentions": _GOES,
    "notes": _GOES,
    "occurrences": _GOES,
    "orders": Fate(Way.OTHER, "how a run that goes on reads; gone with it"),
    "outbox": Fate(Way.TARGET, "what asks the index to follow; struck when it has"),
    "page_states": Fate(Way.SEALED),
    "pages": _GOES,
    "payment_rows": _GOES,
    "pictured": _GOES,
    "protected": Fate(Way.OTHER, "people, not documents"),
    "protected_keys": Fate(Way.OTHER, "keyed hashes of people"),
    "protected_spans": _GOES,
    "provider_flows": Fate(Way.OTHER, "of somebody who is signing in"),
    "rate_counts": Fate(Way.OTHER, "keyed hashes and counts"),
    "recovery_codes": Fate(Way.OTHER, "of an account"),
    "redactions": _GOES,
    "reference_keys": _WITH,
    "releases": Fate(Way.EMPTIED, "that something was handed out, to whom and by which basis"),
    "requests": Fate(Way.SEALED, "what it was named, and why it was decided so; the asker's own words are theirs"),
    "retention_rules": Fate(Way.SEALED, "rules, not documents; why one ended may name it"),
    "rights_requests": Fate(Way.OTHER, "what a person asked for, with the extract that it came of"),
    "review_items": Fate(Way.OTHER, "numbers of events, and the reviewer's own words"),
    "review_names": Fate(Way.OTHER, "names of an account's own relatives"),
    "rivals": _GOES,
    "run_files": _GOES,
    "runs": Fate(Way.OTHER, "times and counts"),
    "saved_searches": Fate(Way.SEALED),
    "second_factors": Fate(Way.OTHER, "of an account"),
    "sessions": Fate(Way.OTHER, "of somebody who is signed in"),
    "shared_readings": _GOES,
    "sign_in_attempts": Fate(Way.OTHER, "keyed hashes and counts"),
    "sources": Fate(Way.OTHER, "of an archive, not of a document"),
    "splits": _GOES,
    "stretch_pages": _GOES,
    "stretches": _GOES,
    "tags": _GOES,
    "tombstones": Fate(Way.OTHER, "what is left to tell: models/erasure.py"),
    "trials": Fate(Way.EMPTIED, "that something was decided of a request, and by which provision"),
    "unjudged": _GOES,
    "unnamed_files": Fate(Way.WITH, "hashes of files of the vault, which go with the file"),
    "uploads": Fate(Way.OTHER, "of files that are no document yet; emptied when they are"),
    "users": Fate(Way.OTHER, "an account"),
    "watchable_folders": Fate(Way.OTHER, "folders, not files"),
    "watched_files": Fate(Way.PATHS, "one that lies there still hinders: it would come back"),
    "watched_folders": Fate(Way.OTHER, "folders; the files that wait are no documents yet"),
    "withdrawals": Fate(Way.TARGET, "reasons of those of something else, where they name it"),
    "withheld": _GOES,
}


def going() -> Iterator[tuple[Table, list[Column[str]]]]:
    """The tables whose rows go, those that refer to others first, each with the columns that refer to a document."""
    for table in reversed(metadata.sorted_tables):
        if FATES[table.name].way is Way.GOES and table is not documents:
            yield table, document_columns(table)


def document_columns(table: Table) -> list[Column[str]]:
    """The columns that refer to a document."""
    return [key.parent for key in table.foreign_keys if key.column is documents.c.id]

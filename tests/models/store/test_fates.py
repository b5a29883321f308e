"""Every table has a word on what erasing a document does with it; every folder of ours in the home too."""

from __future__ import annotations

import pytest
from sqlalchemy import Table

from models.store.erasing.fates import FATES, Way, document_columns, going
from models.store.schema import metadata

# Columns that hold the id of a document without a foreign key: of tables that have one of these ways.
_NAMED = ("document", "copy", "target", "reading_of")
_LOOKED_AFTER = (Way.GOES, Way.TARGET, Way.EMPTIED, Way.SEALED)


def test_each_table_has_a_word_and_each_word_a_table() -> None:
    assert set(FATES) == set(metadata.tables), "say in models/store/erasing/fates.py what erasing does with it"


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_the_word_fits_the_table(table: Table) -> None:
    fate = FATES[table.name]
    if fate.way is Way.GOES:
        assert table.name == "documents" or document_columns(table), "nothing of it says whose the rows are"
    elif document_columns(table):
        assert fate.way is Way.EMPTIED, "a row that refers to a document cannot stay as it is"
        assert all(column.nullable for column in document_columns(table))
    elif any(name in table.c for name in _NAMED):
        assert fate.way in _LOOKED_AFTER
    assert fate.way is not Way.OTHER or fate.why, "say why nothing of a document stands there"


def test_what_refers_to_something_goes_before_it() -> None:
    order = [table for table, _ in going()]
    for at, table in enumerate(order):
        referred = {key.column.table for key in table.foreign_keys}
        assert not referred & set(order[:at]) - {table}

"""The index on one machine: an SQLite file for each owner, words in FTS5, facets in a forward index in memory."""

"""One paper's part of the made world: who and what its slots name, and in which forms (docs/phrasing-banks.md)."""

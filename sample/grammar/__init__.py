"""Reads phrasing banks (docs/phrasing-banks.md) and writes drafts from them."""

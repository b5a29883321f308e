"""Rows of payments and visits."""

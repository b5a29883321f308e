"""Rows of payments and visits, read out of the tables of papers by what their columns are called."""

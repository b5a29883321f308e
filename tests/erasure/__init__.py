"""Erasing, measured on the bytes of our files."""

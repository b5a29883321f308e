"""Tests of what a site starts."""

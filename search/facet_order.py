"""The order in which a facet's values are told."""

from __future__ import annotations

from enum import StrEnum


class FacetOrder(StrEnum):
    COUNT = "count"  # most documents first, then in Swedish order
    NAME = "name"  # in Swedish order: å, ä, ö last

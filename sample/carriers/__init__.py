"""How a draft becomes a file, with the gold of what stands in it. :data:`CARRIERS` are those for papers."""

from sample.carriers.registry import CARRIERS

__all__ = ["CARRIERS"]

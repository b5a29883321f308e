"""What can go wrong with a node, in words that say what to do. Standard library only."""

from __future__ import annotations


class NodeError(RuntimeError):
    """The node cannot be had: nothing to fetch with, nothing to run it on, or it did not come up."""


class JavaMissingError(NodeError):
    """No JDK that is new enough for this version of OpenSearch."""

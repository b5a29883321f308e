"""Kinds of documents (*handlingstyper*): rules of structure and cue words, and a trained classifier beside them."""

from nlp.kinds.choice import classify
from nlp.kinds.names import KINDS, OTHER

__all__ = ["KINDS", "OTHER", "classify"]

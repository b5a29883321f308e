"""Lists of words, written as text."""

from __future__ import annotations


def listed(text: str) -> tuple[str, ...]:
    """The words of a text, in its order; an underscore stands for a space within one."""
    return tuple(word.replace("_", " ") for word in text.split())

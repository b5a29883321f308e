"""Tables of words, written by hand: what the dictionary gets wrong, and what must not be split."""
